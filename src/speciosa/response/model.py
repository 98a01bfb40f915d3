"""Does it help this person? One answer for each outcome and substance of a diary."""

from collections.abc import Callable
from zlib import crc32

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.instruments import ordered_outcomes, outcome_of
from speciosa.diary.person import Outcome
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.checks import Bounds, checks_of
from speciosa.response.effects import Effects, effects_of
from speciosa.response.posterior import Posterior, fit
from speciosa.response.questions import Asked, ask, evidence_of
from speciosa.response.result import (
    Check,
    Direction,
    Fit,
    Grade,
    Indication,
    Response,
    Scale,
    Variant,
)
from speciosa.response.strength import LEARNED, after_fit, before_fit, grade_of
from speciosa.response.variants import FOLLOWED

_NOT_ASKED = Indication(log_bayes_factor=None, note="Not asked: too little to tell.")


def respond(
    diary: Diary,
    exposures: dict[str, SubstanceExposure],
    seed: int,
    tell: Callable[[int, int, str], None] | None = None,
) -> tuple[Response, ...]:
    """One response per outcome and substance, outcomes in the person's order.

    Args:
        diary: the record.
        exposures: what the body got, by substance.
        seed: of all draws.
        tell: called with (done, total, outcome) before each fit.
    """
    ratings = ratings_of(diary)
    asked = {key: Asked.of(diary, key, exposures) for key in sorted(exposures)}
    pairs = [(o, a) for o in ordered_outcomes(diary) if o in ratings for a in asked.values()]
    found = []
    for done, (outcome, one) in enumerate(pairs):
        if tell is not None:
            tell(done, len(pairs), outcome)
        found.append(_respond_one(diary, one, ratings[outcome], seed))
    return tuple(found)


def _respond_one(diary: Diary, asked: Asked, ratings: Ratings, seed: int) -> Response:
    outcome = outcome_of(diary, ratings.outcome)
    evidence = evidence_of(diary, asked, ratings)
    reply = _Reply(ratings, outcome, asked)
    too_little = before_fit(evidence)
    if too_little:
        return reply.cannot_tell(too_little)
    rng = np.random.default_rng([seed, crc32(f"{asked.substance}/{ratings.outcome}".encode())])
    question = ask(asked, ratings, outcome)
    posterior = fit(question, rng)
    checks = checks_of(posterior, _bounds(outcome), rng)
    reasons = after_fit(
        trusted=posterior.sample.trusted, varies=posterior.has_effect, checks=checks
    )
    if reasons:
        return reply.cannot_tell(reasons, posterior, checks)
    effects = effects_of(posterior, reply.sign, reply.important_pts, rng)
    grade, why = grade_of(evidence)
    return reply.answer(posterior, checks, effects, grade, why)


def _bounds(outcome: Outcome) -> Bounds:
    half = 0.5 * (outcome.high - outcome.low)
    return Bounds(-half, half)


class _Reply:
    """Writes the response of one outcome, whether it can tell or not."""

    def __init__(self, ratings: Ratings, outcome: Outcome, asked: Asked) -> None:
        self.sign = 1.0 if outcome.better == "lower" else -1.0
        self.important_pts = outcome.important_change or 0.1 * (outcome.high - outcome.low)
        self.fixed = asked.fixed
        self.head = {
            "outcome": ratings.outcome,
            "label": outcome.label or ratings.outcome,
            "substance": asked.substance,
            "better": outcome.better,
            "scale": Scale(low=outcome.low, high=outcome.high),
            "n_ratings": len(ratings.time_h),
            "horizon_h": asked.exposure.substance.horizon_h,
            "smallest_important_change": self.important_pts,
        }

    def cannot_tell(
        self,
        reasons: tuple[str, ...],
        posterior: Posterior | None = None,
        checks: tuple[Check, ...] = (),
    ) -> Response:
        """Grade D: no effect is printed."""
        return Response(
            **self.head,
            grade="D",
            reasons=reasons,
            dose_effect=None,
            seen_effect=None,
            p_benefit=None,
            p_worse=None,
            declared=None,
            indication=_NOT_ASKED if posterior is None else self._indication(posterior),
            checks=checks,
            variants=() if posterior is None else _variants(posterior),
            fit=None if posterior is None else _fit(posterior),
            notes=(),
        )

    def answer(
        self,
        posterior: Posterior,
        checks: tuple[Check, ...],
        effects: Effects,
        grade: Grade,
        reasons: tuple[str, ...],
    ) -> Response:
        """A result that may be printed."""
        return Response(
            **self.head,
            grade=grade,
            reasons=reasons,
            dose_effect=effects.dose,
            seen_effect=effects.seen,
            p_benefit=effects.p_benefit,
            p_worse=effects.p_worse,
            declared=self._declared(effects),
            indication=self._indication(posterior),
            checks=checks,
            variants=_variants(posterior),
            fit=_fit(posterior),
            notes=self._notes(posterior, effects),
        )

    def _declared(self, effects: Effects) -> Direction | None:
        seen = effects.seen
        if seen.learned is None or seen.learned < LEARNED or seen.low <= 0.0 <= seen.high:
            return None
        return "better" if seen.mean * self.sign < 0.0 else "worse"

    def _indication(self, posterior: Posterior) -> Indication:
        if self.fixed:
            note = "The doses follow a fixed schedule, as the diary says."
            return Indication(log_bayes_factor=None, note=note)
        log_bayes = posterior.log_bayes_indication
        if log_bayes is None:
            return Indication(log_bayes_factor=None, note="Cannot be asked of these dose times.")
        if log_bayes > FOLLOWED:
            note = "The doses follow the symptom."
        elif log_bayes < -FOLLOWED:
            note = "No sign that the doses follow the symptom."
        else:
            note = "Not clear whether the doses follow the symptom."
        return Indication(log_bayes_factor=log_bayes, note=note)

    def _notes(self, posterior: Posterior, effects: Effects) -> tuple[str, ...]:
        notes = ["Expectation cannot be told from the product in open use."]
        followed = posterior.log_bayes_indication
        if followed is not None and followed > FOLLOWED:
            notes.append(
                "The doses follow the symptom: a true relief looks smaller than it is, "
                "and may not show at all."
            )
        if effects.seen.learned is not None and effects.seen.learned < LEARNED:
            notes.append("The ratings tell little beyond what was assumed: this diary cannot tell.")
        return tuple(notes)


def _variants(posterior: Posterior) -> tuple[Variant, ...]:
    shares = posterior.weight.sum(axis=1)
    return tuple(
        Variant(name=s.name, weight=float(w)) for s, w in zip(posterior.specs, shares, strict=True)
    )


def _fit(posterior: Posterior) -> Fit:
    found = posterior.sample
    return Fit(draws=len(found.z), rounds=found.rounds, ess=found.ess, pareto_k=found.pareto_k)
