"""What a person typed for a medicine, understood or not; never a silent guess."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Record

Status = Literal["understood", "ask", "unknown"]
_NUMBER: Final = re.compile(r"(?<![\w-])\d[\d.,]*\s*(?:mg|g|µg|mcg|ug|ml|%|h)?(?![\w-])")
_PARTS: Final = re.compile(r"\s*(?:[+/,&]|\bund\b|\band\b|\bwith\b)\s*")
_SPACES: Final = re.compile(r"[\s_]+")
_CANDIDATES: Final = 5
_FILE: Final = "medicines.toml"


class Ingredient(Record):
    """One ingredient: other names and the classes that the rules use."""

    names: tuple[str, ...]
    classes: tuple[str, ...]


class Matching(Record):
    """How alike two names must be, of 100."""

    understood_score: float = Field(gt=0, le=100)
    ask_score: float = Field(gt=0, le=100)


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed name: its ingredients when understood, what it might be when it must be asked."""

    typed: str
    status: Status
    ingredients: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        """The ingredients and all their classes."""
        table = ingredients()
        found = (name for key in self.ingredients for name in (key, *table[key].classes))
        return frozenset(found)


@cache
def ingredients() -> dict[str, Ingredient]:
    """The ingredient table by key."""
    table = read_toml("medicines")
    check_keys(table["sources"], "medicines", 0)
    rows = enumerate(table["ingredients"].items(), start=1)
    return {key: typed_row("medicines", n, Ingredient, item) for n, (key, item) in rows}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, ingredient in ingredients().items():
        for name in {_tidy(key), key, *ingredient.names}:
            if found.setdefault(name, (key,)) != (key,):
                raise TableError("a name of two ingredients", "names", name, "one", "", _FILE)
    for name, keys in read_toml("medicines")["combinations"].items():
        found[name] = tuple(keys)
    return found


def understand(typed: str) -> Understood:
    """What a typed name means.

    >>> understand("Elvanse 50").ingredients
    ('lisdexamfetamine',)
    >>> understand("vitamin zz").status
    'unknown'
    """
    found = _names().get(_tidy(typed)) or _names().get(_bare(typed))
    return Understood(typed, "understood", found) if found else _alike(typed, _bare(typed))


def understand_all(typed: str) -> tuple[Understood, ...]:
    """As `understand`; several names in one text are taken apart, none is dropped.

    >>> [part.ingredients for part in understand_all("tramadol + ibu 400")]
    [('tramadol',), ('ibuprofen',)]
    """
    whole = understand(typed)
    parts = [part for part in _PARTS.split(_tidy(typed)) if part]
    if whole.status == "understood" or len(parts) == 1:
        return (whole,)
    found = tuple(understand(part) for part in parts)
    return found if any(part.status == "understood" for part in found) else (whole,)


def _alike(typed: str, bare: str) -> Understood:
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only a name with an error needs it

    limits = typed_row("medicines", 0, Matching, read_toml("medicines")["matching"])
    close = process.extract(
        bare, list(_names()), scorer=fuzz.ratio, limit=_CANDIDATES, score_cutoff=limits.ask_score
    )
    sure = {_names()[name] for name, score, _ in close if score >= limits.understood_score}
    if len(sure) == 1:
        return Understood(typed, "understood", sure.pop())
    meant = tuple(dict.fromkeys(key for name, _, _ in close for key in _names()[name]))
    return Understood(typed, "ask" if meant else "unknown", (), meant)


def _tidy(typed: str) -> str:
    """Lower case and single spaces.

    >>> _tidy("  Sodium_Oxybate ")
    'sodium oxybate'
    """
    return _SPACES.sub(" ", typed.casefold().replace("\u2019", "'")).strip()


def _bare(typed: str) -> str:
    """Without strengths, forms and salts.

    >>> _bare("Venlafaxine XR 75 mg daily")
    'venlafaxine'
    """
    strip = set(read_toml("medicines")["strip"])
    words = _NUMBER.sub(" ", _tidy(typed)).replace("(", " ").replace(")", " ").split()
    return " ".join(word for word in words if word not in strip)
