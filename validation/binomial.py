"""Exact limits of a rate, and whether a target is met."""

from dataclasses import dataclass
from typing import Literal

from scipy import stats

Verdict = Literal["met", "not told apart", "missed", "not run"]
_LEVEL = 0.99


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` of `total` people."""

    count: int
    total: int

    @property
    def share(self) -> float:
        """The observed rate; NaN of nobody."""
        return self.count / self.total if self.total else float("nan")

    @property
    def limits(self) -> tuple[float, float]:
        """Clopper and Pearson's 99 % interval (1934, doi 10.1093/biomet/26.4.404)."""
        if not self.total:
            return 0.0, 1.0
        exact = stats.binomtest(self.count, self.total).proportion_ci(_LEVEL, "exact")
        return float(exact.low), float(exact.high)

    def at_most(self, target: float) -> Verdict:
        """Missed when even the lower limit is above the target."""
        if not self.total:
            return "not run"
        if self.share <= target:
            return "met"
        return "missed" if self.limits[0] > target else "not told apart"

    def at_least(self, target: float) -> Verdict:
        """Missed when even the upper limit is below the target."""
        if not self.total:
            return "not run"
        if self.share >= target:
            return "met"
        return "missed" if self.limits[1] < target else "not told apart"
