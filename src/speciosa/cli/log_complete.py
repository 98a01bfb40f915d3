"""What the shell offers while a line of `log` is typed: kinds, products, outcomes, units."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from speciosa.cli.log_names import Names
from speciosa.cli.log_words import kind_typed
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.instruments import known_outcomes
from speciosa.diary.medicines import STOP_WORDS
from speciosa.diary.profile import HELD
from speciosa.diary.readers import inspect
from speciosa.diary.readings import reading_kinds
from speciosa.diary.view import standing

_UNITS: Final = ("g", "mg", "capsules", "ml")
_LATEST: Final = 5  # entries that `void` offers
_WITH_PRODUCT: Final = {Kind.DOSE, Kind.WISH, Kind.ALLOCATION}


def offered(diary: Path, words: Sequence[str], start: str) -> list[str]:
    """Words that may come next, those that fit this diary first.

    Args:
        diary: as typed so far; where it is none, nothing is offered.
        words: typed after it.
        start: of the word that is being typed.
    """
    found = inspect(diary)
    if found.head is None:
        return []
    names = Names(found.head, found.entries)
    known = _next(words, names) if words else _first(names)
    # A name with a blank would fall into two words.
    plain = (one for one in known if one.split() == [one])
    return [one for one in dict.fromkeys(plain) if one.startswith(start) and one not in words]


def _first(names: Names) -> Iterable[str]:
    return (*(kind.value for kind in Kind), *names.head.products, *names.followed)


def _next(words: Sequence[str], names: Names) -> Iterable[str]:
    kind = kind_typed(list(words), names)
    if kind in _WITH_PRODUCT:
        return _product_line(words, names, named=words[0] not in names.head.products)
    if kind == Kind.RATING and words[-1] in names.outcomes:
        return ()  # its number is next
    offers = {
        Kind.RATING: names.outcomes,
        Kind.PROMPT: names.outcomes,
        Kind.SCALE: [key for key, row in known_outcomes().items() if row.questionnaire],
        Kind.MEDICINE: [*names.medicines, "started", *STOP_WORDS[:1]],
        Kind.READING: [*reading_kinds(), "bp"],
        Kind.EVENT: _named_before(names.entries, Kind.EVENT),
        Kind.CONDITION: [*names.head.person.conditions, "stop"],
        Kind.PROFILE: HELD,
        Kind.VOID: [entry.id for entry in standing(names.entries)[-_LATEST:]],
        Kind.SLEEP: ["h", "min"],
        Kind.BLOOD: ["mitragynine", "ng/mL"],
    }
    return offers.get(Kind(kind), ()) if kind else ()


def _product_line(words: Sequence[str], names: Names, *, named: bool) -> Iterable[str]:
    """A product, then a unit after a number, then outcomes for the rating at that time."""
    if named and len(words) == 1:
        return names.head.products
    return _UNITS if words[-1].replace(".", "").isdigit() else names.outcomes


def _named_before(entries: Iterable[Entry], kind: Kind) -> list[str]:
    return sorted({entry.what for entry in entries if entry.kind is kind})
