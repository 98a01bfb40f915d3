"""The few nonlinear parameters of a response and their priors (model section of the docs).

Each is a transform of a standard normal variable z, so that proposals live in one space and the
prior density there is always N(0, I).
"""

from dataclasses import dataclass
from math import comb, erf, sqrt
from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array

NU_ALPHA: Final = 3  # rating noise, share of the variance: Beta(3, 9)
NU_BETA: Final = 9
RHO_BETA: Final = 6  # share of the slow part: Beta(1, 6)
FAST_MEDIAN_H: Final = 6.0
FAST_LOG_SD: Final = 0.5
SLOW_HALF_LIFE_H: Final = 120.0
EC50_LOG_SD: Final = 0.6
_FIXED: Final = 4  # nu, rho, fast half-life, EC50; then one per uncertain effect weight

_NU_GRID: Final = np.linspace(0.0, 1.0, 4097)


def _beta_cdf(x: Array, alpha: int, beta: int) -> Array:
    """Beta distribution with whole-number shapes as a binomial tail."""
    n = alpha + beta - 1
    terms = [comb(n, k) * x**k * (1.0 - x) ** (n - k) for k in range(alpha, n + 1)]
    return np.sum(terms, axis=0)


_NU_CDF: Final = _beta_cdf(_NU_GRID, NU_ALPHA, NU_BETA)
_ERF: Final = np.vectorize(erf, otypes=[np.float64])


def normal_cdf(z: Array) -> Array:
    """Standard normal distribution function."""
    return 0.5 * (1.0 + _ERF(z / sqrt(2.0)))


@dataclass(frozen=True, slots=True)
class Theta:
    """Parameters of every draw; each array has shape (draws,)."""

    nu_ratio: Array  # rating noise as a share of the variance
    rho_ratio: Array  # slow part of the remaining variance
    fast_half_life_h: Array
    ec50_ratio: Array  # EC50 in units of the typical effect signal
    weight_z: Array  # (draws, uncertain effect weights), standard normal


def dimensions(uncertain_weights: int) -> int:
    """Length of z for a substance with that many uncertain effect weights."""
    return _FIXED + uncertain_weights


def theta_of(z: Array) -> Theta:
    """Transform standard normal draws (draws, dimensions) into parameters."""
    u = normal_cdf(z[:, :2])
    return Theta(
        nu_ratio=np.clip(np.interp(u[:, 0], _NU_CDF, _NU_GRID), 1e-3, 1.0 - 1e-3),
        rho_ratio=1.0 - (1.0 - u[:, 1]) ** (1.0 / RHO_BETA),
        fast_half_life_h=FAST_MEDIAN_H * np.exp(FAST_LOG_SD * z[:, 2]),
        ec50_ratio=np.exp(EC50_LOG_SD * z[:, 3]),
        weight_z=z[:, _FIXED:],
    )
