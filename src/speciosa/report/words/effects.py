"""Effects as words: number, unit, direction, interval; the words always agree with the signs.

An effect is "higher against lower levels" in the outcome's own points, and every sentence with one
says so: it is not "use against no use". Whether it is better or worse depends on the outcome; the
two are never mixed up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from speciosa.assessment.schema import Estimate, Response, Scale
from speciosa.report.words.figures import (
    chance_words,
    decimals_of,
    fixed,
    number_words,
    range_words,
    size_words,
    typed_words,
)
from speciosa.report.words.text import (
    Span,
    as_sentence,
    as_start,
    as_word,
    clean,
    is_or_are,
    plain_text,
)
from speciosa.texts import say

Verdict = Literal["better", "worse", "no clear difference", "cannot tell"]
CANNOT_TELL: Verdict = "cannot tell"
NO_CLEAR_DIFFERENCE: Verdict = "no clear difference"
LEARNED_ENOUGH = 0.3  # below, the answer is still what was assumed before
USUAL_SUBSTANCE = "kratom"
COMMON_SCALE = (0.0, 10.0)


@dataclass(frozen=True, slots=True)
class EffectWords:
    """One effect in words; all parts are empty or "cannot tell" where none is printed."""

    short: str  # "1.1 lower"
    interval: str  # "0.4 to 1.8", or "0.4 lower to 1.0 higher"
    narrow: str  # "0.3 higher (−0.4 to 1.0)", signed in the direction of the word
    verdict: Verdict


def _direction(value_pts: float) -> str:
    if value_pts == 0:
        return "same"
    return "higher" if value_pts > 0 else "lower"


def sided_words(value_pts: float, decimals: int) -> str:
    """A difference with its direction.

    >>> sided_words(-1.12, 1), sided_words(0.0, 1)
    ('1.1 lower', '0.0')
    """
    size = size_words(value_pts, decimals)
    return say(f"effects.sided.{_direction(value_pts)}", size=size) if value_pts else size


def points_sided(value_pts: float, decimals: int) -> str:
    """A difference with its unit and its direction.

    >>> points_sided(-1.12, 1), points_sided(0.0, 1)
    ('1.1 points lower', '0.0 points')
    """
    size = size_words(value_pts, decimals)
    return say(f"effects.points_sided.{_direction(value_pts)}", size=size)


def _same_side(estimate: Estimate) -> bool:
    """Whether the whole interval lies in the direction of the mean."""
    if estimate.mean > 0:
        return estimate.low >= 0
    return estimate.mean < 0 and estimate.high <= 0


def interval_words(estimate: Estimate, scale: Scale) -> str:
    """The 95 % interval; a range across zero names both sides."""
    decimals = decimals_of(scale)
    if _same_side(estimate):
        near, far = _sizes(estimate, decimals)
        return say("effects.interval", low=near, high=far)
    low, high = sided_words(estimate.low, decimals), sided_words(estimate.high, decimals)
    return say("effects.interval", low=low, high=high)


def points_interval(estimate: Estimate, scale: Scale) -> str:
    """An interval that stands alone: its first end carries the unit."""
    decimals = decimals_of(scale)
    if _same_side(estimate):
        near, far = _sizes(estimate, decimals)
        return say("effects.interval_points", low=near, high=far)
    low, high = points_sided(estimate.low, decimals), sided_words(estimate.high, decimals)
    return say("effects.interval", low=low, high=high)


def _sizes(estimate: Estimate, decimals: int) -> tuple[str, str]:
    """The ends of an interval on one side of zero, the nearer one first."""
    near, far = sorted((estimate.low, estimate.high), key=abs)
    return size_words(near, decimals), size_words(far, decimals)


def _narrow_interval(estimate: Estimate, scale: Scale) -> str:
    if _same_side(estimate):
        return interval_words(estimate, scale)
    sign = -1.0 if estimate.mean < 0 else 1.0
    low, high = sorted((sign * estimate.low, sign * estimate.high))
    decimals = decimals_of(scale)
    return say("effects.interval", low=fixed(low, decimals), high=fixed(high, decimals))


def verdict_of(response: Response) -> Verdict:
    """Declared better or worse, not declared, or nothing that this diary could tell."""
    estimate = response.seen_effect
    if response.grade == "D" or estimate is None:
        return CANNOT_TELL
    if estimate.learned is not None and estimate.learned < LEARNED_ENOUGH:
        return CANNOT_TELL
    return response.declared or NO_CLEAR_DIFFERENCE


def effect_words(response: Response) -> EffectWords:
    """The seen effect of a response in words."""
    estimate = response.seen_effect
    if verdict_of(response) == CANNOT_TELL or estimate is None:
        said = say(f"verdict.{CANNOT_TELL}")
        return EffectWords(said, "", said, CANNOT_TELL)
    short = sided_words(estimate.mean, decimals_of(response.scale))
    return EffectWords(
        short=short,
        interval=interval_words(estimate, response.scale),
        narrow=f"{short} ({_narrow_interval(estimate, response.scale)})",
        verdict=verdict_of(response),
    )


def scale_note(scale: Scale) -> str:
    """Where a number is not on the common 0 to 10: its scale, as part of a sentence."""
    if (scale.low, scale.high) == COMMON_SCALE:
        return ""
    low, high = typed_words(scale.low), typed_words(scale.high)
    return f" {say('effects.own_scale', low=low, high=high)}"


def points_words(scales: Iterable[Scale]) -> str:
    """The unit over a table of effects.

    >>> points_words([Scale(low=0, high=10)]), points_words([])
    ('points of 10', 'points')
    """
    ranges = {scale.high - scale.low for scale in scales}
    if len(ranges) == 1:
        return say("effects.points_of", range=typed_words(ranges.pop()))
    return say("effects.points")


def scale_words(scale: Scale, better: str) -> str:
    """The unit of a rating: "0–10, lower is better"."""
    return say(f"effects.scale.{better}", range=range_words(scale))


def symptom_words(response: Response) -> str:
    """What doses would follow: "pain", or "low focus" where more is better."""
    name = as_word(response.label)
    return say("effects.low_symptom", name=name) if response.better == "higher" else name


def effect_clause(response: Response, *, graded: bool = False) -> tuple[Span, ...]:
    """The emphasised middle of a sentence: "pain is 1.1 points lower" and its interval.

    Args:
        response: A response with a seen effect.
        graded: whether its grade stands beside the interval, where none follows the sentence.
    """
    estimate = response.seen_effect
    effect = say("effects.the_same")
    if estimate and estimate.mean:
        effect = points_sided(estimate.mean, decimals_of(response.scale))
    return (
        effect_span(response, effect),
        Span(aside(response, effect_words(response).interval, graded=graded)),
    )


def effect_span(response: Response, effect: str) -> Span:
    """The emphasised part: an outcome and its effect."""
    name = as_word(response.label)
    said = say("effects.is", name=name, is_or_are=is_or_are(name), effect=effect)
    return Span(said, strong=True)


def aside(response: Response, interval: str, *, graded: bool) -> str:
    """What follows an effect: its interval, its grade where asked for, an uncommon scale."""
    if graded:
        interval = say("effects.graded", interval=interval, grade=response.grade)
    return f" ({interval}){scale_note(response.scale)}"


def range_used(substance: str, named: bool) -> str:
    """How an effect sentence starts; the substance is named where it is not the only one."""
    if named:
        return f"{say('effects.in_the_range_of', substance=clean(substance))} "
    return f"{say('effects.in_the_range')} "


def by_substance(responses: Iterable[Response]) -> list[list[Response]]:
    """The responses of each substance, in the order in which they first appear."""
    groups: dict[str, list[Response]] = {}
    for response in responses:
        groups.setdefault(response.substance, []).append(response)
    return list(groups.values())


def seen_sentence(response: Response) -> tuple[Span, ...]:
    """The headline of one outcome: its seen effect, or that it cannot be told."""
    verdict = verdict_of(response)
    if verdict == CANNOT_TELL:
        return (Span(f"{as_start(as_word(response.label))}: "), *_verdict_spans(verdict))
    close: tuple[Span, ...] = (Span(": "), *_verdict_spans(verdict))
    if verdict != NO_CLEAR_DIFFERENCE:
        close = (Span(say(f"effects.which_is_{verdict}")),)
    start = Span(range_used(response.substance, response.substance != USUAL_SUBSTANCE))
    return (start, *effect_clause(response), Span(f" {say('effects.at_levels')}"), *close)


def _verdict_spans(verdict: Verdict) -> tuple[Span, Span]:
    return Span(say(f"verdict.{verdict}"), strong=True), Span(".")


def dose_sentence(response: Response) -> str:
    """What one usual dose does, against leaving only that dose out; empty where not printed."""
    estimate = response.dose_effect
    if verdict_of(response) == CANNOT_TELL or estimate is None:
        return ""
    return say(
        "effects.dose",
        name=as_word(response.label),
        effect=points_sided(estimate.mean, decimals_of(response.scale)),
        hours=number_words(response.horizon_h, 1),
        interval=interval_words(estimate, response.scale),
    )


def why_sentence(response: Response) -> str:
    """Why an outcome cannot be told; empty where it can."""
    if verdict_of(response) != CANNOT_TELL:
        return ""
    if response.grade == "D":
        return as_sentence(response.reasons[0]) if response.reasons else ""
    return say("effects.too_little_learned")


def chance_sentence(response: Response) -> str:
    """How probable a difference is that matters, for the better and for the worse."""
    if (
        verdict_of(response) == CANNOT_TELL
        or response.p_benefit is None
        or response.p_worse is None
    ):
        return ""
    return say(
        "effects.chance",
        matters=fixed(response.smallest_important_change, decimals_of(response.scale)),
        better=chance_words(response.p_benefit),
        worse=chance_words(response.p_worse),
    )


def sentence_text(spans: tuple[Span, ...]) -> str:
    """A sentence of spans as plain text, its first letter large."""
    return as_start(plain_text(spans))
