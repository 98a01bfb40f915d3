"""Sparklines of ratings, questionnaires and doses, with their words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from statistics import fmean
from typing import Final

from speciosa.assessment.schema import Assessment, RatingSeries, Scale, Total, Window
from speciosa.report.blocks import Pair
from speciosa.report.charts.scales import Linear, nice_top, number
from speciosa.report.charts.sparkline import draw_sparkline
from speciosa.report.charts.svg import Drawing
from speciosa.report.charts.time_bins import TimeAxis, missing_days
from speciosa.report.names import outcome_name
from speciosa.report.words import clean, decimals_of, fixed, number_words, typed_words
from speciosa.texts import say

WEEK_D: Final = 7
FEWEST: Final = 2  # one value is no course


def weekly_spark(
    ratings: Iterable[RatingSeries], outcome: str, window: Window, key: str
) -> Drawing | None:
    """Weekly means of an outcome on its whole scale; None with fewer than two weeks rated.

    Args:
        ratings: all of the diary.
        outcome: its key.
        window: of the diary.
        key: unique on the page.
    """
    series = next((one for one in ratings if one.outcome == outcome), None)
    if series is None:
        return None
    means = _weekly(series, window.start, -(-window.days // WEEK_D))
    known = [mean for mean in means if mean is not None]
    if len(known) < FEWEST:
        return None
    first, last = (fixed(mean, decimals_of(series.scale)) for mean in (known[0], known[-1]))
    scale = _ends(series.scale)
    title = say("sparks.weekly_means", outcome=outcome_name(series.label))
    desc = say("sparks.first_and_last_week", first=first, last=last, scale=scale)
    return draw_sparkline(means, series.scale.low, series.scale.high, key, title, desc)


def totals_spark(totals: Sequence[Total], ratings: Iterable[RatingSeries]) -> Drawing | None:
    """The totals of one questionnaire in their order, on its whole scale.

    None with fewer than two totals, or where the ends of the scale are not in the diary's ratings.
    """
    values = [total.scored.total for total in totals if total.scored.total is not None]
    key = totals[0].scored.key
    scale = next((one.scale for one in ratings if one.outcome == key), None)
    if scale is None or len(values) < FEWEST:
        return None
    name = clean(totals[0].scored.name)
    title = say("sparks.totals", questionnaire=name, count=len(values))
    first, last = typed_words(values[0]), typed_words(values[-1])
    ends = _ends(scale)
    desc = say("sparks.first_and_last_total", first=first, last=last, scale=ends)
    return draw_sparkline(values, scale.low, scale.high, f"scale-{key}", title, desc)


def doses_spark(assessment: Assessment) -> tuple[Drawing, str] | None:
    """Doses a day of the main substance week by week, with its words.

    A week without any entry is a gap. None with fewer than two weeks.
    """
    window, line = assessment.window, assessment.timeline
    axis = TimeAxis(
        start=window.start,
        days=window.days,
        stretch=WEEK_D,
        x=Linear(0, 1, 0, 1),
        missing=missing_days(window.start, window.days, line.missing),
    )
    counts = Counter(
        axis.day(dose.at) // WEEK_D
        for dose in line.doses
        if dose.amount and dose.substance == assessment.use.substance
    )
    weeks = range(axis.count)
    a_day = [counts[i] / axis.recorded(i) if axis.recorded(i) else None for i in weeks]
    known = [value for value in a_day if value is not None]
    if len(known) < FEWEST or not counts:
        return None
    highest = nice_top(max(known))
    first, last, top = number_words(known[0]), number_words(known[-1]), number(highest)
    desc = say("sparks.first_and_last_doses", first=first, last=last, top=top)
    title = say("sparks.doses_by_week")
    drawing = draw_sparkline(a_day, 0.0, highest, "doses-weeks", title, desc)
    return drawing, say("sparks.doses_line", top=top)


def with_doses(rows: Iterable[Pair], assessment: Assessment) -> tuple[Pair, ...]:
    """The rows, the one about the trend with the doses of each week."""
    found = doses_spark(assessment)
    if found is None:
        return tuple(rows)
    spark, words = found
    trend = say("dependence.trend")
    return tuple(
        replace(row, value=f"{row.value} {words}", spark=spark) if row.key == trend else row
        for row in rows
    )


def _ends(scale: Scale) -> str:
    low, high = typed_words(scale.low), typed_words(scale.high)
    return say("figures.range", low=low, high=high)


def _weekly(series: RatingSeries, start: date, weeks: int) -> list[float | None]:
    found: dict[int, list[float]] = {}
    for at, value in zip(series.at, series.value, strict=True):
        found.setdefault((at.date() - start).days // WEEK_D, []).append(value)
    return [fmean(found[week]) if week in found else None for week in range(weeks)]
