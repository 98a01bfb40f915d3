"""From the words of `speciosa log` to rows as they would stand in entries.csv."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from speciosa.cli.log_names import PRESSURE, Names
from speciosa.diary.amounts import KRATOM
from speciosa.diary.entries import Kind
from speciosa.diary.medicines import STOP_WORDS
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError

_JOINED: Final = re.compile(r"([-+]?\d[\d.,]*)([^\d.,].*)")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*")
_PRESSURE: Final = re.compile(r"(\d+)\s*/\s*(\d+)")
# Their readers part numbers and units themselves, or not at all.
_WHOLE: Final = {
    Kind.VOID, Kind.NOTE, Kind.PROFILE, Kind.CONDITION, Kind.PROMPT,
    Kind.DOSE, Kind.WISH, Kind.ALLOCATION,
}  # fmt: skip
_OTHER_WORDS: Final[dict[str, str]] = {
    "took": Kind.DOSE,
    "rate": Kind.RATING,
    "rated": Kind.RATING,
    "med": Kind.MEDICINE,
    "lab": Kind.READING,
    "slept": Kind.SLEEP,
    "want": Kind.WISH,
}
OPTIONS: Final = ("--at", "--note", "--new")
_START_WORDS: Final = ("start", "started", "changed", "change")


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of one row, still as typed."""

    kind: str
    what: str = ""
    value: str = ""
    unit: str = ""
    note: str = ""


def read_words(words: list[str], names: Names) -> list[Words]:
    """One row, or several for `rating pain 6 focus 4`; raises InputError in one sentence.

    Args:
        words: as split by the shell; the first one is the kind, or the name of a product,
            an outcome or a reading of this diary.
        names: of the diary.
    """
    for word in words:
        if word.startswith("--"):
            like = nearest(word, OPTIONS)
            raise InputError("an option that is not known", "", word, listed(OPTIONS), like)
    kind, rest = _kind_of(words, names)
    return _READ[kind](kind, rest if kind in _WHOLE else split_units(rest), names)


def kind_typed(words: list[str], names: Names) -> str:
    """The kind of entry of a line, also where only a name tells it; "" where nothing does."""
    typed = words[0].lower()
    kind = _OTHER_WORDS.get(typed, typed)
    if kind in _READ:
        return kind
    meant = names.kinds_of(words)
    return meant[0] if len(meant) == 1 else ""


def _kind_of(words: list[str], names: Names) -> tuple[str, list[str]]:
    """The kind of entry and the words that belong to it."""
    kind = kind_typed(words, names)
    if not kind:
        raise _unknown_kind(words, names.kinds_of(words))
    named = words[0].lower() in {kind, *_OTHER_WORDS}
    return kind, words[1:] if named else words


def _unknown_kind(words: list[str], meant: list[Kind]) -> InputError:
    """Says which word was meant, or that two are possible."""
    if meant:
        what, expected = "more than one kind of entry has this name", listed(meant)
        return InputError(what, "", words[0], expected, " ".join([meant[0], *words]))
    like = nearest(words[0], _READ)
    example = " ".join([like, *words[1:]]) if like else "dose green 3g"
    return InputError("a kind of entry that is not known", "", words[0], listed(_READ, 20), example)


def split_units(words: list[str]) -> list[str]:
    """Numbers parted from the unit typed to them.

    >>> split_units(["green", "3g"])
    ['green', '3', 'g']
    """
    parted: list[str] = []
    for word in words:
        found = _JOINED.fullmatch(word)
        parted += [found.group(1), found.group(2)] if found else [word]
    return parted


def _is_number(word: str) -> bool:
    return _NUMBER.fullmatch(word) is not None


def _named(words: list[str]) -> tuple[str, list[str]]:
    """Everything before the first number as one name, and the rest."""
    for place, word in enumerate(words):
        if _is_number(word):
            return " ".join(words[:place]), words[place:]
    return " ".join(words), []


def _dose(kind: str, words: list[str], names: Names) -> list[Words]:
    product, rest, ratings = _product(words, names)
    if not rest:
        raise InputError(
            "the amount is missing", "", product, "a product and an amount", "dose green 3g"
        )
    unit = " ".join(rest[1:]) or _usual_unit(product, names)
    return [Words(kind, product, rest[0], unit), *ratings]


def _wish(kind: str, words: list[str], names: Names) -> list[Words]:
    product, rest, ratings = _product(words, names, may_miss=True)
    unit = " ".join(rest[1:]) or (_usual_unit(product, names) if rest else "")
    return [Words(kind, product, rest[0] if rest else "", unit), *ratings]


def _allocation(kind: str, words: list[str], names: Names) -> list[Words]:
    product, rest = names.product_at_start(words)
    if not product:
        raise names.unknown_product(_named(split_units(rest))[0])
    return _measured(kind, [product, *split_units(rest)], names)


def _product(
    words: list[str], names: Names, *, may_miss: bool = False
) -> tuple[str, list[str], list[Words]]:
    """The product, its amount and unit, and what was rated at that time: `3g pain 6`."""
    product, after = names.product_at_start(words)
    rest, ratings = _rated(split_units(after), names, product=bool(product))
    if product:
        return product, rest, ratings
    typed, rest = _named(rest)
    if not typed and len(names.head.products) == 1:
        return next(iter(names.head.products)), rest, ratings
    if typed or not may_miss:
        raise names.unknown_product(typed)
    return "", rest, ratings


def _rated(words: list[str], names: Names, *, product: bool) -> tuple[list[str], list[Words]]:
    """Pairs of outcome and number at the end; without a product before only known outcomes."""
    pairs: list[Words] = []
    while len(words) > 1 and _is_number(words[-1]) and not _is_number(words[-2]):
        if not product and words[-2] not in names.outcomes:
            break
        pairs.insert(0, Words(Kind.RATING, words[-2], words[-1]))
        words = words[:-2]
    return words, pairs


def _usual_unit(product: str, names: Names) -> str:
    known = names.head.products.get(product)
    return "g" if known is None or known.substance == KRATOM else "mg"


def _pairs(kind: str, words: list[str], _names: Names) -> list[Words]:
    names, values = words[::2], words[1::2]
    if not words or len(names) != len(values) or any(_is_number(name) for name in names):
        found = " ".join(words)
        raise InputError(
            "not pairs", "", found, "name and number in turn", f"{kind} pain 6 focus 4"
        )
    return [Words(kind, name, value) for name, value in zip(names, values, strict=True)]


def _event(kind: str, words: list[str], _names: Names) -> list[Words]:
    name, rest = _named(words)
    return [Words(kind, name, rest[0] if rest else "", "grade" if rest else "", " ".join(rest[1:]))]


def _reading(kind: str, words: list[str], _names: Names) -> list[Words]:
    for count in (1, 2):
        if " ".join(words[:count]).lower() in PRESSURE:
            return _blood_pressure(kind, words[count:])
    name, rest = _named(words)
    value, unit = (rest[0] if rest else ""), (rest[1] if len(rest) > 1 else "")
    if unit.lower().startswith("uln"):
        return [Words(kind, name, value, "", " ".join(rest[1:]))]
    return [Words(kind, name, value, unit, " ".join(rest[2:]))]


def _blood_pressure(kind: str, words: list[str]) -> list[Words]:
    typed = "".join(words)
    found = _PRESSURE.match(typed)
    if found is None:
        raise InputError(
            "not a blood pressure", "", typed, "upper/lower in mmHg", "reading bp 128/82"
        )
    upper, lower = found.groups()
    return [Words(kind, "systolic", upper, "mmHg"), Words(kind, "diastolic", lower, "mmHg")]


def _medicine(kind: str, words: list[str], _names: Names) -> list[Words]:
    told = [word for word in words if word.lower() in (*STOP_WORDS, *_START_WORDS)]
    name, rest = _named([word for word in words if word not in told])
    if rest:
        return [Words(kind, name, rest[0], " ".join(rest[1:]) or "mg", " ".join(told))]
    return [Words(kind, name, told[0].lower() if told else "started")]


def _sleep(kind: str, words: list[str], _names: Names) -> list[Words]:
    what, rest = _named(words)
    return [Words(kind, what, rest[0] if rest else "", " ".join(rest[1:]))]


def _void(kind: str, words: list[str], _names: Names) -> list[Words]:
    return [Words(kind, "".join(words[:1]), note=" ".join(words[1:]))]


def _note(kind: str, words: list[str], _names: Names) -> list[Words]:
    if not words:
        raise InputError("the text is missing", "", "", "a few words", 'note "slept badly"')
    return [Words(kind, note=" ".join(words))]


def _condition(kind: str, words: list[str], _names: Names) -> list[Words]:
    told = words[-1].lower() if words and words[-1].lower() in STOP_WORDS else ""
    return [Words(kind, " ".join(words[:-1] if told else words), told)]


def _prompt(kind: str, words: list[str], _names: Names) -> list[Words]:
    return [Words(kind, " ".join(words))]


def _profile(kind: str, words: list[str], _names: Names) -> list[Words]:
    return [Words(kind, "".join(words[:1]), " ".join(words[1:]))]


def _measured(kind: str, words: list[str], _names: Names) -> list[Words]:
    """What, number, unit, and the rest as a note."""
    name, rest = _named(words)
    unit = rest[1] if len(rest) > 1 else ""
    return [Words(kind, name, rest[0] if rest else "", unit, " ".join(rest[2:]))]


_READ: Final[dict[str, Callable[[str, list[str], Names], list[Words]]]] = {
    Kind.DOSE: _dose,
    Kind.RATING: _pairs,
    Kind.SCALE: _pairs,
    Kind.EVENT: _event,
    Kind.READING: _reading,
    Kind.MEDICINE: _medicine,
    Kind.SLEEP: _sleep,
    Kind.WISH: _wish,
    Kind.NOTE: _note,
    Kind.VOID: _void,
    Kind.CONDITION: _condition,
    Kind.PROMPT: _prompt,
    Kind.BLOOD: _measured,
    Kind.ALLOCATION: _allocation,
    Kind.PROFILE: _profile,
}
