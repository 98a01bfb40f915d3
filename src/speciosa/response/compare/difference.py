"""The difference of two sets of ratings, with correlated noise and what drifts beside it.

    y_j = level + d * side_j + drift + daily(t_j) + sigma * (u(t_j) + e_j),   side = +1/2, -1/2

The noise is that of the response model. Its three parameters are averaged over a grid of prior
quantiles, weighted by their marginal likelihood; level, difference, drift and sigma integrate out
exactly, so the posterior of d is a mixture of Student-t distributions. No random numbers.

**Drift.** Where both sides alternate in the calendar, one straight drift is shared and the ratings
tell it. Where one side lies wholly after the other, nothing can tell drift from difference: each
side then has its own slope about its middle, and what drift may have added between the two middles
stays as uncertain as it was before, which widens the interval.
"""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from speciosa.response.design_matrix import DAILY_SD, DRIFT_SD, LEVEL_SD
from speciosa.response.parameters import noise_of_z
from speciosa.response.posterior import sigma_prior
from speciosa.response.regression import Marginal, marginalise
from speciosa.response.result import Estimate
from speciosa.response.whiten import whiten
from speciosa.sampling.quasirandom import Array, normal_quantile
from speciosa.sampling.student import StudentT

_POINTS: Final = (7, 5, 5)  # quantiles of rating noise, slow share, fast half-life
DIFFERENCE_SD: Final = 2.5  # in units of sigma, wide: a difference is hardly drawn towards zero
_TAIL: Final = 0.025
_STEPS: Final = 60  # of bisection


@dataclass(frozen=True, slots=True)
class Sides:
    """Ratings of both sides in order of time."""

    rating_pts: Array  # (n,)
    time_h: Array  # (n,)
    clock_h: Array  # (n,) local wall clock
    is_a: Array  # (n,) bool

    @property
    def apart(self) -> bool:
        """Whether one side lies wholly before the other."""
        a, b = self.time_h[self.is_a], self.time_h[~self.is_a]
        return bool(a.max() < b.min() or b.max() < a.min())


def difference_of(sides: Sides, range_pts: float) -> Estimate:
    """Posterior of a minus b, in rating points.

    Args:
        sides: at least one rating on each.
        range_pts: highest minus lowest value of the scale.
    """
    columns, sd = _columns(sides)
    noise = noise_of_z(_grid())
    table = np.column_stack([sides.rating_pts - sides.rating_pts.mean(), columns])

    def block(rows: slice) -> Array:
        part = table[rows]
        return np.repeat(part[:, :, None], noise.draws, axis=2)

    whitened = whiten(block, sides.time_h, noise)
    precision = np.tile(np.concatenate([[1.0], sd**-2.0]), (noise.draws, 1))
    used = tuple(range(1, table.shape[1]))
    prior = sigma_prior(range_pts)
    return _estimate(marginalise(whitened, used, precision, len(table), prior))


def _grid() -> Array:
    """Standard normal points, (cells, 3): middles of equally likely slices of the prior."""
    middles = [(np.arange(points) + 0.5) / points for points in _POINTS]
    return np.asarray(normal_quantile(np.array(list(product(*middles)))))


def _columns(sides: Sides) -> tuple[Array, Array]:
    """Difference first, then the others; and the prior standard deviation of each over sigma."""
    side = np.where(sides.is_a, 0.5, -0.5)
    angle = 2.0 * np.pi * sides.clock_h / 24.0
    drift = _drift(sides)
    columns = [side, np.ones_like(side), np.sin(angle), np.cos(angle), *drift]
    sd = [DIFFERENCE_SD, LEVEL_SD, DAILY_SD, DAILY_SD, *[DRIFT_SD] * len(drift)]
    return np.column_stack(columns), np.array(sd)


def _drift(sides: Sides) -> list[Array]:
    span_h = max(float(sides.time_h[-1] - sides.time_h[0]), 1.0)
    time = (sides.time_h - sides.time_h.mean()) / span_h
    if not sides.apart:
        return [time]
    middle = np.where(sides.is_a, time[sides.is_a].mean(), time[~sides.is_a].mean())
    own = time - middle
    return [middle, np.where(sides.is_a, own, 0.0), np.where(sides.is_a, 0.0, own)]


def _estimate(marginal: Marginal) -> Estimate:
    """Mean, standard deviation and 95 % interval of the mixture over the grid."""
    weight = np.exp(marginal.log_evidence - marginal.log_evidence.max())
    weight /= weight.sum()
    centre = marginal.mean[:, 0]
    spread = np.sqrt(marginal.covariance[:, 0, 0] * marginal.rate / marginal.shape)
    degrees = 2.0 * marginal.shape
    mean = float(weight @ centre)
    var = float(weight @ (spread**2 * degrees / (degrees - 2.0) + (centre - mean) ** 2))
    low, high = (_quantile(p, weight, centre, spread, degrees) for p in (_TAIL, 1.0 - _TAIL))
    return Estimate(mean=mean, sd=var**0.5, low=low, high=high, learned=None)


def _quantile(p: float, weight: Array, centre: Array, spread: Array, degrees: float) -> float:
    """Quantile of a mixture of Student-t distributions, by bisection."""
    student = StudentT(degrees)
    low = float(np.min(centre - 40.0 * spread))
    high = float(np.max(centre + 40.0 * spread))
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        below = float(weight @ student.cdf((middle - centre) / spread))
        low, high = (middle, high) if below < p else (low, middle)
    return 0.5 * (low + high)
