"""Two periods side by side as words: one row a fact, and how the outcomes differ."""

from collections.abc import Iterator, Sequence
from typing import Final

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
from speciosa.report.words.exposure import MEAN, PEAK, band_words
from speciosa.report.words.figures import (
    UNKNOWN,
    count_words,
    decimals_of,
    number_words,
    percent_words,
    typed_words,
)
from speciosa.report.words.text import as_sentence, as_start, as_word, clean
from speciosa.report.words.times import days_words, hours_words

TITLE: Final = "Two periods side by side"
NO_CLEAR: Final = "No clear difference between the"
NO_DOSES: Final = "no doses"
NONE_RECORDED: Final = "none recorded"
Row = tuple[str, str, str]  # what, earlier, later


def days_difference(
    found: Estimate | None, scale: Scale, reasons: Sequence[str], between: str, where: str
) -> str:
    """A difference between days, never an effect; or that it cannot be told, and why.

    Args:
        found: the difference, or None.
        scale: of the outcome.
        reasons: why it cannot be told.
        between: what is compared, e.g. "days".
        where: which days are higher or lower, e.g. "on days with the later one".
    """
    if found is None:
        return " ".join(("Cannot tell.", *(as_sentence(reason) for reason in reasons)))
    if found.low <= 0.0 <= found.high:
        return f"{NO_CLEAR} {between} ({points_interval(found, scale)})."
    difference = as_start(points_sided(found.mean, decimals_of(scale)))
    return f"{difference} {where} ({interval_words(found, scale)})."


def outcome_difference(one: PeriodOutcome) -> str:
    """How one outcome differs between the two periods."""
    return days_difference(one.difference, one.scale, one.reasons, "periods", "in the later period")


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
    yield "Days with entries", _days(earlier), _days(later)
    if not hidden:
        yield from _shown_rows(found)
    yield "Events", _events(earlier.events), _events(later.events)


def _shown_rows(found: TwoPeriods) -> Iterator[Row]:
    earlier, later = found.earlier, found.later
    if earlier.use is not None and later.use is not None:
        rows = zip(_use_lines(earlier.use), _use_lines(later.use), strict=True)
        yield from ((what, was, now) for (what, was), (_, now) in rows)
    yield from _level_rows(earlier.levels, later.levels)
    for one in found.outcomes:
        what = f"{as_start(as_word(one.label))}, median and middle half"
        yield what, _rated(one.earlier), _rated(one.later)


def _days(one: ComparedPeriod) -> str:
    return f"{one.days_with_entries} of {one.days}"


def _use_lines(use: PeriodUse) -> Iterator[tuple[str, str]]:
    amount, share = use.amount_per_day, use.share_rated_before
    unknown = NO_DOSES if share is None else UNKNOWN
    told = unknown if amount is None else f"{number_words(amount)} {clean(use.amount_unit)}"
    yield "Doses a day", number_words(use.doses_per_day)
    yield "Amount a day", told
    yield "Longest time without a recorded dose", hours_words(use.longest_without_h)
    yield "Doses rated in the 30 min before", NO_DOSES if share is None else percent_words(share)


def _level_rows(earlier: Sequence[PeriodLevel], later: Sequence[PeriodLevel]) -> Iterator[Row]:
    """Predicted levels of the substances that have one in either period."""
    before, after = ({one.substance: one for one in side} for side in (earlier, later))
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        named = next(one.analyte for one in (was, now) if one is not None)
        start = f"{as_start(clean(named))}, predicted: "
        yield start + _small(MEAN), _mean(was), _mean(now)
        yield start + _small(PEAK), _peak(was), _peak(now)


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def _mean(level: PeriodLevel | None) -> str:
    return UNKNOWN if level is None else band_words(level.mean, level.unit)


def _peak(level: PeriodLevel | None) -> str:
    return UNKNOWN if level is None else band_words(level.peak, level.unit)


def _rated(one: PeriodRatings) -> str:
    count = count_words(one.ratings, "rating")
    if one.p50 is None or one.p25 is None or one.p75 is None:
        return count
    middle, low, high = (typed_words(round(value, 1)) for value in (one.p50, one.p25, one.p75))
    return f"{middle} ({low} to {high}), {count}"


def _events(events: Sequence[PeriodEvents]) -> str:
    return "; ".join(_event(one) for one in events) or NONE_RECORDED


def _event(one: PeriodEvents) -> str:
    grade = "grade not recorded" if one.worst_grade is None else f"grade {one.worst_grade} of 5"
    if one.count == 1:
        return f"{clean(one.term)}, {grade}"
    worst = "" if one.worst_grade is None else "worst "
    return f"{clean(one.term)}, {one.count} times, {worst}{grade}"


def two_periods_line(assessment: Assessment) -> str:
    """The first outcome for a face of one page; empty where nothing was asked for."""
    found = assessment.two_periods
    if found is None:
        return ""
    year = assessment.window.end.year
    later, earlier = period_words(found.later, year), period_words(found.earlier, year)
    start = f"Two periods, {later} against {earlier}"
    if hides_benefit(assessment.restrictions) or not found.outcomes:
        return f"{start}: see the report."
    first, more = found.outcomes[0], len(found.outcomes) - 1
    said = outcome_difference(first)
    rest = f" {count_words(more, 'more outcome')} in the report." if more else ""
    return f"{start}. {as_start(as_word(first.label))}: {said[:1].lower()}{said[1:]}{rest}"
