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
from speciosa.report.words.figures import UNKNOWN, decimals_of, fixed, number_words
from speciosa.report.words.net import net_verdict
from speciosa.report.words.strength import grade_words
from speciosa.report.words.text import Span, as_sentence, as_start, as_word

Line = tuple[str, ...]  # a key, then one text or more, each on a line of its own
SEEN: Final = "90th vs 10th percentile of predicted exposure"
NOT_ESTIMABLE: Final = "not estimable"
SMALLEST: Final = 0.01
_LARGEST: Final = 1.0 - SMALLEST


def signed_words(value: float, decimals: int) -> str:
    """A difference with its sign.

    >>> signed_words(-1.12, 1), signed_words(0.9, 1), signed_words(-0.01, 1)
    ('−1.1', '+0.9', '0.0')
    """
    text = fixed(value, decimals)
    return f"+{text}" if value > 0 and float(text) != 0 else text


def span_words(estimate: Estimate, decimals: int) -> str:
    """Both ends of an interval, signed."""
    return f"{signed_words(estimate.low, decimals)} to {signed_words(estimate.high, decimals)}"


def cri_words(estimate: Estimate, scale: Scale) -> str:
    """A posterior mean with its unit and its 95 % credible interval."""
    decimals = decimals_of(scale)
    mean = signed_words(estimate.mean, decimals)
    return f"{mean} points (95 % CrI {span_words(estimate, decimals)})"


def probability_words(probability: float | None) -> str:
    """A posterior probability; never 0 and never 1.

    >>> probability_words(0.934), probability_words(0.0), probability_words(1.0)
    ('0.93', '< 0.01', '> 0.99')
    """
    if probability is None:
        return UNKNOWN
    if probability < SMALLEST:
        return f"< {SMALLEST}"
    return f"> {_LARGEST}" if probability > _LARGEST else fixed(probability, 2)


def outcome_words(response: Response) -> str:
    """An outcome with its scale: "Pain (0–10, lower is better)"."""
    scale = scale_words(response.scale, response.better)
    return f"{as_start(as_word(response.label))} ({scale})"


def verdict_words(response: Response) -> str:
    """What is declared."""
    verdict = verdict_of(response)
    return verdict if verdict == NO_CLEAR_DIFFERENCE else f"declared {verdict}"


def matters_words(response: Response) -> str:
    """How probable a difference of at least the smallest important change is, both ways."""
    change = fixed(response.smallest_important_change, decimals_of(response.scale))
    better, worse = map(probability_words, (response.p_benefit, response.p_worse))
    return f"P(better by ≥ {change}) {better}, P(worse by ≥ {change}) {worse}"


def seen_effect_words(response: Response) -> tuple[Span, ...]:
    """The headline of one outcome: estimate, interval, probabilities, grade."""
    name, grade = outcome_words(response), f"grade {response.grade}"
    estimate = response.seen_effect
    if verdict_of(response) == CANNOT_TELL or estimate is None:
        return (Span(f"{name}: "), Span(NOT_ESTIMABLE, strong=True), Span(f"; {grade}."))
    return (
        Span(f"{name}, seen effect: "),
        Span(cri_words(estimate, response.scale), strong=True),
        Span(f"; {matters_words(response)}; {grade}; {verdict_words(response)}."),
    )


def why_not_words(response: Response) -> str:
    """Why no estimate is printed; empty where one is."""
    if verdict_of(response) != CANNOT_TELL:
        return ""
    if response.grade == "D" or response.seen_effect is None:
        return " ".join(as_sentence(reason) for reason in response.reasons)
    return f"Not reported: {learned_of(response.seen_effect)}, below {LEARNED_ENOUGH}."


def learned_of(estimate: Estimate) -> str:
    """How far the posterior moved away from the prior."""
    learned = UNKNOWN if estimate.learned is None else fixed(estimate.learned, 2)
    return f"learned {learned}"


def estimate_lines(response: Response, earlier: Sequence[Response] = ()) -> Iterator[Line]:
    """Every estimand of one outcome with its interval, or why it is not estimable.

    Args:
        response: of one outcome and substance.
        earlier: those told before it; a reason that stands there is not told again.
    """
    seen = response.seen_effect
    if verdict_of(response) != CANNOT_TELL and seen is not None:
        yield "Seen effect", f"{_full(seen, response.scale)}. {as_start(SEEN)}."
        yield "Smallest important change", f"{_important(response)}."
        yield from _dose_line(response)
    yield "Use vs no use", _net_words(response, earlier)
    yield from _withdrawal_line(response)


def _full(estimate: Estimate, scale: Scale) -> str:
    deviation = fixed(estimate.sd, decimals_of(scale) + 1)
    return f"{cri_words(estimate, scale)}; SD {deviation}; {learned_of(estimate)}"


def _important(response: Response) -> str:
    return f"{fixed(response.smallest_important_change, decimals_of(response.scale))} points"


def _dose_line(response: Response) -> Iterator[Line]:
    estimate = response.dose_effect
    if estimate is not None:
        hours = number_words(response.horizon_h, 1)
        what = f"Mean over {hours} h after one usual dose, vs that dose alone left out."
        yield "Effect of a usual dose", f"{_full(estimate, response.scale)}. {what}"


def _net_words(response: Response, earlier: Sequence[Response]) -> str:
    net, verdict = response.net_effect, net_verdict(response)
    if net is not None and verdict != CANNOT_TELL:
        clear = "" if verdict == NO_CLEAR_DIFFERENCE else f"; {verdict}"
        return f"{_full(net, response.scale)}{clear}. Mean over the days of the diary."
    reason = response.net_not_answered
    if reason is None or response.grade == "D":
        return f"{as_start(NOT_ESTIMABLE)}."
    same = [one for one in earlier if one.net_not_answered == reason and one.grade != "D"]
    if same:
        return f"{as_start(NOT_ESTIMABLE)}, for the reason under {as_word(same[0].label)}."
    return f"{as_start(NOT_ESTIMABLE)}. {_reason(reason.why, reason.needed)}"


def _reason(why: str, needed: str) -> str:
    return f"{as_sentence(why)} Needed: {as_sentence(needed)}" if needed else as_sentence(why)


def _withdrawal_line(response: Response) -> Iterator[Line]:
    share, reason = response.withdrawal_share, response.withdrawal_not_answered
    if response.grade == "D":
        return
    if share is not None:
        ends = f"{fixed(share.low, 2)} to {fixed(share.high, 2)}"
        yield (
            "Relief of withdrawal",
            f"Share of the effect of a dose {fixed(share.mean, 2)} (95 % CrI {ends}).",
        )
    elif reason is not None:
        same = reason == response.net_not_answered
        why = "Same reason." if same else _reason(reason.why, reason.needed)
        yield "Relief of withdrawal", f"{as_start(NOT_ESTIMABLE)}. {why}"


def difference_words(one: Comparison) -> str:
    """Days with one product against days with another: a difference of days, so without a grade."""
    if one.difference is None:
        reasons = " ".join(as_sentence(reason) for reason in one.reasons)
        return f"{as_start(NOT_ESTIMABLE)}. {reasons}".rstrip()
    change = fixed(one.smallest_important_change, decimals_of(one.scale))
    unclear = one.difference.low <= 0.0 <= one.difference.high
    verdict = f"{NO_CLEAR_DIFFERENCE}; " if unclear else ""
    return (
        f"{cri_words(one.difference, one.scale)}; {verdict}smallest important change {change}. "
        "Not graded: a difference between days, not an effect."
    )


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
        _important(response).removesuffix(" points"),
        probability_words(response.p_benefit),
        probability_words(response.p_worse),
        learned_of(estimate).removeprefix("learned "),
        grade_words(response.grade),
    )


EFFECT_HEAD: Final = (
    "Outcome", "Substance", "Ratings", "Mean, points", "95 % CrI", "Important from",
    "P(better)", "P(worse)", "Learned", "Grade",
)  # fmt: skip


def in_full(responses: Sequence[Response], most: int) -> list[Response]:
    """The declared ones that are written out, a worsening always among them."""
    declared = [one for one in responses if one.declared and verdict_of(one) == one.declared]
    chosen = declared[:most]
    worse = [one for one in declared if one.declared == "worse"]
    if worse and not any(one in worse for one in chosen):
        chosen[-1] = worse[0]
    return chosen
