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


def without(whitened: Whitened, gone: tuple[int, ...], precision: Array) -> Whitened:
    """The same with some columns integrated out, once for all variants that hold them.

    What is left is a Gram matrix and a determinant of the covariance in which those columns are
    part of the noise; the places of the columns gone hold zeros.

    Args:
        whitened: Gram matrices.
        gone: columns to integrate out.
        precision: (draws, columns), prior precisions relative to sigma^-2.
    """
    index = np.array(gone)
    rest = np.setdiff1d(np.arange(whitened.gram.shape[1]), index)
    prior = precision[:, index]
    factor = np.linalg.cholesky(_with_prior(whitened.gram[:, index[:, None], index], prior))
    cross = np.linalg.solve(factor, whitened.gram[:, index[:, None], rest])
    gram = np.zeros_like(whitened.gram)
    gram[:, rest[:, None], rest] = (
        whitened.gram[:, rest[:, None], rest] - cross.transpose(0, 2, 1) @ cross
    )
    log_det = whitened.log_det + _log_det(factor) - np.sum(np.log(prior), axis=1)
    return Whitened(gram, log_det)


def _with_prior(gram: Array, prior: Array) -> Array:
    """The Gram matrix plus the prior precisions on its diagonal."""
    total = gram.copy()
    diagonal = np.arange(total.shape[1])
    total[:, diagonal, diagonal] += prior
    return total


def _log_det(factor: Array) -> Array:
    return 2.0 * np.sum(np.log(np.diagonal(factor, axis1=1, axis2=2)), axis=1)


def marginalise(
    whitened: Whitened, used: tuple[int, ...], precision: Array, n: int, scale: Scale
) -> Marginal:
    """Integrate the coefficients of the columns `used` and sigma out of the likelihood.

    Args:
        whitened: Gram matrices; column 0 is the rating itself.
        used: indices of the design columns of this variant; may be none.
        precision: (draws, columns) prior precisions relative to sigma^-2.
        n: number of ratings.
        scale: prior of sigma^2.
    """
    index = np.array(used, dtype=np.intp)
    cross = whitened.gram[:, index, 0]
    prior = precision[:, index]
    factor = np.linalg.cholesky(_with_prior(whitened.gram[:, index[:, None], index], prior))
    unit = np.broadcast_to(np.eye(len(index)), factor.shape)
    inverse = np.linalg.solve(factor, unit)
    covariance = inverse.transpose(0, 2, 1) @ inverse
    mean = np.einsum("nij,nj->ni", covariance, cross)
    left = np.maximum(whitened.gram[:, 0, 0] - np.einsum("ni,ni->n", cross, mean), 0.0)
    shape, rate = scale.shape + 0.5 * n, scale.rate + 0.5 * left
    log_evidence = (
        -0.5 * n * log(2.0 * pi)
        - 0.5 * whitened.log_det
        + 0.5 * np.sum(np.log(prior), axis=1)
        - 0.5 * _log_det(factor)
        + scale.shape * log(scale.rate)
        - shape * np.log(rate)
        + lgamma(shape)
        - lgamma(scale.shape)
    )
    return Marginal(log_evidence, mean, covariance, shape, rate)
