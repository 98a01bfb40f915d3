"""Adaptive importance sampling over the few nonlinear parameters.

Coefficients and scale are integrated out, so only z (see `parameters`) is drawn: first from the
prior, then from Student-t proposals fitted to the weighted draws, until enough draws count. All
rounds are kept and weighted against the mixture of all proposals (deterministic mixture weights:
Cornuet, Marin, Mira and Robert, Scand. J. Stat. 39 (2012) 798-812, doi
10.1111/j.1467-9469.2011.00756.x). Kinetic draws are never adapted: draw i of every round belongs
to kinetic draw i.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import lgamma, log, pi
from typing import Final

import numpy as np

from speciosa.quasirandom import Array, normal_quantile, sobol
from speciosa.response.pareto import MOST_K, smooth

ENOUGH: Final = 600.0  # effective draws
MOST_ROUNDS: Final = 6
_DEFENSIVE: Final = 0.1  # share of the prior in each proposal keeps weights bounded
_DF: Final = 7.0
_ENOUGH_FOR_SHAPE: Final = 60.0
_FLATTEST: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A Student-t distribution with a share of the standard normal prior."""

    mean: Array
    factor: Array  # lower Cholesky factor of the scale matrix

    def draw(self, n: int, rng: np.random.Generator) -> Array:
        """Quasi-random draws, shape (n, dimensions)."""
        dim = len(self.mean)
        normal = normal_quantile(sobol(n, dim, rng))
        stretch = np.sqrt(_DF / rng.chisquare(_DF, size=n))
        wide = self.mean + stretch[:, None] * (normal @ self.factor.T)
        from_prior = rng.permutation(n) < int(_DEFENSIVE * n)
        return np.where(from_prior[:, None], normal, wide)

    def log_density(self, z: Array) -> Array:
        """Log density of the mixture at (n, dimensions)."""
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


@dataclass(frozen=True, slots=True)
class Sample:
    """Weighted draws; weights sum to one over variants and draws together."""

    z: Array  # (draws, dimensions)
    weight: Array  # (variants, draws)
    ess: float
    pareto_k: float
    rounds: int

    @property
    def trusted(self) -> bool:
        """Whether enough draws count and the largest weights are under control."""
        return self.pareto_k <= MOST_K and self.ess >= ENOUGH / 2.0


def log_prior(z: Array) -> Array:
    """Log density of N(0, I) at (n, dimensions)."""
    return -0.5 * np.sum(z**2, axis=1) - 0.5 * z.shape[1] * log(2.0 * pi)


def sample(
    evidence: Callable[[Array], Array],
    dim: int,
    draws: int,
    rng: np.random.Generator,
) -> Sample:
    """Draw until `ENOUGH` effective draws or `MOST_ROUNDS`.

    Args:
        evidence: z of one round (draws, dim) to log weighted evidence (variants, draws).
        dim: length of z.
        draws: draws a round.
        rng: source of the digital shift and the stretch of the proposals.
    """
    z = normal_quantile(sobol(draws, dim, rng))
    found, proposals = evidence(z), list[Proposal]()
    for used in range(1, MOST_ROUNDS + 1):
        weight, k, ess = _weigh(z, found, proposals)
        if used == MOST_ROUNDS or (ess >= ENOUGH and k <= MOST_K):
            break
        proposals.append(_fit(z, weight.sum(axis=0)))
        fresh = proposals[-1].draw(draws, rng)
        z = np.concatenate([z, fresh])
        found = np.concatenate([found, evidence(fresh)], axis=1)
    return Sample(z, weight, ess, k, used)


def _weigh(z: Array, found: Array, proposals: list[Proposal]) -> tuple[Array, float, float]:
    prior = log_prior(z)
    densities = [prior, *(p.log_density(z) for p in proposals)]
    mixture = np.logaddexp.reduce(densities, axis=0) - log(len(densities))
    total = np.logaddexp.reduce(found, axis=0)
    smoothed, k = smooth(total + prior - mixture)
    weight = np.exp(found - total + smoothed)
    return weight, k, _effective(weight.sum(axis=0))


def _effective(weight: Array) -> float:
    return float(weight.sum() ** 2 / np.sum(weight**2))


def _fit(z: Array, weight: Array) -> Proposal:
    weight = _tempered(weight)
    mean = weight @ z
    centred = z - mean
    covariance = (weight[:, None] * centred).T @ centred
    # A little wider than the weighted draws, and never degenerate when few of them count.
    covariance = 1.2 * covariance + 1e-3 * np.eye(len(mean))
    return Proposal(mean, np.linalg.cholesky(covariance))


def _tempered(weight: Array) -> Array:
    """Weights flattened until enough draws count to tell a covariance: a wider target."""
    power = 1.0
    flat = weight / weight.sum()
    while _effective(flat) < _ENOUGH_FOR_SHAPE and power > _FLATTEST:
        power *= 0.8
        flat = (weight / weight.max()) ** power
        flat = flat / flat.sum()
    return flat
