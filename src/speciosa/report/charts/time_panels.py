"""The panels of the time line: predicted exposure, doses, and one panel a rated outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from speciosa.assessment.schema import AnalyteCurve, DoseMark, MeasuredLevel, RatingSeries
from speciosa.report.charts.ink import stroke
from speciosa.report.charts.level_marks import draw_before, draw_measured
from speciosa.report.charts.marks import (
    Band,
    Box,
    boxed_text,
    dots,
    hatch,
    mean_line,
    panel_title,
    percentile_band,
    value_axis,
    value_parts,
)
from speciosa.report.charts.scales import Linear, nice_top, number, scale_ticks, ticks
from speciosa.report.charts.svg import GRID, NARROW, Canvas, Point
from speciosa.report.charts.time_bins import (
    TimeAxis,
    by_stretch,
    doses_a_day_words,
    exposure_means,
    mean_words,
    neighbours,
    quantile,
    seven_day_means,
)
from speciosa.report.names import outcome_name
from speciosa.report.words import clean, scale_words
from speciosa.texts import say

EXPOSURE_HEIGHT: Final = 72.0
DOSE_HEIGHT: Final = 72.0
OUTCOME_HEIGHT: Final = 56.0
LONGEST_DOSE: Final = 8.0  # the largest amount, of 3 units an hour
JITTER: Final = 1.2  # so that equal ratings show
GOLDEN: Final = 0.6180339887  # spreads successive dots evenly
BAR: Final = ' stroke-linecap="butt" stroke-opacity=".45"'


@dataclass(frozen=True, slots=True)
class ShownLevel:
    """A predicted level with the prediction before any was measured, and what was measured."""

    curve: AnalyteCurve
    before: AnalyteCurve | None = None
    measured: Sequence[MeasuredLevel] = ()


def highest_of(level: ShownLevel) -> float:
    """A number that no value drawn of a level exceeds, as its axis would print it."""
    values = [value for curve in (level.curve, level.before) if curve for value in curve.p95]
    return nice_top(max([*values, *(one.value for one in level.measured)], default=0.0), 2)


def exposure_panel(canvas: Canvas, level: ShownLevel | None, axis: TimeAxis, y: float) -> Box:
    """The predicted level, averaged over each stretch, with what was measured."""
    curve = level.curve if level else None
    label = clean(curve.label) if curve else say("chart.panel.level")
    unit = clean(curve.unit) if curve else ""
    unit = _unit(canvas, mean_words(axis.stretch, unit), unit) if curve else ""
    box = _box(axis, panel_title(canvas, y, label, unit), EXPOSURE_HEIGHT)
    means = exposure_means(curve, axis) if curve else {}
    before = exposure_means(level.before, axis) if level and level.before else {}
    measured = level.measured if level else ()
    highest = [five[-1] for five in (*means.values(), *before.values())]
    top = nice_top(max([*highest, *(one.value for one in measured)], default=0), 2)
    scale = Linear(0, top, box.bottom, box.top)
    _grid(canvas, box, scale)
    _missing(canvas, box, axis)
    percentile_band(canvas, _bands(means, axis, scale))
    draw_before(canvas, _bands(before, axis, scale))
    draw_measured(canvas, measured, axis, scale, box)
    if not means:
        _empty(canvas, box, say("chart.panel.no_level"))
    return box


def _bands(means: dict[int, list[float]], axis: TimeAxis, scale: Linear) -> list[list[Band]]:
    """One band for every run of recorded stretches."""
    return [
        [Band(axis.middle(i), *(scale(v) for v in means[i])) for i in run]
        for run in neighbours(means, lambda i: axis.recorded(i) > 0)
    ]


def dose_panel(canvas: Canvas, doses: Sequence[DoseMark], axis: TimeAxis, y: float) -> Box:
    """Day across and clock down, or bars of doses a day in a long window."""
    if axis.stretch > 1:
        return _dose_bars(canvas, doses, axis, y)
    unit = _unit(canvas, say("chart.panel.clock"), say("chart.panel.clock_narrow"))
    box = _box(axis, panel_title(canvas, y, say("chart.panel.doses"), unit), DOSE_HEIGHT)
    clock = Linear(0, 24, box.top, box.bottom)
    canvas.lines([((box.left, clock(h)), (box.right, clock(h))) for h in (6, 18)], GRID)
    value_axis(canvas, box, [(clock(h), f"{h:02}") for h in (0, 12, 24)])
    _missing(canvas, box, axis)
    largest: dict[str, float] = {}
    for dose in doses:
        largest[dose.unit] = max(largest.get(dose.unit, 0.0), dose.amount)
    segments = [_dose_mark(dose, largest[dose.unit], axis, clock) for dose in doses if dose.amount]
    canvas.lines([s for s in segments if s], stroke("ink", _mark_width(axis)))
    _zero_doses(canvas, [dose for dose in doses if not dose.amount], axis, clock)
    if not doses:
        _empty(canvas, box, say("chart.panel.no_dose"))
    return box


def outcome_panel(canvas: Canvas, series: RatingSeries, axis: TimeAxis, y: float) -> Box:
    """Ratings as dots with their seven-day mean, or weekly bars with the weekly mean."""
    unit = scale_words(series.scale, series.better)
    top = panel_title(canvas, y, outcome_name(series.label), unit)
    box = _box(axis, top, OUTCOME_HEIGHT)
    scale = Linear(series.scale.low, series.scale.high, box.bottom, box.top)
    marks = scale_ticks(series.scale.low, series.scale.high)
    value_axis(canvas, box, [(scale(v), number(v)) for v in marks])
    _missing(canvas, box, axis)
    found = by_stretch(series, axis)
    if axis.stretch == 1:
        dots(canvas, _rated(series, axis, scale))
        means = seven_day_means(found, axis)
    else:
        _rating_bars(canvas, found, axis, scale)
        means = {i: sum(values) / len(values) for i, values in found.items()}
    runs = neighbours(means, lambda i: axis.recorded(i) > 0)
    mean_line(canvas, [[(axis.middle(i), scale.inside(means[i])) for i in run] for run in runs])
    if not found:
        _empty(canvas, box, say("chart.panel.nothing_rated"))
    return box


def _box(axis: TimeAxis, top: float, height: float) -> Box:
    return Box(axis.x.start, axis.x.end, top, top + height)


def _unit(canvas: Canvas, wide: str, narrow: str) -> str:
    """The unit in words; short where the drawing is narrow."""
    return narrow if canvas.width == NARROW else wide


def _empty(canvas: Canvas, box: Box, text: str) -> None:
    """An empty panel says why."""
    boxed_text(canvas, (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 4, text)


def _grid(canvas: Canvas, box: Box, scale: Linear) -> None:
    marks = ticks(scale.low, scale.high, value_parts(box.height))
    value_axis(canvas, box, [(scale(v), number(v)) for v in marks])


def _missing(canvas: Canvas, box: Box, axis: TimeAxis) -> None:
    """Days without any entry."""
    runs = neighbours(axis.missing, lambda _: True)
    hatch(canvas, [Box(axis.x(r[0]), axis.x(r[-1] + 1), box.top, box.bottom) for r in runs])


def _dose_mark(
    dose: DoseMark, largest: float, axis: TimeAxis, clock: Linear
) -> tuple[Point, Point] | None:
    """A short bar at its day and clock time, longer for more; it stays inside the plot."""
    day = axis.day(dose.at)
    if not 0 <= day < axis.days:
        return None
    length = max(LONGEST_DOSE * dose.amount / largest, 1.5)
    y = clock(dose.at.hour + dose.at.minute / 60)
    top = min(max(y - length / 2, clock.start), clock.end - length)
    return (axis.middle(day), top), (axis.middle(day), top + length)


def _zero_doses(canvas: Canvas, doses: Sequence[DoseMark], axis: TimeAxis, clock: Linear) -> None:
    """A recorded "no dose taken" is a ring, not an empty place."""
    for dose in doses:
        day = axis.day(dose.at)
        if 0 <= day < axis.days:
            y = clock(dose.at.hour + dose.at.minute / 60)
            canvas.circle(axis.middle(day), y, 2, stroke("edge"))


def _dose_bars(canvas: Canvas, doses: Sequence[DoseMark], axis: TimeAxis, y: float) -> Box:
    """Doses a day of each stretch as bars."""
    unit = _unit(canvas, doses_a_day_words(axis.stretch), say("chart.panel.a_day"))
    box = _box(axis, panel_title(canvas, y, say("chart.panel.doses"), unit), DOSE_HEIGHT)
    counts: dict[int, int] = {}
    for dose in doses:
        day = axis.day(dose.at)
        if 0 <= day < axis.days and dose.amount:
            counts[day // axis.stretch] = counts.get(day // axis.stretch, 0) + 1
    a_day = {i: n / max(axis.recorded(i), 1) for i, n in counts.items()}
    scale = Linear(0, nice_top(max(a_day.values(), default=0), 2), box.bottom, box.top)
    _grid(canvas, box, scale)
    _missing(canvas, box, axis)
    data = [((axis.middle(i), box.bottom), (axis.middle(i), scale(v))) for i, v in a_day.items()]
    canvas.lines(data, stroke("edge", _bar_width(axis, 12)) + BAR)
    if not counts:
        _empty(canvas, box, say("chart.panel.no_dose"))
    return box


def _mark_width(axis: TimeAxis) -> float:
    """Two units, less where days are narrow."""
    return round(min(2.0, 0.5 * (axis.x(1) - axis.x(0))), 1)


def _bar_width(axis: TimeAxis, widest: float) -> float:
    """A bar leaves a quarter of its stretch free."""
    return round(min(0.75 * abs(axis.x(axis.stretch) - axis.x(0)), widest), 1)


def _rating_bars(
    canvas: Canvas, found: dict[int, list[float]], axis: TimeAxis, scale: Linear
) -> None:
    """The middle half of each stretch's ratings, at least two units long."""
    segments = []
    for i, values in sorted(found.items()):
        low, high = scale.inside(quantile(values, 0.25)), scale.inside(quantile(values, 0.75))
        grow = max(0.0, 2 - (low - high)) / 2
        segments.append(((axis.middle(i), low + grow), (axis.middle(i), high - grow)))
    canvas.lines(segments, stroke("edge", _bar_width(axis, 6)) + BAR)


def _rated(series: RatingSeries, axis: TimeAxis, scale: Linear) -> list[Point]:
    """Every rating of the window, moved a little so that equal ones show."""
    points = []
    for i, (at, value) in enumerate(zip(series.at, series.value, strict=True)):
        if 0 <= axis.day(at) < axis.days:
            aside = ((i * GOLDEN) % 1 - 0.5) * 2 * JITTER
            points.append((axis.place(at), scale.inside(value) + aside))
    return points
