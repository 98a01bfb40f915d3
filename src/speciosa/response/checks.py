"""Posterior predictive checks: could this model have produced ratings that look like these?

Gelman et al., Bayesian Data Analysis, 3rd ed. A check fails when the observed
figure lies outside 99 % of the replicates by more than a margin too small to change an answer;
without the margin every long diary would fail.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from speciosa.response.design_matrix import DesignMatrix
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Theta, theta_of
from speciosa.response.posterior import Posterior, evaluate
from speciosa.response.result import Check
from speciosa.response.variants import Family, used_columns
from speciosa.sampling.quasirandom import Array

_REPLICATES: Final = 200
_TAIL: Final = 0.005
_SHARE_MARGIN: Final = 0.10  # of the ratings
_SPREAD_MARGIN: Final = 0.15  # of the observed spread
_CORRELATION_MARGIN: Final = 0.15
_STEPS: Final = (1.0, 0.5)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The scale in the question's own orientation: centred, up is worse."""

    low_pts: float
    high_pts: float


def checks_of(posterior: Posterior, bounds: Bounds, rng: np.random.Generator) -> tuple[Check, ...]:
    """The three checks of one question."""
    question = posterior.question
    observed = question.rating_pts
    rounded = _rounded(_replicate(posterior, rng), observed, bounds)
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
    for step in _STEPS:
        if np.allclose((observed - bounds.low_pts) % step, 0.0):
            rating_pts = bounds.low_pts + np.round((rating_pts - bounds.low_pts) / step) * step
            break
    return np.clip(rating_pts, bounds.low_pts, bounds.high_pts)


def _replicate(posterior: Posterior, rng: np.random.Generator) -> Array:
    """Ratings the fitted family would give, shape (replicates, n)."""
    weight = posterior.weight.ravel()
    at = (np.arange(_REPLICATES) + rng.random()) / _REPLICATES
    chosen = np.minimum(np.searchsorted(np.cumsum(weight), at), len(weight) - 1)
    variant, pick = np.unravel_index(chosen, posterior.weight.shape)
    theta = theta_of(posterior.sample.z[pick])
    exposed = posterior.question.exposed.at(posterior.sample.point[pick])
    question = replace(posterior.question, exposed=exposed)
    family, _, design = evaluate(question, theta)
    mean, sigma = _draw_regression(family, design, variant, rng)
    return mean + sigma[:, None] * noise_of(question.time_h, theta, rng)


def _draw_regression(
    family: Family, design: DesignMatrix, variant: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Means (replicates, n) and sigma (replicates,), drawn from each replicate's own variant."""
    columns = design.block(slice(None))
    n, draws, _ = columns.shape
    mean, sigma = np.zeros((draws, n)), np.zeros(draws)
    for v, (spec, marginal) in enumerate(zip(family.specs, family.marginals, strict=True)):
        mine = np.flatnonzero(variant == v)
        if not len(mine):
            continue
        sigma[mine] = np.sqrt(marginal.rate[mine] / rng.gamma(marginal.shape, size=len(mine)))
        factor = np.linalg.cholesky(marginal.covariance[mine])
        normal = rng.standard_normal((len(mine), factor.shape[1]))
        spread = sigma[mine, None] * np.einsum("rij,rj->ri", factor, normal)
        used = columns[:, mine][:, :, list(used_columns(spec, design))]
        mean[mine] = np.einsum("nrc,rc->rn", used, marginal.mean[mine] + spread)
    return mean, sigma


def noise_of(time_h: Array, theta: Theta, rng: np.random.Generator) -> Array:
    """Correlated noise of unit variance, shape (draws, n)."""
    draws, n = len(theta.nu_ratio), len(time_h)
    own_var = 1.0 - theta.nu_ratio
    slow = np.full(draws, SLOW_HALF_LIFE_H)
    parts = [
        (own_var * (1.0 - theta.rho_ratio), theta.fast_half_life_h),
        (own_var * theta.rho_ratio, slow),
    ]
    noise = np.sqrt(theta.nu_ratio)[:, None] * rng.standard_normal((draws, n))
    gap_h = np.diff(time_h, prepend=time_h[:1])
    for variance, half_life_h in parts:
        state = np.sqrt(variance) * rng.standard_normal(draws)
        for j in range(n):
            kept = 2.0 ** (-gap_h[j] / half_life_h)
            fresh = np.sqrt(variance * (1.0 - kept**2)) * rng.standard_normal(draws)
            state = kept * state + fresh
            noise[:, j] += state
    return noise
