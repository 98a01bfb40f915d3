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
_LOG_SHARES = np.log(_SHARES / _SHARES.sum())


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
    """Sites of one hazard, see `Finder`."""
    return Finder(data, anchor).find(hazard, start)


class Finder:
    """Finds the sites of one hazard after another, all at one anchor.

    Args:
        data: rows and priors.
        anchor: where the sites are taken.
    """

    def __init__(self, data: JointData, anchor: Anchor) -> None:
        self.data, draw = data, anchor.draw
        times_h, self.first, self.state = np.unique(
            data.row_h(), return_index=True, return_inverse=True
        )
        self.states = precision_of(times_h, anchor.noise)
        self.order = data.order()
        self.is_slot = self.order >= data.ratings
        sd = np.concatenate([data.common_sd, data.term_sd[draw], data.habit_sd])
        self.columns = sd**-2.0
        self.offset = data.habit @ data.habit_mean
        self.rating_weight = 1.0 / float(anchor.noise.nu_ratio[0])
        self.rating_target = data.rating_pts / anchor.sigma_pts
        none = np.zeros((data.ratings, data.habit.shape[1]))
        self.of_ratings = np.hstack([data.rating_columns, data.rating_terms[:, draw].T, none])
        self.followed = np.hstack([data.slot_columns, data.slot_terms[:, draw].T])

    def find(self, hazard: Hazard, start: Sites | None = None) -> Sites:
        """Sites of one hazard.

        Args:
            hazard: how wishes follow the symptom.
            start: sites of a hazard nearby to begin with, by default those at the mode.
        """
        linear = _Linear(self, hazard)
        sites = _at_mode(self.data, linear) if start is None else start
        for _ in range(_REFINED):
            now = linear.solved(sites.target, sites.precision)
            sites = _matched(self.data, _without_own(linear.mean(now), linear.variance(now), sites))
        return sites

    def rows(self, hazard: Hazard) -> Rows:
        """All rows in order of time, as one hazard sees them."""
        data = self.data
        follows = hazard.slope if hazard.tied else 0.0
        of_slots = np.hstack([follows * self.followed, data.habit])
        design = np.concatenate([self.of_ratings, of_slots])[self.order]
        height = np.where(self.is_slot, hazard.slope, 1.0)
        return Rows(self.first, self.state, height, design)


class _Linear:
    """The linear model of ratings and slots, given what the slots look like."""

    def __init__(self, shared: Finder, hazard: Hazard) -> None:
        self.shared, self.rows = shared, shared.rows(hazard)
        self.weight = np.full(len(shared.order), shared.rating_weight)
        self.target = np.zeros(len(shared.order))
        self.target[~shared.is_slot] = shared.rating_target

    def solved(self, target: Array, precision: Array) -> Solved:
        """Everything given targets and precisions of the slots."""
        shared = self.shared
        self.target[shared.is_slot] = target - shared.offset
        self.weight[shared.is_slot] = precision
        return solve(shared.states, self.rows, self.weight, self.target, shared.columns)

    def mean(self, now: Solved) -> Array:
        """Mean log odds of the slots."""
        return self.rows.predictor(now)[self.shared.is_slot] + self.shared.offset

    def variance(self, now: Solved) -> Array:
        """Variance of their log odds."""
        return self.rows.variance(now)[self.shared.is_slot]


def _at_mode(data: JointData, linear: _Linear) -> Sites:
    """Newton's method, from the habit's prior on."""
    eta = linear.shared.offset.copy()
    target, precision = _linearise(data, eta)
    for _ in range(_MOST_STEPS):
        step = linear.mean(linear.solved(target, precision)) - eta
        eta += np.clip(step, -_LONGEST_STEP, _LONGEST_STEP)
        target, precision = _linearise(data, eta)
        if np.abs(step).max() < _CLOSE:
            break
    return Sites(target, precision, 0.0)


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
    log_likelihood = log_likelihood_of(data, eta) + _LOG_SHARES[:, None]
    most = log_likelihood.max(axis=0)
    share = np.exp(log_likelihood - most)
    total = share.sum(axis=0)
    share /= total
    log_total = most + np.log(total)
    mean = np.sum(share * eta, axis=0)
    var = np.sum(share * (eta - mean) ** 2, axis=0)
    precision = np.maximum(1.0 / var - 1.0 / others.var, _SMALLEST_WEIGHT)
    target = mean + (mean - others.mean) / (precision * others.var)
    apart = others.var + 1.0 / precision
    log_gaussian = -0.5 * (np.log(2.0 * np.pi * apart) + (target - others.mean) ** 2 / apart)
    return Sites(target, precision, float(np.sum(log_total - log_gaussian)))


def log_likelihood_of(data: JointData, eta: Array) -> Array:
    """Log likelihood of every slot at log odds `eta`, same shape, slots last."""
    softplus = np.maximum(eta, 0.0) + np.log(1.0 + np.exp(-np.abs(eta)))
    return data.wanted * eta - data.slot_weight * softplus
