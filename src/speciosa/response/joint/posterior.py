"""The joint posterior of one outcome on its grids."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard, JointData
from speciosa.response.joint.filter import Batch, Products, products_of
from speciosa.response.joint.grid import hazards, noise_cells, sigma_grid
from speciosa.response.joint.pooled import Reduced, VariantFit, fit_variant, reduce
from speciosa.response.joint.sites import Anchor, Sites, sites_of
from speciosa.response.parameters import Noise
from speciosa.response.regression import Scale
from speciosa.sampling.quasirandom import Array

_KEEP_PAIRS: Final = 0.98  # of the weight; more of them moves no answer by 0.02 of its sd
_KEEP_OF_NONE: Final = 0.8
_KEEP_HAZARDS: Final = 6.0
_TRIED: Final = 1.2  # slope at which both directions are compared
_CLEARLY: Final = log(
    10.0
)  # in favour of wishes that follow feeling well, before they are taken so


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
    """

    data: JointData
    batch: Batch
    products: Products
    sigma_pts: Array
    variants: tuple[VariantFit, ...]
    log_weight: Array

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
        return _take(self.batch.noises, self.batch.noise[member])


def fit_arrays(
    data: JointData, scale: Scale, variants: Sequence[tuple[tuple[int, ...], float]]
) -> JointPosterior:
    """Fit the joint model.

    Args:
        data: rows and priors.
        scale: prior of sigma^2 in squared points.
        variants: effect terms and prior probability of each.
    """
    alone = _ratings_only(data, scale)
    follow = _hazards(data, alone.anchor)
    hazard, noise = _pairs(data, alone, follow)
    batch = Batch(follow.hazards, follow.sites, alone.noises, hazard, noise)
    products = products_of(data, batch)
    reduced = reduce(data, batch, products)
    sigma_pts, log_width = sigma_grid(alone.mode_pts[np.unique(noise)], data.ratings)
    fits = tuple(fit_variant(data, reduced, terms, sigma_pts) for terms, _ in variants)
    log_prior = np.log([share for _, share in variants])
    log_sigma = _log_sigma_prior(sigma_pts, scale) + log_width
    log_weight = np.stack([f.log_evidence + p for f, p in zip(fits, log_prior, strict=True)])
    log_weight += log_sigma
    log_weight -= np.logaddexp.reduce(log_weight, axis=None)
    return JointPosterior(data, batch, products, sigma_pts, fits, log_weight)


def _log_sigma_prior(sigma_pts: Array, scale: Scale) -> Array:
    """Log density of log sigma when sigma^2 is inverse gamma, up to a constant."""
    return -2.0 * scale.shape * np.log(sigma_pts) - scale.rate / sigma_pts**2


@dataclass(frozen=True, slots=True)
class _RatingsOnly:
    """What the ratings alone say of the noise.

    Attributes:
        anchor: best cell and sigma.
        noises: all cells.
        log_evidence: (cells,).
        mode_pts: (cells,), most probable sigma of each.
    """

    anchor: Anchor
    noises: Noise
    log_evidence: Array
    mode_pts: Array


def _ratings_only(data: JointData, scale: Scale) -> _RatingsOnly:
    """Fit the ratings alone, with one curve draw."""
    middle, cells = _middle_draw(data), noise_cells()
    alone = _one_draw(_without_slots(data), middle)
    nobody = Sites(np.zeros(0), np.zeros(0), 0.0, np.zeros(0))
    batch = _every_cell(Hazard(0.0, tied=False, log_prior=0.0), nobody, cells)
    reduced = reduce(alone, batch, products_of(alone, batch))
    log_evidence, mode_pts = _over_sigma(alone, reduced, scale)
    best = int(np.argmax(log_evidence))
    anchor = Anchor(_take(cells, [best]), float(mode_pts[best]), middle)
    return _RatingsOnly(anchor, cells, log_evidence, mode_pts)


def _every_cell(hazard: Hazard, sites: Sites, cells: Noise) -> Batch:
    index = np.arange(cells.draws)
    return Batch((hazard,), (sites,), cells, np.zeros_like(index), index)


def _pairs(data: JointData, alone: _RatingsOnly, follow: "_Follow") -> tuple[Array, Array]:
    """Pairs of a hazard and a noise cell that hold almost all weight, as two lists of positions.

    Wishes say much about the fast ups and downs, so the ratings alone would drop the wrong cells.
    Slope 0 keeps most of its own: it is what the others are compared with.
    """
    one = _one_draw(data, alone.anchor.draw)
    steepest = int(np.argmax([abs(h.slope) for h in follow.hazards]))
    batch = _every_cell(follow.hazards[steepest], follow.sites[steepest], alone.noises)
    reduced = reduce(one, batch, products_of(one, batch))
    sigmas = np.unique(np.quantile(alone.mode_pts, [0.1, 0.5, 0.9]))
    fit = fit_variant(one, reduced, tuple(range(data.term_sd.shape[1])), sigmas)
    with_wishes = _shares(np.logaddexp.reduce(fit.log_evidence[:, 0], axis=1))
    without = _shares(alone.log_evidence)
    # One noise cell exaggerates how well it knows the slope.
    of_hazards = _shares(0.5 * follow.log_evidence)
    weight = of_hazards[:, None] * (0.5 * (with_wishes + without))
    kept = _heaviest(weight.ravel(), _KEEP_PAIRS).reshape(weight.shape)
    kept[0] |= _heaviest(without, _KEEP_OF_NONE)
    hazard, noise = np.nonzero(kept)
    return hazard, noise


def _shares(log_evidence: Array) -> Array:
    return np.exp(log_evidence - np.logaddexp.reduce(log_evidence))


def _heaviest(weight: Array, share: float) -> Array:
    """Mask of the fewest entries that hold a share of the weight."""
    order = np.argsort(-weight, kind="stable")
    steps = np.cumsum(weight[order])
    count = int(np.searchsorted(steps, share * steps[-1])) + 1
    kept = np.zeros(len(weight), dtype=bool)
    kept[order[:count]] = True
    return kept


def _over_sigma(data: JointData, reduced: Reduced, scale: Scale) -> tuple[Array, Array]:
    """Log evidence of every cell with sigma integrated out, and its most probable sigma."""
    unit = fit_variant(data, reduced, tuple(range(data.term_sd.shape[1])), np.ones(1))
    left = -2.0 * (unit.log_evidence[:, 0, 0] - _at_no_data(data, reduced, unit))
    shape, rate = scale.shape + 0.5 * data.ratings, scale.rate + 0.5 * left
    log_evidence = _at_no_data(data, reduced, unit) - shape * np.log(rate)
    return log_evidence, np.sqrt(rate / (shape + 1.0))


def _at_no_data(data: JointData, reduced: Reduced, unit: VariantFit) -> Array:
    log_det = -np.linalg.slogdet(unit.covariance[:, 0])[1] + 2.0 * np.log(data.term_sd[0]).sum()
    return reduced.log_scale - 0.5 * log_det


@dataclass(frozen=True, slots=True)
class _Follow:
    """Hazards worth keeping, slope 0 first.

    Attributes:
        hazards: how wishes may follow the symptom.
        sites: of each.
        log_evidence: of each, everything else held at the anchor.
    """

    hazards: tuple[Hazard, ...]
    sites: tuple[Sites, ...]
    log_evidence: Array


def _hazards(data: JointData, anchor: Anchor) -> _Follow:
    """Hazards with their sites; mirrored where wishes follow feeling well."""
    every = hazards(mirrored=_follow_feeling_well(data, anchor))
    log_evidence, found = _at_anchor(data, every, anchor)
    kept = np.flatnonzero(log_evidence > log_evidence.max() - _KEEP_HAZARDS)
    kept = np.union1d(kept, [0])
    return _Follow(tuple(every[i] for i in kept), tuple(found[i] for i in kept), log_evidence[kept])


def _follow_feeling_well(data: JointData, anchor: Anchor) -> bool:
    """Whether that is clearly better than wishes that follow feeling worse, or nothing."""
    slopes = (0.0, _TRIED, -_TRIED)
    tried = tuple(Hazard(slope, tied=False, log_prior=0.0) for slope in slopes)
    none, worse, well = _at_anchor(data, tried, anchor)[0]
    return bool(well > max(none, worse) + _CLEARLY)


def _at_anchor(
    data: JointData, every: tuple[Hazard, ...], anchor: Anchor
) -> tuple[Array, tuple[Sites, ...]]:
    """Log evidence of each hazard with everything else held, and its sites."""
    alone = _one_draw(data, anchor.draw)
    found = list[Sites]()
    for hazard in every:
        found.append(sites_of(data, hazard, anchor, found[-1].eta if found else None))
    index = np.arange(len(every))
    batch = Batch(every, tuple(found), anchor.noise, index, np.zeros_like(index))
    reduced = reduce(alone, batch, products_of(alone, batch))
    terms = tuple(range(data.term_sd.shape[1]))
    fit = fit_variant(alone, reduced, terms, np.array([anchor.sigma_pts]))
    return fit.log_evidence[:, 0, 0], tuple(found)


def _middle_draw(data: JointData) -> int:
    """The draw whose saturating effect column lies nearest to the mean of all."""
    column = data.rating_terms[0]
    shape = column - column.mean(axis=1, keepdims=True)
    shape /= np.maximum(np.linalg.norm(shape, axis=1, keepdims=True), 1e-12)
    return int(np.argmax(shape @ shape.mean(axis=0)))


def _one_draw(data: JointData, draw: int) -> JointData:
    return replace(
        data,
        rating_terms=data.rating_terms[:, [draw]],
        slot_terms=data.slot_terms[:, [draw]],
        term_sd=data.term_sd[[draw]],
    )


def _without_slots(data: JointData) -> JointData:
    none = np.zeros(0)
    return replace(
        data,
        slot_h=none,
        slot_columns=data.slot_columns[:0],
        habit=data.habit[:0],
        wanted=none,
        slot_weight=none,
        slot_terms=data.slot_terms[:, :, :0],
    )


def _take(noise: Noise, index: Sequence[int] | Array) -> Noise:
    chosen = np.asarray(index, dtype=np.intp)
    return Noise(noise.nu_ratio[chosen], noise.rho_ratio[chosen], noise.fast_half_life_h[chosen])
