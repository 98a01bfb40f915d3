"""Which days belong to which side of a comparison."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.text import listed, nearest
from speciosa.diary.view import current
from speciosa.errors import InputError
from speciosa.response.compare.comparison import ComparedKind


@dataclass(frozen=True, slots=True)
class ProductArm:
    """The days on which one product was taken."""

    key: str


@dataclass(frozen=True, slots=True)
class SubstanceArm:
    """The days on which anything of one substance was taken."""

    key: str


@dataclass(frozen=True, slots=True)
class PeriodArm:
    """All days from one to another, both counted."""

    start: date
    end: date


Selector = ProductArm | SubstanceArm | PeriodArm


@dataclass(frozen=True, slots=True)
class Arm:
    """One side: its recorded days and the doses of any product on them."""

    label: str
    days: frozenset[date]
    doses: tuple[Dose, ...]  # above zero, of everything with recorded doses
    own: frozenset[str]  # products that define it; empty for a period
    named: str  # within a sentence


@dataclass(frozen=True, slots=True)
class Arms:
    """Both sides, and the days that belong to neither because both were taken."""

    kind: ComparedKind
    a: Arm
    b: Arm
    set_apart: frozenset[date]


def arms_of(diary: Diary, a: Selector, b: Selector) -> Arms:
    """Both sides of a comparison.

    Raises:
        InputError: two selectors of different kinds, the same twice, a name that the diary does
            not hold, or periods that overlap.
    """
    if isinstance(a, PeriodArm) and isinstance(b, PeriodArm):
        return _periods(diary, a, b)
    if isinstance(a, ProductArm) and isinstance(b, ProductArm):
        names = {key: product.name for key, product in diary.products.items()}
        return _taken(diary, "products", _pair("products", a.key, b.key, names), names)
    if isinstance(a, SubstanceArm) and isinstance(b, SubstanceArm):
        names = {product.substance: product.substance for product in diary.products.values()}
        return _taken(diary, "substances", _pair("substances", a.key, b.key, names), names)
    raise InputError("two different kinds of things", "", "", "two products, periods or substances")


def _pair(field: str, a: str, b: str, known: Iterable[str]) -> tuple[str, str]:
    """Both names, checked."""
    names = sorted(known)
    for typed in (a, b):
        if typed not in names:
            raise InputError(
                "the diary has no such name",
                field,
                typed,
                f"one of {listed(names)}" if names else "a product of the diary",
                nearest(typed, names),
            )
    if a == b:
        raise InputError("the same twice", field, a, "two different names")
    return a, b


def _taken(diary: Diary, kind: ComparedKind, keys: tuple[str, str], names: dict[str, str]) -> Arms:
    own_a, own_b = (_products(diary, kind, key) for key in keys)
    doses = _doses(diary)
    days_a, days_b = _days_of(doses, own_a), _days_of(doses, own_b)
    both = days_a & days_b
    label_a, label_b = (names[key] or key for key in keys)
    quote = '"' if kind == "products" else ""  # a product's name may hold a comma
    return Arms(
        kind,
        _arm(label_a, days_a - both, doses, own_a, f"{quote}{label_a}{quote}"),
        _arm(label_b, days_b - both, doses, own_b, f"{quote}{label_b}{quote}"),
        frozenset(both),
    )


def _products(diary: Diary, kind: ComparedKind, key: str) -> frozenset[str]:
    if kind == "products":
        return frozenset({key})
    return frozenset(k for k, product in diary.products.items() if product.substance == key)


def _periods(diary: Diary, a: PeriodArm, b: PeriodArm) -> Arms:
    for one in (a, b):
        if one.start > one.end:
            raise InputError(
                "a period that ends before it starts",
                "periods",
                f"{one.start}..{one.end}",
                "the earlier day first",
                f"{one.end}..{one.start}",
            )
    if a.start <= b.end and b.start <= a.end:
        found = f"{a.start}..{a.end},{b.start}..{b.end}"
        raise InputError(
            "the periods overlap", "periods", found, "two periods without a common day"
        )
    doses = _doses(diary)
    recorded = {entry.at.date() for entry in current(diary)}
    return Arms("periods", _period(a, recorded, doses), _period(b, recorded, doses), frozenset())


def _period(one: PeriodArm, recorded: set[date], doses: list[Dose]) -> Arm:
    days = {day for day in recorded if one.start <= day <= one.end}
    return _arm(f"{one.start} to {one.end}", days, doses, frozenset())


def _doses(diary: Diary) -> list[Dose]:
    return [dose for dose in doses_of(diary) if dose.amount > 0.0]


def _days_of(doses: list[Dose], products: frozenset[str]) -> set[date]:
    return {dose.taken_at.date() for dose in doses if dose.product in products}


def _arm(
    label: str, days: set[date], doses: list[Dose], own: frozenset[str], named: str = ""
) -> Arm:
    on_days = tuple(dose for dose in doses if dose.taken_at.date() in days)
    return Arm(label, frozenset(days), on_days, own, named or label)
