"""Gaussian stand-ins for the yes-or-no slots.

Given the ratings, the log odds of a wish in slot k are

    eta_k = habit_k . gamma + g * [own ups and downs + (tied: drift, daily, effect)].

Each slot acts like a Gaussian observation of eta_k with target z and precision w. Newton's method
first finds the mode, where z = eta + (d - m p) / w and w = m p (1 - p). Wishes are rare, so the
posterior is skewed, and Gaussians at its mode lean towards harm (see docs/decisions); expectation
propagation (Minka, arXiv 1301.2294) then chooses z and w so that, with the slot itself in place of
its Gaussian, the mean and variance of eta_k stay as they are.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard, JointData
from speciosa.response.joint.markov import Rows, Solved, precision_of, solve
from speciosa.response.parameters import Noise
from speciosa.sampling.quasirandom import Array

_MOST_STEPS: Final = 12
_LONGEST_STEP: Final = 3.0
_CLOSE: Final = 1e-4
_SMALLEST_WEIGHT: Final = 1e-4
_REFINED: Final = 3  # rounds of expectation propagation
_NODES, _SHARES = np.polynomial.hermite_e.hermegauss(21)
_SHARES = _SHARES / _SHARES.sum()


@dataclass(frozen=True, slots=True)
class Sites:
    """What the slots of one hazard look like to a linear model.

    Attributes:
        target: (slots,), z.
        precision: (slots,), w.
        log_constant: log of the factor that the Gaussian densities of z are short of.
        eta: (slots,), mean log odds.
    """

    target: Array
    precision: Array
    log_constant: float
    eta: Array


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the sites are taken: one noise, one sigma, one curve draw."""

    noise: Noise  # of one draw
    sigma_pts: float
    draw: int


def sites_of(data: JointData, hazard: Hazard, anchor: Anchor, start: Array | None = None) -> Sites:
    """Sites of one hazard.

    Args:
        data: rows and priors.
        hazard: how wishes follow the symptom.
        anchor: where the sites are taken.
        start: log odds of the slots to begin with, by default those of the habit's prior.
    """
    rows, is_slot = _rows(data, hazard, anchor.draw)
    bands = precision_of(np.unique(data.row_h()), anchor.noise)
    prior = 1.0 / np.concatenate([data.common_sd, data.term_sd[anchor.draw], data.habit_sd]) ** 2
    weight = np.full(len(is_slot), 1.0 / float(anchor.noise.nu_ratio[0]))
    target = np.zeros(len(is_slot))
    target[~is_slot] = data.rating_pts / anchor.sigma_pts
    offset = data.habit @ data.habit_mean

    def solved() -> Solved:
        return solve(bands, rows, weight, target, prior)

    eta = offset.copy() if start is None else start.copy()
    for _ in range(_MOST_STEPS):
        z, weight[is_slot] = _linearise(data, eta)
        target[is_slot] = z - offset
        step = rows.predictor(solved())[is_slot] + offset - eta
        eta += np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        if np.abs(step).max() < _CLOSE:
            break
    for _ in range(_REFINED):
        now = solved()
        others = _without_own(
            rows.predictor(now)[is_slot] + offset,
            rows.variance(now)[is_slot],
            target[is_slot] + offset,
            weight[is_slot],
        )
        sites = _matched(data, others)
        target[is_slot], weight[is_slot] = sites.target - offset, sites.precision
    return sites


def _rows(data: JointData, hazard: Hazard, draw: int) -> tuple[Rows, Array]:
    """All rows in order of time, and which of them are slots."""
    order = data.order()
    follows = hazard.slope if hazard.tied else 0.0
    no_habit = np.zeros((data.ratings, data.habit.shape[1]))
    of_ratings = [data.rating_columns, data.rating_terms[:, draw].T, no_habit]
    of_slots = [follows * data.slot_columns, follows * data.slot_terms[:, draw].T, data.habit]
    design = np.concatenate([np.hstack(of_ratings), np.hstack(of_slots)])[order]
    height = np.concatenate([np.ones(data.ratings), np.full(data.slots, hazard.slope)])[order]
    _, first, state = np.unique(data.row_h(), return_index=True, return_inverse=True)
    return Rows(first, state, height, design), order >= data.ratings


def _linearise(data: JointData, eta: Array) -> tuple[Array, Array]:
    """Targets and precisions at the mode, (slots,) each."""
    prob = 1.0 / (1.0 + np.exp(-eta))
    weight = np.maximum(data.slot_weight * prob * (1.0 - prob), _SMALLEST_WEIGHT)
    return eta + (data.wanted - data.slot_weight * prob) / weight, weight


@dataclass(frozen=True, slots=True)
class _Others:
    """What all other rows say about the log odds of each slot: mean and variance, (slots,)."""

    mean: Array
    var: Array


def _without_own(mean: Array, var: Array, target: Array, precision: Array) -> _Others:
    """Take each slot's own Gaussian out of the posterior of its log odds."""
    left = np.maximum(1.0 / var - precision, _SMALLEST_WEIGHT)
    return _Others((mean / var - precision * target) / left, 1.0 / left)


def _matched(data: JointData, others: _Others) -> Sites:
    """Sites with the mean and variance that the slots themselves give."""
    eta = others.mean + np.sqrt(others.var) * _NODES[:, None]
    log_likelihood = log_likelihood_of(data, eta) + np.log(_SHARES)[:, None]
    log_total = np.logaddexp.reduce(log_likelihood, axis=0)
    share = np.exp(log_likelihood - log_total)
    mean = np.sum(share * eta, axis=0)
    var = np.sum(share * (eta - mean) ** 2, axis=0)
    precision = np.maximum(1.0 / var - 1.0 / others.var, _SMALLEST_WEIGHT)
    target = mean + (mean - others.mean) / (precision * others.var)
    apart = others.var + 1.0 / precision
    log_gaussian = -0.5 * (np.log(2.0 * np.pi * apart) + (target - others.mean) ** 2 / apart)
    return Sites(target, precision, float(np.sum(log_total - log_gaussian)), mean)


def log_likelihood_of(data: JointData, eta: Array) -> Array:
    """Log likelihood of every slot at log odds `eta`, same shape, slots last."""
    return data.wanted * eta - data.slot_weight * np.logaddexp(0.0, eta)
