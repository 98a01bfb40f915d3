"""Effects as words: number, unit, direction, interval; the words always agree with the signs.

An effect is "higher against lower levels" in the outcome's own points, and every sentence with one
says so: it is not "use against no use". Whether it is better or worse depends on the outcome; the
two are never mixed up.
"""

import re
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

Verdict = Literal["better", "worse", "no clear difference", "cannot tell"]
CANNOT_TELL: Verdict = "cannot tell"
NO_CLEAR_DIFFERENCE: Verdict = "no clear difference"
LEARNED_ENOUGH = 0.3  # below, the answer is still what was assumed before
USUAL_SUBSTANCE = "kratom"
COMMON_SCALE = (0.0, 10.0)
FIRST_NUMBER = re.compile(r"\d[\d.]*")
LEVELS = "higher against lower levels"  # beside every picture and table of effects
AT_LEVELS = " at your higher than at your lower levels"
AT_HIGHER = " at your higher levels"  # the same, where the sentence before has said it in full
NOT_WITHOUT = "All this says nothing about life without it."  # ends the first paragraph
ONLY_LEVELS = (  # the same in full, under each outcome
    "This compares your higher with your lower levels. It does not say how you would be without it."
)


@dataclass(frozen=True, slots=True)
class EffectWords:
    """One effect in words; all parts are empty or "cannot tell" where none is printed."""

    short: str  # "1.1 lower"
    interval: str  # "0.4 to 1.8", or "0.4 lower to 1.0 higher"
    narrow: str  # "0.3 higher (−0.4 to 1.0)", signed in the direction of the word
    verdict: Verdict


def direction_words(value_pts: float) -> str:
    """The direction of a difference; none for exactly zero.

    >>> direction_words(-1.1), direction_words(0.3), direction_words(0.0)
    ('lower', 'higher', '')
    """
    if value_pts == 0:
        return ""
    return "higher" if value_pts > 0 else "lower"


def sided_words(value_pts: float, decimals: int) -> str:
    """A difference with its direction.

    >>> sided_words(-1.12, 1), sided_words(0.0, 1)
    ('1.1 lower', '0.0')
    """
    return f"{size_words(value_pts, decimals)} {direction_words(value_pts)}".rstrip()


def points_sided(value_pts: float, decimals: int) -> str:
    """A difference with its unit and its direction.

    >>> points_sided(-1.12, 1), points_sided(0.0, 1)
    ('1.1 points lower', '0.0 points')
    """
    return f"{size_words(value_pts, decimals)} points {direction_words(value_pts)}".rstrip()


def _same_side(estimate: Estimate) -> bool:
    """Whether the whole interval lies in the direction of the mean."""
    if estimate.mean > 0:
        return estimate.low >= 0
    return estimate.mean < 0 and estimate.high <= 0


def interval_words(estimate: Estimate, scale: Scale) -> str:
    """The 95 % interval; a range across zero names both sides."""
    decimals = decimals_of(scale)
    if _same_side(estimate):
        near, far = sorted((estimate.low, estimate.high), key=abs)
        return f"{size_words(near, decimals)} to {size_words(far, decimals)}"
    return f"{sided_words(estimate.low, decimals)} to {sided_words(estimate.high, decimals)}"


def points_interval(estimate: Estimate, scale: Scale) -> str:
    """An interval that stands alone: its first end carries the unit."""
    return FIRST_NUMBER.sub(r"\g<0> points", interval_words(estimate, scale), count=1)


def _narrow_interval(estimate: Estimate, scale: Scale) -> str:
    if _same_side(estimate):
        return interval_words(estimate, scale)
    sign = -1.0 if estimate.mean < 0 else 1.0
    low, high = sorted((sign * estimate.low, sign * estimate.high))
    decimals = decimals_of(scale)
    return f"{fixed(low, decimals)} to {fixed(high, decimals)}"


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
        return EffectWords(CANNOT_TELL, "", CANNOT_TELL, CANNOT_TELL)
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
    return f" on its scale of {range_words(scale, ' to ')}"


def points_words(scales: Iterable[Scale]) -> str:
    """The unit over a table of effects.

    >>> points_words([Scale(low=0, high=10)]), points_words([])
    ('points of 10', 'points')
    """
    ranges = {scale.high - scale.low for scale in scales}
    return f"points of {typed_words(ranges.pop())}" if len(ranges) == 1 else "points"


def scale_words(scale: Scale, better: str) -> str:
    """The unit of a rating: "0–10, lower is better"."""
    return f"{range_words(scale)}, {better} is better"


def symptom_words(response: Response) -> str:
    """What doses would follow: "pain", or "low focus" where more is better."""
    name = as_word(response.label)
    return f"low {name}" if response.better == "higher" else name


def effect_clause(response: Response, *, graded: bool = False) -> tuple[Span, ...]:
    """The emphasised middle of a sentence: "pain is 1.1 points lower" and its interval.

    Args:
        response: A response with a seen effect.
        graded: whether its grade stands beside the interval, where none follows the sentence.
    """
    words, name = effect_words(response), as_word(response.label)
    size, _, direction = words.short.rpartition(" ")
    effect = f"{size} points {direction}" if size else "the same"
    grade = f", grade {response.grade}" if graded else ""
    return (
        Span(f"{name} {is_or_are(name)} {effect}", strong=True),
        Span(f" ({words.interval}{grade}){scale_note(response.scale)}"),
    )


def range_used(substance: str, named: bool) -> str:
    """How an effect sentence starts; the substance is named where it is not the only one."""
    return f"In the range of {clean(substance)} you use, " if named else "In the range you use, "


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
        return (Span(f"{as_start(as_word(response.label))}: "), Span(CANNOT_TELL, strong=True), END)
    ending = {"better": ", which is better.", "worse": ", which is worse."}.get(verdict)
    close = (Span(ending),) if ending else (Span(": "), Span(verdict, strong=True), END)
    start = Span(range_used(response.substance, response.substance != USUAL_SUBSTANCE))
    return (start, *effect_clause(response), Span(AT_LEVELS), *close)


END = Span(".")


def dose_sentence(response: Response) -> str:
    """What one usual dose does, against leaving only that dose out; empty where not printed."""
    estimate = response.dose_effect
    if verdict_of(response) == CANNOT_TELL or estimate is None:
        return ""
    after = f"the next {number_words(response.horizon_h, 1)} hours"
    effect = points_sided(estimate.mean, decimals_of(response.scale))
    interval = interval_words(estimate, response.scale)
    return (
        f"One usual dose, against leaving out only that dose: {as_word(response.label)} {effect} "
        f"over {after} ({interval})."
    )


def why_sentence(response: Response) -> str:
    """Why an outcome cannot be told; empty where it can."""
    if verdict_of(response) != CANNOT_TELL:
        return ""
    if response.grade == "D":
        return as_sentence(response.reasons[0]) if response.reasons else ""
    return "This diary adds too little to what is assumed beforehand."


def chance_sentence(response: Response) -> str:
    """How probable a difference is that matters, for the better and for the worse."""
    if (
        verdict_of(response) == CANNOT_TELL
        or response.p_benefit is None
        or response.p_worse is None
    ):
        return ""
    matters = fixed(response.smallest_important_change, decimals_of(response.scale))
    return (
        "Chance of a difference that matters between your higher and your lower levels "
        f"({matters} points or more): "
        f"{chance_words(response.p_benefit)} for the better, "
        f"{chance_words(response.p_worse)} for the worse."
    )


def sentence_text(spans: tuple[Span, ...]) -> str:
    """A sentence of spans as plain text, its first letter large."""
    return as_start(plain_text(spans))
