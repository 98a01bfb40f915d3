"""Laboratory values and vital signs over time, each beside its upper limit.

A value is a mark on its day; nothing is drawn between two of them, because nothing is known there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final

from speciosa.assessment.schema import Change, Due, EventReport, LabSeries, LabValue, Window
from speciosa.report.charts.dates import draw_dates
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.labels import Lanes, spread, within
from speciosa.report.charts.marks import Box, diamond, dots, panel_title, room_left, value_axis
from speciosa.report.charts.scales import (
    Linear,
    Log,
    Scaled,
    fitting,
    log_ends,
    log_ticks,
    nice_step,
    number,
)
from speciosa.report.charts.svg import Canvas, Drawing
from speciosa.report.charts.text import elide, text_width
from speciosa.report.charts.time_bins import TimeAxis, time_axis
from speciosa.report.charts.time_lanes import (
    change_lines,
    changes_height,
    check_lane,
    draw_changes,
    event_lane,
    place_changes,
)
from speciosa.report.words import clean, times_words
from speciosa.texts import say

LEFT: Final = 28.0
LABELS: Final = 92.0  # at the right: the last value and the limit
HEIGHT: Final = 56.0
PANEL_GAP: Final = 14.0
LOG_FROM: Final = 20.0  # times between the smallest and the largest
CLOSE: Final = 0.9  # share of the largest; where even the smallest is above, zero is not shown
PARTS: Final = 4
STEP: Final = 20.0  # between two ticks above each other
CROWD: Final = 60  # values; more are small dots
LABEL_GAP: Final = 12.0
RADIUS: Final = 3.5
DIAMOND: Final = 10.0


@dataclass(frozen=True, slots=True)
class LabPicture:
    """What is drawn: some series over one window, and what happened meanwhile.

    Attributes:
        series: one panel each.
        window: of the diary.
        changes: starts of products and medicines, as dotted lines.
        events: as rings with their grade.
        schedule: checks; those that are overdue are drawn as missing.
    """

    series: tuple[LabSeries, ...]
    window: Window
    changes: tuple[Change, ...] = ()
    events: tuple[EventReport, ...] = ()
    schedule: tuple[Due, ...] = ()


def draw_labs(picture: LabPicture, width: int, key: str, title: str, desc: str) -> Drawing:
    """The picture in one width.

    Args:
        picture: what to draw.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
    """
    canvas, window = Canvas(width), picture.window
    axis = time_axis(window.start, max(window.days, 1), (), _left(picture), width - LABELS)
    changes = place_changes(picture.changes, axis, width)
    y = changes_height(changes)
    if changes:
        y += 8
        draw_changes(canvas, changes, y)
    for series in picture.series:
        box = _panel(canvas, series, axis, y)
        change_lines(canvas, changes, box.top, box.bottom)
        y = box.bottom + PANEL_GAP
    if picture.events:
        y = event_lane(canvas, picture.events, axis, y)
    if any(due.overdue_days > 0 and due.due for due in picture.schedule):
        y = check_lane(canvas, (), picture.schedule, axis, y)
    return canvas.finish(key, draw_dates(canvas, axis, y), title, desc)


def _left(picture: LabPicture) -> float:
    """Room for the widest number of all panels, which share one axis."""
    plot = Box(0, 1, 0, HEIGHT)
    marks = (value for series in picture.series for value in value_scale(series, plot)[1])
    return room_left(LEFT, marks)


def is_above(value: LabValue) -> bool:
    """Whether a value lies above its upper limit."""
    return value.limit is not None and value.value > value.limit


def one_limit(series: LabSeries) -> float | None:
    """The upper limit of a series; None when its values have different ones, or none."""
    limits = {value.limit for value in series.values}
    return limits.pop() if len(limits) == 1 else None


def value_scale(series: LabSeries, box: Box) -> tuple[Scaled, list[float]]:
    """The scale of a panel and its ticks: from zero, close around the values, or of ratios."""
    limits = [value.limit for value in series.values if value.limit is not None]
    shown = [*(value.value for value in series.values), *limits]
    low, high = min(shown), max(shown)
    if low > 0 and high / low > LOG_FROM:
        low, high = log_ends(low, high)
        return Log(low, high, box.bottom, box.top), log_ticks(low, high, box.height, STEP)
    if 0 <= low <= CLOSE * high:
        low = 0.0
    step = nice_step((high - low) or abs(high), PARTS)
    low, high = step * floor(low / step + 1e-9), step * ceil(high / step - 1e-9)
    high = high if high > low else low + step
    return Linear(low, high, box.bottom, box.top), fitting(low, high, box.height, STEP)


def _panel(canvas: Canvas, series: LabSeries, axis: TimeAxis, y: float) -> Box:
    """One thing that is measured, with its limit and its last value in words."""
    plot = Box(axis.x.start, axis.x.end, 0, HEIGHT)
    kind = say("chart.labs.log_scale") if isinstance(value_scale(series, plot)[0], Log) else ""
    unit = ", ".join(part for part in (clean(series.unit), kind) if part)
    top = panel_title(canvas, y, clean(series.label), unit)
    box = Box(axis.x.start, axis.x.end, top, top + HEIGHT)
    scale, marks = value_scale(series, box)
    value_axis(canvas, box, [(scale(value), number(value)) for value in marks])
    inside = tuple(v for v in series.values if 0 <= axis.day(v.at) < axis.days)
    drawn = series.model_copy(update={"values": inside})
    _limits(canvas, drawn, axis, scale, box)
    _value_labels(canvas, drawn, axis, scale, box)
    _values(canvas, drawn, axis, scale)
    _last(canvas, series, scale, box)
    return box


def _limits(canvas: Canvas, series: LabSeries, axis: TimeAxis, scale: Scaled, box: Box) -> None:
    """One line where all values share a limit, else a short one at each value."""
    limit = one_limit(series)
    if limit is not None:
        canvas.line((box.left, scale(limit)), (box.right, scale(limit)), stroke("ink2"))
        return
    places = {(axis.place(v.at), scale(v.limit)) for v in series.values if v.limit is not None}
    short = [((max(x - 8, box.left), y), (min(x + 8, box.right), y)) for x, y in sorted(places)]
    canvas.lines(short, stroke("ink2"))


def _values(canvas: Canvas, series: LabSeries, axis: TimeAxis, scale: Scaled) -> None:
    """Discs; diamonds above the limit, so that no colour is needed to tell them."""
    places = [(v, axis.place(v.at), scale(v.value)) for v in series.values]
    if len(places) > CROWD:
        dots(canvas, sorted({(round(x), round(y)) for _, x, y in places}))
        return
    for value, x, y in places:
        if is_above(value):
            canvas.path(diamond(x, y, DIAMOND), fill("warn"))
        else:
            canvas.circle(x, y, RADIUS, fill("accent"))


def short_number(value: float) -> str:
    """A measured value without digits that come from a change of unit.

    >>> short_number(41.01712), short_number(0.6)
    ('41.02', '0.6')
    """
    return number(float(f"{value:.4g}"))


def _value_labels(
    canvas: Canvas, series: LabSeries, axis: TimeAxis, scale: Scaled, box: Box
) -> None:
    """The value beside its mark, the highest first, where there is room."""
    lanes = Lanes(most=1)
    for value in sorted(series.values[:-1], key=lambda v: -v.value)[:CROWD]:
        text, x, y = short_number(value.value), axis.place(value.at), scale(value.value)
        half = text_width(text) / 2
        left = min(max(x - half, box.left + 2), box.right - 2 * half - 10)
        if lanes.place(left, left + 2 * half) is not None:
            base = y + 16 if y - 18 < box.top else y - 8
            canvas.rect(left - 1, base - 9, 2 * half + 2, 11, fill("page"))  # no line runs through
            canvas.text(left, base, text, ink="ink2")


def _last(canvas: Canvas, series: LabSeries, scale: Scaled, box: Box) -> None:
    """The last value, how many times its limit it is, and the limit, at the right end."""
    last = series.values[-1]
    x, y = box.right + 8, min(scale(last.value), box.bottom - 4 - LABEL_GAP)
    wanted = [(y, short_number(last.value), "warn" if is_above(last) else "accent", True)]
    wanted += [(y + LABEL_GAP, text, "ink2", False) for text in _times(last)]
    limit = one_limit(series)
    if limit is not None:
        place = 0 if scale(limit) < y else len(wanted)
        words = say("chart.labs.limit", limit=short_number(limit))
        wanted.insert(place, (scale(limit), words, "ink3", False))
    fixed = next(i for i, row in enumerate(wanted) if row[3])
    places = within(spread([row[0] for row in wanted], LABEL_GAP, fixed), box.top, box.bottom - 4)
    for at, (_, text, ink, bold) in zip(places, wanted, strict=True):
        canvas.text(x, at + 4, elide(text, LABELS - 8, bold=bold), ink=ink, bold=bold)


def _times(value: LabValue) -> Iterator[str]:
    if value.limit:
        yield times_words(value.value, value.limit)


def chunks(series: Sequence[LabSeries], most: int) -> list[tuple[LabSeries, ...]]:
    """At most so many panels in one picture, so that it fits a sheet of paper."""
    return [tuple(series[i : i + most]) for i in range(0, len(series), most)]
