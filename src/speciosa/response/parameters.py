"""The few nonlinear parameters of a response and their priors (model section of the docs).

Each is a transform of a standard normal variable z, so that proposals live in one space and the
prior density there is always N(0, I).
"""

from dataclasses import dataclass
from math import comb, erf, sqrt
from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array, normal_quantile

NU_ALPHA: Final = 3  # rating noise, share of the variance: Beta(3, 9)
NU_BETA: Final = 9
RHO_BETA: Final = 6  # share of the slow part: Beta(1, 6)
FAST_MEDIAN_H: Final = 6.0
FAST_LOG_SD: Final = 0.5
SLOW_HALF_LIFE_H: Final = 120.0
EC50_LOG_SD: Final = 0.6
EC50_HIGH_MEDIAN_RATIO: Final = 3.0  # of the turn-over term, in units of the typical signal
ADAPT_MEDIAN_H: Final = 96.0
ADAPT_LOG_SD: Final = 0.7
_NOISE: Final = 3  # nu, rho, fast half-life
_CURVE: Final = 3  # EC50, EC50 of the turn-over term, adaptation; then the effect weights

_TINY: Final = 1e-12  # probabilities keep this far from 0 and 1
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
class Noise:
    """Correlation of the noise of every draw; each array has shape (draws,)."""

    nu_ratio: Array  # rating noise as a share of the variance
    rho_ratio: Array  # slow part of the remaining variance
    fast_half_life_h: Array

    @property
    def draws(self) -> int:
        """Number of draws."""
        return len(self.nu_ratio)

    def take(self, index: Array) -> "Noise":
        """Some draws, by position."""
        return Noise(*(getattr(self, name)[index] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class CurveParameters:
    """From concentration to effect, for every draw; the first three have shape (draws,)."""

    ec50_ratio: Array  # EC50 in units of the typical effect signal
    ec50_high_ratio: Array  # of the turn-over term, above EC50
    adapt_half_life_h: Array
    weight_z: Array  # (draws, uncertain effect weights), standard normal


@dataclass(frozen=True, slots=True)
class Theta:
    """Everything that is drawn: the noise and the curve."""

    noise: Noise
    curve: CurveParameters


def dimensions(uncertain_weights: int) -> int:
    """Length of z for a substance with that many uncertain effect weights."""
    return _NOISE + curve_dimensions(uncertain_weights)


def curve_dimensions(uncertain_weights: int) -> int:
    """Length of the part of z that holds the curve."""
    return _CURVE + uncertain_weights


def theta_of(z: Array) -> Theta:
    """Transform standard normal draws (draws, dimensions) into parameters."""
    return Theta(noise_of_z(z[:, :_NOISE]), curve_of_z(z[:, _NOISE:]))


def noise_of_z(z: Array) -> Noise:
    """Noise parameters from standard normal draws, shape (draws, 3)."""
    u = normal_cdf(z[:, :2])
    return Noise(
        nu_ratio=np.clip(np.interp(u[:, 0], _NU_CDF, _NU_GRID), 1e-3, 1.0 - 1e-3),
        rho_ratio=1.0 - (1.0 - u[:, 1]) ** (1.0 / RHO_BETA),
        fast_half_life_h=FAST_MEDIAN_H * np.exp(FAST_LOG_SD * z[:, 2]),
    )


def curve_of_z(z: Array) -> CurveParameters:
    """Curve parameters from standard normal draws, shape (draws, `curve_dimensions`)."""
    ec50_ratio = np.exp(EC50_LOG_SD * z[:, 0])
    return CurveParameters(
        ec50_ratio=ec50_ratio,
        ec50_high_ratio=_above(ec50_ratio, z[:, 1]),
        adapt_half_life_h=ADAPT_MEDIAN_H * np.exp(ADAPT_LOG_SD * z[:, 2]),
        weight_z=z[:, _CURVE:],
    )


def _above(ec50_ratio: Array, z: Array) -> Array:
    """The second EC50: lognormal, cut off below the first one."""
    middle = np.log(EC50_HIGH_MEDIAN_RATIO)
    below = normal_cdf((np.log(ec50_ratio) - middle) / EC50_LOG_SD)
    u = np.clip(below + (1.0 - below) * normal_cdf(z), _TINY, 1.0 - _TINY)
    return np.exp(middle + EC50_LOG_SD * normal_quantile(u))
