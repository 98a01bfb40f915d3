"""A figure of growing input: time against size, both on log scales, several lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log10
from xml.sax.saxutils import quoteattr

from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.svg import AXIS, GRID, WIDE, Canvas, polyline

_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 560.0, 36.0, 260.0
_LABEL_GAP = 8.0
Points = Sequence[tuple[int, float]]  # size and seconds


@dataclass(frozen=True, slots=True)
class ScalingAxes:
    """What the axes span, in powers of ten, and what is counted along the lower one."""

    title: str
    counted: str
    size: tuple[float, float]
    time_s: tuple[int, int]
    size_ticks: tuple[int, ...]

    def x(self, size: float) -> float:
        """Place of a size."""
        return _LEFT + (log10(size) - self.size[0]) / (self.size[1] - self.size[0]) * (
            _RIGHT - _LEFT
        )

    def y(self, time_s: float) -> float:
        """Place of a time."""
        span = self.time_s[1] - self.time_s[0]
        return _BOTTOM - (log10(time_s) - self.time_s[0]) / span * (_BOTTOM - _TOP)


def scaling_figure(axes: ScalingAxes, lines: Mapping[str, Points]) -> str:
    """SVG of several lines, each with exact proportion through its last point, broken."""
    canvas = Canvas(WIDE)
    canvas.text(0, 16, axes.title, ink="ink", size=12, bold=True)
    canvas.text(WIDE, 16, "seconds; broken: exactly proportional", anchor="end")
    for power in range(axes.time_s[0], axes.time_s[1] + 1):
        y = axes.y(10.0**power)
        canvas.line((_LEFT, y), (_RIGHT, y), GRID if power > axes.time_s[0] else AXIS)
        canvas.text(_LEFT - _LABEL_GAP, y + 4, f"{10.0**power:g}", anchor="end")
    for size in axes.size_ticks:
        canvas.text(axes.x(size), _BOTTOM + 18, f"{size:,} {axes.counted}", anchor="middle")
    for name, points in lines.items():
        _line(canvas, axes, name, points)
    desc = "Lines that run along the broken ones: twice the entries take twice the time."
    drawing = canvas.finish("scaling", _BOTTOM + 32, axes.title, desc)
    namespace = quoteattr("http://www.w3.org/2000/svg")
    return drawing.svg.replace("<svg ", f"<svg xmlns={namespace} ", 1) + "\n"


def _line(canvas: Canvas, axes: ScalingAxes, name: str, points: Points) -> None:
    last, last_s = points[-1]
    ends = [(axes.x(size), axes.y(last_s * size / last)) for size in (points[0][0], last)]
    canvas.path(polyline(ends), f'{stroke("ink2")} stroke-dasharray="5 3"')
    canvas.path(polyline((axes.x(n), axes.y(s)) for n, s in points), stroke("accent", 2))
    for size, time_s in points:
        canvas.circle(axes.x(size), axes.y(time_s), 4, fill("accent"))
    canvas.text(axes.x(last) + _LABEL_GAP, axes.y(last_s) + 4, name, ink="ink")
