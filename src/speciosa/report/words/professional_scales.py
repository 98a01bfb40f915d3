"""Questionnaires, watched statements and randomised tests for a professional."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import (
    Alert,
    AssignedResult,
    Estimate,
    ScaleChange,
    Scored,
    Total,
    Watched,
)
from speciosa.report.words.figures import (
    count_words,
    decimals_of,
    fixed,
    number_words,
    percent_words,
    typed_words,
)
from speciosa.report.words.professional import Line, signed_words
from speciosa.report.words.text import as_sentence, as_start, as_word, clean
from speciosa.report.words.times import date_words
from speciosa.report.words.watch import counted_words
from speciosa.texts import say

MOST_TOTALS: Final = 12
SMALL_P: Final = 0.001


def scale_line(totals: Sequence[Total], change: ScaleChange | None) -> Line:
    """One instrument: the last total with its band, all totals with their days, the change."""
    last = totals[-1]
    several = sum(one.scored.total is not None for one in totals) > 1
    said = [_last(last), *([_series(totals)] if several else [])]
    said += [_change(change)] if change is not None else []
    said += [as_sentence(text) for text in (*last.scored.warnings, last.scored.why_without) if text]
    return (clean(last.scored.name), *said)


def _last(total: Total) -> str:
    scored = total.scored
    said = ", ".join(_sums(scored)) or scored.why_no_total
    meaning = clean(scored.band) or clean(scored.why_no_band)
    source = f" [{clean(scored.band_source)}]" if scored.band and scored.band_source else ""
    day = date_words(total.day, year=True)
    return f"{as_sentence(f'{said}, {day}: {meaning}' if meaning else f'{said}, {day}')}{source}"


def _sums(scored: Scored) -> Iterator[str]:
    if scored.total is not None:
        yield say("professional.scales.total", total=typed_words(scored.total))
    if scored.count is not None:
        yield say("professional.scales.positive_answers", count=scored.count)
    if scored.without is not None:
        yield say("professional.scales.without", total=typed_words(scored.without))
    for name, value in scored.parts.items():
        yield f"{clean(name)} {typed_words(value)}"


def _series(totals: Sequence[Total]) -> str:
    shown = [one for one in totals if one.scored.total is not None][-MOST_TOTALS:]
    values = (f"{typed_words(one.scored.total or 0.0)} ({date_words(one.day)})" for one in shown)
    return say("professional.scales.totals", totals=", ".join(values))


def _change(change: ScaleChange) -> str:
    important = say("professional.scales.important_change")
    reliable = say("professional.scales.reliable_change")
    if change.reliable_own:
        reliable = say("professional.scales.reliable_change_own")
    parts = (
        _points(change),
        _limit(important, change.important_from, reached=change.important),
        _limit(reliable, change.reliable_from, reached=change.reliable),
    )
    return as_sentence("; ".join(parts))


def _points(change: ScaleChange) -> str:
    baseline = typed_words(change.baseline)
    if change.baseline_of > 1:
        count = change.baseline_of
        baseline = say("professional.scales.mean_baseline", baseline=baseline, count=count)
    return say(
        "professional.scales.change",
        points=signed_words(change.points, 1),
        baseline=baseline,
        direction=change.direction,
    )


def _limit(name: str, limit: float | None, *, reached: bool | None) -> str:
    if limit is None:
        return say("professional.scales.no_limit", change=name)
    if reached:
        return say("professional.scales.limit_reached", change=name, limit=typed_words(limit))
    return say("professional.scales.limit_not_reached", change=name, limit=typed_words(limit))


def e_value_words(one: Watched) -> str:
    """The evidence of a watched statement, its limit, what it rests on."""
    value = number_words(one.e_value)
    if isinstance(one, Alert):
        highest = number_words(one.highest)
        value = say("professional.scales.highest", value=value, highest=highest)
    basis = "assigned" if one.basis == "assigned" else "observational"
    return say(
        f"professional.scales.e_value.{basis}",
        value=value,
        limit=number_words(one.threshold),
        used=one.used,
        counted=counted_words(one),
    )


def quiet_words(one: Watched) -> str:
    """A statement without an alert, never as a fact."""
    statement, evidence = as_sentence(one.statement), as_start(e_value_words(one))
    return say(
        "professional.scales.quiet",
        statement=statement[:1].lower() + statement[1:],
        evidence=evidence,
        assumption=as_sentence(one.assumption),
    )


def assigned_words(result: AssignedResult) -> str:
    """The result of a randomised test in one sentence."""
    label, grade = as_start(as_word(result.label)), _grade(result)
    if result.estimate is None:
        reason = as_sentence(result.reason)
        return say("professional.scales.not_estimable", outcome=label, grade=grade, reason=reason)
    return f"{label}: {_interval(result, result.estimate)}; {_p_value(result)}; {grade}."


def assigned_lines(result: AssignedResult) -> Iterator[Line]:
    """Estimand, mean of the pairs, the randomisation test, adherence, reasons."""
    if result.estimate is not None:
        yield say("professional.scales.estimate"), f"{_interval(result, result.estimate)}."
    yield say("professional.scales.estimand"), as_sentence(result.contrast)
    if result.difference is not None:
        yield say("professional.scales.difference"), f"{_interval(result, result.difference)}."
    yield say("professional.scales.randomisation_title"), _allocations(result)
    yield say("professional.scales.data_title"), _data(result)
    change = fixed(result.smallest_important_change, decimals_of(result.scale))
    smallest = say("professional.scales.smallest", change=change)
    yield say("professional.scales.smallest_title"), smallest
    reasons = " ".join(map(as_sentence, result.reasons))
    yield say("professional.scales.grade"), f"{as_start(_grade(result))}. {reasons}"


def _allocations(result: AssignedResult) -> str:
    p_value, count = _p_value(result), result.coins
    if result.exact:
        return say("professional.scales.allocations_all", p_value=p_value, count=count)
    return say("professional.scales.allocations_sampled", p_value=p_value, count=count)


def _data(result: AssignedResult) -> str:
    followed = say("professional.scales.not_recorded")
    if result.adherence is not None:
        followed = percent_words(result.adherence)
    return say(
        "professional.scales.data",
        complete=result.complete_pairs,
        pairs=count_words(len(result.pairs), "pair"),
        ratings=count_words(result.n_ratings, "rating"),
        followed=followed,
    )


def _grade(result: AssignedResult) -> str:
    if result.grade_a:
        return say("professional.scales.grade_a")
    return say("professional.scales.not_grade_a")


def _p_value(result: AssignedResult) -> str:
    if result.p_value is None:
        return say("professional.scales.no_p_value")
    if result.p_value < SMALL_P:
        return say("professional.scales.p_under", limit=SMALL_P)
    return say("professional.scales.p_value", value=number_words(result.p_value))


def _interval(result: AssignedResult, estimate: Estimate) -> str:
    """Signed, in points; an end at the range of the scale is open."""
    decimals, range_pts = decimals_of(result.scale), result.scale.high - result.scale.low
    open_end = say("professional.number.open_end")
    low, high = (
        open_end if abs(end) >= range_pts else signed_words(end, decimals)
        for end in (estimate.low, estimate.high)
    )
    mean = signed_words(estimate.mean, decimals)
    return say("professional.number.points_ci", mean=mean, low=low, high=high)
