"""The time line: everything on one axis, always in the same order from top to bottom."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.schema import AnalyteCurve, Assessment
from speciosa.report.charts.dates import draw_dates
from speciosa.report.charts.level_marks import before_of, measured_of
from speciosa.report.charts.marks import Box, room_left
from speciosa.report.charts.svg import Canvas, Drawing
from speciosa.report.charts.time_bins import TimeAxis, time_axis
from speciosa.report.charts.time_lanes import (
    bar_lane,
    change_lines,
    changes_height,
    check_lane,
    draw_changes,
    event_lane,
    place_changes,
)
from speciosa.report.charts.time_panels import (
    ShownLevel,
    dose_panel,
    exposure_panel,
    highest_of,
    outcome_panel,
)
from speciosa.texts import say

LEFT: Final = 28.0
RIGHT_MARGIN: Final = 8.0
PANEL_GAP: Final = 12.0
MOST_OUTCOMES: Final = 4
MOST_SUBSTANCES: Final = 2


def draw_timeline(assessment: Assessment, width: int, key: str, title: str, desc: str) -> Drawing:
    """The picture in one width.

    Args:
        assessment: all of it: a time line shows everything that has a date.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
    """
    canvas = Canvas(width)
    line, window = assessment.timeline, assessment.window
    days = max(window.days, 1)
    left = room_left(LEFT, map(highest_of, shown_levels(assessment)))
    axis = time_axis(window.start, days, line.missing, left, width - RIGHT_MARGIN)
    changes = place_changes(line.changes, axis, width)
    y = changes_height(changes)
    if changes:
        y += 8
        draw_changes(canvas, changes, y)
    for box in _panels(canvas, assessment, axis, y):
        change_lines(canvas, changes, box.top, box.bottom)
        y = box.bottom + PANEL_GAP
    if changes:  # the lines run behind the lanes: lay them out once to know how far down
        change_lines(canvas, changes, y + 4, _lanes(Canvas(width), assessment, axis, y + 4))
    y = _lanes(canvas, assessment, axis, y + 4)
    return canvas.finish(key, draw_dates(canvas, axis, y), title, desc)


def first_curves(assessment: Assessment) -> list[AnalyteCurve]:
    """The first analyte of each substance, the main substance first."""
    first: dict[str, AnalyteCurve] = {}
    for curve in assessment.exposure.analytes:
        first.setdefault(curve.substance, curve)
    main = assessment.use.substance
    return sorted(first.values(), key=lambda c: c.substance != main)[:MOST_SUBSTANCES]


def shown_levels(assessment: Assessment) -> Iterator[ShownLevel]:
    """The first curves with what belongs to each."""
    exposure = assessment.exposure
    for curve in first_curves(assessment):
        before = before_of(curve, exposure.population)
        yield ShownLevel(curve, before, measured_of(curve, exposure.measured))


def _panels(canvas: Canvas, assessment: Assessment, axis: TimeAxis, y: float) -> Iterator[Box]:
    """Exposure, doses and the first outcomes in the person's order."""
    line = assessment.timeline
    shown: list[ShownLevel | None] = [*shown_levels(assessment)]
    for level in shown or [None]:
        box = exposure_panel(canvas, level, axis, y)
        yield box
        y = box.bottom + PANEL_GAP
    box = dose_panel(canvas, line.doses, axis, y)
    yield box
    for series in line.ratings[:MOST_OUTCOMES]:
        box = outcome_panel(canvas, series, axis, box.bottom + PANEL_GAP)
        yield box


def _lanes(canvas: Canvas, assessment: Assessment, axis: TimeAxis, y: float) -> float:
    """Events, checks, medicines, products; returns where they end."""
    line = assessment.timeline
    y = event_lane(canvas, assessment.events, axis, y)
    y = check_lane(canvas, line.checks, assessment.schedule, axis, y)
    y = bar_lane(canvas, line.medicines, axis, y, say("chart.lane.no_medicine"))
    return bar_lane(canvas, line.products, axis, y, say("chart.lane.no_product"))
