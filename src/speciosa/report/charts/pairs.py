"""Picture: the difference of every pair of a randomised test, with the mean and its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.scales import Linear, across, number, ticks
from speciosa.report.charts.svg import AXIS, GRID, Canvas, Drawing
from speciosa.report.words import fixed
from speciosa.texts import say

_HEIGHT: Final = 220
_LEFT: Final = 44.0
_RIGHT: Final = 12.0
_TOP: Final = 24.0
_BOTTOM: Final = 40.0
_RADIUS: Final = 4.0


@dataclass(frozen=True, slots=True)
class PairDots:
    """What the picture shows; `mean`, `low` and `high` are None without an interval."""

    numbers: tuple[int, ...]
    difference_pts: tuple[float, ...]
    higher_first: tuple[bool, ...]
    mean: float | None
    low: float | None
    high: float | None


def draw_pairs(key: str, dots: PairDots, width: int, title: str) -> Drawing:
    """Filled: the higher arm came first; open: the lower one did. Zero is drawn strongly.

    Args:
        key: unique on the page.
        dots: the pairs in order.
        width: in pixels.
        title: of the picture.
    """
    canvas = Canvas(width)
    values = [*dots.difference_pts, *(v for v in (dots.low, dots.high) if v is not None), 0.0]
    span = max(abs(min(values)), abs(max(values)), 1.0)
    y = Linear(-span, span, _HEIGHT - _BOTTOM, _TOP)
    places = max(dots.numbers, default=1)
    x = Linear(0.5, places + 0.5, _LEFT, width - _RIGHT)
    _band(canvas, dots, y, width)
    for value in ticks(-span, span, 4):
        canvas.line((_LEFT, y(value)), (width - _RIGHT, y(value)), GRID)
        canvas.text(_LEFT - 8, y(value) + 4, number(value), anchor="end")
    canvas.line((_LEFT, y(0.0)), (width - _RIGHT, y(0.0)), AXIS)
    if dots.mean is not None:
        canvas.line((_LEFT, y(dots.mean)), (width - _RIGHT, y(dots.mean)), stroke("accent", 1.5))
    _marks(canvas, dots, x, y)
    _words(canvas, dots.numbers, x, width)
    return canvas.finish(key, _HEIGHT, title, _description(dots))


def _band(canvas: Canvas, dots: PairDots, y: Linear, width: int) -> None:
    if dots.low is None or dots.high is None:
        return
    top, bottom = y.inside(dots.high), y.inside(dots.low)
    canvas.rect(_LEFT, top, width - _RIGHT - _LEFT, bottom - top, fill("band95"))


def _marks(canvas: Canvas, dots: PairDots, x: Linear, y: Linear) -> None:
    for pair, value, first in zip(
        dots.numbers, dots.difference_pts, dots.higher_first, strict=True
    ):
        ink = fill("accent") if first else stroke("accent", 1.5, filled="page")
        canvas.circle(x(pair), y(value), _RADIUS, ink)


def _words(canvas: Canvas, numbers: Sequence[int], x: Linear, width: int) -> None:
    canvas.text(_LEFT, 12, say("chart.pairs.axis"), size=12, ink="ink2")
    for pair, label in across(1, max(numbers, default=1), x.end - x.start):
        if pair.is_integer():
            canvas.text(x(pair), _HEIGHT - 22, label, anchor="middle")
    middle = (_LEFT + width - _RIGHT) / 2
    canvas.text(middle, _HEIGHT - 6, say("chart.pairs.pair"), anchor="middle")


def _description(dots: PairDots) -> str:
    counts = {
        "pairs": len(dots.numbers),
        "below": sum(value < 0.0 for value in dots.difference_pts),
        "above": sum(value > 0.0 for value in dots.difference_pts),
    }
    if dots.mean is None or dots.low is None or dots.high is None:
        return say("chart.pairs.no_mean", **counts)
    mean, low, high = (fixed(value, 1) for value in (dots.mean, dots.low, dots.high))
    return say("chart.pairs.mean", **counts, mean=mean, low=low, high=high)
