"""What was taken of each product: recorded doses, and regular use before the first entry."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from math import floor
from typing import Final
from zoneinfo import ZoneInfo

from speciosa.diary.amounts import content, read_amount
from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.person import Before, Product
from speciosa.diary.view import current, time_h
from speciosa.exposure.library import find_substance
from speciosa.exposure.product import why_not_modelled

_ALMOST: Final = 1e-9  # a whole number of intervals stays whole after division


@dataclass(frozen=True, slots=True)
class Habit:
    """Regular use before the first entry: `count` equal doses, the last one interval before it.

    Attributes:
        dose: the last of them.
        end_h: time of the first entry, h.
        interval_h: time between two doses, h.
        count: how many since the use began.
    """

    dose: Dose
    end_h: float
    interval_h: float
    count: int


@dataclass(frozen=True, slots=True)
class Use:
    """All that is known of the use of one product."""

    key: str
    product: Product
    doses: tuple[Dose, ...]
    habit: Habit | None

    @property
    def amounts(self) -> tuple[Dose, ...]:
        """Recorded doses and, last, the habitual one."""
        return (*self.doses, self.habit.dose) if self.habit else self.doses

    @property
    def reason(self) -> str:
        """Why this product has no curve, or ""."""
        substance = find_substance(self.product.substance)
        if substance is None:
            return f"not modelled: no kinetics file for {self.product.substance}"
        why_not = substance.why_not(self.product.form)
        return why_not or why_not_modelled(self.product, self.amounts)


def uses_of(diary: Diary) -> tuple[Use, ...]:
    """Every product with a dose or a habit, by key."""
    doses: dict[str, list[Dose]] = {}
    for dose in doses_of(diary):
        doses.setdefault(dose.product, []).append(dose)
    uses = [
        Use(key, product, tuple(doses.get(key, ())), habit_of(diary, key, product))
        for key, product in sorted(diary.products.items())
    ]
    return tuple(use for use in uses if use.doses or use.habit)


def habit_of(diary: Diary, key: str, product: Product) -> Habit | None:
    """The regular use of a product before the first entry, or None.

    The doses are taken to be evenly spaced over day and night; where in the day they lay is not
    known.
    """
    entries = current(diary)
    if product.before is None or not entries:
        return None
    first, interval_h = entries[0].at, 24.0 / product.before.doses_per_day
    end_h = time_h(diary, first)
    lasted_h = end_h - time_h(diary, _start(product.before, diary.timezone))
    count = floor(lasted_h / interval_h + _ALMOST)
    if count < 1:
        return None
    amount, unit = read_amount(product.before.amount, product, "amount")
    taken_at = first - timedelta(hours=interval_h)
    dose = Dose(
        "", taken_at, end_h - interval_h, key, amount, unit, *content(amount, unit, product)
    )
    return Habit(dose, end_h, interval_h, count)


def _start(before: Before, timezone: str) -> datetime:
    """The first midnight of the use."""
    return datetime.combine(before.since, time(), ZoneInfo(timezone))
