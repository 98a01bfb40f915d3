"""How far the allotted plan was followed."""

from datetime import date, timedelta
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current
from speciosa.response.design.assignments import Arm, Randomised
from speciosa.response.design.usual import Usual

_WAIT_MIN: Final = 30.0  # a dose this close to the allotted moment followed it
_AMOUNT: Final = 0.3  # relative difference of a day's amount from the allotted one
_WINDOW_H: Final = 4.0
_EARLY_H: Final = 0.25


class Followed:
    """Adherence of each arm: a share from 0 to 1, or None where nothing is recorded."""

    def __init__(self, diary: Diary, test: Randomised, usual: Usual) -> None:
        self.test, self.usual = test, usual
        self.doses = [d for d in doses_of(diary) if d.product == test.product]
        self.days = {
            entry.at.date() for entry in current(diary) if entry.kind is not Kind.ALLOCATION
        }
        self.others = _days_naming(diary, test.other)

    def of_arm(self, arm: Arm) -> float | None:
        """Share of the wait or of the block's days that was followed."""
        if arm.is_wait:
            return self._of_wait(arm)
        first = arm.at.date()
        days = [first + timedelta(days=i) for i in range(round(arm.length_h / 24.0))]
        told = [self._of_day(day, arm) for day in days if day in self.days]
        known = [followed for followed in told if followed is not None]
        return sum(known) / len(days) if known else None

    def overall(self) -> float | None:
        """Mean over all arms that are recorded; None where fewer than half of them are."""
        told = [self.of_arm(arm) for arm in self.test.arms]
        known = [share for share in told if share is not None]
        return float(np.mean(known)) if 2 * len(known) >= len(told) > 0 else None

    def _of_wait(self, arm: Arm) -> float | None:
        after_h = [
            d.time_h - arm.time_h
            for d in self.doses
            if d.amount > 0.0 and -_EARLY_H <= d.time_h - arm.time_h <= _WINDOW_H
        ]
        if not after_h:
            return 0.0 if self.doses and self.doses[-1].time_h > arm.time_h else None
        return float(abs(60.0 * after_h[0] - arm.value) <= _WAIT_MIN)

    def _of_day(self, day: date, arm: Arm) -> float | None:
        taken = [d for d in self.doses if d.taken_at.date() == day]
        allotted = self._allotted(taken, arm)
        if not self.test.other:
            return allotted
        other = float((day in self.others) == bool(arm.other)) if self.others else None
        return None if other is None else allotted * other

    def _allotted(self, taken: list[Dose], arm: Arm) -> float:
        """Whether each dose had the allotted size, and there was one when there should be."""
        amounts = [d.amount for d in taken if d.amount > 0.0]
        if arm.value == 0.0:
            return float(not amounts)
        wanted = arm.value * self.usual.amount
        fits = [abs(a - wanted) <= _AMOUNT * self.usual.amount for a in amounts]
        return sum(fits) / len(fits) if fits else 0.0


def _days_naming(diary: Diary, other: str) -> frozenset[date]:
    """Days on which an entry of the person names the other intervention."""
    if not other:
        return frozenset()
    wanted = other.casefold()
    return frozenset(
        e.at.date() for e in current(diary) if e.kind is not Kind.ALLOCATION and wanted in _text(e)
    )


def _text(entry: Entry) -> str:
    return f"{entry.what} {entry.value} {entry.note}".casefold().replace("_", " ")
