"""How much worse the unanswered prompts would have to be to overturn what is declared.

The unanswered moments are given ratings that lie `delta` above what the model expects there (up is
worse). The posterior mean of the seen effect then moves in proportion to `delta`, its interval
with it: the regression of an indicator of those moments on the columns of the model says how far.
"""

from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Kind
from speciosa.diary.view import current, hours_since, origin
from speciosa.response.design_matrix import design_matrix
from speciosa.response.fitted import Typical
from speciosa.response.posterior import sigma_prior
from speciosa.response.question import Question
from speciosa.response.questions import Asked, clock_h
from speciosa.response.regression import marginalise
from speciosa.response.result import Estimate, TippingPoint
from speciosa.response.signal import Columns, effect_columns
from speciosa.response.whiten import whiten
from speciosa.sampling.quasirandom import Array

_FLAT: Final = 1e-9  # no shift at all
_STANDS: Final = "Even if all of them had been as bad as the scale allows, the result would stand."


@dataclass(frozen=True, slots=True)
class Prompts:
    """Questions about an outcome that were asked and not answered."""

    time_h: Array
    clock_h: Array

    @classmethod
    def of(cls, diary: Diary, outcome: str) -> Self:
        """Prompts of one outcome, and those that name none."""
        start = origin(diary)
        rows = [e.at for e in current(diary) if e.kind is Kind.PROMPT and e.what in ("", outcome)]
        return cls(
            np.array([hours_since(start, at) for at in rows], dtype=np.float64),
            np.array([clock_h(at) for at in rows], dtype=np.float64),
        )


def tipping_point(
    prompts: Prompts, asked: Asked, question: Question, typical: Typical, seen: Estimate
) -> TippingPoint | None:
    """The tipping point of a declared seen effect; None without unanswered prompts.

    Args:
        prompts: those of the outcome.
        asked: the substance, for its level at the prompts.
        question: the ratings.
        typical: the draw that stands for the posterior.
        seen: the seen effect in the question's own orientation (up = worse); its interval does
            not include 0.
    """
    unanswered = len(prompts.time_h)
    if not unanswered:
        return None
    shift = _shift_per_point(prompts, asked, question, typical)
    near = seen.high if seen.high < 0.0 else seen.low
    worse_by_pts = -near / shift if abs(shift) > _FLAT else np.inf
    asks = f"{unanswered} questions about this were not answered."
    # Inside, ratings are centred: that is how far they can still get worse.
    room_pts = 0.5 * question.range_pts - float(question.rating_pts.mean())
    if not 0.0 < worse_by_pts <= room_pts:
        return TippingPoint(unanswered=unanswered, worse_by_pts=None, note=f"{asks} {_STANDS}")
    note = (
        f"{asks} If those moments were on average {worse_by_pts:.2g} points worse than the model "
        "expects, the result would no longer stand."
    )
    return TippingPoint(unanswered=unanswered, worse_by_pts=worse_by_pts, note=note)


def _shift_per_point(prompts: Prompts, asked: Asked, question: Question, typical: Typical) -> float:
    """How far the mean of the seen effect moves when all unanswered ratings rise by one point."""
    time_h = np.concatenate([question.time_h, prompts.time_h])
    order = np.argsort(time_h, kind="stable")
    both = replace(
        question,
        rating_pts=(order >= len(question.time_h)).astype(np.float64),
        time_h=time_h[order],
        clock_h=np.concatenate([question.clock_h, prompts.clock_h])[order],
        dose_time_h=np.zeros(0),
        others=_with_means(question.others, len(prompts.time_h))[order],
    )
    signal = _signal(prompts, asked, question, typical, order)
    design = design_matrix(both, signal, typical.noise)
    whitened = whiten(design.block, both.time_h, typical.noise)
    used = tuple(range(1, design.width))
    scale = sigma_prior(question.range_pts)
    mean = marginalise(whitened, used, design.precision, len(time_h), scale).mean[0]
    return float(mean[: len(design.terms)] @ signal.seen[0, list(design.terms)])


def _with_means(others: Array, more: int) -> Array:
    """Covariates are not known at the prompts: their means."""
    return np.concatenate([others, np.tile(others.mean(axis=0), (more, 1))])


def _signal(
    prompts: Prompts, asked: Asked, question: Question, typical: Typical, order: Array
) -> Columns:
    """Effect columns at ratings and prompts; what is seen stays that of the ratings alone."""
    point = np.array([typical.point])
    found = effect_columns(question.exposed.at_ratings().at(point), typical.curve, question.time_h)
    conc = asked.exposure.subset(point).conc_ng_per_ml(prompts.time_h)
    more = found.curve.terms_at(conc, prompts.time_h)
    return replace(found, columns=np.concatenate([found.columns, more], axis=2)[:, :, order])
