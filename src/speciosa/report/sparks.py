"""Sparklines of ratings, questionnaires and doses, with their words."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from statistics import fmean
from typing import Final

from speciosa.assessment.schema import Assessment, RatingSeries, Total, Window
from speciosa.report.blocks import Pair
from speciosa.report.charts.scales import Linear, nice_top, number
from speciosa.report.charts.sparkline import draw_sparkline
from speciosa.report.charts.svg import Drawing
from speciosa.report.charts.time_bins import TimeAxis, missing_days
from speciosa.report.names import outcome_name
from speciosa.report.words import clean, decimals_of, fixed, number_words, range_words, typed_words

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
    scale = range_words(series.scale, " to ")
    title = f"{outcome_name(series.label)}, weekly means"
    desc = f"{first} in the first week rated, {last} in the last, on {scale}."
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
    title = f"{clean(totals[0].scored.name)}, {len(values)} totals"
    first, last = typed_words(values[0]), typed_words(values[-1])
    desc = f"{first} at first, {last} at last, on {range_words(scale, ' to ')}."
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
    top = nice_top(max(known))
    first, last = number_words(known[0]), number_words(known[-1])
    desc = f"{first} in the first week recorded, {last} in the last, on 0 to {number(top)}."
    drawing = draw_sparkline(a_day, 0.0, top, "doses-weeks", "Doses a day, week by week", desc)
    return drawing, f"Small line: week by week, from 0 to {number(top)} doses a day."


def with_doses(rows: Iterable[Pair], assessment: Assessment) -> tuple[Pair, ...]:
    """The rows, the one about the trend with the doses of each week."""
    found = doses_spark(assessment)
    if found is None:
        return tuple(rows)
    spark, words = found
    return tuple(
        replace(row, value=f"{row.value} {words}", spark=spark) if row.key == "Trend" else row
        for row in rows
    )


def _weekly(series: RatingSeries, start: date, weeks: int) -> list[float | None]:
    found: dict[int, list[float]] = {}
    for at, value in zip(series.at, series.value, strict=True):
        found.setdefault((at.date() - start).days // WEEK_D, []).append(value)
    return [fmean(found[week]) if week in found else None for week in range(weeks)]
