"""Two periods side by side as words: one row a fact, and how the outcomes differ."""

from collections.abc import Iterator, Sequence
from typing import Literal

from speciosa.assessment.schema import (
    Assessment,
    ComparedPeriod,
    Estimate,
    PeriodEvents,
    PeriodLevel,
    PeriodOutcome,
    PeriodRatings,
    PeriodUse,
    Scale,
    TwoPeriods,
    hides_benefit,
)
from speciosa.report.words.effects import interval_words, points_interval, points_sided
from speciosa.report.words.exposure import band_words
from speciosa.report.words.figures import (
    count_words,
    decimals_of,
    number_words,
    typed_words,
)
from speciosa.report.words.safety import event_grade_words, rated_share_words
from speciosa.report.words.text import as_sentence, as_start, as_word, clean
from speciosa.report.words.times import days_words, hours_words
from speciosa.texts import say

Row = tuple[str, str, str]  # what, earlier, later


def days_difference(
    found: Estimate | None,
    scale: Scale,
    reasons: Sequence[str],
    between: Literal["periods", "products"],
) -> str:
    """A difference between days, never an effect; or that it cannot be told, and why.

    Args:
        found: the difference, or None.
        scale: of the outcome.
        reasons: why it cannot be told.
        between: whether days of two periods or with two products are compared.
    """
    if found is None:
        cannot = say("two_periods_words.cannot_tell")
        return " ".join((cannot, *(as_sentence(reason) for reason in reasons)))
    if found.low <= 0.0 <= found.high:
        interval = points_interval(found, scale)
        return say(f"two_periods_words.no_clear_between_{between}", interval=interval)
    return say(
        f"two_periods_words.difference_between_{between}",
        difference=as_start(points_sided(found.mean, decimals_of(scale))),
        interval=interval_words(found, scale),
    )


def outcome_difference(one: PeriodOutcome) -> str:
    """How one outcome differs between the two periods."""
    return days_difference(one.difference, one.scale, one.reasons, "periods")


def period_words(one: ComparedPeriod, year: int) -> str:
    """First and last day of a period.

    Args:
        one: the period.
        year: that the page names already; another one is written out.
    """
    days = days_words(one.start, one.end)
    return f"{days} {one.end.year}" if one.start.year == one.end.year != year else days


def side_rows(found: TwoPeriods, *, hidden: bool) -> Iterator[Row]:
    """Every fact of both periods; days and events alone where amounts are hidden."""
    earlier, later = found.earlier, found.later
    yield say("data_words.days_with_entries"), _days(earlier), _days(later)
    if not hidden:
        yield from _shown_rows(found)
    yield say("two_periods_words.events"), _events(earlier.events), _events(later.events)


def _shown_rows(found: TwoPeriods) -> Iterator[Row]:
    earlier, later = found.earlier, found.later
    if earlier.use is not None and later.use is not None:
        rows = zip(_use_lines(earlier.use), _use_lines(later.use), strict=True)
        yield from ((what, was, now) for (what, was), (_, now) in rows)
    yield from _level_rows(earlier.levels, later.levels)
    for one in found.outcomes:
        what = say("two_periods_words.rated", label=as_start(as_word(one.label)))
        yield what, _rated(one.earlier), _rated(one.later)


def _days(one: ComparedPeriod) -> str:
    return say("data_words.days_of_all", days=one.days_with_entries, all=one.days)


def _use_lines(use: PeriodUse) -> Iterator[tuple[str, str]]:
    amount, share = use.amount_per_day, use.share_rated_before
    unknown = say("data_words.no_doses" if share is None else "figures.not_known")
    told = unknown if amount is None else f"{number_words(amount)} {clean(use.amount_unit)}"
    yield say("use_words.doses_a_day"), number_words(use.doses_per_day)
    yield say("two_periods_words.amount_a_day"), told
    yield say("two_periods_words.longest_without"), hours_words(use.longest_without_h)
    yield say("data_words.rated_before"), rated_share_words(share)


def _level_rows(earlier: Sequence[PeriodLevel], later: Sequence[PeriodLevel]) -> Iterator[Row]:
    """Predicted levels of the substances that have one in either period."""
    before, after = ({one.substance: one for one in side} for side in (earlier, later))
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        named = next(one.analyte for one in (was, now) if one is not None)
        analyte = as_start(clean(named))
        yield say("two_periods_words.predicted_mean", analyte=analyte), _mean(was), _mean(now)
        yield say("two_periods_words.predicted_peak", analyte=analyte), _peak(was), _peak(now)


def _mean(level: PeriodLevel | None) -> str:
    return say("figures.not_known") if level is None else band_words(level.mean, level.unit)


def _peak(level: PeriodLevel | None) -> str:
    return say("figures.not_known") if level is None else band_words(level.peak, level.unit)


def _rated(one: PeriodRatings) -> str:
    count = count_words(one.ratings, "rating")
    if one.p50 is None or one.p25 is None or one.p75 is None:
        return count
    middle, low, high = (typed_words(round(value, 1)) for value in (one.p50, one.p25, one.p75))
    return f"{say('figures.middle_and_range', middle=middle, low=low, high=high)}, {count}"


def _events(events: Sequence[PeriodEvents]) -> str:
    return "; ".join(_event(one) for one in events) or say("two_periods_words.no_event")


def _event(one: PeriodEvents) -> str:
    term, grade = clean(one.term), event_grade_words(one.worst_grade)
    if one.count == 1:
        return f"{term}, {grade}"
    told = "event_several_no_grade" if one.worst_grade is None else "event_several"
    return say(f"two_periods_words.{told}", term=term, count=one.count, grade=grade)


def two_periods_line(assessment: Assessment) -> str:
    """The first outcome for a face of one page; empty where nothing was asked for."""
    found = assessment.two_periods
    if found is None:
        return ""
    year = assessment.window.end.year
    periods = {
        "later": period_words(found.later, year),
        "earlier": period_words(found.earlier, year),
    }
    if hides_benefit(assessment.restrictions) or not found.outcomes:
        return say("two_periods_words.line_hidden", **periods)
    first, more = found.outcomes[0], len(found.outcomes) - 1
    label, said = as_start(as_word(first.label)), outcome_difference(first)
    difference = f"{said[:1].lower()}{said[1:]}"
    line = say("two_periods_words.line", **periods, label=label, difference=difference)
    return f"{line} {count_words(more, 'more_outcome')}" if more else line
