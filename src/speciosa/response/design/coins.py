"""Inference from the coins alone: what would have come out had they fallen differently.

The ratings are taken as they are and the coins as random. Under the sharp hypothesis that the
effect is A everywhere, `rating - A * exposure` does not depend on the coins, so the covariance
of these residuals with the exposure of the assigned plan has a known distribution. The interval
holds every A that this test does not reject (Rosenbaum, Observational Studies, 2nd ed., chapter
2; for an instrument, Imbens and Rosenbaum, J R Stat Soc A 2005;168:109). No model of the noise
is needed for validity; the weights below only sharpen it and are fixed in advance.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array

ALPHA: Final = 0.05
_MOST_EXACT: Final = 10  # pairs whose coins are all looked at
SAMPLED: Final = 1999
_POINTS: Final = 33
_ROUNDS: Final = 3
_SAME: Final = 1e-9
# Noise of ratings that the weights assume: means of the response model's priors.
_NOISE_SHARE: Final = 0.25
_SLOW_SHARE: Final = 1.0 / 7.0
_FAST_HALF_LIFE_H: Final = 6.0
_SLOW_HALF_LIFE_H: Final = 120.0


@dataclass(frozen=True, slots=True)
class Found:
    """An estimate with the interval that the coins give; None where they give none."""

    estimate: float
    low: float | None
    high: float | None
    p_value: float


def coin_table(pairs: int, rng: np.random.Generator, sampled: int = SAMPLED) -> Array:
    """Ways the coins may fall, (ways, pairs), True where a coin differs; row 0 is the real one."""
    if pairs <= _MOST_EXACT:
        every = np.arange(2**pairs)[:, None] >> np.arange(pairs)[None, :]
        return (every & 1).astype(bool)
    ways = rng.random((sampled, pairs)) < 0.5  # noqa: PLR2004 - a fair coin
    return np.vstack([np.zeros((1, pairs), dtype=bool), ways])


def is_exact(pairs: int) -> bool:
    """Whether all ways are looked at."""
    return pairs <= _MOST_EXACT


def whitener(time_h: Array, nuisance: Array) -> Array:
    """A matrix W with W nuisance = 0 and W noise independent under the assumed noise, (m, n).

    Args:
        time_h: (n,) times of the ratings.
        nuisance: (n, columns) level, drift, clock: what the test is not about.
    """
    gap_h = np.abs(time_h[:, None] - time_h[None, :])
    kept = 1.0 - _NOISE_SHARE
    covariance = kept * (1.0 - _SLOW_SHARE) * 2.0 ** (-gap_h / _FAST_HALF_LIFE_H)
    covariance += kept * _SLOW_SHARE * 2.0 ** (-gap_h / _SLOW_HALF_LIFE_H)
    covariance[np.diag_indices(len(time_h))] += _NOISE_SHARE
    white = np.linalg.inv(np.linalg.cholesky(covariance))
    basis = np.linalg.qr(white @ nuisance)[0]
    return white - basis @ (basis.T @ white)


def infer(
    rating_pts: Array,
    exposed: Array,
    contrast: Array,
    instrument: Array,
    range_pts: float,
    *,
    ends: bool = True,
) -> Found:
    """Effect per contrast, with its interval and p-value.

    Args:
        rating_pts: (n,), whitened.
        exposed: (draws, n) exposure as taken of some possible people, whitened.
        contrast: (draws,) what one effect is multiplied with.
        instrument: (ways, n) exposure of the plan for every way the coins may fall, whitened.
        range_pts: of the scale: no effect can be larger.
        ends: whether the interval is wanted.
    """
    centred = instrument - instrument.mean(axis=0)
    outcome = centred @ rating_pts  # (ways,)
    first = exposed @ centred.T / contrast[:, None]  # (draws, ways), per point of effect
    p_zero = _p_values(outcome, first, np.zeros(1))[0]
    strong = np.abs(first[:, 0]) > _SAME * np.abs(first).max()
    estimate = float(np.median(outcome[0] / first[strong, 0])) if strong.any() else 0.0
    estimate = min(max(estimate, -range_pts), range_pts)
    low, high = _interval(outcome, first, estimate, range_pts) if ends else (None, None)
    return Found(estimate, low, high, float(p_zero))


def _p_values(outcome: Array, first: Array, effect: Array) -> Array:
    """Mean over the draws of the two-sided p of each effect, shape (effects,)."""
    p = np.zeros(len(effect))
    for of_draw in first:
        left = np.abs(outcome[None, :] - effect[:, None] * of_draw[None, :])
        limit = left[:, :1] * (1.0 - _SAME)
        p += np.mean(left >= limit, axis=1)
    return p / len(first)


def _interval(
    outcome: Array, first: Array, estimate: float, most: float
) -> tuple[float | None, float | None]:
    """Both ends of the effects that are not rejected, within what the scale allows.

    None where nothing that the scale allows is rejected on either side.
    """
    inside = min(max(estimate, -most), most)
    low, high = _end(outcome, first, inside, -most), _end(outcome, first, inside, most)
    return (None, None) if low <= -most and high >= most else (low, high)


def _end(outcome: Array, first: Array, inside: float, outside: float) -> float:
    """The outermost effect that is not rejected on one side."""
    if inside == outside:
        return outside
    for _ in range(_ROUNDS):
        grid = np.linspace(inside, outside, _POINTS)
        held = np.flatnonzero(_p_values(outcome, first, grid) > ALPHA)
        last = int(held[-1]) if len(held) else 0
        if last == _POINTS - 1:
            return outside
        inside, outside = float(grid[last]), float(grid[last + 1])
    return outside


def sign_flip(difference_pts: Array, flips: Array, range_pts: float) -> Found:
    """Mean of paired differences with its interval from the coins alone.

    Args:
        difference_pts: (pairs,).
        flips: (ways, pairs) of booleans; row 0 all False.
        range_pts: of the scale.
    """
    sign = np.where(flips, -1.0, 1.0)
    first = sign.mean(axis=1)[None, :]
    outcome = sign @ difference_pts / len(difference_pts)
    p_zero = _p_values(outcome, first, np.zeros(1))[0]
    estimate = float(outcome[0])
    low, high = _interval(outcome, first, estimate, range_pts)
    return Found(estimate, low, high, float(p_zero))
