"""From a question and the slots of a diary to the arrays of the joint model."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.design_matrix import (
    drift_and_daily,
    shared_columns,
    shared_sd,
    terms_of,
    varies,
)
from speciosa.response.joint.data import JointData
from speciosa.response.joint.slots import Slots
from speciosa.response.mixture import Contrasts
from speciosa.response.parameters import CurveParameters, curve_dimensions, curve_of_z
from speciosa.response.question import Question
from speciosa.response.signal import Signal, effect_signal
from speciosa.sampling.quasirandom import Array, normal_quantile, sobol

DRAWS: Final = 32  # of kinetics and curve together
_HABIT_SD: Final = 1.0
_SINCE_WISH_SD: Final = 2.0
_LEVEL_MEAN: Final = -2.0  # log odds of a wish in half an hour
_LEVEL_SD: Final = 2.0
_SINCE_WISH: Final = 2  # column of the habit


@dataclass(frozen=True, slots=True)
class Assembled:
    """What the fit needs, and what its draws mean.

    Attributes:
        data: rows and priors.
        terms: effect terms in the order of the data's, positions in `signal.TERMS`.
        contrasts: by draw, for these terms only.
        curve: parameters of every draw.
        point: kinetic draw of every draw.
        varies: whether the level differs between the ratings at all.
    """

    data: JointData
    terms: tuple[int, ...]
    contrasts: Contrasts
    curve: CurveParameters
    point: Array
    varies: bool


def assemble(
    question: Question,
    slots: Slots,
    exposure: SubstanceExposure,
    rng: np.random.Generator,
    draws: int = DRAWS,
) -> Assembled:
    """Curve draws, columns at ratings and slots, priors.

    Args:
        question: of all kinetic draws.
        slots: when a dose was possible.
        exposure: its curves, to see the level at the slots.
        rng: pairs the kinetic draws with the curve parameters.
        draws: how many are used.
    """
    point = _spread_points(exposure.draws, draws, rng)
    chosen = replace(question, exposed=question.exposed.at(point))
    dim = curve_dimensions(question.exposed.uncertain_weights)
    curve = curve_of_z(normal_quantile(sobol(len(point), dim, rng)))
    signal = effect_signal(chosen.exposed, curve, question.time_h)
    terms = terms_of(question)
    at_slots = signal.curve.terms_at(
        exposure.subset(point).conc_ng_per_ml(slots.time_h), slots.time_h
    )
    middle = signal.columns.mean(axis=2, keepdims=True)
    return Assembled(
        data=_data(
            question,
            slots,
            (signal.columns - middle)[list(terms)],
            (at_slots - middle)[list(terms)],
            signal.prior_sd[:, list(terms)],
        ),
        terms=terms,
        contrasts=_contrasts(signal),
        curve=curve,
        point=point,
        varies=varies(signal),
    )


def _spread_points(available: int, draws: int, rng: np.random.Generator) -> Array:
    """The first kinetic draws are spread best; in random order, lest they pair with the curve's."""
    return rng.permutation(min(available, draws))


def _contrasts(signal: Signal) -> Contrasts:
    return Contrasts(signal.seen, signal.dose, signal.net, signal.by_amount)


def _data(
    question: Question, slots: Slots, at_ratings: Array, at_slots: Array, term_sd: Array
) -> JointData:
    columns = shared_columns(question)
    timed = drift_and_daily(slots.time_h, slots.clock_h, question)
    # Slots know neither the level, which the habit's own level absorbs, nor sleep and the like.
    at_slot = np.zeros((len(slots.time_h), columns.shape[1]))
    at_slot[:, 1 : 1 + timed.shape[1]] = timed
    habit_mean, habit_sd = np.zeros(slots.habit.shape[1]), np.full(slots.habit.shape[1], _HABIT_SD)
    habit_mean[0], habit_sd[0] = _LEVEL_MEAN, _LEVEL_SD
    habit_sd[_SINCE_WISH] = _SINCE_WISH_SD
    return JointData(
        rating_pts=question.rating_pts,
        rating_h=question.time_h,
        rating_columns=columns,
        common_sd=shared_sd(question),
        slot_h=slots.time_h,
        slot_columns=at_slot,
        habit=slots.habit,
        habit_mean=habit_mean,
        habit_sd=habit_sd,
        wanted=slots.wanted,
        slot_weight=slots.weight,
        rating_terms=at_ratings,
        slot_terms=at_slots,
        term_sd=term_sd,
    )
