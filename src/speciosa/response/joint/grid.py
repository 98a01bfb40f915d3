"""The grids of the joint model: noise cells, sigmas and hazards."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard
from speciosa.response.parameters import Noise, noise_of_z
from speciosa.sampling.quasirandom import Array

SLOPES: Final = (0.0, 0.15, 0.3, 0.6, 1.0, 1.5, 2.2, 3.2, 4.5)  # g, log odds per sigma
TRIED: Final = 1.0  # slope at which both directions are compared
SLOPE_SD: Final = 1.5  # half-normal
# Standard normal scores of nu, rho and the fast half-life: evenly spaced and weighted with their
# density, because the posterior often lies in a tail that a few quantiles would not reach.
_SCORES: Final = (np.linspace(-2.0, 2.0, 5), np.linspace(-1.8, 1.8, 4), np.linspace(-2.0, 2.0, 5))
_SIGMAS_PER_SD: Final = 1.0
_SIGMA_REACH: Final = 3.5  # sds of log sigma on both sides of the mode
_MOST_SIGMAS: Final = 24


@dataclass(frozen=True, slots=True)
class Cells:
    """Noises of a grid, and how probable they are beforehand."""

    noise: Noise
    log_prior: Array  # (cells,)

    @classmethod
    def of(cls, noise: Noise) -> "Cells":
        """Noises that are given."""
        return cls(noise, np.zeros(noise.draws))


def noise_cells() -> Cells:
    """Every combination of scores."""
    z = np.stack(np.meshgrid(*_SCORES, indexing="ij"), axis=-1).reshape(-1, len(_SCORES))
    log_density = -0.5 * np.sum(z**2, axis=1)
    return Cells(noise_of_z(z), log_density - np.logaddexp.reduce(log_density))


def hazards(*, mirrored: bool = False) -> tuple[Hazard, ...]:
    """Every slope, free and tied; with slope 0 both are the same.

    Args:
        mirrored: wishes follow feeling well instead of feeling worse.
    """
    edges = np.array(SLOPES)
    width = np.gradient(edges)
    width[0], width[-1] = 0.5 * (edges[1] - edges[0]), 0.5 * (edges[-1] - edges[-2])
    density = np.exp(-0.5 * (edges / SLOPE_SD) ** 2)
    log_prior = np.log(width * density / (width @ density)).tolist()
    sign = -1.0 if mirrored else 1.0
    found = [Hazard(0.0, tied=False, log_prior=log_prior[0])]
    for slope, log_p in zip(SLOPES[1:], log_prior[1:], strict=True):
        found += [Hazard(sign * slope, tied, log_p - np.log(2.0)) for tied in (False, True)]
    return tuple(found)


def sigma_grid(mode_pts: Array, ratings: int) -> tuple[Array, Array]:
    """Sigmas that cover the posterior of every noise cell, and their log widths.

    A fixed grid is too coarse for long diaries: the spread of log sigma shrinks with the ratings.

    Args:
        mode_pts: (cells,), most probable sigma of each.
        ratings: their number.
    """
    spread = 1.0 / sqrt(2.0 * ratings)
    low = np.log(mode_pts.min()) - _SIGMA_REACH * spread
    high = np.log(mode_pts.max()) + _SIGMA_REACH * spread
    count = min(int(np.ceil((high - low) / (_SIGMAS_PER_SD * spread))) + 1, _MOST_SIGMAS)
    log_sigma = np.linspace(low, high, count)
    return np.exp(log_sigma), np.full(count, np.log(log_sigma[1] - log_sigma[0]))
