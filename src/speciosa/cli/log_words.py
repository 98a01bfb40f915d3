"""From the words of `speciosa log` to rows as they would stand in entries.csv."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from speciosa.diary.amounts import KRATOM
from speciosa.diary.entries import Kind
from speciosa.diary.medicines import STOP_WORDS
from speciosa.diary.parse_head import Head
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError

_JOINED: Final = re.compile(r"([-+]?\d[\d.,]*)([^\d.,].*)")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*")
_PRESSURE: Final = re.compile(r"(\d+)\s*/\s*(\d+)")
_TEXTS: Final = {Kind.VOID, Kind.NOTE, Kind.PROFILE, Kind.CONDITION, Kind.PROMPT}
_START_WORDS: Final = ("start", "started", "changed", "change")


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of one row, still as typed."""

    kind: str
    what: str = ""
    value: str = ""
    unit: str = ""
    note: str = ""


def read_words(words: list[str], head: Head) -> list[Words]:
    """One row, or several for `rating pain 6 focus 4`; raises InputError in one sentence.

    Args:
        words: as split by the shell; the first one is the kind.
        head: names the products.
    """
    for word in words:
        if word.startswith("--"):
            raise InputError("an option that is not known", "", word, "--at or --note")
    kind = words[0].lower()
    if kind not in _READ:
        raise _unknown_kind(words, head)
    rest = words[1:] if kind in _TEXTS else split_units(words[1:])
    return _READ[kind](kind, rest, head)


def _unknown_kind(words: list[str], head: Head) -> InputError:
    """Says which word was meant, or that the word `dose` is missing."""
    meant = [nearest(words[0], _READ), *words[1:]]
    if words[0] in head.products:
        meant = [Kind.DOSE, *words]
    example = " ".join(meant) if meant[0] else "dose green 3g"
    return InputError("a kind of entry that is not known", "", words[0], listed(_READ), example)


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


def _dose(kind: str, words: list[str], head: Head) -> list[Words]:
    product, rest = _named(words)
    if not product and len(head.products) == 1:
        product = next(iter(head.products))
    if not rest:
        raise InputError(
            "the amount is missing", "", product, "a product and an amount", "dose green 3g"
        )
    return [Words(kind, product, rest[0], " ".join(rest[1:]) or _usual_unit(product, head))]


def _usual_unit(product: str, head: Head) -> str:
    known = head.products.get(product)
    return "g" if known is None or known.substance == KRATOM else "mg"


def _wish(kind: str, words: list[str], head: Head) -> list[Words]:
    product, rest = _named(words)
    if not product and len(head.products) == 1:
        product = next(iter(head.products))
    unit = " ".join(rest[1:]) or (_usual_unit(product, head) if rest else "")
    return [Words(kind, product, rest[0] if rest else "", unit)]


def _pairs(kind: str, words: list[str], _head: Head) -> list[Words]:
    names, values = words[::2], words[1::2]
    if not words or len(names) != len(values) or any(_is_number(name) for name in names):
        found = " ".join(words)
        raise InputError(
            "not pairs", "", found, "name and number in turn", f"{kind} pain 6 focus 4"
        )
    return [Words(kind, name, value) for name, value in zip(names, values, strict=True)]


def _event(kind: str, words: list[str], _head: Head) -> list[Words]:
    name, rest = _named(words)
    return [Words(kind, name, rest[0] if rest else "", "grade" if rest else "", " ".join(rest[1:]))]


def _reading(kind: str, words: list[str], _head: Head) -> list[Words]:
    if words and words[0].lower() in {"bp", "blood_pressure"}:
        return _blood_pressure(kind, words[1:])
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


def _medicine(kind: str, words: list[str], _head: Head) -> list[Words]:
    told = [word for word in words if word.lower() in (*STOP_WORDS, *_START_WORDS)]
    name, rest = _named([word for word in words if word not in told])
    if rest:
        return [Words(kind, name, rest[0], " ".join(rest[1:]) or "mg", " ".join(told))]
    return [Words(kind, name, told[0].lower() if told else "started")]


def _sleep(kind: str, words: list[str], _head: Head) -> list[Words]:
    what, rest = _named(words)
    return [Words(kind, what, rest[0] if rest else "", " ".join(rest[1:]))]


def _void(kind: str, words: list[str], _head: Head) -> list[Words]:
    return [Words(kind, "".join(words[:1]), note=" ".join(words[1:]))]


def _note(kind: str, words: list[str], _head: Head) -> list[Words]:
    if not words:
        raise InputError("the text is missing", "", "", "a few words", 'note "slept badly"')
    return [Words(kind, note=" ".join(words))]


def _condition(kind: str, words: list[str], _head: Head) -> list[Words]:
    told = words[-1].lower() if words and words[-1].lower() in STOP_WORDS else ""
    return [Words(kind, " ".join(words[:-1] if told else words), told)]


def _prompt(kind: str, words: list[str], _head: Head) -> list[Words]:
    return [Words(kind, " ".join(words))]


def _profile(kind: str, words: list[str], _head: Head) -> list[Words]:
    return [Words(kind, "".join(words[:1]), " ".join(words[1:]))]


def _measured(kind: str, words: list[str], _head: Head) -> list[Words]:
    """What, number, unit, and the rest as a note."""
    name, rest = _named(words)
    unit = rest[1] if len(rest) > 1 else ""
    return [Words(kind, name, rest[0] if rest else "", unit, " ".join(rest[2:]))]


_READ: Final[dict[str, Callable[[str, list[str], Head], list[Words]]]] = {
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
    Kind.ALLOCATION: _measured,
    Kind.PROFILE: _profile,
}
