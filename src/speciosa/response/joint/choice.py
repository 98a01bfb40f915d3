"""Which hazards and noises are worth a place on the grids of the joint model."""

from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard, JointData
from speciosa.response.joint.filter import Batch, products_of
from speciosa.response.joint.grid import TRIED, Cells, hazards, noise_cells
from speciosa.response.joint.pooled import Reduced, VariantFit, fit_variant, reduce
from speciosa.response.joint.sites import Anchor, Finder, Sites
from speciosa.response.regression import Scale
from speciosa.sampling.quasirandom import Array

_KEEP_PAIRS: Final = 0.95  # of the weight; more of them moves no answer by 0.02 of its sd
_KEEP_OF_NONE: Final = 0.5
_KEEP_HAZARDS: Final = 6.0
_CLEARLY: Final = log(10.0)  # for wishes that follow feeling well, before they are taken so


@dataclass(frozen=True, slots=True)
class RatingsOnly:
    """What the ratings alone say of the noise.

    Attributes:
        anchor: best cell and sigma.
        cells: all of them.
        log_evidence: (cells,).
        mode_pts: (cells,), most probable sigma of each.
    """

    anchor: Anchor
    cells: Cells
    log_evidence: Array
    mode_pts: Array


def ratings_alone(data: JointData, scale: Scale) -> RatingsOnly:
    """Fit the ratings alone, with one curve draw."""
    middle, cells = _middle_draw(data), noise_cells()
    alone = _one_draw(_without_slots(data), middle)
    nobody = Sites(np.zeros(0), np.zeros(0), 0.0)
    batch = _every_cell(Hazard(0.0, tied=False, log_prior=0.0), nobody, cells)
    reduced = reduce(alone, batch, products_of(alone, batch))
    log_evidence, mode_pts = _over_sigma(alone, reduced, scale)
    best = int(np.argmax(log_evidence))
    anchor = Anchor(cells.noise.take(np.array([best])), float(mode_pts[best]), middle)
    return RatingsOnly(anchor, cells, log_evidence, mode_pts)


def _every_cell(hazard: Hazard, sites: Sites, cells: Cells) -> Batch:
    index = np.arange(cells.noise.draws)
    return Batch((hazard,), (sites,), cells, np.zeros_like(index), index)


def pairs_of(data: JointData, alone: RatingsOnly) -> Batch:
    """Pairs of a hazard and a noise cell that hold almost all weight.

    Wishes say much about the fast ups and downs, so the ratings alone would drop the wrong cells.
    Slope 0 keeps most of its own: it is what the others are compared with.
    """
    follow = _hazards(data, alone.anchor)
    one = _one_draw(data, alone.anchor.draw)
    steepest = int(np.argmax([abs(h.slope) for h in follow.hazards]))
    batch = _every_cell(follow.hazards[steepest], follow.sites[steepest], alone.cells)
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
    return Batch(follow.hazards, follow.sites, alone.cells, *np.nonzero(kept))


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
    """Hazards with their sites; mirrored where wishes clearly follow feeling well."""
    every = hazards()
    tried = next(i for i, h in enumerate(every) if h.slope == TRIED and not h.tied)
    well = Hazard(-TRIED, tied=False, log_prior=0.0)
    (*worse, of_well), found = _at_anchor(data, (*every, well), anchor)
    if of_well > max(worse[i] - every[i].log_prior for i in (0, tried)) + _CLEARLY:
        every = hazards(mirrored=True)
        worse, found = _at_anchor(data, every, anchor)
    log_evidence = np.array(worse)
    kept = np.union1d(np.flatnonzero(log_evidence > log_evidence.max() - _KEEP_HAZARDS), [0])
    return _Follow(tuple(every[i] for i in kept), tuple(found[i] for i in kept), log_evidence[kept])


def _at_anchor(
    data: JointData, every: tuple[Hazard, ...], anchor: Anchor
) -> tuple[list[float], tuple[Sites, ...]]:
    """Log evidence of each hazard with everything else held, and its sites."""
    alone = _one_draw(data, anchor.draw)
    finder, found = Finder(data, anchor), list[Sites]()
    for place, hazard in enumerate(every):
        near = [i for i in range(place) if every[i].slope == 0.0 or every[i].tied == hazard.tied]
        found.append(finder.find(hazard, found[near[-1]] if near else None))
    index = np.arange(len(every))
    batch = Batch(every, tuple(found), Cells.of(anchor.noise), index, np.zeros_like(index))
    reduced = reduce(alone, batch, products_of(alone, batch))
    terms = tuple(range(data.term_sd.shape[1]))
    fit = fit_variant(alone, reduced, terms, np.array([anchor.sigma_pts]))
    return fit.log_evidence[:, 0, 0].tolist(), tuple(found)


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
