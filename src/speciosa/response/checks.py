"""Posterior predictive checks: could this model have produced ratings that look like these?

Gelman et al., Bayesian Data Analysis, 3rd ed. A check fails when the observed
figure lies outside 99 % of the replicates by more than a margin too small to change an answer;
without the margin every long diary would fail.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.result import Check
from speciosa.sampling.quasirandom import Array

_TAIL: Final = 0.005
_SHARE_MARGIN: Final = 0.10  # of the ratings
_SPREAD_MARGIN: Final = 0.15  # of the observed spread
_CORRELATION_MARGIN: Final = 0.15
_STEPS: Final = (10.0, 5.0, 1.0, 0.5, 0.25, 0.1)  # on which people and scales give points
_ON_GRID: Final = 1e-6
_FEWEST_STEPS: Final = 3  # a coarser grid would be none of the scale


@dataclass(frozen=True, slots=True)
class Bounds:
    """The scale in the question's own orientation: centred, up is worse."""

    low_pts: float
    high_pts: float


def checks_of(observed: Array, replicates: Array, bounds: Bounds) -> tuple[Check, ...]:
    """The three checks of one question.

    Args:
        observed: (n,), centred rating points.
        replicates: (replicates, n), before rounding.
        bounds: of the scale.
    """
    rounded = _rounded(replicates, observed, bounds)
    spread = float(observed.std())
    return (
        _check(
            "ends of the scale",
            _at_ends(observed, bounds),
            _at_ends(rounded, bounds),
            _SHARE_MARGIN,
        ),
        _check("spread", observed.std(), rounded.std(axis=-1), _SPREAD_MARGIN * spread),
        _check("from one rating to the next", _lag(observed), _lag(rounded), _CORRELATION_MARGIN),
    )


def _check(name: str, observed: Array, replicated: Array, margin: float) -> Check:
    low, high = np.quantile(replicated, [_TAIL, 1.0 - _TAIL])
    passed = bool(low - margin <= observed <= high + margin)
    return Check(
        name=name, observed=float(observed), low=float(low), high=float(high), passed=passed
    )


def _at_ends(rating_pts: Array, bounds: Bounds) -> Array:
    return np.mean((rating_pts <= bounds.low_pts) | (rating_pts >= bounds.high_pts), axis=-1)


def _lag(rating_pts: Array) -> Array:
    centred = rating_pts - rating_pts.mean(axis=-1, keepdims=True)
    total = np.maximum(np.sum(centred**2, axis=-1), np.finfo(np.float64).tiny)
    return np.sum(centred[..., 1:] * centred[..., :-1], axis=-1) / total


def _rounded(rating_pts: Array, observed: Array, bounds: Bounds) -> Array:
    """Replicates on the grid and inside the bounds that the person's ratings keep to."""
    step = step_of(observed - bounds.low_pts, bounds.high_pts - bounds.low_pts)
    if step is not None:
        rating_pts = bounds.low_pts + np.round((rating_pts - bounds.low_pts) / step) * step
    return np.clip(rating_pts, bounds.low_pts, bounds.high_pts)


def step_of(above_low_pts: Array, range_pts: float) -> float | None:
    """The coarsest step that all ratings keep to, or None.

    >>> step_of(np.array([0.0, 2.0, 3.0]), 3.0), step_of(np.array([10.0, 70.0]), 100.0)
    (1.0, 10.0)
    """
    for step in _STEPS:
        steps = above_low_pts / step
        fits = np.abs(steps - np.round(steps)).max() < _ON_GRID
        if fits and range_pts >= _FEWEST_STEPS * step:
            return step
    return None
