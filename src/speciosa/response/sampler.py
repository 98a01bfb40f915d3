"""Adaptive importance sampling over the few nonlinear parameters.

Coefficients and scale are integrated out, so only z (see `parameters`) is drawn: first from the
prior, then from Student-t proposals fitted to the weighted draws, until enough draws count. All
rounds are kept and weighted against the mixture of all proposals (deterministic mixture weights:
Cornuet, Marin, Mira and Robert, Adaptive Multiple
Importance Sampling, arXiv 0907.1254).

The kinetic draws are fixed points shared by all outcomes. The first round takes each once; later
rounds take those that fit the ratings more often, with the same correction by weights, because a
strong effect tells a little about the kinetics after all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from speciosa.sampling.importance import (
    StudentT,
    effective,
    fit_student_t,
    log_prior,
    tempered,
)
from speciosa.sampling.pareto import MOST_K, smooth
from speciosa.sampling.quasirandom import Array, normal_quantile, sobol

ENOUGH: Final = 600.0  # effective draws
MOST_ROUNDS: Final = 6
_EQUAL_POINTS: Final = 0.5  # share of each proposal that takes all kinetic points alike


@dataclass(frozen=True, slots=True)
class Proposal:
    """A Student-t distribution for z and a choice of kinetic points, each mixed with its prior."""

    shape: StudentT
    point_share: Array  # (points,) probability of each kinetic point

    def draw(self, n: int, rng: np.random.Generator) -> tuple[Array, Array]:
        """Quasi-random z (n, dimensions) and kinetic points (n,)."""
        z = self.shape.draw(n, rng)
        at = (np.arange(n) + rng.random()) / n
        point = np.minimum(np.searchsorted(np.cumsum(self.point_share), at), n - 1)
        return z, rng.permutation(point)

    def log_density(self, z: Array, point: Array) -> Array:
        """Log density at (n, dimensions) and (n,), the points relative to equal shares."""
        return self.shape.log_density(z) + np.log(self.point_share[point] * len(self.point_share))


@dataclass(frozen=True, slots=True)
class Sample:
    """Weighted draws; weights sum to one over variants and draws together."""

    z: Array  # (draws, dimensions)
    point: Array  # (draws,) kinetic point of each draw
    weight: Array  # (variants, draws)
    ess: float
    pareto_k: float
    rounds: int

    @property
    def trusted(self) -> bool:
        """Whether enough draws count and the largest weights are under control."""
        return self.pareto_k <= MOST_K and self.ess >= ENOUGH / 2.0


def sample(
    evidence: Callable[[Array, Array], Array],
    dim: int,
    points: int,
    rng: np.random.Generator,
) -> Sample:
    """Draw until `ENOUGH` effective draws or `MOST_ROUNDS`.

    Args:
        evidence: z (points, dim) and kinetic points (points,) of one round to log weighted
            evidence (variants, points).
        dim: length of z.
        points: kinetic points, and draws a round.
        rng: source of the digital shift and the stretch of the proposals.
    """
    z, point = normal_quantile(sobol(points, dim, rng)), np.arange(points)
    found, proposals = evidence(z, point), list[Proposal]()
    for used in range(1, MOST_ROUNDS + 1):
        weight, k = _weigh(z, point, found, proposals)
        ess = effective(weight.sum(axis=0))
        if used == MOST_ROUNDS or (ess >= ENOUGH and k <= MOST_K):
            break
        proposals.append(_fit(z, point, weight.sum(axis=0), points))
        fresh_z, fresh_point = proposals[-1].draw(points, rng)
        z, point = np.concatenate([z, fresh_z]), np.concatenate([point, fresh_point])
        found = np.concatenate([found, evidence(fresh_z, fresh_point)], axis=1)
    return Sample(z, point, weight, ess, k, used)


def _weigh(z: Array, point: Array, found: Array, proposals: list[Proposal]) -> tuple[Array, float]:
    prior = log_prior(z)
    densities = [prior, *(p.log_density(z, point) for p in proposals)]
    mixture = np.logaddexp.reduce(densities, axis=0) - log(len(densities))
    total = np.logaddexp.reduce(found, axis=0)
    smoothed, k = smooth(total + prior - mixture)
    return np.exp(found - total + smoothed), k


def _fit(z: Array, point: Array, weight: Array, points: int) -> Proposal:
    share = tempered(np.bincount(point, weight, minlength=points))
    share = _EQUAL_POINTS / points + (1.0 - _EQUAL_POINTS) * share
    return Proposal(fit_student_t(z, weight), share)
