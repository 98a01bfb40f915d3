"""Does it help this person? One answer for each outcome and substance of a diary."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from zlib import crc32

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.instruments import ordered_outcomes, outcome_of
from speciosa.diary.person import Outcome
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.exposure.curve import SubstanceExposure
from speciosa.exposure.library import find_substance
from speciosa.response.checks import Bounds, checks_of
from speciosa.response.effects import Effects, effects_of, widened
from speciosa.response.evidence import evidence_of
from speciosa.response.fitted import Fitted
from speciosa.response.identification import is_identified
from speciosa.response.joint.fit import fit_joint
from speciosa.response.parameters import ADAPT_MEDIAN_H
from speciosa.response.plain import fit_plain
from speciosa.response.question import Question
from speciosa.response.questions import Asked, ask, is_fixed
from speciosa.response.reply import Found, Head, answer, cannot_tell, declared_of
from speciosa.response.result import Estimate, Response, TippingPoint
from speciosa.response.strength import Evidence, after_fit, before_fit, grade_of
from speciosa.response.tipping import Prompts, tipping_point
from speciosa.side_by_side import SideBySide, spare_workers

Tell = Callable[[int, int, str], None]  # done, total, outcome
_KRATOM = "kratom"
_NO_DOSES = ("No dose recorded, so there is nothing to compare.",)


def respond(
    diary: Diary,
    exposures: dict[str, SubstanceExposure],
    seed: int,
    tell: Tell | None = None,
    only: Collection[str] | None = None,
) -> tuple[Response, ...]:
    """One response per outcome and substance, outcomes in the person's order.

    A diary without any dose gets grade D for the substance it is about.

    Args:
        diary: the record.
        exposures: what the body got, by substance.
        seed: of all draws.
        tell: called with (done, total, outcome) before each fit.
        only: outcomes to answer, by default all; the others change nothing.
    """
    with responding(diary, exposures, seed, only) as responses:
        return responses(tell)


@contextmanager
def responding(
    diary: Diary,
    exposures: dict[str, SubstanceExposure],
    seed: int,
    only: Collection[str] | None = None,
) -> Iterator[Callable[[Tell | None], tuple[Response, ...]]]:
    """As `respond`, but other cores begin at once; call what is given to get the responses."""
    ratings = ratings_of(diary)
    outcomes = [o for o in ordered_outcomes(diary) if o in ratings and (only is None or o in only)]
    if not exposures:
        yield lambda _: _without_doses(diary, [ratings[o] for o in outcomes])
        return
    asked = {key: Asked.of(diary, key, exposures) for key in sorted(exposures)}
    pairs = [(o, a) for o in outcomes for a in asked.values()]
    ready = [_ready(diary, one, ratings[outcome]) for outcome, one in pairs]
    workers = spare_workers(1 + sum(isinstance(one, _Ready) for one in ready))
    with SideBySide(partial(_answer, diary, ready, seed), len(pairs), workers) as fits:
        yield lambda tell: tuple(fits.answers(_telling(tell, [outcome for outcome, _ in pairs])))


def _telling(tell: Tell | None, outcomes: Sequence[str]) -> Callable[[int], None]:
    return lambda done: None if tell is None else tell(done, len(outcomes), outcomes[done])


def compared(
    diary: Diary, exposures: dict[str, SubstanceExposure], outcome: str, seed: int
) -> tuple[Response, Estimate | None]:
    """The response of one outcome beside a model that takes the dose times as given.

    The second is never shown to anybody: it calls what is taken against pain harmful. It is None
    where nothing was fitted. The substance is kratom where it was taken, else the first one.
    """
    substance = _KRATOM if _KRATOM in exposures else min(exposures)
    asked = Asked.of(diary, substance, exposures)
    ready = _ready(diary, asked, ratings_of(diary)[outcome])
    if isinstance(ready, Response):
        return ready, None
    fit = _fit_one(ready, seed)
    fitted = fit.fitted
    ignoring = fitted.mixture if fitted.ignoring is None else fitted.ignoring()
    head = ready.head
    seen = effects_of(ignoring, head.sign, head.important_pts, np.random.default_rng(seed)).seen
    return _response_of(diary, fit), seen


@dataclass(frozen=True, slots=True)
class _Ready:
    """One question that can be fitted."""

    asked: Asked
    ratings: Ratings
    head: Head
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Fit:
    """One question and its fitted model."""

    ready: _Ready
    question: Question
    fitted: Fitted
    rng: np.random.Generator


def _ready(diary: Diary, asked: Asked, ratings: Ratings) -> _Ready | Response:
    """What can be fitted, or the response that says why nothing will be."""
    head = _head(asked, ratings, outcome_of(diary, ratings.outcome))
    evidence = evidence_of(diary, asked, ratings)
    too_little = before_fit(evidence)
    return cannot_tell(head, too_little) if too_little else _Ready(asked, ratings, head, evidence)


def _answer(diary: Diary, ready: Sequence[_Ready | Response], seed: int, place: int) -> Response:
    one = ready[place]
    return one if isinstance(one, Response) else _response_of(diary, _fit_one(one, seed))


def _fit_one(ready: _Ready, seed: int) -> _Fit:
    rng = _rng(seed, ready.asked, ready.ratings)
    question = ask(ready.asked, ready.ratings, ready.head.scale)
    return _Fit(ready, question, _fit(ready.asked, question, rng), rng)


def _response_of(diary: Diary, fit: _Fit) -> Response:
    asked, head, fitted, rng = fit.ready.asked, fit.ready.head, fit.fitted, fit.rng
    checks = checks_of(fit.question.rating_pts, fitted.replicate(rng), _bounds(head.scale))
    reasons = after_fit(trusted=fitted.trusted, varies=fitted.varies, checks=checks)
    if reasons:
        return cannot_tell(head, reasons, fitted, checks)
    effects = _effects(fitted, head, rng)
    grade, why = grade_of(fit.ready.evidence, fitted.family)
    half_life_h = effects.adapt_half_life_h or ADAPT_MEDIAN_H
    found = Found(
        fitted=fitted,
        checks=checks,
        effects=effects,
        grade=grade,
        reasons=why,
        identified=is_identified(diary, asked, fit.ready.ratings.time_h, half_life_h),
        amounts=asked.amounts,
    )
    return answer(head, found, _tipping(diary, fit, effects))


def _fit(asked: Asked, question: Question, rng: np.random.Generator) -> Fitted:
    """The joint model where doses are taken as needed and often enough, else the plain family."""
    if asked.slots is None:
        return fit_plain(question, rng)
    return fit_joint(question, asked.slots, asked.exposure, rng)


def _effects(fitted: Fitted, head: Head, rng: np.random.Generator) -> Effects:
    """The estimands; with several readings of the dose times, intervals cover them all."""
    effects = effects_of(fitted.mixture, head.sign, head.important_pts, rng)
    if not fitted.readings:
        return effects
    readings = [effects_of(m, head.sign, head.important_pts, rng) for m in fitted.readings]
    return widened(effects, readings)


def _tipping(diary: Diary, fit: _Fit, effects: Effects) -> TippingPoint | None:
    seen, head = effects.seen, fit.ready.head
    if declared_of(seen, head.sign) is None:
        return None
    ends = sorted((head.sign * seen.low, head.sign * seen.high))
    inside = seen.model_copy(
        update={"mean": head.sign * seen.mean, "low": ends[0], "high": ends[1]}
    )
    prompts = Prompts.of(diary, head.outcome)
    return tipping_point(prompts, fit.ready.asked, fit.question, fit.fitted.typical, inside)


def _without_doses(diary: Diary, ratings: list[Ratings]) -> tuple[Response, ...]:
    """Grade D for the substance of a diary in which nothing was taken."""
    if any(dose.amount > 0.0 for dose in doses_of(diary)):
        return ()  # of a substance without a kinetics file
    known = [p.substance for p in diary.products.values()]
    main = _KRATOM if _KRATOM in known else min(known, default="")
    substance = find_substance(main) if main else None
    if substance is None:
        return ()
    heads = [
        Head(
            outcome=one.outcome,
            scale=outcome_of(diary, one.outcome),
            substance=main,
            horizon_h=substance.horizon_h,
            fixed=is_fixed(diary, main),
            n_ratings=len(one.time_h),
        )
        for one in ratings
    ]
    return tuple(cannot_tell(head, _NO_DOSES) for head in heads)


def _head(asked: Asked, ratings: Ratings, scale: Outcome) -> Head:
    return Head(
        outcome=ratings.outcome,
        scale=scale,
        substance=asked.substance,
        horizon_h=asked.exposure.substance.horizon_h,
        fixed=asked.fixed,
        n_ratings=len(ratings.time_h),
    )


def _rng(seed: int, asked: Asked, ratings: Ratings) -> np.random.Generator:
    """A stream of its own for every question, so that none depends on another."""
    return np.random.default_rng([seed, crc32(f"{asked.substance}/{ratings.outcome}".encode())])


def _bounds(outcome: Outcome) -> Bounds:
    half = 0.5 * (outcome.high - outcome.low)
    return Bounds(-half, half)
