"""The joint posterior of one outcome on its grids."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from speciosa.response.joint.choice import pairs_of, ratings_alone
from speciosa.response.joint.data import JointData
from speciosa.response.joint.filter import Batch, Products, products_of
from speciosa.response.joint.grid import sigma_grid
from speciosa.response.joint.pooled import VariantFit, fit_variant, reduce
from speciosa.response.parameters import Noise
from speciosa.response.regression import Scale
from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class JointPosterior:
    """Evidence and coefficients over hazards, noises, draws, sigmas and variants.

    Attributes:
        data: what was fitted.
        batch: pairs of hazard and noise.
        products: sums of products of every member.
        sigma_pts: (sigmas,).
        variants: one fit each.
        log_weight: (variants, batch, draws, sigmas), normalised.
        weight: the same as shares.
    """

    data: JointData
    batch: Batch
    products: Products
    sigma_pts: Array
    variants: tuple[VariantFit, ...]
    log_weight: Array
    weight: Array

    @property
    def slope(self) -> Array:
        """Slope of every member of the batch."""
        return np.array([h.slope for h in self.batch.hazards])[self.batch.hazard]

    @property
    def tied(self) -> Array:
        """Whether wishes of every member of the batch follow the whole level."""
        return np.array([h.tied for h in self.batch.hazards])[self.batch.hazard]

    def noise(self, member: Array) -> Noise:
        """Noise of some members of the batch."""
        return self.batch.noises.take(member)


def fit_arrays(
    data: JointData, scale: Scale, variants: Sequence[tuple[tuple[int, ...], float]]
) -> JointPosterior:
    """Fit the joint model.

    Args:
        data: rows and priors.
        scale: prior of sigma^2 in squared points.
        variants: effect terms and prior probability of each.
    """
    alone = ratings_alone(data, scale)
    batch = pairs_of(data, alone)
    products = products_of(data, batch)
    reduced = reduce(data, batch, products)
    sigma_pts, log_width = sigma_grid(alone.mode_pts[np.unique(batch.cell)], data.ratings)
    fits = tuple(fit_variant(data, reduced, terms, sigma_pts) for terms, _ in variants)
    log_prior = np.log([share for _, share in variants])
    log_sigma = _log_sigma_prior(sigma_pts, scale) + log_width
    log_weight = np.stack([f.log_evidence + p for f, p in zip(fits, log_prior, strict=True)])
    log_weight += log_sigma
    log_weight -= log_weight.max()
    weight = np.exp(log_weight)
    total = weight.sum()
    log_weight -= np.log(total)
    return JointPosterior(data, batch, products, sigma_pts, fits, log_weight, weight / total)


def _log_sigma_prior(sigma_pts: Array, scale: Scale) -> Array:
    """Log density of log sigma when sigma^2 is inverse gamma, up to a constant."""
    return -2.0 * scale.shape * np.log(sigma_pts) - scale.rate / sigma_pts**2
