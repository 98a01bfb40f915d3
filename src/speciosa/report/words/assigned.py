"""A randomised test in words: how large, which way, how likely by chance, how strong."""

from collections.abc import Sequence

from speciosa.assessment.schema import AssignedResult, Estimate
from speciosa.report.words.figures import count_words, fixed, percent_words
from speciosa.report.words.text import as_sentence, as_start, as_word, clean
from speciosa.texts import say

SMALL_P = 0.001
LARGE_P = 0.01


def assigned_headline(result: AssignedResult) -> str:
    """The result in one sentence; without an interval it cannot tell."""
    label = as_start(as_word(result.label))
    if result.estimate is None:
        return say("assigned_words.cannot_tell", label=label, reason=result.reason)
    size, against = assigned_size(result, result.estimate), _against(result)
    told = _verdict(result, result.estimate)
    return say(f"assigned_words.{told}", label=label, size=size, against=against)


def _verdict(result: AssignedResult, estimate: Estimate) -> str:
    if estimate.low <= 0.0 <= estimate.high:
        return "no_clear_difference"
    return "better" if (estimate.mean < 0.0) == (result.better == "lower") else "worse"


def _against(result: AssignedResult) -> str:
    if result.kind == "versus":
        products = {"product": clean(result.product), "other": clean(result.other)}
        return say("assigned_words.against_other_product", **products)
    return say("assigned_words.against_lower_levels")


def assigned_size(result: AssignedResult, estimate: Estimate) -> str:
    """A difference with its direction and its 95 % interval."""
    points, interval = fixed(abs(estimate.mean), 1), _interval(result, estimate)
    return say(f"assigned_words.points_{_side(estimate.mean)}", points=points, interval=interval)


def _interval(result: AssignedResult, estimate: Estimate) -> str:
    """Both ends in words; an end at the range of the scale is open."""
    low, high = estimate.low, estimate.high
    range_pts = result.scale.high - result.scale.low
    open_end = max(-low, high) >= range_pts
    if low <= 0.0 <= high:
        return say("figures.range", low=_end(low, range_pts), high=_end(high, range_pts))
    near, far = (fixed(end, 1) for end in sorted((abs(low), abs(high))))
    if open_end:
        return say(f"assigned_words.{_side(high)}_or_more", points=near)
    return say(f"assigned_words.from_to_{_side(high)}", near=near, far=far)


def _end(value_pts: float, range_pts: float) -> str:
    if abs(value_pts) >= range_pts:
        return say(f"assigned_words.any_{_side(value_pts)}")
    return say(f"assigned_words.{_side(value_pts)}", points=fixed(abs(value_pts), 1))


def _side(value_pts: float) -> str:
    return "lower" if value_pts < 0.0 else "higher"


def pairs_sentence(result: AssignedResult) -> str:
    """How many pairs, and how far the plan was followed."""
    followed = say("assigned_words.followed_not_recorded")
    if result.adherence is not None:
        followed = percent_words(result.adherence)
    return say(
        f"assigned_words.{'pair' if result.complete_pairs == 1 else 'pairs'}_rated",
        complete=result.complete_pairs,
        pairs=count_words(len(result.pairs), "pair"),
        followed=followed,
    )


def coin_chance(p_value: float) -> str:
    """How often coins alone give as much.

    >>> coin_chance(0.138), coin_chance(0.0002)
    ('in about 14 of 100 such tests', 'in under 1 of 1000 such tests')
    """
    if p_value < SMALL_P:
        return say("assigned_words.chance_under_1_of_1000")
    many = 1000 if p_value < LARGE_P else 100
    return say("assigned_words.chance", count=round(many * p_value), many=many)


def assigned_strength(result: AssignedResult) -> str:
    """The grade of a test with its reasons."""
    grade = say("assigned_words.grade_a" if result.grade_a else "assigned_words.not_grade_a")
    return " ".join((grade, *(as_sentence(reason) for reason in result.reasons)))


def assigned_line(results: Sequence[AssignedResult]) -> str:
    """The first outcome of a test for a face of one page; empty without a test."""
    if not results:
        return ""
    first, more = results[0], len(results) - 1
    grade = "grade_a" if first.grade_a else "not_grade_a"
    line = say(f"assigned_words.line_{grade}", headline=assigned_headline(first).rstrip("."))
    return f"{line} {count_words(more, 'more_outcome')}" if more else line
