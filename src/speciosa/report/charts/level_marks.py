"""What belongs to a predicted level: the prediction before, and what was measured."""

from collections.abc import Iterable, Sequence
from typing import Final

from speciosa.assessment.schema import AnalyteCurve, MeasuredLevel
from speciosa.report.charts.ink import stroke
from speciosa.report.charts.labels import Lanes
from speciosa.report.charts.marks import Band, Box
from speciosa.report.charts.scales import Linear
from speciosa.report.charts.svg import Canvas, Point, polyline
from speciosa.report.charts.text import text_width
from speciosa.report.charts.time_bins import TimeAxis
from speciosa.report.words import level_words

CROSS: Final = 4.5  # half of its width
BLOOD: Final = frozenset({"plasma", "blood", "not stated"})
BROKEN: Final = ' stroke-dasharray="5 3"'


def measured_of(curve: AnalyteCurve, measured: Iterable[MeasuredLevel]) -> list[MeasuredLevel]:
    """The levels of blood that a curve predicts."""
    return [m for m in measured if m.analyte == curve.name and m.matrix in BLOOD and m.value > 0]


def before_of(curve: AnalyteCurve, before: Iterable[AnalyteCurve]) -> AnalyteCurve | None:
    """The prediction for people in general behind a person's own curve."""
    same = (other for other in before if other.name == curve.name)
    return next((other for other in same if other.substance == curve.substance), None)


def draw_before(canvas: Canvas, runs: Iterable[Sequence[Band]]) -> None:
    """Middle and ends of the prediction without measured levels, as broken lines."""
    kept = [run for run in runs if len(run) > 1]
    low = [[(b.x, b.p05) for b in run] for run in kept]
    high = [[(b.x, b.p95) for b in run] for run in kept]
    canvas.path("".join(polyline(points) for points in low + high), stroke("edge") + BROKEN)
    middle = "".join(polyline([(b.x, b.p50) for b in run]) for run in kept)
    canvas.path(middle, stroke("ink2", 1.5) + BROKEN)


def draw_measured(
    canvas: Canvas, levels: Sequence[MeasuredLevel], axis: TimeAxis, scale: Linear, box: Box
) -> None:
    """A cross at each measured level with its value; labels that do not fit are left out."""
    inside = [level for level in levels if 0 <= axis.day(level.at) < axis.days]
    places: list[Point] = [(axis.place(x.at), scale.inside(x.value)) for x in inside]
    data = "".join(
        polyline(((x - CROSS, y - CROSS), (x + CROSS, y + CROSS)))
        + polyline(((x - CROSS, y + CROSS), (x + CROSS, y - CROSS)))
        for x, y in places
    )
    canvas.path(data, stroke("ink", 2))
    lanes = Lanes(most=1)
    for level, (x, y) in zip(inside, places, strict=True):
        text = level_words(level)
        flip = x + CROSS + 4 + text_width(text) > box.right
        start = x - CROSS - 4 - text_width(text) if flip else x + CROSS + 4
        if lanes.place(start, start + text_width(text)) is not None:
            y_text = min(max(y + 4, box.top + 9), box.bottom - 3)
            canvas.text(start, y_text, text, ink="ink")
