"""Effects for a professional: signed numbers with 95 % CrI, unit, probability and grade.

The same record and the same limits as for the person: where the person reads "cannot tell", no
estimate is printed here either, but why not.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import Comparison, Estimate, Response, Scale
from speciosa.report.words.effects import (
    CANNOT_TELL,
    LEARNED_ENOUGH,
    NO_CLEAR_DIFFERENCE,
    scale_words,
    verdict_of,
)
from speciosa.report.words.figures import decimals_of, fixed, number_words
from speciosa.report.words.net import net_verdict
from speciosa.report.words.strength import grade_words
from speciosa.report.words.text import Span, as_sentence, as_start, as_word
from speciosa.texts import say

Line = tuple[str, ...]  # a key, then one text or more, each on a line of its own
SMALLEST: Final = 0.01
_LARGEST: Final = 1.0 - SMALLEST
_COLUMNS: Final = (
    "outcome", "substance", "ratings", "mean", "interval", "important",
    "better", "worse", "learned", "grade",
)  # fmt: skip


def signed_words(value: float, decimals: int) -> str:
    """A difference with its sign.

    >>> signed_words(-1.12, 1), signed_words(0.9, 1), signed_words(-0.01, 1)
    ('−1.1', '+0.9', '0.0')
    """
    text = fixed(value, decimals)
    return f"+{text}" if value > 0 and float(text) != 0 else text


def span_words(estimate: Estimate, decimals: int) -> str:
    """Both ends of an interval, signed."""
    low, high = (signed_words(end, decimals) for end in (estimate.low, estimate.high))
    return say("professional.number.range", low=low, high=high)


def ends_words(low: str, high: str) -> str:
    """Both ends of a range; one where they are the same."""
    return low if low == high else say("professional.number.range", low=low, high=high)


def cri_words(estimate: Estimate, scale: Scale) -> str:
    """A posterior mean with its unit and its 95 % credible interval."""
    decimals = decimals_of(scale)
    mean, low, high = (
        signed_words(value, decimals) for value in (estimate.mean, estimate.low, estimate.high)
    )
    return say("professional.number.points_cri", mean=mean, low=low, high=high)


def probability_words(probability: float | None) -> str:
    """A posterior probability; never 0 and never 1.

    >>> probability_words(0.934), probability_words(0.0), probability_words(1.0)
    ('0.93', '< 0.01', '> 0.99')
    """
    if probability is None:
        return say("figures.not_known")
    if probability < SMALLEST:
        return f"< {SMALLEST}"
    return f"> {_LARGEST}" if probability > _LARGEST else fixed(probability, 2)


def outcome_words(response: Response) -> str:
    """An outcome with its scale: "Pain (0–10, lower is better)"."""
    scale = scale_words(response.scale, response.better)
    return f"{as_start(as_word(response.label))} ({scale})"


def verdict_words(response: Response) -> str:
    """What is declared."""
    return say(f"professional.declared.{verdict_of(response).replace(' ', '_')}")


def verdict_name(verdict: str) -> str:
    """A verdict without saying on what it rests."""
    return say(f"professional.verdict.{verdict.replace(' ', '_')}")


def matters_words(response: Response) -> str:
    """How probable a difference of at least the smallest important change is, both ways."""
    change = fixed(response.smallest_important_change, decimals_of(response.scale))
    better, worse = map(probability_words, (response.p_benefit, response.p_worse))
    return say("professional.effect.matters", change=change, better=better, worse=worse)


def seen_effect_words(response: Response) -> tuple[Span, ...]:
    """The headline of one outcome: estimate, interval, probabilities, grade."""
    name, grade = outcome_words(response), response.grade
    estimate = response.seen_effect
    if verdict_of(response) == CANNOT_TELL or estimate is None:
        return (
            Span(f"{name}: "),
            Span(say("professional.effect.not_estimable"), strong=True),
            Span(say("professional.effect.after_not_estimable", grade=grade)),
        )
    matters, declared = matters_words(response), verdict_words(response)
    after = say(
        "professional.effect.after_estimate", matters=matters, grade=grade, declared=declared
    )
    return (
        Span(say("professional.effect.before_estimate", outcome=name)),
        Span(cri_words(estimate, response.scale), strong=True),
        Span(after),
    )


def why_not_words(response: Response) -> str:
    """Why no estimate is printed; empty where one is."""
    if verdict_of(response) != CANNOT_TELL:
        return ""
    if response.grade == "D" or response.seen_effect is None:
        return " ".join(as_sentence(reason) for reason in response.reasons)
    learned = learned_of(response.seen_effect)
    return say("professional.effect.not_reported", learned=learned, limit=LEARNED_ENOUGH)


def learned_of(estimate: Estimate) -> str:
    """How far the posterior moved away from the prior."""
    return say("figures.not_known") if estimate.learned is None else fixed(estimate.learned, 2)


def estimate_lines(response: Response, earlier: Sequence[Response] = ()) -> Iterator[Line]:
    """Every estimand of one outcome with its interval, or why it is not estimable.

    Args:
        response: of one outcome and substance.
        earlier: those told before it; a reason that stands there is not told again.
    """
    seen = response.seen_effect
    if verdict_of(response) != CANNOT_TELL and seen is not None:
        full = _full(seen, response.scale)
        yield say("professional.effect.seen_title"), say("professional.effect.seen", estimate=full)
        important = say("professional.effect.important", change=_important(response))
        yield say("professional.effect.important_title"), important
        yield from _dose_line(response)
    yield say("professional.effect.net_title"), _net_words(response, earlier)
    yield from _withdrawal_line(response)


def _full(estimate: Estimate, scale: Scale) -> str:
    return say(
        "professional.effect.full",
        estimate=cri_words(estimate, scale),
        deviation=fixed(estimate.sd, decimals_of(scale) + 1),
        learned=learned_of(estimate),
    )


def _important(response: Response) -> str:
    return fixed(response.smallest_important_change, decimals_of(response.scale))


def _dose_line(response: Response) -> Iterator[Line]:
    estimate = response.dose_effect
    if estimate is not None:
        hours, full = number_words(response.horizon_h, 1), _full(estimate, response.scale)
        said = say("professional.effect.dose", estimate=full, hours=hours)
        yield say("professional.effect.dose_title"), said


def _net_words(response: Response, earlier: Sequence[Response]) -> str:
    net, verdict = response.net_effect, net_verdict(response)
    if net is not None and verdict != CANNOT_TELL:
        full = _full(net, response.scale)
        if verdict == NO_CLEAR_DIFFERENCE:
            return say("professional.effect.net", estimate=full)
        return say("professional.effect.net_clear", estimate=full, verdict=verdict_name(verdict))
    reason = response.net_not_answered
    if reason is None or response.grade == "D":
        return say("professional.effect.net_not_estimable")
    same = [one for one in earlier if one.net_not_answered == reason and one.grade != "D"]
    if same:
        return say("professional.effect.net_same_reason", outcome=as_word(same[0].label))
    return _reason(reason.why, reason.needed)


def _reason(why: str, needed: str) -> str:
    why, needed = as_sentence(why), as_sentence(needed)
    if needed:
        return say("professional.effect.reason_needed", why=why, needed=needed)
    return say("professional.effect.reason", why=why)


def _withdrawal_line(response: Response) -> Iterator[Line]:
    share, reason = response.withdrawal_share, response.withdrawal_not_answered
    if response.grade == "D":
        return
    if share is not None:
        mean, low, high = (fixed(value, 2) for value in (share.mean, share.low, share.high))
        said = say("professional.effect.withdrawal", mean=mean, low=low, high=high)
        yield say("professional.effect.withdrawal_title"), said
    elif reason is not None:
        same = reason == response.net_not_answered
        again = say("professional.effect.withdrawal_same_reason")
        why = again if same else _reason(reason.why, reason.needed)
        yield say("professional.effect.withdrawal_title"), why


def difference_words(one: Comparison) -> str:
    """Days with one product against days with another: a difference of days, so without a grade."""
    if one.difference is None:
        reasons = " ".join(as_sentence(reason) for reason in one.reasons)
        return say("professional.effect.difference_not_estimable", reasons=reasons).rstrip()
    change = fixed(one.smallest_important_change, decimals_of(one.scale))
    estimate = cri_words(one.difference, one.scale)
    if one.difference.low <= 0.0 <= one.difference.high:
        return say("professional.effect.difference_unclear", estimate=estimate, change=change)
    return say("professional.effect.difference", estimate=estimate, change=change)


def effect_row(response: Response) -> tuple[str, ...]:
    """One row of the table of effects; dashes where nothing is estimated."""
    estimate, dash = response.seen_effect, "–"
    decimals = decimals_of(response.scale)
    row = (outcome_words(response), as_word(response.substance), str(response.n_ratings))
    if verdict_of(response) == CANNOT_TELL or estimate is None:
        return (*row, dash, dash, dash, dash, dash, dash, grade_words(response.grade))
    return (
        *row,
        signed_words(estimate.mean, decimals),
        span_words(estimate, decimals),
        _important(response),
        probability_words(response.p_benefit),
        probability_words(response.p_worse),
        learned_of(estimate),
        grade_words(response.grade),
    )


def effect_head() -> tuple[str, ...]:
    """The columns of the table of effects."""
    return tuple(say(f"professional.column.{name}") for name in _COLUMNS)


def in_full(responses: Sequence[Response], most: int) -> list[Response]:
    """The declared ones that are written out, a worsening always among them."""
    declared = [one for one in responses if one.declared and verdict_of(one) == one.declared]
    chosen = declared[:most]
    worse = [one for one in declared if one.declared == "worse"]
    if worse and not any(one in worse for one in chosen):
        chosen[-1] = worse[0]
    return chosen
