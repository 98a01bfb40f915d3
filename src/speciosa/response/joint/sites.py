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
_CLOSE: Final = 0.05  # log odds; the rounds below do the rest
_SMALLEST_WEIGHT: Final = 1e-4
_REFINED: Final = 2  # rounds of expectation propagation; a third moves no answer by 0.02 sd
_NODES, _SHARES = np.polynomial.hermite_e.hermegauss(21)
_SHARES = _SHARES / _SHARES.sum()


@dataclass(frozen=True, slots=True)
class Sites:
    """What the slots of one hazard look like to a linear model.

    Attributes:
        target: (slots,), z.
        precision: (slots,), w.
        log_constant: log of the factor that the Gaussian densities of z are short of.
    """

    target: Array
    precision: Array
    log_constant: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where the sites are taken: one noise, one sigma, one curve draw."""

    noise: Noise  # of one draw
    sigma_pts: float
    draw: int


def sites_of(data: JointData, hazard: Hazard, anchor: Anchor, start: Sites | None = None) -> Sites:
    """Sites of one hazard.

    Args:
        data: rows and priors.
        hazard: how wishes follow the symptom.
        anchor: where the sites are taken.
        start: sites of a hazard nearby to begin with, by default those at the mode.
    """
    linear = _Linear(data, hazard, anchor)
    sites = _at_mode(data, linear) if start is None else start
    for _ in range(_REFINED):
        now = linear.solved(sites.target, sites.precision)
        sites = _matched(data, _without_own(linear.mean(now), linear.variance(now), sites))
    return sites


class _Linear:
    """The linear model of ratings and slots, given what the slots look like."""

    def __init__(self, data: JointData, hazard: Hazard, anchor: Anchor) -> None:
        self.rows, self.is_slot = _rows(data, hazard, anchor.draw)
        self.states = precision_of(np.unique(data.row_h()), anchor.noise)
        sd = np.concatenate([data.common_sd, data.term_sd[anchor.draw], data.habit_sd])
        self.columns = sd**-2.0
        self.offset = data.habit @ data.habit_mean
        self.weight = np.full(len(self.is_slot), 1.0 / float(anchor.noise.nu_ratio[0]))
        self.target = np.zeros(len(self.is_slot))
        self.target[~self.is_slot] = data.rating_pts / anchor.sigma_pts

    def solved(self, target: Array, precision: Array) -> Solved:
        """Everything given targets and precisions of the slots."""
        self.target[self.is_slot], self.weight[self.is_slot] = target - self.offset, precision
        return solve(self.states, self.rows, self.weight, self.target, self.columns)

    def mean(self, now: Solved) -> Array:
        """Mean log odds of the slots."""
        return self.rows.predictor(now)[self.is_slot] + self.offset

    def variance(self, now: Solved) -> Array:
        """Variance of their log odds."""
        return self.rows.variance(now)[self.is_slot]


def _at_mode(data: JointData, linear: _Linear) -> Sites:
    """Newton's method, from the habit's prior on."""
    eta = linear.offset.copy()
    target, precision = _linearise(data, eta)
    for _ in range(_MOST_STEPS):
        step = linear.mean(linear.solved(target, precision)) - eta
        eta += np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        target, precision = _linearise(data, eta)
        if np.abs(step).max() < _CLOSE:
            break
    return Sites(target, precision, 0.0)


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


def _without_own(mean: Array, var: Array, own: Sites) -> _Others:
    """Take each slot's own Gaussian out of the posterior of its log odds."""
    left = np.maximum(1.0 / var - own.precision, _SMALLEST_WEIGHT)
    return _Others((mean / var - own.precision * own.target) / left, 1.0 / left)


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
    return Sites(target, precision, float(np.sum(log_total - log_gaussian)))


def log_likelihood_of(data: JointData, eta: Array) -> Array:
    """Log likelihood of every slot at log odds `eta`, same shape, slots last."""
    return data.wanted * eta - data.slot_weight * np.logaddexp(0.0, eta)
