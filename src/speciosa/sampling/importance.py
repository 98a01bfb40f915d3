"""What importance samplers share: a Student-t proposal, and how many draws count.

All of them work on standard normal variables z, so that the prior density is always N(0, I).
"""

from dataclasses import dataclass
from math import erfc, lgamma, log, pi, sqrt
from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array, normal_points

_DEFENSIVE: Final = 0.1  # share of the prior in each proposal keeps weights bounded
_DF: Final = 7.0
_ENOUGH_FOR_SHAPE: Final = 60.0
_FLATTEST: Final = 1e-3
_FAR: Final = -10.0  # below it the distribution function is taken from its expansion
_WIDER: Final = 1.2
_NEVER_FLAT: Final = 1e-3


def log_prior(z: Array) -> Array:
    """Log density of N(0, I) at (n, dimensions)."""
    return -0.5 * np.sum(z**2, axis=1) - 0.5 * z.shape[1] * log(2.0 * pi)


@dataclass(frozen=True, slots=True)
class StudentT:
    """A Student-t distribution for z, mixed with a little of the prior."""

    mean: Array
    factor: Array  # lower Cholesky factor of the scale matrix

    def draw(self, n: int, rng: np.random.Generator) -> Array:
        """Quasi-random z, shape (n, dimensions)."""
        normal = normal_points(n, len(self.mean), rng)
        stretch = np.sqrt(_DF / rng.chisquare(_DF, size=n))
        wide = self.mean + stretch[:, None] * (normal @ self.factor.T)
        from_prior = rng.permutation(n) < int(_DEFENSIVE * n)
        return np.where(from_prior[:, None], normal, wide)

    def log_density(self, z: Array) -> Array:
        """Log density at (n, dimensions)."""
        dim = len(self.mean)
        scaled = np.linalg.solve(self.factor, (z - self.mean).T)
        t = (
            lgamma(0.5 * (_DF + dim))
            - lgamma(0.5 * _DF)
            - 0.5 * dim * log(_DF * pi)
            - float(np.sum(np.log(np.diag(self.factor))))
            - 0.5 * (_DF + dim) * np.log1p(np.sum(scaled**2, axis=0) / _DF)
        )
        return np.logaddexp(log(1.0 - _DEFENSIVE) + t, log(_DEFENSIVE) + log_prior(z))


def fit_student_t(z: Array, weight: Array) -> StudentT:
    """A proposal a little wider than weighted draws, never degenerate when few of them count."""
    flat = tempered(weight)
    mean = flat @ z
    centred = z - mean
    covariance = (flat[:, None] * centred).T @ centred
    covariance = _WIDER * covariance + _NEVER_FLAT * np.eye(len(mean))
    return StudentT(mean, np.linalg.cholesky(covariance))


def effective(weight: Array) -> float:
    """How many equally weighted draws are worth as much: the effective sample size."""
    return float(weight.sum() ** 2 / np.sum(weight**2))


def tempered(weight: Array) -> Array:
    """Weights flattened until enough draws count to tell a covariance: a wider target."""
    power = 1.0
    flat = weight / weight.sum()
    while effective(flat) < _ENOUGH_FOR_SHAPE and power > _FLATTEST:
        power *= 0.8
        flat = (weight / weight.max()) ** power
        flat = flat / flat.sum()
    return flat


def equal_draws(weight: Array, count: int, rng: np.random.Generator) -> Array:
    """Positions of `count` equally weighted draws by systematic resampling, in random order."""
    at = (np.arange(count) + rng.random()) / count
    steps = np.cumsum(weight) / np.sum(weight)
    return rng.permutation(np.minimum(np.searchsorted(steps, at), len(weight) - 1))


def log_normal_cdf(x: Array) -> Array:
    """Log of the standard normal distribution function.

    >>> log_normal_cdf(np.array([0.0, -40.0])).round(3).tolist()
    [-0.693, -804.608]
    """
    flat = np.ravel(x)
    near = [log(0.5 * erfc(-max(v, _FAR) / sqrt(2.0))) for v in flat.tolist()]
    low = np.minimum(flat, _FAR)
    far = -0.5 * low**2 - np.log(-low * sqrt(2.0 * pi)) + np.log1p(-1.0 / low**2)
    return np.where(flat < _FAR, far, near).reshape(np.shape(x))
