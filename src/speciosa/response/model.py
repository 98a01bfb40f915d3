"""Does it help this person? One answer for each outcome and substance of a diary."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
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

_KRATOM = "kratom"
_NO_DOSES = ("No dose recorded, so there is nothing to compare.",)


def respond(
    diary: Diary,
    exposures: dict[str, SubstanceExposure],
    seed: int,
    tell: Callable[[int, int, str], None] | None = None,
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
    ratings = ratings_of(diary)
    outcomes = [o for o in ordered_outcomes(diary) if o in ratings and (only is None or o in only)]
    if not exposures:
        return _without_doses(diary, [ratings[o] for o in outcomes])
    asked = {key: Asked.of(diary, key, exposures) for key in sorted(exposures)}
    pairs = [(o, a) for o in outcomes for a in asked.values()]
    found = []
    for done, (outcome, one) in enumerate(pairs):
        if tell is not None:
            tell(done, len(pairs), outcome)
        found.append(_respond_one(diary, one, ratings[outcome], seed))
    return tuple(found)


def compared(
    diary: Diary, exposures: dict[str, SubstanceExposure], outcome: str, seed: int
) -> tuple[Response, Estimate | None]:
    """The response of one outcome beside a model that takes the dose times as given.

    The second is never shown to anybody: it calls what is taken against pain harmful. It is None
    where nothing was fitted. The substance is kratom where it was taken, else the first one.
    """
    substance = _KRATOM if _KRATOM in exposures else min(exposures)
    asked = Asked.of(diary, substance, exposures)
    fit = _fit_one(diary, asked, ratings_of(diary)[outcome], seed)
    if isinstance(fit, Response):
        return fit, None
    fitted = fit.fitted
    ignoring = fitted.mixture if fitted.ignoring is None else fitted.ignoring()
    head = fit.head
    seen = effects_of(ignoring, head.sign, head.important_pts, np.random.default_rng(seed)).seen
    return _response_of(diary, fit), seen


@dataclass(frozen=True, slots=True)
class _Fit:
    """One question and its fitted model."""

    asked: Asked
    ratings: Ratings
    head: Head
    evidence: Evidence
    question: Question
    fitted: Fitted
    rng: np.random.Generator


def _respond_one(diary: Diary, asked: Asked, ratings: Ratings, seed: int) -> Response:
    fit = _fit_one(diary, asked, ratings, seed)
    return fit if isinstance(fit, Response) else _response_of(diary, fit)


def _fit_one(diary: Diary, asked: Asked, ratings: Ratings, seed: int) -> _Fit | Response:
    """The fitted model, or the response that says why nothing was fitted."""
    scale = outcome_of(diary, ratings.outcome)
    head, evidence = _head(asked, ratings, scale), evidence_of(diary, asked, ratings)
    too_little = before_fit(evidence)
    if too_little:
        return cannot_tell(head, too_little)
    rng = _rng(seed, asked, ratings)
    question = ask(asked, ratings, scale)
    fitted = _fit(asked, question, rng)
    return _Fit(asked, ratings, head, evidence, question, fitted, rng)


def _response_of(diary: Diary, fit: _Fit) -> Response:
    head, fitted, rng = fit.head, fit.fitted, fit.rng
    checks = checks_of(fit.question.rating_pts, fitted.replicate(rng), _bounds(head.scale))
    reasons = after_fit(trusted=fitted.trusted, varies=fitted.varies, checks=checks)
    if reasons:
        return cannot_tell(head, reasons, fitted, checks)
    effects = _effects(fitted, head, rng)
    grade, why = grade_of(fit.evidence, fitted.family)
    half_life_h = effects.adapt_half_life_h or ADAPT_MEDIAN_H
    found = Found(
        fitted=fitted,
        checks=checks,
        effects=effects,
        grade=grade,
        reasons=why,
        identified=is_identified(diary, fit.asked, fit.ratings.time_h, half_life_h),
        amounts=fit.asked.amounts,
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
    seen, head = effects.seen, fit.head
    if declared_of(seen, head.sign) is None:
        return None
    ends = sorted((head.sign * seen.low, head.sign * seen.high))
    inside = seen.model_copy(
        update={"mean": head.sign * seen.mean, "low": ends[0], "high": ends[1]}
    )
    prompts = Prompts.of(diary, head.outcome)
    return tipping_point(prompts, fit.asked, fit.question, fit.fitted.typical, inside)


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
