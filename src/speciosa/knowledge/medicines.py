"""What a person typed for a medicine, understood or not; never a silent guess."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from speciosa.knowledge.ingredients import Ingredient, ambiguous, ingredients, names
from speciosa.knowledge.typed_names import (
    bare,
    limits,
    other_substances,
    parts,
    sounded,
    tidy,
    without_amounts,
)

__all__ = ["Ingredient", "Status", "Understood", "ingredients", "understand", "understand_all"]

Status = Literal["understood", "ask", "unknown"]
Keys = tuple[str, ...]
_FULL_SCORE: Final = 100.0
_LONGEST_NAME_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed name: its ingredients when understood, what it might be when it must be asked.

    Args:
        typed: the text.
        status: whether it was understood, must be asked, or resembles nothing.
        ingredients: keys of what was understood.
        suggestions: keys of what may be meant, most alike first.
        score: how alike the text and the nearest name are, 0 to 100.
    """

    typed: str
    status: Status
    ingredients: Keys = ()
    suggestions: Keys = ()
    score: float = 0.0

    @property
    def classes(self) -> frozenset[str]:
        """The ingredients and all their classes."""
        table = ingredients()
        found = (name for key in self.ingredients for name in (key, *table[key].classes))
        return frozenset(found)


def understand(typed: str) -> Understood:
    """What a typed name means.

    >>> understand("Elvanse 50").ingredients
    ('lisdexamfetamine',)
    >>> understand("foozle").status
    'unknown'
    """
    text = tidy(typed)
    found = _exact(typed, text)
    if found is not None:
        return found
    named = _several(bare(text))
    if named:
        keys = tuple(dict.fromkeys(key for part in named for key in part.ingredients))
        return Understood(typed, "understood", keys, (), min(part.score for part in named))
    return _alike(typed, bare(text))


def understand_all(typed: str) -> tuple[Understood, ...]:
    """As `understand`; several names in one text are taken apart, none is dropped.

    >>> [part.ingredients for part in understand_all("tramadol + ibu 400")]
    [('tramadol',), ('ibuprofen',)]
    """
    whole = _exact(typed, tidy(typed))
    if whole is not None and whole.status == "understood":
        return (whole,)
    texts = [part for part in parts(typed) if bare(part)]
    if len(texts) <= 1:
        return _each(typed)
    found = tuple(part for text in texts for part in _each(text))
    known = any(part.status != "unknown" for part in found)
    return found if known else (whole or understand(typed),)


def _each(typed: str) -> tuple[Understood, ...]:
    """One text without a sign between its names: each of them, or the text as a whole."""
    text = tidy(typed)
    found = _exact(typed, text)
    return (found,) if found else _several(bare(text)) or (understand(typed),)


def _exact(typed: str, text: str) -> Understood | None:
    """The text is a name or a word for several, as it stands or without strengths and forms."""
    forms = dict.fromkeys((text, without_amounts(text), bare(text), bare(text.replace("-", " "))))
    for form in forms:
        if form in ambiguous():
            return Understood(typed, "ask", (), ambiguous()[form], _FULL_SCORE)
        if form in names():
            return Understood(typed, "understood", names()[form], (), _FULL_SCORE)
    return None


def _several(text: str) -> tuple[Understood, ...]:
    """Two or more names side by side that cover the whole text, else nothing."""
    found: list[Understood] = []
    left = text.split()
    while left:
        for count in range(min(_LONGEST_NAME_WORDS, len(left)), 0, -1):
            part = " ".join(left[:count])
            one = _exact(part, part) or _heard(part, part, 0)
            if one is not None and one.status == "understood":
                found.append(one)
                left = left[count:]
                break
        else:
            return ()
    return tuple(found) if len(found) > 1 else ()


def _alike(typed: str, text: str) -> Understood:
    errors = limits().errors(len(sounded(text)))
    return _heard(typed, text, errors) or _asked(typed, text)


def _heard(typed: str, text: str, most: int) -> Understood | None:
    """The only name that sounds like the text, with at most so many typing errors."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - a name as it stands does not need it
    from rapidfuzz.process import extract  # noqa: PLC0415

    heard = sounded(text)
    if len(heard) < limits().letters_start or heard in other_substances():
        return None
    far = most + limits().lead
    near = extract(heard, _heard_names(), scorer=OSA.distance, limit=None, score_cutoff=far)
    best = min((errors for _, errors, _ in near), default=far)
    rivals = {
        keys
        for name, errors, _ in near
        if errors < best + limits().lead
        for keys in _sounded_names().get(name, [()])
    }
    start = heard[: limits().letters_start]
    if best and not any(name.startswith(start) for name, errors, _ in near if errors == best):
        rivals |= _beginning(start)
    if best > most or len(rivals) != 1 or () in rivals:
        return None
    alike = limits().spelling_score if not best else _FULL_SCORE * (1 - best / len(heard))
    return Understood(typed, "understood", rivals.pop(), (), round(alike, 1))


def _beginning(letters: str) -> set[Keys]:
    """Who begins as the text does, where the nearest name does not: buspropion, buspirone."""
    found = _sounded_names().items()
    return {keys for name, of in found if name.startswith(letters) for keys in of}


def _asked(typed: str, text: str) -> Understood:
    from rapidfuzz import fuzz, process  # noqa: PLC0415

    close = process.extract(
        text, list(names()), scorer=fuzz.ratio, limit=None, score_cutoff=limits().ask_score
    )
    words = (part for word in text.split() if (part := _exact(word, word)))
    said = [key for part in words for key in (*part.ingredients, *part.suggestions)]
    begun = [keys for name, keys in names().items() if _begins(name, text)]
    meant = _unique([said], [names()[name] for name, _, _ in close], begun)
    score = max((score for _, score, _ in close), default=0.0)
    return Understood(typed, "ask" if meant else "unknown", (), meant, round(score, 1))


def _unique(*groups: Iterable[Sequence[str]]) -> Keys:
    keys = dict.fromkeys(key for group in groups for item in group for key in item)
    return tuple(keys)[: limits().suggestions]


def _begins(name: str, text: str) -> bool:
    return len(text) >= limits().letters_start and name.startswith(text)


@cache
def _sounded_names() -> dict[str, list[Keys]]:
    found: dict[str, list[Keys]] = {}
    for name, keys in names().items():
        meant = found.setdefault(sounded(tidy(name)), [])
        if keys not in meant:
            meant.append(keys)
    return found


@cache
def _heard_names() -> tuple[str, ...]:
    return (*_sounded_names(), *other_substances())
