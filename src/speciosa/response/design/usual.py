"""What this person usually does: the amount, the clock times, and how many days hold a dose."""

from collections import Counter
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.view import current
from speciosa.errors import InputError
from speciosa.response.design.assignments import Randomised
from speciosa.sampling.quasirandom import Array

_DAILY_SHARE: Final = 0.7  # of recent recorded days with a dose: counts as daily use
_RECENT_D: Final = 28
_KNOWN_D: Final = 14  # recorded days before somebody counts as not using daily
_DAILY_BEFORE: Final = 0.7  # doses a day of the regular use before the diary
FEWEST_DOSES: Final = 8


@dataclass(frozen=True, slots=True)
class Usual:
    """The person's own use of one product, before a test where enough is recorded.

    `amount` is the median amount in `unit`, as recorded; `clock_h` the clock hours of a usual
    day's doses; `daily` counts unknown as daily, because only that is cautious.
    """

    product: str
    amount: float
    unit: str
    doses_per_day: float
    clock_h: Array
    daily: bool


def usual_of(diary: Diary, product: str, test: Randomised | None = None) -> Usual:
    """The usual use; raises InputError below eight recorded doses of the product.

    Args:
        diary: the record.
        product: key of the product.
        test: doses since its first arm are left out where eight earlier ones are recorded,
            else the allotted shares are undone.
    """
    taken = [d for d in doses_of(diary) if d.product == product and d.amount > 0.0]
    if test is not None and test.arms:
        before = [d for d in taken if d.time_h < test.arms[0].time_h]
        taken = before if len(before) >= FEWEST_DOSES else [_undone(d, test) for d in taken]
    if len(taken) < FEWEST_DOSES:
        what = f"{len(taken)} doses of {product} are recorded; a test needs the usual use"
        raise InputError(what, "design", None, f"at least {FEWEST_DOSES} recorded doses")
    unit = Counter(d.unit for d in taken).most_common(1)[0][0]
    days = {d.taken_at.date() for d in taken}
    per_day = len(taken) / len(days)
    return Usual(
        product=product,
        amount=median(d.amount for d in taken if d.unit == unit),
        unit=unit,
        doses_per_day=per_day,
        clock_h=_clock_h(taken, max(1, round(per_day))),
        daily=is_daily(diary, product),
    )


def _undone(dose: Dose, test: Randomised) -> Dose:
    """What the dose would have been without the lower share that was allotted to it."""
    for arm in test.arms:
        if not arm.is_wait and arm.time_h <= dose.time_h < arm.end_h and 0.0 < arm.value < 1.0:
            return replace(dose, amount=dose.amount / arm.value)
    return dose


def is_daily(diary: Diary, product: str) -> bool:
    """Whether it is used on most days; unknown counts as daily."""
    before = diary.products[product].before
    if diary.use.daily_since or (before and before.doses_per_day >= _DAILY_BEFORE):
        return True
    days = sorted({entry.at.date() for entry in current(diary)})[-_RECENT_D:]
    substance = diary.products[product].substance
    dosed = {
        d.taken_at.date()
        for d in doses_of(diary)
        if d.amount > 0.0 and diary.products[d.product].substance == substance
    }
    share = sum(day in dosed for day in days) / max(len(days), 1)
    return len(days) < _KNOWN_D or share >= _DAILY_SHARE


def _clock_h(taken: list[Dose], count: int) -> Array:
    """Middles of `count` equal parts of the clock hours, the day starting at its emptiest hour."""
    hours = np.array([d.taken_at.hour + d.taken_at.minute / 60.0 for d in taken])
    counts = np.histogram(hours, bins=24, range=(0.0, 24.0))[0]
    around = counts + np.roll(counts, 1) + np.roll(counts, -1)
    start = int(np.argmin(around))
    after = np.sort((hours - start) % 24.0)
    return (np.quantile(after, (np.arange(count) + 0.5) / count) + start) % 24.0
