"""Coefficients and scale of one variant, integrated out exactly.

Normal-inverse-gamma regression on whitened columns (Gelman et al., Bayesian Data Analysis, 3rd
ed.): sigma^2 ~ InvGamma(a0, b0), coefficients ~ N(0, sigma^2 / precision).
"""

from dataclasses import dataclass
from math import lgamma, log, pi

import numpy as np

from speciosa.response.whiten import Whitened
from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class Scale:
    """Prior of sigma^2 in squared rating points: inverse gamma."""

    shape: float
    rate: float


@dataclass(frozen=True, slots=True)
class Marginal:
    """One variant for every draw: evidence and the conditional posterior of its coefficients."""

    log_evidence: Array  # (draws,)
    mean: Array  # (draws, used columns)
    covariance: Array  # (draws, used, used), of the coefficients given sigma = 1
    shape: float  # posterior of sigma^2: inverse gamma(shape, rate)
    rate: Array  # (draws,)


def marginalise(
    whitened: Whitened, used: tuple[int, ...], precision: Array, n: int, scale: Scale
) -> Marginal:
    """Integrate the coefficients of the columns `used` and sigma out of the likelihood.

    Args:
        whitened: Gram matrices; column 0 is the rating itself.
        used: indices of the design columns of this variant.
        precision: (draws, columns) prior precisions relative to sigma^-2.
        n: number of ratings.
        scale: prior of sigma^2.
    """
    index = np.array(used)
    cross = whitened.gram[:, index, 0]
    prior = precision[:, index]
    total = whitened.gram[:, index[:, None], index[None, :]].copy()
    total[:, np.arange(len(index)), np.arange(len(index))] += prior
    covariance = np.linalg.inv(total)
    mean = np.einsum("nij,nj->ni", covariance, cross)
    left = np.maximum(whitened.gram[:, 0, 0] - np.einsum("ni,ni->n", cross, mean), 0.0)
    shape, rate = scale.shape + 0.5 * n, scale.rate + 0.5 * left
    log_evidence = (
        -0.5 * n * log(2.0 * pi)
        - 0.5 * whitened.log_det
        + 0.5 * np.sum(np.log(prior), axis=1)
        - 0.5 * np.linalg.slogdet(total)[1]
        + scale.shape * log(scale.rate)
        - shape * np.log(rate)
        + lgamma(shape)
        - lgamma(scale.shape)
    )
    return Marginal(log_evidence, mean, covariance, shape, rate)
