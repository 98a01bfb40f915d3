"""What was rated by hours since the last dose: a description, not what a dose does."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import sqrt
from statistics import fmean
from typing import Final

from speciosa.assessment.schema import RatingSeries
from speciosa.report.charts.dates import length_ticks
from speciosa.report.charts.ink import stroke
from speciosa.report.charts.marks import Box, boxed_text, hatch, panel_title, room_left, value_axis
from speciosa.report.charts.scales import Linear, number, scale_ticks
from speciosa.report.charts.svg import AXIS, NARROW, Canvas, Drawing
from speciosa.report.charts.text import text_width
from speciosa.report.charts.time_bins import quantile
from speciosa.report.names import outcome_name
from speciosa.report.words import scale_words
from speciosa.texts import say

EDGES_H: Final = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0, 24.0)
HOUR_S: Final = 3600.0
FEWEST: Final = 5  # ratings; with fewer nothing is drawn
LEFT: Final = 28.0
RIGHT: Final = 12.0
HEIGHT: Final = 120.0
LARGEST: Final = 6.0  # radius of the ring with most ratings
SMALLEST: Final = 2.0


@dataclass(frozen=True, slots=True)
class Since:
    """The ratings of some hours after the last dose; `p25` to `p75` is their middle half."""

    start_h: float
    end_h: float
    count: int
    mean: float | None = None  # None: too few
    p25: float | None = None
    p75: float | None = None


def since_dose(series: RatingSeries, doses: Iterable[datetime]) -> list[Since]:
    """Ratings by hours since the last dose before them, up to a day.

    Args:
        series: of one outcome.
        doses: when doses of one substance were taken.
    """
    taken = sorted(at.timestamp() for at in doses)
    groups: list[list[float]] = [[] for _ in EDGES_H[1:]]
    for at, value in zip(series.at, series.value, strict=True):
        rated_s = at.timestamp()
        place = bisect_left(taken, rated_s)  # a rating at the minute of a dose comes before it
        if not place:
            continue
        hours = (rated_s - taken[place - 1]) / HOUR_S
        if hours < EDGES_H[-1]:
            group = next(i for i, end in enumerate(EDGES_H[1:]) if hours < end)
            groups[group].append(value)
    ends = pairwise(EDGES_H)
    return [_since(a, b, sorted(values)) for (a, b), values in zip(ends, groups, strict=True)]


def _since(start_h: float, end_h: float, values: Sequence[float]) -> Since:
    if len(values) < FEWEST:
        return Since(start_h, end_h, len(values))
    half = quantile(values, 0.25), quantile(values, 0.75)
    return Since(start_h, end_h, len(values), fmean(values), *half)


def draw_since_dose(
    series: RatingSeries, found: Sequence[Since], width: int, key: str, title: str, desc: str
) -> Drawing:
    """The picture in one width.

    Args:
        series: of one outcome.
        found: its ratings by `since_dose`.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
    """
    canvas, scale = Canvas(width), series.scale
    top = panel_title(canvas, 0, _name(series, width), scale_words(scale, series.better))
    marks = scale_ticks(scale.low, scale.high)
    box = Box(room_left(LEFT, marks), width - RIGHT, top, top + HEIGHT)
    x = Linear(0, EDGES_H[-1], box.left, box.right)
    y = Linear(scale.low, scale.high, box.bottom, box.top)
    value_axis(canvas, box, [(y(value), number(value)) for value in marks])
    _too_few(canvas, found, x, box)
    most = max((one.count for one in found), default=1)
    for one in found:
        _ring(canvas, one, x, y, most)
    return canvas.finish(key, _hours(canvas, x, box), title, desc)


def _name(series: RatingSeries, width: int) -> str:
    outcome = outcome_name(series.label)
    if width == NARROW:
        return say("chart.since_dose.outcome_narrow", outcome=outcome)
    return say("chart.since_dose.outcome", outcome=outcome)


def _too_few(canvas: Canvas, found: Sequence[Since], x: Linear, box: Box) -> None:
    """Hours with too few ratings are hatched; the widest stretch says why, where it has room."""
    gaps: list[tuple[float, float]] = []
    for one in (one for one in found if one.mean is None):
        start = gaps.pop()[0] if gaps and gaps[-1][1] == x(one.start_h) else x(one.start_h)
        gaps.append((start, x(one.end_h)))
    hatch(canvas, [Box(a, b, box.top, box.bottom) for a, b in gaps])
    a, b = max(gaps, key=lambda gap: gap[1] - gap[0], default=(0.0, 0.0))
    words = say("chart.since_dose.too_few")
    if b - a > text_width(words) + 16:
        boxed_text(canvas, (a + b) / 2, (box.top + box.bottom) / 2 + 4, words)


def _ring(canvas: Canvas, one: Since, x: Linear, y: Linear, most: int) -> None:
    """The middle half as a line, the mean as a ring whose area grows with the number."""
    if one.mean is None or one.p25 is None or one.p75 is None:
        return
    at = (x(one.start_h) + x(one.end_h)) / 2
    canvas.line((at, y.inside(one.p25)), (at, y.inside(one.p75)), stroke("ink2"))
    radius = max(SMALLEST, LARGEST * sqrt(one.count / most))
    canvas.circle(at, y.inside(one.mean), round(radius, 1), stroke("ink2", 1.5, filled="surface"))


def _hours(canvas: Canvas, x: Linear, box: Box) -> float:
    """The axis; returns the bottom of the drawing."""
    marks = length_ticks(EDGES_H[-1], box.width)
    canvas.lines([((x(h), box.bottom), (x(h), box.bottom + 4)) for h, _ in marks], AXIS)
    for hour, label in marks:
        last = hour == marks[-1][0]
        place = box.right + RIGHT if last else x(hour)
        canvas.text(place, box.bottom + 16, label, anchor="end" if last else "middle")
    return box.bottom + 20
