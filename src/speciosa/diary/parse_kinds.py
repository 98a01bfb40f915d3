"""What each kind of entry holds: which value, which unit, and what it may name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from speciosa.diary.amounts import read_unit
from speciosa.diary.entries import Kind
from speciosa.diary.instruments import known_outcome
from speciosa.diary.parse_head import Head
from speciosa.diary.person import Product
from speciosa.diary.profile import check_change
from speciosa.diary.readings import reading_kinds
from speciosa.diary.text import listed, nearest, read_number
from speciosa.errors import InputError
from speciosa.units import convert, tidy_unit

T = TypeVar("T")
Value = str | float | None

_MOST_SLEEP_H: Final = 24.0
_WORST_GRADE: Final = 5
_ALLOCATION_UNITS: Final = ("share", "min")
_BLOOD_UNITS: Final = ("ng/mL", "ug/L", "mg/L", "ug/mL", "pg/mL", "nmol/L", "umol/L")
_MEDICINE_UNITS: Final = ("mg", "ug", "g", "ml")


@dataclass(frozen=True, slots=True)
class Typed:
    """The three fields whose meaning depends on the kind."""

    what: str
    value: Value
    unit: str


class _Reader:
    """Reads the fields of one row, remembering each fault."""

    def __init__(self, typed: Typed, head: Head) -> None:
        self.typed = typed
        self.head = head
        self.faults: list[InputError] = []

    def attempt(self, read: Callable[..., T], *args: object) -> T | None:
        try:
            return read(*args)
        except InputError as fault:
            self.faults.append(fault)
            return None

    def fault(self, what: str, field: str, found: object, expected: str, example: str = "") -> None:
        self.faults.append(InputError(what, field, found, expected, example))

    def number(self, noun: str, unit: str = "") -> float | None:
        return self.attempt(read_number, self.typed.value, "value", noun, unit)

    def amount(self, thing: str, unit: str) -> float | None:
        """A number that is zero or more."""
        number = self.number(f"{'an' if thing == 'amount' else 'a'} {thing}", unit)
        if number is not None and number < 0:
            self.fault(f"a negative {thing}", "value", f"{number:g}", "zero or more")
        return number

    def product(self) -> Product | None:
        known = self.head.products
        if self.typed.what in known:
            return known[self.typed.what]
        what = "a product that diary.toml does not name"
        expected = listed(known) or "a product, but diary.toml names none"
        self.fault(what, "what", self.typed.what, expected, nearest(self.typed.what, known))
        return None

    def named(self, noun: str) -> None:
        if not self.typed.what:
            self.fault(f"{noun} is missing", "what", "", "its name")

    def one_of(self, units: tuple[str, ...], otherwise: str = "") -> str:
        unit = tidy_unit(self.typed.unit) or otherwise
        if unit not in units:
            what = "a unit that is not known" if unit else "the unit is missing"
            self.fault(what, "unit", unit, listed(units), nearest(unit, units))
        return unit


def read_content(kind: Kind, typed: Typed, head: Head) -> tuple[Typed, list[InputError]]:
    """What, value and unit in their inside form, and everything wrong with them."""
    reader = _Reader(typed, head)
    return _READ[kind](reader), reader.faults


def _dose(reader: _Reader) -> Typed:
    typed = reader.typed
    product = reader.product()
    amount = reader.amount("amount", typed.unit or "g")
    unit = typed.unit
    if product is not None:
        unit = reader.attempt(read_unit, typed.unit, product, amount) or ""
    return Typed(typed.what, amount, unit)


def _wish(reader: _Reader) -> Typed:
    typed = reader.typed
    product = reader.product() if typed.what else Product(name="any")
    if typed.value is None:
        return Typed(typed.what, None, "")
    amount = reader.amount("amount", typed.unit or "g")
    unit = reader.attempt(read_unit, typed.unit, product, amount) if product else typed.unit
    return Typed(typed.what, amount, unit or "")


def _rating(reader: _Reader) -> Typed:
    typed = reader.typed
    reader.named("the outcome")
    value = reader.number("a rating")
    _in_range(reader, value, "a rating outside its scale")
    return Typed(typed.what, value, typed.unit)


def _scale(reader: _Reader) -> Typed:
    typed = reader.typed
    reader.named("the scale")
    value = reader.number("a score")
    declared = typed.what in reader.head.outcomes or known_outcome(typed.what) is not None
    if declared:
        _in_range(reader, value, "a score outside its scale")
    elif value is not None:
        _possible(reader, value)
    return Typed(typed.what, value, typed.unit)


def _possible(reader: _Reader, value: float) -> None:
    """Refuse a total or an answer that a known questionnaire cannot give."""
    from speciosa.knowledge.instruments import (  # noqa: PLC0415  (most diaries hold no scale)
        check_answer,
        check_total,
        named,
    )

    found = named(reader.typed.what)
    if len(found) == 1 and found[0].item is None:
        reader.attempt(check_total, found[0].key, value)
    elif len(found) == 1:
        reader.attempt(check_answer, found[0].key, found[0].item, value)


def _in_range(reader: _Reader, value: float | None, what: str) -> None:
    name = reader.typed.what
    outcome = reader.head.outcomes.get(name) or known_outcome(name)
    low, high = (outcome.low, outcome.high) if outcome else (0.0, 10.0)
    if value is not None and not low <= value <= high:
        reader.fault(what, "value", f"{name} {value:g}", f"{low:g} to {high:g}")


def _reading(reader: _Reader) -> Typed:
    typed = reader.typed
    reader.named("the reading")
    kind = reading_kinds().get(typed.what.lower())
    if kind is None:
        value = reader.number("a reading", typed.unit)
        if not typed.unit:
            reader.fault("a reading without its unit", "unit", "", "the unit of the laboratory")
        return Typed(typed.what, value, tidy_unit(typed.unit))
    value = reader.number("a reading", typed.unit or kind.unit)
    unit = tidy_unit(typed.unit)
    if unit not in kind.accepts:
        what = "a unit that is not known" if unit else "a reading without its unit"
        expected = listed(name for name in kind.accepts if name) or "no unit"
        reader.fault(what, "unit", unit, expected, nearest(unit, kind.accepts))
    elif value is not None and value < 0 and kind.unit != "C":
        reader.fault("a negative reading", "value", f"{value:g}", "zero or more")
    return Typed(kind.name, value, unit)


def _event(reader: _Reader) -> Typed:
    typed = reader.typed
    reader.named("the event")
    value: float | None = None
    if typed.value is not None:
        value = reader.number("a grade")
        if value is not None and value not in range(1, _WORST_GRADE + 1):
            expected = "1 mild, 2 moderate, 3 severe, 4 life-threatening, 5 fatal"
            reader.fault("a grade outside 1 to 5", "value", f"{value:g}", expected)
    return Typed(typed.what, value, reader.one_of(("grade", ""), typed.unit))


def _medicine(reader: _Reader) -> Typed:
    """A dose such as `50 mg`, or a text such as `stop`."""
    typed = reader.typed
    reader.named("the medicine")
    text = typed.value.strip() if isinstance(typed.value, str) else typed.value
    if text is None or (isinstance(text, str) and not any(sign.isdigit() for sign in text)):
        return Typed(typed.what, text or None, tidy_unit(typed.unit))
    value = reader.amount("dose", typed.unit or "mg")
    unit = tidy_unit(typed.unit)
    if not unit:
        reader.fault("a dose without its unit", "unit", "", listed(_MEDICINE_UNITS))
    return Typed(typed.what, value, unit)


def _sleep(reader: _Reader) -> Typed:
    typed = reader.typed
    unit = reader.one_of(("h", "min"), "h")
    value = reader.amount("time asleep", unit)
    hours = None if value is None else convert(value, unit, "h")
    if hours is not None and hours > _MOST_SLEEP_H:
        reader.fault("more than a day asleep", "value", f"{value:g} {unit}", "0 to 24 h")
    return Typed(typed.what, value, unit)


def _allocation(reader: _Reader) -> Typed:
    typed = reader.typed
    reader.product()
    unit = reader.one_of(_ALLOCATION_UNITS, "")
    return Typed(typed.what, reader.amount("share", unit), unit)


def _blood(reader: _Reader) -> Typed:
    typed = reader.typed
    reader.named("the substance measured")
    unit = reader.one_of(_BLOOD_UNITS)
    return Typed(typed.what, reader.amount("concentration", unit), unit)


def _prompt(reader: _Reader) -> Typed:
    typed = reader.typed
    if typed.value is not None:
        reader.fault(
            "an answer in a prompt", "value", typed.value, "nothing: an answer is a rating"
        )
    return Typed(typed.what, None, typed.unit)


def _named_text(reader: _Reader) -> Typed:
    reader.named("the name")
    return _text(reader)


def _text(reader: _Reader) -> Typed:
    typed = reader.typed
    value = typed.value
    return Typed(typed.what, value if isinstance(value, str | None) else f"{value:g}", typed.unit)


def _profile(reader: _Reader) -> Typed:
    typed = _named_text(reader)
    if typed.what:
        reader.attempt(check_change, typed.what, typed.value or "")
    return typed


def _void(reader: _Reader) -> Typed:
    if not reader.typed.what:
        reader.fault("the id is missing", "what", "", "the id of the entry to cancel")
    return _text(reader)


_READ: Final[dict[Kind, Callable[[_Reader], Typed]]] = {
    Kind.DOSE: _dose,
    Kind.RATING: _rating,
    Kind.SCALE: _scale,
    Kind.READING: _reading,
    Kind.EVENT: _event,
    Kind.MEDICINE: _medicine,
    Kind.SLEEP: _sleep,
    Kind.CONDITION: _named_text,
    Kind.WISH: _wish,
    Kind.ALLOCATION: _allocation,
    Kind.BLOOD: _blood,
    Kind.PROMPT: _prompt,
    Kind.NOTE: _text,
    Kind.PROFILE: _profile,
    Kind.VOID: _void,
}
