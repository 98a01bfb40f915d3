"""The figure of growing diaries: time against doses, both on log scales."""

from collections.abc import Sequence
from math import log10
from xml.sax.saxutils import quoteattr

from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.svg import AXIS, GRID, WIDE, Canvas, polyline

LEFT, RIGHT, TOP, BOTTOM = 56.0, 640.0, 36.0, 260.0
DOSES, TIME_S = (1.5, 4.5), (-3.0, 0.0)  # powers of ten that the axes span


def _x(doses: float) -> float:
    return LEFT + (log10(doses) - DOSES[0]) / (DOSES[1] - DOSES[0]) * (RIGHT - LEFT)


def _y(time_s: float) -> float:
    return BOTTOM - (log10(time_s) - TIME_S[0]) / (TIME_S[1] - TIME_S[0]) * (BOTTOM - TOP)


def growth_figure(points: Sequence[tuple[int, float]]) -> str:
    """SVG of (doses, seconds), with the line of exact proportion through the last point."""
    canvas = Canvas(WIDE)
    canvas.text(0, 16, "Time for one person, 64 draws", ink="ink", size=12, bold=True)
    canvas.text(RIGHT, 16, "seconds; broken: exactly proportional", anchor="end")
    for power in (-3, -2, -1, 0):
        canvas.line((LEFT, _y(10.0**power)), (RIGHT, _y(10.0**power)), GRID if power > -3 else AXIS)  # noqa: PLR2004
        canvas.text(LEFT - 8, _y(10.0**power) + 4, f"{10.0**power:g}", anchor="end")
    for doses in (100, 1_000, 10_000):
        canvas.text(_x(doses), BOTTOM + 18, f"{doses:,} doses", anchor="middle")
    last_doses, last_s = points[-1]
    ends = [(_x(d), _y(last_s * d / last_doses)) for d in (points[0][0], last_doses)]
    canvas.path(polyline(ends), f'{stroke("ink2")} stroke-dasharray="5 3"')
    canvas.path(polyline((_x(d), _y(s)) for d, s in points), stroke("accent", 2))
    for doses, time_s in points:
        canvas.circle(_x(doses), _y(time_s), 4, fill("accent"))
    desc = "The line of measured times runs along the broken line: twice the doses, twice the time."
    drawing = canvas.finish("growth", BOTTOM + 32, "Time grows linearly with entries", desc)
    namespace = quoteattr("http://www.w3.org/2000/svg")
    return drawing.svg.replace("<svg ", f"<svg xmlns={namespace} ", 1) + "\n"
