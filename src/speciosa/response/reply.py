"""Writes the response of one outcome, whether it can tell or not."""

from dataclasses import dataclass
from typing import Any, Final

from speciosa.diary.person import Outcome
from speciosa.response.amounts import Amounts
from speciosa.response.effects import Effects
from speciosa.response.fitted import Fitted
from speciosa.response.identification import NO_CLEAR_PARTS, NO_FREE_TIME, NOT_SEPARATED
from speciosa.response.result import (
    Check,
    Direction,
    DosePoint,
    Estimate,
    Grade,
    Indication,
    NotAnswered,
    Response,
    Scale,
    TippingPoint,
)
from speciosa.response.strength import LEARNED
from speciosa.response.variants import FOLLOWED

EXPECTATION: Final = "Expectation cannot be told from the product in open use."
COMPARED: Final = (
    "The difference is between higher and lower levels of the product. It says nothing about not "
    "using."
)
RELIEF_OF_WITHDRAWAL: Final = (
    "There was no time without it that would show the symptom alone, so relief may be relief of "
    "withdrawal, in part or altogether."
)
NOT_TOLD_APART: Final = (
    "The time without it does not tell the two apart: relief may be relief of withdrawal, in part "
    "or altogether."
)
READINGS: Final = (
    "Whether the doses follow the whole symptom or only its own ups and downs cannot be told; the "
    "two readings differ, and the interval covers both: {0} and {1}."
)
ATTENUATED: Final = (
    "The doses follow the symptom: a true relief looks smaller than it is, and may not show at all."
)
CANNOT_TELL: Final = "The ratings tell little beyond what was assumed: this diary cannot tell."
_NOTHING: Final = "Nothing can be told about this outcome from this diary."
_NOT_ASKED: Final = Indication(log_bayes_factor=None, note="Not asked: too little to tell.")
_FIXED: Final = Indication(
    log_bayes_factor=None, note="The doses follow a fixed schedule, as the diary says."
)
_CANNOT_ASK: Final = Indication(log_bayes_factor=None, note="Cannot be asked of these dose times.")
_FEWEST_AMOUNTS: Final = 2


@dataclass(frozen=True, slots=True)
class Head:
    """What every response of one outcome and substance says."""

    outcome: str
    scale: Outcome
    substance: str
    horizon_h: float
    fixed: bool
    n_ratings: int

    @property
    def sign(self) -> float:
        """+1 when lower is better."""
        return 1.0 if self.scale.better == "lower" else -1.0

    @property
    def important_pts(self) -> float:
        """The smallest change that matters."""
        return self.scale.important_change or 0.1 * (self.scale.high - self.scale.low)

    def fields(self) -> dict[str, Any]:
        """The fields of a response that are known before anything is fitted."""
        return {
            "outcome": self.outcome,
            "label": self.scale.label or self.outcome,
            "substance": self.substance,
            "better": self.scale.better,
            "scale": Scale(low=self.scale.low, high=self.scale.high),
            "n_ratings": self.n_ratings,
            "horizon_h": self.horizon_h,
            "smallest_important_change": self.important_pts,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """All that a result which may be printed rests on."""

    fitted: Fitted
    checks: tuple[Check, ...]
    effects: Effects
    grade: Grade
    reasons: tuple[str, ...]
    identified: bool  # whether ratings show the symptom without use and without adaptation
    amounts: Amounts


def cannot_tell(
    head: Head,
    reasons: tuple[str, ...],
    fitted: Fitted | None = None,
    checks: tuple[Check, ...] = (),
) -> Response:
    """Grade D: no effect is printed."""
    nothing = NotAnswered(why=_NOTHING, needed=" ".join(reasons))
    return Response(
        **head.fields(),
        grade="D",
        reasons=reasons,
        family=None if fitted is None else fitted.family,
        dose_effect=None,
        seen_effect=None,
        net_not_answered=nothing,
        withdrawal_not_answered=nothing,
        p_benefit=None,
        p_worse=None,
        declared=None,
        indication=_NOT_ASKED if fitted is None else _indication(head, fitted),
        checks=checks,
        variants=() if fitted is None else fitted.variants,
        fit=None if fitted is None else fitted.fit,
        notes=(),
    )


def answer(head: Head, found: Found, tipping: TippingPoint | None) -> Response:
    """A result that may be printed."""
    effects, fitted = found.effects, found.fitted
    net, why_no_net = _net(found)
    share, why_no_share = _share(found)
    return Response(
        **head.fields(),
        grade=found.grade,
        reasons=found.reasons,
        family=fitted.family,
        dose_effect=effects.dose,
        seen_effect=effects.seen,
        net_effect=net,
        net_not_answered=why_no_net,
        withdrawal_share=share,
        withdrawal_not_answered=why_no_share,
        p_benefit=effects.p_benefit,
        p_worse=effects.p_worse,
        declared=declared_of(effects.seen, head.sign),
        indication=_indication(head, fitted),
        dose_response=_dose_response(found),
        missing_tipping_point=tipping,
        checks=found.checks,
        variants=fitted.variants,
        fit=fitted.fit,
        notes=_notes(head, found),
    )


def declared_of(seen: Estimate, sign: float) -> Direction | None:
    """What is declared of a seen effect of grade A to C; `sign` is +1 when lower is better."""
    if seen.learned is None or seen.learned < LEARNED or seen.low <= 0.0 <= seen.high:
        return None
    return "better" if seen.mean * sign < 0.0 else "worse"


def _net(found: Found) -> tuple[Estimate | None, NotAnswered | None]:
    if not found.identified:
        return None, NO_FREE_TIME
    net = found.effects.net
    return net, NOT_SEPARATED if net is None else None


def _share(found: Found) -> tuple[Estimate | None, NotAnswered | None]:
    if not found.identified:
        return None, NO_FREE_TIME
    share = found.effects.withdrawal_share
    return share, NO_CLEAR_PARTS if share is None else None


def _dose_response(found: Found) -> tuple[DosePoint, ...]:
    grid, effects = found.amounts.grid, found.effects.by_amount
    if len(grid) < _FEWEST_AMOUNTS:
        return ()
    return tuple(
        DosePoint(amount=float(amount), unit=found.amounts.unit, effect=effect)
        for amount, effect in zip(grid, effects, strict=True)
    )


def _indication(head: Head, fitted: Fitted) -> Indication:
    if head.fixed:
        return _FIXED
    log_bayes = fitted.log_bayes_indication
    if log_bayes is None:
        return _CANNOT_ASK
    if log_bayes > FOLLOWED:
        note = "The doses follow the symptom."
    elif log_bayes < -FOLLOWED:
        note = "No sign that the doses follow the symptom."
    else:
        note = "Not clear whether the doses follow the symptom."
    return Indication(log_bayes_factor=log_bayes, odds_per_point=fitted.odds_per_point, note=note)


def _clear(net: Estimate | None) -> bool:
    return net is not None and not net.low <= 0.0 <= net.high


def _notes(head: Head, found: Found) -> tuple[str, ...]:
    notes = [EXPECTATION, COMPARED]
    if head.sign * found.effects.seen.mean < 0.0 and not found.identified:
        notes.append(RELIEF_OF_WITHDRAWAL)
    elif head.sign * found.effects.seen.mean < 0.0 and not _clear(found.effects.net):
        notes.append(NOT_TOLD_APART)
    if found.effects.readings:
        notes.append(READINGS.format(*(f"{mean:.1f}" for mean in found.effects.readings)))
    followed, seen = found.fitted.log_bayes_indication, found.effects.seen
    if found.fitted.family == "plain" and followed is not None and followed > FOLLOWED:
        notes.append(ATTENUATED)
    if seen.learned is not None and seen.learned < LEARNED:
        notes.append(CANNOT_TELL)
    return tuple(notes)
