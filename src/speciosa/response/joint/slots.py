"""Moments at which a dose was possible: wanted, or possible and not wanted.

Everything comes from the diary itself: the clock hours, the shortest time between doses, the most
wishes of a day, the plan, and what was recorded at all.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.diary.view import current, hours_since, origin
from speciosa.response.joint.wishes import Wish, not_allowed, wishes_of
from speciosa.sampling.quasirandom import Array

STEP_H: Final = 0.5
_FEWEST_WISHES: Final = 8
_SHORTEST_GAP: Final = 0.01  # quantile of the person's own gaps
_SINCE_WISH_H: Final = (6.0,)  # how fast the habit after a dose fades
_WAVES: Final = (1, 2, 3)  # a day; three meals make three peaks
_USUAL_GAP: Final = 0.9  # quantile of the person's own gaps
_BREAK: Final = 3.0  # times that gap
_SHORTEST_BREAK_H: Final = 48.0
_AWAY: Final = "away"  # a note that says: not recorded that day
_MERGED: Final = ((90, 2), (180, 3))  # days up to which that many idle slots become one
_MOST_MERGED: Final = 4
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Slots:
    """Slots in order of time.

    Attributes:
        time_h: (slots,); a wish at its own time, an idle slot at its middle.
        clock_h: (slots,) local wall clock.
        weight: (slots,), how many half hours one slot stands for; 1 for a wish.
        wanted: (slots,), 1 where a dose was wanted.
        habit: (slots, columns), what else makes a dose likely; the first column is 1.
    """

    time_h: Array
    clock_h: Array
    weight: Array
    wanted: Array
    habit: Array


@dataclass(frozen=True, slots=True)
class _Moments:
    """Times with their place on the person's clock and calendar."""

    time_h: Array
    at: tuple[datetime, ...]  # local
    clock_h: Array

    @classmethod
    def of(cls, time_h: Array, diary: Diary) -> "_Moments":
        zone, start = ZoneInfo(diary.timezone), origin(diary)
        at = tuple((start + timedelta(hours=h)).astimezone(zone) for h in time_h.tolist())
        return cls(time_h, at, np.array([a.hour + a.minute / 60.0 for a in at]))

    def day(self, turn_h: float) -> Array:
        """The person's own day, which begins at `turn_h` on the clock."""
        turn = timedelta(hours=turn_h)
        return np.array([(a.replace(tzinfo=None) - turn).toordinal() for a in self.at], dtype=int)


def slots_of(diary: Diary, substance: str) -> Slots | None:
    """The slots of a substance taken as needed; None with too few wishes to say anything."""
    wishes = wishes_of(diary, substance)
    if len(wishes) < _FEWEST_WISHES:
        return None
    wish_h = np.array([w.time_h for w in wishes])
    wished = _Moments.of(wish_h, diary)
    days = int((wish_h[-1] - wish_h[0]) / 24.0) + 1
    idle_h, weight = _merge(_idle_h(diary, substance, wishes, wished), days)
    time_h = np.concatenate([idle_h, wish_h])
    order = np.argsort(time_h, kind="stable")
    slots = _Moments.of(time_h[order], diary)
    return Slots(
        time_h=slots.time_h,
        clock_h=slots.clock_h,
        weight=np.concatenate([weight, np.ones(len(wish_h))])[order],
        wanted=np.concatenate([np.zeros(len(idle_h)), np.ones(len(wish_h))])[order],
        habit=_habit(slots, wish_h),
    )


def _idle_h(diary: Diary, substance: str, wishes: tuple[Wish, ...], wished: _Moments) -> Array:
    """Middles of the half hours in which a dose was possible and none was wanted."""
    start, entries = origin(diary), current(diary)
    span_h = [hours_since(start, entries[i].at) / STEP_H for i in (0, -1)]
    begin_h = np.arange(np.floor(span_h[0]), np.ceil(span_h[1])) * STEP_H
    grid = _Moments.of(begin_h + 0.5 * STEP_H, diary)
    night_from_h, night_h = _night(wished.clock_h)
    turn_h = night_from_h + 0.5 * night_h  # in the middle of the night
    into_night_h = (grid.clock_h - night_from_h) % 24.0
    day = grid.day(turn_h)
    possible = (into_night_h == 0.0) | (into_night_h >= night_h)
    possible &= np.isin(day, list(_recorded_days(diary, turn_h)))
    possible &= ~_busy(grid.time_h, wishes) & ~_on_a_break(grid.time_h, wished.time_h)
    possible &= _wanted_so_far(day, grid.time_h, wished, turn_h)
    for first, end in not_allowed(diary, substance):
        begins_h, ends_h = hours_since(start, first), hours_since(start, end)
        possible &= (grid.time_h < begins_h) | (grid.time_h >= ends_h)
    return grid.time_h[possible]


def _night(clock_h: Array) -> tuple[float, float]:
    """Start and length of the largest stretch of the clock without a wish, h."""
    clock_h = np.sort(clock_h)
    gap_h = np.diff(np.append(clock_h, clock_h[0] + 24.0))
    longest = int(np.argmax(gap_h))
    return float(clock_h[longest]), float(gap_h[longest])


def _recorded_days(diary: Diary, turn_h: float) -> set[int]:
    """The person's own days with an entry, but for those marked as away."""
    entries, start = current(diary), origin(diary)

    def days(of: list[datetime]) -> set[int]:
        return set(_Moments.of(np.array([hours_since(start, a) for a in of]), diary).day(turn_h))

    away = [e.at for e in entries if e.kind is Kind.NOTE and e.what == _AWAY]
    return days([e.at for e in entries if e.kind is not Kind.NOTE]) - days(away)


def _busy(time_h: Array, wishes: tuple[Wish, ...]) -> Array:
    """Whether a dose is wanted in this half hour, waited for, or too recent for another one."""
    wish_h = np.array([w.time_h for w in wishes])
    shortest_h = float(np.quantile(np.diff(wish_h), _SHORTEST_GAP))
    end_h = np.array([max(w.time_h if w.taken_h is None else w.taken_h, w.time_h) for w in wishes])
    last = np.searchsorted(wish_h, time_h + 0.5 * STEP_H, side="left") - 1
    since_h = time_h - np.maximum.accumulate(end_h)[np.maximum(last, 0)]
    return (last >= 0) & (since_h < max(shortest_h, 0.5 * STEP_H))


def _on_a_break(time_h: Array, wish_h: Array) -> Array:
    """Whether a time lies in a stretch without it that was a decision, not a moment.

    Weeks free of it would otherwise be read as weeks in which nothing hurt.
    """
    usual_h = float(np.quantile(np.diff(wish_h), _USUAL_GAP))
    longest_h = max(_SHORTEST_BREAK_H, _BREAK * usual_h)
    edges = np.concatenate([time_h[:1], wish_h, time_h[-1:]])
    after = np.clip(np.searchsorted(edges, time_h, side="right"), 1, len(edges) - 1)
    return edges[after] - edges[after - 1] > longest_h


def _wanted_so_far(day: Array, time_h: Array, wished: _Moments, turn_h: float) -> Array:
    """Whether fewer were wanted that day so far than the most of any day."""
    wish_day = wished.day(turn_h)
    most = max(Counter(wish_day.tolist()).values())
    before = np.searchsorted(wished.time_h, time_h)
    before_day = np.searchsorted(wish_day, day)
    return before - np.minimum(before_day, before) < most


def _merge(idle_h: Array, days: int) -> tuple[Array, Array]:
    """Neighbouring idle slots as one, with how many half hours it stands for."""
    size = next((merged for most, merged in _MERGED if days <= most), _MOST_MERGED)
    if not len(idle_h):
        return idle_h, idle_h
    new_run = np.diff(idle_h, prepend=-np.inf) > 1.5 * STEP_H
    run = np.cumsum(new_run)
    within = np.arange(len(idle_h)) - np.flatnonzero(new_run)[run - 1]
    group = np.cumsum(within % size == 0) - 1
    count = np.bincount(group)
    return np.bincount(group, idle_h) / count, count.astype(np.float64)


def _habit(slots: _Moments, wish_h: Array) -> Array:
    """Level, trend, time since the last wish, clock and weekend; (slots, columns)."""
    angle = 2.0 * np.pi * slots.clock_h / 24.0
    last = np.searchsorted(wish_h, slots.time_h, side="left") - 1
    since_h = np.where(last >= 0, slots.time_h - wish_h[np.maximum(last, 0)], np.inf)
    span_h = max(float(slots.time_h[-1] - slots.time_h[0]), 1.0)
    columns = [
        np.ones_like(angle),
        (slots.time_h - slots.time_h[0]) / span_h - 0.5,
        *(np.exp(-since_h / hours) for hours in _SINCE_WISH_H),
        *(wave(n * angle) for n in _WAVES for wave in (np.cos, np.sin)),
    ]
    weekend = np.array([a.weekday() >= _SATURDAY for a in slots.at], dtype=np.float64)
    if 0.0 < weekend.mean() < 1.0:
        columns.append(weekend - weekend.mean())
    return np.column_stack(columns)
