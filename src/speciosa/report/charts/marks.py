"""The marks that several drawings share: hatch, band, dots, ticks over the clock, grade chip."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.scales import number
from speciosa.report.charts.svg import AXIS, GRID, Canvas, Point, coordinate, polyline
from speciosa.report.charts.text import elide, text_width, wrap

HATCH_STEP: Final = 6.0
TITLE_SIZE: Final = 12.0
TICK_DISTANCE: Final = 40.0  # at most one value tick in this height
CHIP_WIDTH: Final = 32
CHIP_HEIGHT: Final = 18
GRADE_BARS: Final = {"A": 4, "B": 3, "C": 2, "D": 1}
TICK_OPACITY: Final = 0.35  # of one dose; doses at the same clock time add up
CROWD: Final = 8  # doses at one place; with more, darkness shows the share of the most


@dataclass(frozen=True, slots=True)
class Box:
    """A plot: its left, right, top and bottom edge."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def hatch_path(box: Box) -> str:
    """Path data of 45-degree lines, every 6 units, cut to the box; nothing for an empty one.

    Every line is x + y = constant on one common grid, so that neighbouring boxes match.
    """
    if box.width <= 0 or box.height <= 0:
        return ""
    step = HATCH_STEP
    total = step * (int((box.left + box.top) / step) + 1)
    parts = []
    while total < box.right + box.bottom:
        low = max(box.left, total - box.bottom)
        high = min(box.right, total - box.top)
        parts.append(polyline(((low, total - low), (high, total - high))))
        total += step
    return "".join(parts)


def hatch(canvas: Canvas, boxes: Iterable[Box]) -> None:
    """What is missing: hatched over the full height of its panel."""
    canvas.path("".join(hatch_path(box) for box in boxes), GRID)


@dataclass(frozen=True, slots=True)
class Band:
    """Points of a percentile band at one place, in drawing units."""

    x: float
    p05: float
    p25: float
    p50: float
    p75: float
    p95: float


def percentile_band(canvas: Canvas, runs: Iterable[Sequence[Band]]) -> None:
    """Wide band, narrow band, and the median last and on top; one path each over all runs."""
    kept = [run for run in runs if run]
    outer = [_area([(b.x, b.p95) for b in r], [(b.x, b.p05) for b in r]) for r in kept]
    inner = [_area([(b.x, b.p75) for b in r], [(b.x, b.p25) for b in r]) for r in kept]
    canvas.path("".join(outer), fill("band95"))
    canvas.path("".join(inner), fill("band50"))
    mean_line(canvas, [[(b.x, b.p50) for b in run] for run in kept])


def _area(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    return polyline([*upper, *reversed(lower)]) + "Z"


def mean_line(canvas: Canvas, runs: Iterable[Sequence[Point]]) -> None:
    """The middle: 2 units of accent, broken where nothing was recorded."""
    data = "".join(polyline(run if len(run) > 1 else [*run, *run]) for run in runs if run)
    canvas.path(data, stroke("accent", 2) + ROUND)


ROUND: Final = ' stroke-linejoin="round" stroke-linecap="round"'


def dots(canvas: Canvas, points: Iterable[Point]) -> None:
    """Ratings: discs of radius 1.3, as one path of round caps."""
    places = dict.fromkeys((coordinate(x), coordinate(y)) for x, y in points)
    data = "".join(f"M{x} {y}h0" for x, y in places)
    canvas.path(data, stroke("edge", 2.6) + ' stroke-linecap="round" stroke-opacity=".75"')


def clock_ticks(canvas: Canvas, places: Iterable[float], top: float, height: float) -> None:
    """Doses over the clock: thin ticks that grow darker where many fall together."""
    counts = Counter(coordinate(x) for x in places)
    most = max(counts.values(), default=0)
    for count in sorted(set(counts.values())):
        same = sorted((x for x, n in counts.items() if n == count), key=float)
        data = "".join(f"M{x} {coordinate(top)}v{coordinate(height)}" for x in same)
        opacity = max(1 - (1 - TICK_OPACITY) ** count if most <= CROWD else count / most, 0.1)
        canvas.path(data, stroke("ink") + f' stroke-opacity="{opacity:.2f}"')


def value_parts(height: float) -> int:
    """Into how many parts the ticks may cut a plot of this height, at least two."""
    return max(2, int(height / TICK_DISTANCE))


def value_axis(
    canvas: Canvas, box: Box, marks: Iterable[tuple[float, str]], base: float | None = None
) -> None:
    """Horizontal grid with its numbers at the left; the line at `base` is the axis.

    Args:
        canvas: to draw on.
        box: the plot.
        marks: (y, text) of each tick.
        base: y of the zero or base line, default the bottom.
    """
    zero = box.bottom if base is None else base
    for y, label in marks:
        line = AXIS if abs(y - zero) < 1e-6 else GRID  # noqa: PLR2004 - equal but for rounding
        canvas.line((box.left, y), (box.right, y), line)
        canvas.text(box.left - 6, y + 4, label, anchor="end")


def room_left(least: float, values: Iterable[float]) -> float:
    """How much room the numbers at the left of a plot need, at least `least`.

    >>> room_left(28.0, (0, 10)), room_left(28.0, (0, 1000)) > 28
    (28.0, True)
    """
    return max([least, *(6 + text_width(number(value)) for value in values)])


def panel_title(canvas: Canvas, top: float, title: str, unit: str) -> float:
    """What at the top left, the unit in words at the top right; returns the plot's top.

    A long name takes a second line.
    """
    unit = elide(unit, 0.45 * canvas.width)
    width = canvas.width - text_width(unit) - 12
    lines = wrap(title, width, 2, TITLE_SIZE, bold=True)
    for i, line in enumerate(lines):
        canvas.text(0, top + 11 + 15 * i, line, ink="ink", size=TITLE_SIZE, bold=True)
    if unit:
        canvas.text(canvas.width, top + 11, unit, anchor="end")
    return top + 20 + 15 * (max(len(lines), 1) - 1)


def boxed_text(canvas: Canvas, x: float, y: float, text: str, *, ink: str = "ink2") -> None:
    """A text in the middle of a hatch, on a box in the page's colour."""
    half = text_width(text) / 2 + 6
    canvas.rect(x - half, y - 13, 2 * half, 18, fill("page"))
    canvas.text(x, y, text, ink=ink, anchor="middle")


def chip_marks(canvas: Canvas, x: float, y: float, grade: str) -> None:
    """A grade chip, its top left corner at (x, y): letter and four bars, never coloured."""
    canvas.rect(x + 0.5, y + 0.5, CHIP_WIDTH - 1, CHIP_HEIGHT - 1, stroke("edge"), radius=3)
    canvas.text(x + 9, y + 13.2, grade, ink="ink", size=12, anchor="middle", bold=True)
    for i in range(4):
        on = i < GRADE_BARS[grade]
        canvas.rect(x + 16 + 3.5 * i, y + 4, 2, 10, fill("ink" if on else "rule"))


def runs_of(present: Sequence[bool]) -> Iterator[range]:
    """Stretches of neighbours that are present.

    >>> list(runs_of([True, True, False, True]))
    [range(0, 2), range(3, 4)]
    """
    start = None
    for i, here in enumerate([*present, False]):
        if here and start is None:
            start = i
        elif not here and start is not None:
            yield range(start, i)
            start = None


def diamond(x: float, y: float, size: float) -> str:
    """Path data of a diamond `size` units wide."""
    half = size / 2
    return polyline(((x, y - half), (x + half, y), (x, y + half), (x - half, y))) + "Z"
