"""Where a person began on a questionnaire: the one rule that later totals are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, stdev
from typing import Final

from speciosa.knowledge.instruments import reading

DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning, in points of the questionnaire.

    Attributes:
        value: the first total, or the mean of the run-in.
        count: how many totals it is the mean of.
        spread: standard deviation of the run-in; None without one.
    """

    value: float
    count: int
    spread: float | None


def beginning_of(totals: Sequence[tuple[date, float]]) -> Beginning:
    """The mean of a run-in with enough totals, never with the last one; else the first total.

    Args:
        totals: day and points of each total by time, at least one.
    """
    rules, (first_day, first) = reading(), totals[0]
    run_in = [pts for day, pts in totals[:-1] if (day - first_day).days < rules.run_in_d]
    if len(run_in) < rules.run_in_least:
        return Beginning(first, 1, None)
    return Beginning(round(fmean(run_in), DIGITS), len(run_in), stdev(run_in))
