"""The common axis under a time line: dates, or numbered days of a made-up pattern."""

from speciosa.report.charts.scales import date_ticks
from speciosa.report.charts.svg import AXIS, Canvas
from speciosa.report.charts.time_bins import TimeAxis


def draw_dates(canvas: Canvas, axis: TimeAxis, y: float, *, numbered: bool = False) -> float:
    """Line, ticks and labels; returns where they end.

    Args:
        canvas: to draw on.
        axis: of the window.
        y: where the panels above end.
        numbered: write "day 3" instead of a date.
    """
    y += 6
    start, end = axis.x.start, axis.x.end
    canvas.line((start, y), (end, y), AXIS)
    marks = date_ticks(axis.start, axis.days, end - start)
    canvas.lines([((axis.x(m.day), y), (axis.x(m.day), y + 4)) for m in marks], AXIS)
    for i, mark in enumerate(marks):
        label = f"day {mark.day + 1}" if numbered else mark.label
        if i == 0:
            canvas.text(start, y + 18, label)
        elif i == len(marks) - 1:
            canvas.text(end, y + 18, label, anchor="end")
        else:
            canvas.text(axis.x(mark.day), y + 18, label, anchor="middle")
    return y + 24
