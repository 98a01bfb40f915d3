"""The `allocation` entries of a diary, read back as pairs of arms."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.view import current, hours_since, origin
from speciosa.response.design.result import TestKind

_PAIR: Final = re.compile(r"\bpair\s+(\d{1,6})\b", re.IGNORECASE)
_DAYS: Final = re.compile(r"\b(\d{1,3})\s*d\b", re.IGNORECASE)
_OTHER: Final = re.compile(r"\bwith\s+(.+)$", re.IGNORECASE)
_MINUTES: Final = "min"
_ARMS: Final = 2


@dataclass(frozen=True, slots=True)
class Arm:
    """One allotted wait or block.

    `value` is a share of the usual amount, or a wait in minutes; `time_h` counts from the
    diary's origin; `length_h` is 0 for a wait.
    """

    at: datetime
    time_h: float
    product: str
    value: float
    pair: int
    length_h: float
    other: str

    @property
    def is_wait(self) -> bool:
        """Whether this is a wait before one dose."""
        return self.length_h == 0.0

    @property
    def end_h(self) -> float:
        """End of the block; of a wait, its start."""
        return self.time_h + self.length_h

    @property
    def rank(self) -> float:
        """Higher for the arm with the earlier or larger use, or for the usual use alone."""
        if self.is_wait:
            return -self.value
        return self.value + (0.0 if self.other else 1e-3)


@dataclass(frozen=True, slots=True)
class ArmPair:
    """Two arms of one coin in order of time."""

    first: Arm
    second: Arm

    @property
    def higher_first(self) -> bool:
        """Whether the coin put the higher arm first."""
        return self.first.rank > self.second.rank

    @property
    def by_rank(self) -> tuple[Arm, Arm]:
        """The higher arm, then the lower one."""
        return (self.first, self.second) if self.higher_first else (self.second, self.first)


@dataclass(frozen=True, slots=True)
class Randomised:
    """The randomised test that a diary holds: its latest one."""

    kind: TestKind
    product: str
    other: str
    pairs: tuple[ArmPair, ...]
    unpaired: int  # allotted arms whose partner is missing or equal

    @property
    def arms(self) -> tuple[Arm, ...]:
        """All arms of complete pairs, by time."""
        return tuple(sorted((a for p in self.pairs for a in (p.first, p.second)), key=_start))


def randomised_of(diary: Diary) -> Randomised | None:
    """The test of the latest allocation entry, or None without any."""
    start = origin(diary)
    arms = [
        (_arm(entry, entry.value, start), entry.unit)
        for entry in current(diary)
        if entry.kind is Kind.ALLOCATION and isinstance(entry.value, float)
    ]
    if not arms:
        return None
    last, unit = arms[-1]
    own = [arm for arm, of in arms if of == unit and arm.product == last.product]
    pairs, unpaired = _paired(own)
    other = next((arm.other for arm in own if arm.other), "")
    kind: TestKind = "wait" if unit == _MINUTES else "versus" if other else "blocks"
    return Randomised(kind, last.product, other, pairs, unpaired)


def _arm(entry: Entry, value: float, start: datetime) -> Arm:
    pair, days, other = (found.search(entry.note) for found in (_PAIR, _DAYS, _OTHER))
    time_h = hours_since(start, entry.at)
    length_h = 0.0
    if entry.unit != _MINUTES:
        end = entry.at + timedelta(days=int(days.group(1)) if days else 1)  # wall clock days
        length_h = hours_since(start, end) - time_h
    return Arm(
        at=entry.at,
        time_h=time_h,
        product=entry.what,
        value=value,
        pair=int(pair.group(1)) if pair else 0,
        length_h=length_h,
        other=other.group(1).strip() if other else "",
    )


def _paired(arms: list[Arm]) -> tuple[tuple[ArmPair, ...], int]:
    """Arms of one number two by two in order of time; arms without a number likewise."""
    waiting: dict[int, Arm] = {}
    pairs = []
    for arm in arms:
        partner = waiting.pop(arm.pair, None)
        if partner is None:
            waiting[arm.pair] = arm
        elif partner.rank != arm.rank:
            pairs.append(ArmPair(partner, arm))
    return tuple(pairs), len(arms) - _ARMS * len(pairs)


def _start(arm: Arm) -> float:
    return arm.time_h
