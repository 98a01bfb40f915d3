"""A randomised test in words: how large, which way, how likely by chance, how strong."""

from collections.abc import Sequence

from speciosa.assessment.schema import AssignedResult, Estimate
from speciosa.report.words.figures import count_words, fixed, percent_words
from speciosa.report.words.text import as_sentence, as_start, as_word, clean

SMALL_P = 0.001
LARGE_P = 0.01


def assigned_headline(result: AssignedResult) -> str:
    """The result in one sentence; without an interval it cannot tell."""
    label = as_start(as_word(result.label))
    if result.estimate is None:
        return f"{label}: this test cannot tell. {result.reason}"
    size = f"{label} is {assigned_size(result, result.estimate)}"
    against = _against(result)
    if result.estimate.low <= 0.0 <= result.estimate.high:
        return f"{size} {against}: no clear difference."
    good = (result.estimate.mean < 0.0) == (result.better == "lower")
    return f"{size} {against}, which is {'better' if good else 'worse'}."


def _against(result: AssignedResult) -> str:
    if result.kind == "versus":
        return f"with {clean(result.product)} as usual than with {clean(result.other)}"
    return "at your higher than at your lower levels"


def assigned_size(result: AssignedResult, estimate: Estimate) -> str:
    """A difference with its direction and its 95 % interval."""
    side = "lower" if estimate.mean < 0.0 else "higher"
    size = f"{fixed(abs(estimate.mean), 1)} points {side}"
    return f"{size} ({_interval(result, estimate)})"


def _interval(result: AssignedResult, estimate: Estimate) -> str:
    """Both ends in words; an end at the range of the scale is open."""
    low, high = estimate.low, estimate.high
    range_pts = result.scale.high - result.scale.low
    open_end = max(-low, high) >= range_pts
    if low <= 0.0 <= high:
        return f"{_end(low, range_pts)} to {_end(high, range_pts)}"
    near, far = sorted((abs(low), abs(high)))
    side = "lower" if high < 0.0 else "higher"
    return f"{fixed(near, 1)} {side} or more" if open_end else _both(near, far, side)


def _both(near: float, far: float, side: str) -> str:
    return f"{fixed(near, 1)} to {fixed(far, 1)} {side}"


def _end(value_pts: float, range_pts: float) -> str:
    side = "lower" if value_pts < 0.0 else "higher"
    return (
        f"any amount {side}"
        if abs(value_pts) >= range_pts
        else f"{fixed(abs(value_pts), 1)} {side}"
    )


def pairs_sentence(result: AssignedResult) -> str:
    """How many pairs, and how far the plan was followed."""
    rated = f"{result.complete_pairs} of {count_words(len(result.pairs), 'pair')}"
    followed = percent_words(result.adherence) if result.adherence is not None else "not recorded"
    verb = "is" if result.complete_pairs == 1 else "are"
    return (
        f"{rated} {verb} rated in both arms. Share of what was allotted that was followed: "
        f"{followed}."
    )


def coin_chance(p_value: float) -> str:
    """How often coins alone give as much.

    >>> coin_chance(0.138), coin_chance(0.0002)
    ('in about 14 of 100 such tests', 'in under 1 of 1000 such tests')
    """
    if p_value < SMALL_P:
        return "in under 1 of 1000 such tests"
    many = 1000 if p_value < LARGE_P else 100
    return f"in about {round(many * p_value)} of {many} such tests"


def assigned_strength(result: AssignedResult) -> str:
    """The grade of a test with its reasons."""
    grade = "A randomised." if result.grade_a else "Not grade A."
    return " ".join((grade, *(as_sentence(reason) for reason in result.reasons)))


def assigned_line(results: Sequence[AssignedResult]) -> str:
    """The first outcome of a test for a face of one page; empty without a test."""
    if not results:
        return ""
    first, more = results[0], len(results) - 1
    grade = " (A randomised)" if first.grade_a else " (not grade A)"
    rest = f" {count_words(more, 'more outcome')} in the report." if more else ""
    return f"Randomised test: {assigned_headline(first).rstrip('.')}{grade}.{rest}"
