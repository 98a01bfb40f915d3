"""The grids of the joint model: noise cells, sigmas and hazards."""

from math import sqrt
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard
from speciosa.response.parameters import Noise, noise_of_z
from speciosa.sampling.quasirandom import Array, normal_quantile

SLOPES: Final = (0.0, 0.6, 1.2, 2.0, 3.2)  # g, log odds per sigma
_SLOPE_SD: Final = 1.5  # half-normal
_CELLS: Final = (5, 4, 4)  # prior quantiles of nu, rho and the fast half-life
_SIGMAS_PER_SD: Final = 1.0
_SIGMA_REACH: Final = 3.5  # sds of log sigma on both sides of the mode
_MOST_SIGMAS: Final = 24


def noise_cells() -> Noise:
    """Every combination of prior quantiles, equally probable."""
    quantiles = [normal_quantile((np.arange(n) + 0.5) / n) for n in _CELLS]
    return noise_of_z(np.stack(np.meshgrid(*quantiles, indexing="ij"), axis=-1).reshape(-1, 3))


def hazards(*, mirrored: bool = False) -> tuple[Hazard, ...]:
    """Every slope, free and tied; with slope 0 both are the same.

    Args:
        mirrored: wishes follow feeling well instead of feeling worse.
    """
    edges = np.array(SLOPES)
    width = np.gradient(edges)
    width[0], width[-1] = 0.5 * (edges[1] - edges[0]), 0.5 * (edges[-1] - edges[-2])
    density = np.exp(-0.5 * (edges / _SLOPE_SD) ** 2)
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
