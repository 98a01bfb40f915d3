"""A small line beside a row: how something went, on a scale that all rows of a column share."""

from collections.abc import Sequence
from typing import Final

from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.marks import ROUND, runs_of
from speciosa.report.charts.scales import Linear
from speciosa.report.charts.svg import GRID, Canvas, Drawing, polyline

WIDTH: Final = 112
HEIGHT: Final = 28
MARGIN: Final = 4.0
LAST: Final = 2.5


def draw_sparkline(
    values: Sequence[float | None], low: float, high: float, key: str, title: str, desc: str
) -> Drawing:
    """The picture; it has no words in it, they stand beside it.

    Args:
        values: evenly spaced in time; None where nothing is known: there the line breaks.
        low: of the scale, drawn at the bottom.
        high: of the scale.
        key: unique on the page.
        title: what it is.
        desc: what it shows.
    """
    canvas = Canvas(WIDTH)
    x = Linear(0, max(len(values) - 1, 1), MARGIN, WIDTH - MARGIN)
    y = Linear(low, high, HEIGHT - MARGIN, MARGIN)
    places = [None if value is None else (x(i), y.inside(value)) for i, value in enumerate(values)]
    canvas.line((0, HEIGHT / 2), (WIDTH, HEIGHT / 2), GRID)
    lines = []
    for run in runs_of([place is not None for place in places]):
        points = [place for place in (places[i] for i in run) if place is not None]
        lines.append(polyline(points if len(points) > 1 else points * 2))
    canvas.path("".join(lines), stroke("accent", 1.5) + ROUND)
    last = next((place for place in reversed(places) if place is not None), None)
    if last is not None:
        canvas.circle(*last, LAST, fill("accent"))
    return canvas.finish(key, HEIGHT, title, desc)
