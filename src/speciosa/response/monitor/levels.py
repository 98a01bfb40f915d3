"""Statement: an outcome is worse at higher predicted levels.

Two neighbouring days make a pair. Only parts of the day (quarters of 6 h) that were rated on both
days are compared, so that a rhythm over the day cannot pass for an effect of the level. Evidence
bets on the sign of "rating at the higher level minus rating at the lower level". If level and
outcome have nothing to do with each other, which of the two days had the higher level is a coin
toss as far as the outcome is concerned.

It is an association on purpose: what made the outcome worse may also have led to the doses. The
alert says so, and the response model is what weighs that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import numpy as np

from speciosa.response.monitor.alert import Evidence
from speciosa.response.monitor.betting import log_e_of_signs
from speciosa.sampling.quasirandom import Array

QUARTER_H: Final = 6
MOST_DAYS_APART: Final = 2  # one missed day between the two; further apart, other things change
LEAST_DIFFERENCE_SHARE: Final = 0.05  # closer levels are alike: which is higher is noise
_ASSUMPTION: Final = (
    "If the level has nothing to do with it, the worse one of two neighbouring days is as likely "
    "to be the one with the lower level. This is a link, not a cause: doses may have followed the "
    "symptom, or something else may lie behind both."
)


@dataclass(frozen=True, slots=True)
class DayPair:
    """Higher level minus lower level within two neighbouring days."""

    later: date
    difference_pts: float  # positive: worse at the higher level


@dataclass(frozen=True, slots=True)
class Rated:
    """One outcome's ratings beside the level at each of them."""

    rated_at: tuple[datetime, ...]  # local time of the diary
    worse_pts: Array  # ratings turned so that up is worse
    level: Array  # predicted effect signal, any unit


def worse_at_higher_levels(
    substance: str, outcome: str, label: str, rated: Rated, scale_pts: float, last: date
) -> Evidence:
    """Evidence that an outcome is worse at higher levels.

    Args:
        substance: whose level.
        outcome: its key.
        label: for the words.
        rated: ratings and levels in order of time.
        scale_pts: the outcome's smallest important change.
        last: the last finished day.
    """
    pairs = [pair for pair in pairs_of_days(rated) if pair.later <= last]
    x = np.array([pair.difference_pts for pair in pairs], dtype=np.float64) / scale_pts
    return Evidence(
        key=f"{substance} {outcome}",
        statement=f"{label} is worse at higher predicted levels of {substance}.",
        basis="observational",
        counted="pairs of days",
        assumption=_ASSUMPTION,
        log_e=log_e_of_signs(x),
        seen_on=tuple(pair.later for pair in pairs),
    )


def pairs_of_days(rated: Rated) -> Iterator[DayPair]:
    """Non-overlapping pairs of neighbouring days, made without a look at how they were rated."""
    worse, level = _by_day(rated, rated.worse_pts), _by_day(rated, rated.level)
    days, i = sorted(worse), 0
    while i + 1 < len(days):
        first, second = days[i], days[i + 1]
        rise = _rise(level[first], level[second])
        if (second - first).days <= MOST_DAYS_APART and rise is not None:
            change = _difference(worse[first], worse[second])
            yield DayPair(second, change if rise > 0.0 else -change)
            i += 2
        else:
            i += 1


def _rise(first: dict[int, float], second: dict[int, float]) -> float | None:
    """Change of the level between two days; None when nothing can be compared or it is alike."""
    common = first.keys() & second.keys()
    if not common:
        return None
    change = _difference(first, second)
    size = np.mean([first[q] + second[q] for q in common]) / 2.0
    return change if abs(change) > LEAST_DIFFERENCE_SHARE * size else None


def _difference(first: dict[int, float], second: dict[int, float]) -> float:
    common = first.keys() & second.keys()
    return float(np.mean([second[q] - first[q] for q in sorted(common)]))


def _by_day(rated: Rated, values: Array) -> dict[date, dict[int, float]]:
    """Mean of each quarter of each day."""
    found: dict[date, dict[int, list[float]]] = {}
    for at, value in zip(rated.rated_at, values.tolist(), strict=True):
        found.setdefault(at.date(), {}).setdefault(at.hour // QUARTER_H, []).append(value)
    return {
        day: {quarter: float(np.mean(all_)) for quarter, all_ in quarters.items()}
        for day, quarters in found.items()
    }
