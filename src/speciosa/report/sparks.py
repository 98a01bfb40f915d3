"""Sparklines of ratings and questionnaires, with their words."""

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import fmean
from typing import Final

from speciosa.assessment.schema import RatingSeries, Total, Window
from speciosa.report.charts.sparkline import draw_sparkline
from speciosa.report.charts.svg import Drawing
from speciosa.report.names import outcome_name
from speciosa.report.words import clean, decimals_of, fixed, range_words, typed_words

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


def _weekly(series: RatingSeries, start: date, weeks: int) -> list[float | None]:
    found: dict[int, list[float]] = {}
    for at, value in zip(series.at, series.value, strict=True):
        found.setdefault((at.date() - start).days // WEEK_D, []).append(value)
    return [fmean(found[week]) if week in found else None for week in range(weeks)]
