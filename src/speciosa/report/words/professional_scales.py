"""Questionnaires, watched statements and randomised tests for a professional."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import Alert, AssignedResult, Estimate, ScaleChange, Total, Watched
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
    parts = [f"Total {typed_words(scored.total)}"] if scored.total is not None else []
    if scored.count is not None:
        parts.append(f"positive answers {scored.count}")
    if scored.without is not None:
        parts.append(f"without the items shown apart {typed_words(scored.without)}")
    parts += [f"{clean(name)} {typed_words(value)}" for name, value in scored.parts.items()]
    said = ", ".join(parts) or scored.why_no_total
    meaning = clean(scored.band) or clean(scored.why_no_band)
    source = f" [{clean(scored.band_source)}]" if scored.band and scored.band_source else ""
    day = date_words(total.day, year=True)
    return f"{as_sentence(f'{said}, {day}: {meaning}' if meaning else f'{said}, {day}')}{source}"


def _series(totals: Sequence[Total]) -> str:
    shown = [one for one in totals if one.scored.total is not None][-MOST_TOTALS:]
    values = (f"{typed_words(one.scored.total or 0.0)} ({date_words(one.day)})" for one in shown)
    return f"Totals: {', '.join(values)}."


def _change(change: ScaleChange) -> str:
    baseline = typed_words(change.baseline)
    of = f", mean of {change.baseline_of}" if change.baseline_of > 1 else ""
    size = signed_words(change.points, 1)
    parts = [f"Change {size} points from baseline {baseline}{of} ({change.direction})"]
    parts.append(_limit("important change", change.important_from, reached=change.important))
    own = "reliable change, own spread" if change.reliable_own else "reliable change"
    parts.append(_limit(own, change.reliable_from, reached=change.reliable))
    return as_sentence("; ".join(parts))


def _limit(name: str, limit: float | None, *, reached: bool | None) -> str:
    if limit is None:
        return f"{name}: no published limit"
    return f"{name} from {typed_words(limit)}: {'reached' if reached else 'not reached'}"


def e_value_words(one: Watched) -> str:
    """The evidence of a watched statement, its limit, what it rests on."""
    highest = f" (highest {number_words(one.highest)})" if isinstance(one, Alert) else ""
    basis = "assigned by chance" if one.basis == "assigned" else "observational"
    return (
        f"e-value {number_words(one.e_value)}{highest}, alert from {number_words(one.threshold)}; "
        f"{one.used} {counted_words(one)}; {basis}"
    )


def quiet_words(one: Watched) -> str:
    """A statement without an alert, never as a fact."""
    statement, evidence = as_sentence(one.statement), as_start(e_value_words(one))
    not_shown = f"Not shown: {statement[:1].lower()}{statement[1:]}"
    return f"{not_shown} {evidence}. {as_sentence(one.assumption)}"


def assigned_words(result: AssignedResult) -> str:
    """The result of a randomised test in one sentence."""
    label, grade = as_start(as_word(result.label)), _grade(result)
    if result.estimate is None:
        return f"{label}: not estimable; {grade}. {as_sentence(result.reason)}"
    return f"{label}: {_interval(result, result.estimate)}; {_p_value(result)}; {grade}."


def assigned_lines(result: AssignedResult) -> Iterator[Line]:
    """Estimand, mean of the pairs, the randomisation test, adherence, reasons."""
    if result.estimate is not None:
        yield "Estimate, as allotted", f"{_interval(result, result.estimate)}."
    yield "Estimand", as_sentence(result.contrast)
    if result.difference is not None:
        yield "Mean difference of the pairs", f"{_interval(result, result.difference)}."
    exact = "all" if result.exact else "sampled"
    coins = f"{result.coins} allocations, {exact}"
    yield "Randomisation test", f"{_p_value(result)}; {coins}."
    pairs = f"{result.complete_pairs} of {count_words(len(result.pairs), 'pair')} complete"
    followed = "not recorded" if result.adherence is None else percent_words(result.adherence)
    ratings = count_words(result.n_ratings, "rating")
    yield "Data", f"{as_start(pairs)}, {ratings}; adherence {followed}."
    change = fixed(result.smallest_important_change, decimals_of(result.scale))
    yield "Smallest important change", f"{change} points."
    yield "Grade", f"{as_start(_grade(result))}. {' '.join(map(as_sentence, result.reasons))}"


def _grade(result: AssignedResult) -> str:
    return "grade A randomised" if result.grade_a else "not grade A"


def _p_value(result: AssignedResult) -> str:
    if result.p_value is None:
        return "no p value"
    return f"p < {SMALL_P}" if result.p_value < SMALL_P else f"p = {number_words(result.p_value)}"


def _interval(result: AssignedResult, estimate: Estimate) -> str:
    """Signed, in points; an end at the range of the scale is open."""
    decimals, range_pts = decimals_of(result.scale), result.scale.high - result.scale.low
    low, high = (
        "open" if abs(end) >= range_pts else signed_words(end, decimals)
        for end in (estimate.low, estimate.high)
    )
    return f"{signed_words(estimate.mean, decimals)} points (95 % CI {low} to {high})"
