"""The day profile: what the clock day looks like, with percentiles over all days."""

from dataclasses import dataclass, replace
from typing import Final

from speciosa.assessment.schema import DayPanel, DayProfile
from speciosa.report.charts.labels import spread, within
from speciosa.report.charts.marks import (
    Band,
    Box,
    boxed_text,
    clock_ticks,
    hatch,
    panel_title,
    percentile_band,
    room_left,
    runs_of,
    value_axis,
    value_parts,
)
from speciosa.report.charts.scales import Linear, nice_top, number, scale_ticks, ticks
from speciosa.report.charts.svg import AXIS, GRID, NARROW, Canvas, Drawing
from speciosa.report.names import outcome_name
from speciosa.report.words import clean, range_words, scale_words
from speciosa.texts import say

DAY_H: Final = 24.0
STRIP: Final = 16.0  # the dose ticks under the exposure
LABEL_GAP: Final = 12.0
LABEL_STEP_H: Final = 6
SIDES: Final = ("lower", "higher")  # one of them is named in the unit of a rating


@dataclass(frozen=True, slots=True)
class Measures:
    """What differs between the wide and the narrow drawing."""

    left: float
    right: float
    exposure: float  # height of the exposure plot
    outcome: float
    clock_step_h: int
    direct_labels: bool


WIDE_MEASURES: Final = Measures(28, 608, 88, 64, 3, True)
NARROW_MEASURES: Final = Measures(28, 302, 66, 44, 6, False)
LOW_MEASURES: Final = Measures(28, 302, 56, 36, 6, False)


def draw_day(
    profile: DayProfile, width: int, key: str, title: str, desc: str, *, low: bool = False
) -> Drawing:
    """The picture in one width.

    Args:
        profile: percentiles over the clock day.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
        low: lower panels, for a full sheet of paper.
    """
    measures = WIDE_MEASURES if width != NARROW else LOW_MEASURES if low else NARROW_MEASURES
    tops = (_range(panel)[1] for panel in profile.panels)
    measures = replace(measures, left=room_left(measures.left, tops))
    canvas = Canvas(width)
    x = Linear(0, DAY_H, measures.left, measures.right)
    y = 0.0
    for i, panel in enumerate(profile.panels):
        tall = measures.exposure if panel.kind == "exposure" else measures.outcome
        top = panel_title(canvas, y, outcome_name(panel.label), _unit(panel))
        box = Box(measures.left, measures.right, top, top + tall)
        _panel(canvas, panel, profile, box, x, measures)
        y = box.bottom + 8
        if i == 0 and profile.dose_hours:
            y = _dose_strip(canvas, profile, x, y)
    y = _clock(canvas, x, y - 8, measures.clock_step_h)
    return canvas.finish(key, y, title, desc)


def _unit(panel: DayPanel) -> str:
    """The unit as all pictures write it; a scale by its ends and its good direction."""
    if panel.scale is None:
        return clean(panel.unit)
    better = next((side for side in SIDES if f"{side} is better" in panel.unit), "")
    return scale_words(panel.scale, better) if better else range_words(panel.scale)


def _panel(
    canvas: Canvas, panel: DayPanel, profile: DayProfile, box: Box, x: Linear, measures: Measures
) -> None:
    y = Linear(*_range(panel), box.bottom, box.top)
    _clock_grid(canvas, x, box, measures.clock_step_h)
    present = [v is not None for v in panel.p50]
    value_axis(canvas, box, [(y(v), number(v)) for v in _steps(panel, y, box)])
    _hatch_missing(canvas, present, box, x)
    runs = [_bands(panel, profile, run, x, y) for run in runs_of(present)]
    percentile_band(canvas, runs)
    if not runs:
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 4
        boxed_text(canvas, *middle, say("chart.day.too_few"))
    elif measures.direct_labels:
        _direct_labels(canvas, runs[-1][-1], box)


def _range(panel: DayPanel) -> tuple[float, float]:
    """The full rating scale, or from zero to the next readable number."""
    if panel.scale is not None:
        return panel.scale.low, panel.scale.high
    return 0.0, nice_top(max((v for v in panel.p95 if v is not None), default=0.0), 2)


def _steps(panel: DayPanel, y: Linear, box: Box) -> list[float]:
    """The ticks of the value axis; only zero where nothing is known."""
    if panel.scale is not None:
        return scale_ticks(y.low, y.high)
    known = any(v is not None for v in panel.p50)
    return ticks(y.low, y.high, value_parts(box.height)) if known else [0.0]


def _clock_grid(canvas: Canvas, x: Linear, box: Box, step_h: int) -> None:
    lines = [((x(h), box.top), (x(h), box.bottom)) for h in range(0, 25, max(step_h, 6))]
    canvas.lines(lines, GRID)


def _hatch_missing(canvas: Canvas, present: list[bool], box: Box, x: Linear) -> None:
    """Hours without enough days."""
    if not present:
        hatch(canvas, [box])
        return
    step_h = DAY_H / len(present)
    gaps = runs_of([not here for here in present])
    hatch(
        canvas,
        [Box(x(g.start * step_h), x(g.stop * step_h), box.top, box.bottom) for g in gaps],
    )


def _bands(panel: DayPanel, profile: DayProfile, run: range, x: Linear, y: Linear) -> list[Band]:
    """One stretch of the day; its ends reach to the edges of their bins."""
    half_h = DAY_H / len(profile.hours) / 2
    middles = [
        Band(x(profile.hours[i]), *(y.inside(v) for v in _percentiles(panel, i))) for i in run
    ]
    first, last = middles[0], middles[-1]
    start = x(max(profile.hours[run.start] - half_h, 0.0))
    end = x(min(profile.hours[run.stop - 1] + half_h, DAY_H))
    return [_moved(first, start), *middles, _moved(last, end)]


def _percentiles(panel: DayPanel, i: int) -> list[float]:
    """The five percentiles of a bin; one that is missing falls back to the median."""
    middle = panel.p50[i] or 0.0
    five = (panel.p05[i], panel.p25[i], panel.p50[i], panel.p75[i], panel.p95[i])
    return [middle if v is None else v for v in five]


def _moved(band: Band, x: float) -> Band:
    return Band(x, band.p05, band.p25, band.p50, band.p75, band.p95)


def _direct_labels(canvas: Canvas, last: Band, box: Box) -> None:
    """Names at the right end of the band, moved apart; the median's stays if there is room."""
    places = within(spread([last.p95, last.p50, last.p05], LABEL_GAP, 1), box.top, box.bottom)
    x = box.right + 6
    canvas.text(x, places[0] + 4, "95 %")
    canvas.text(x, places[1] + 4, say("chart.day.median"), ink="accent", bold=True)
    canvas.text(x, places[2] + 4, "5 %")


def _dose_strip(canvas: Canvas, profile: DayProfile, x: Linear, y: float) -> float:
    """Every dose as a tick at its clock time; returns where the next panel starts."""
    canvas.text(0, y + 9, say("chart.day.dose"))
    clock_ticks(canvas, [x(h) for h in profile.dose_hours], y, 10)
    return y + STRIP


def _clock(canvas: Canvas, x: Linear, y: float, step_h: int) -> float:
    """The common axis: clock hours under the last panel."""
    canvas.lines([((x(h), y), (x(h), y + 4)) for h in range(0, 25, step_h)], AXIS)
    for h in range(0, 25, LABEL_STEP_H):
        last = h == DAY_H  # ends with the axis, so that it leaves room for the labels beside it
        canvas.text(x(h), y + 16, f"{h:02}:00", anchor="end" if last else "middle")
    return y + 20
