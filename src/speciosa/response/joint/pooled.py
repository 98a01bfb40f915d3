"""From sums of products to evidence and coefficients: every sigma and every variant at once.

With L = C_XX + P0^-1 and, per curve draw, the Schur complement on the common columns,

    s = F'F + P_A^-1 - F'X L^-1 X'F,    t = F'(y, z) - F'X L^-1 X'(y, z),
    Q = (y, z)'(y, z) - (y, z)'X L^-1 X'(y, z) - t' s^-1 t,

the effect coefficients in units of sigma are N(s^-1 (t_y / sigma + t_z), s^-1), and

    log p = -1/2 [log|S| + log|L| + log|P0| + log|s| + log|P_A|]
            -1/2 [Q_yy / sigma^2 + 2 Q_yz / sigma + Q_zz] - n log sigma + constants.
"""

from dataclasses import dataclass

import numpy as np

from speciosa.response.joint.data import JointData
from speciosa.response.joint.filter import DATA, Batch, Products
from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class Reduced:
    """The common columns taken out.

    Attributes:
        effects: (batch, draws, terms, terms), F'F less what the common columns explain.
        data: (batch, draws, terms, 2), F'(y, z) likewise.
        left: (batch, 2, 2), (y, z)'(y, z) likewise.
        log_scale: (batch,), the part of the evidence that no term changes.
    """

    effects: Array
    data: Array
    left: Array
    log_scale: Array


@dataclass(frozen=True, slots=True)
class VariantFit:
    """One choice of effect terms for every member of the batch, draw and sigma.

    Attributes:
        terms: positions in `signal.TERMS`; empty for no effect.
        log_evidence: (batch, draws, sigmas).
        by_y: (batch, draws, terms), mean per point of sigma^-1, in units of sigma.
        by_z: (batch, draws, terms), the rest of the mean.
        covariance: (batch, draws, terms, terms), in units of sigma.
    """

    terms: tuple[int, ...]
    log_evidence: Array
    by_y: Array
    by_z: Array
    covariance: Array


def reduce(data: JointData, batch: Batch, products: Products) -> Reduced:
    """Integrate the common coefficients out."""
    sd = np.concatenate([data.common_sd, data.habit_sd])
    inner = products.shared[:, DATA:, DATA:] + np.diag(1.0 / sd**2)
    to_data = products.shared[:, DATA:, :DATA]
    to_effects = products.across[:, DATA:]
    size, columns, terms, draws = to_effects.shape
    right = np.concatenate([to_data, to_effects.reshape(size, columns, -1)], axis=2)
    factor = np.linalg.cholesky(inner)
    white = np.linalg.solve(factor, right)
    of_data = white[:, :, :DATA]
    of_effects = white[:, :, DATA:].reshape(size, columns, terms, draws)
    constant = np.array([s.log_constant for s in batch.sites])[batch.hazard]
    log_det = 2.0 * np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(axis=1)
    return Reduced(
        effects=products.effects - np.einsum("bctd,bcud->bdtu", of_effects, of_effects),
        data=np.einsum("bktd->bdtk", products.across[:, :DATA])
        - np.einsum("bctd,bck->bdtk", of_effects, of_data),
        left=products.shared[:, :DATA, :DATA] - np.einsum("bck,bcl->bkl", of_data, of_data),
        log_scale=constant
        + batch.log_prior
        - 0.5 * (products.log_det + log_det)
        - np.log(sd).sum(),
    )


def fit_variant(
    data: JointData, reduced: Reduced, terms: tuple[int, ...], sigma_pts: Array
) -> VariantFit:
    """Integrate the coefficients of some effect terms out.

    Args:
        data: priors and number of ratings.
        reduced: the common columns taken out.
        terms: which effect terms.
        sigma_pts: (sigmas,).
    """
    index = np.array(terms, dtype=np.intp)
    precision = 1.0 / data.term_sd[:, index] ** 2
    total = reduced.effects[:, :, index[:, None], index] + _diagonal(precision)
    covariance = np.linalg.inv(total)
    across = reduced.data[:, :, index]
    mean = covariance @ across
    left = reduced.left[:, None] - across.transpose(0, 1, 3, 2) @ mean
    log_det = np.linalg.slogdet(total)[1] - np.log(precision).sum(axis=1)
    of_data = (
        left[:, :, 0, 0, None] / sigma_pts**2
        + 2.0 * left[:, :, 0, 1, None] / sigma_pts
        + left[:, :, 1, 1, None]
    )
    log_evidence = reduced.log_scale[:, None, None] - 0.5 * (log_det[:, :, None] + of_data)
    return VariantFit(
        terms=terms,
        log_evidence=log_evidence - data.ratings * np.log(sigma_pts),
        by_y=mean[..., 0],
        by_z=mean[..., 1],
        covariance=covariance,
    )


def _diagonal(values: Array) -> Array:
    return values[..., None] * np.eye(values.shape[-1])
