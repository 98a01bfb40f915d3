"""Predicted levels hour by hour: the band, its doses, what was measured, and the days below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from speciosa.assessment.schema import DoseMark, Gap
from speciosa.report.charts.dates import draw_dates
from speciosa.report.charts.level_marks import draw_before, draw_measured
from speciosa.report.charts.marks import (
    Band,
    Box,
    clock_ticks,
    hatch,
    panel_title,
    percentile_band,
    room_left,
    value_axis,
    value_parts,
)
from speciosa.report.charts.scales import Linear, nice_top, number, ticks
from speciosa.report.charts.svg import Canvas, Drawing
from speciosa.report.charts.text import wrap
from speciosa.report.charts.time_bins import (
    TimeAxis,
    exposure_means,
    mean_words,
    neighbours,
    time_axis,
)
from speciosa.report.charts.time_panels import ShownLevel, highest_of
from speciosa.report.words import clean

LEFT: Final = 34.0
RIGHT_MARGIN: Final = 8.0
HEIGHT: Final = 120.0
STRIP: Final = 10.0  # doses
CAPTION: Final = 0.92  # of the width: fonts of other programs may be wider
HOURLY_UP_TO: Final = 35  # days; a longer window is drawn by its daily means


@dataclass(frozen=True, slots=True)
class LevelPicture:
    """What is drawn: levels and doses of some days.

    Attributes:
        levels: one panel each.
        doses: all of the days; a panel shows those of its own substance.
        start: first day.
        days: how many.
        missing: days without any entry.
        numbered: days are numbered, because they are made up.
        caption: a line under the picture, for a picture that stands alone.
    """

    levels: tuple[ShownLevel, ...]
    doses: tuple[DoseMark, ...]
    start: date
    days: int
    missing: tuple[Gap, ...] = ()
    numbered: bool = False
    caption: str = ""


def draw_levels(picture: LevelPicture, width: int, key: str, title: str, desc: str) -> Drawing:
    """The picture in one width.

    Args:
        picture: what to draw.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
    """
    canvas = Canvas(width)
    right, left = width - RIGHT_MARGIN, room_left(LEFT, map(highest_of, picture.levels))
    axis = time_axis(picture.start, max(picture.days, 1), picture.missing, left, right)
    y = 0.0
    for level in picture.levels:
        doses = [d for d in picture.doses if d.amount and d.substance == level.curve.substance]
        y = _panel(canvas, level, doses, axis, y)
    y = draw_dates(canvas, axis, y - 6, numbered=picture.numbered)
    for line in wrap(picture.caption, CAPTION * width, 4) if picture.caption else ():
        y += 16
        canvas.text(0, y, line, ink="ink2")
    return canvas.finish(key, y + 6 if picture.caption else y, title, desc)


def _panel(
    canvas: Canvas, level: ShownLevel, doses: Sequence[DoseMark], axis: TimeAxis, y: float
) -> float:
    """Band with its dose ticks below; returns where they end."""
    curve = level.curve
    unit = clean(curve.unit)
    unit = mean_words(axis.stretch, unit) if axis.days > HOURLY_UP_TO else unit
    top = panel_title(canvas, y, clean(curve.label), unit)
    box = Box(axis.x.start, axis.x.end, top, top + HEIGHT)
    points, before = _points(level, axis), _points(ShownLevel(level.before or curve), axis)
    drawn = [*points.values(), *(before.values() if level.before else ())]
    measured = [m for m in level.measured if 0 <= axis.day(m.at) < axis.days]
    highest = max([*(p[-1] for p in drawn), *(m.value for m in measured)], default=0.0)
    scale = Linear(0, nice_top(highest, 2), box.bottom, box.top)
    value_axis(canvas, box, [(scale(v), number(v)) for v in _steps(scale, box)])
    gaps = neighbours(axis.missing, lambda _: True)
    hatch(canvas, [Box(axis.x(g[0]), axis.x(g[-1] + 1), box.top, box.bottom) for g in gaps])
    percentile_band(canvas, _runs(points, scale))
    if level.before:
        draw_before(canvas, _runs(before, scale))
    draw_measured(canvas, measured, axis, scale, box)
    clock_ticks(canvas, _places(doses, axis), box.bottom + 4, STRIP)
    return box.bottom + 4 + STRIP + 14


def _steps(scale: Linear, box: Box) -> list[float]:
    return ticks(scale.low, scale.high, value_parts(box.height))


def _places(doses: Sequence[DoseMark], axis: TimeAxis) -> Iterator[float]:
    return (axis.place(dose.at) for dose in doses if 0 <= axis.day(dose.at) < axis.days)


_Points = dict[int, tuple[float, ...]]  # place in the curve -> x and five percentiles


def _points(level: ShownLevel, axis: TimeAxis) -> _Points:
    """Where the curve is known: every point of a short window, daily means of a long one."""
    curve = level.curve
    if axis.days > HOURLY_UP_TO:
        means = exposure_means(curve, axis)
        return {i: (axis.middle(i), *five) for i, five in means.items() if axis.recorded(i)}
    rows = zip(curve.p05, curve.p25, curve.p50, curve.p75, curve.p95, strict=True)
    return {
        i: (axis.place(at), *five)
        for i, (at, five) in enumerate(zip(curve.times, rows, strict=True))
        if 0 <= axis.day(at) < axis.days and axis.day(at) not in axis.missing
    }


def _runs(points: _Points, scale: Linear) -> list[list[Band]]:
    """One band for every stretch without a gap."""
    return [
        [Band(points[i][0], *(scale(v) for v in points[i][1:])) for i in run]
        for run in neighbours(points, lambda _: True)
    ]
