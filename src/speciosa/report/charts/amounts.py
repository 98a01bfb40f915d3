"""One dose by its amount: what it changes, inside the range taken, and nothing beyond.

All amounts look alike: the picture describes, it marks no amount as the one to take.
"""

from collections.abc import Sequence
from math import ceil, floor
from statistics import fmean
from typing import Final

from speciosa.assessment.schema import DosePoint, Response
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.marks import Box, hatch, panel_title, room_left, value_axis, value_parts
from speciosa.report.charts.scales import Linear, across, nice_step, number, ticks
from speciosa.report.charts.svg import AXIS, NARROW, Canvas, Drawing
from speciosa.report.charts.text import elide
from speciosa.report.names import outcome_name
from speciosa.report.words import clean, scale_words
from speciosa.texts import say

LEFT: Final = 38.0
SIDES: Final = 64.0  # at the right: which direction is which
HEIGHT: Final = 132.0
BEYOND: Final = 28.0  # at both ends: not taken, so hatched
MARGIN: Final = 10.0  # between the outermost interval and the hatch
TWO_LINES: Final = 24.0
CAP: Final = 4.0
BARS: Final = 22.0  # the longest bar: the amount taken most often
BAR_WIDTH: Final = 6.0
BAR_STEP: Final = 8.0  # amounts closer than this share a bar


def draw_amounts(
    response: Response,
    width: int,
    key: str,
    title: str,
    desc: str,
    taken: Sequence[float] = (),
) -> Drawing:
    """The picture in one width.

    Args:
        response: with two points or more in `dose_response`.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
        taken: the amount of every dose, in the unit of the points.
    """
    canvas = Canvas(width)
    name = say("chart.amounts.one_dose", outcome=outcome_name(response.label))
    top = panel_title(canvas, 0, name, _unit(response, narrow=width == NARROW))
    y = _up(response, top)
    left = room_left(LEFT, ticks(y.low, y.high, value_parts(HEIGHT) + 1))
    box = Box(left, width - SIDES, top, top + HEIGHT)
    x = _across(response.dose_response, box)
    _ground(canvas, response, box, x, y)
    for point in response.dose_response:
        _interval(canvas, point, x, y, broken=response.grade == "C")
    _sides(canvas, response, box, y)
    bottom = _amount_axis(canvas, response.dose_response, taken, box, x)
    return canvas.finish(key, bottom, title, desc)


def _unit(response: Response, *, narrow: bool) -> str:
    if narrow:
        return say(f"chart.amounts.points_{response.better}")
    scale = scale_words(response.scale, response.better)
    return say("chart.amounts.points_of_scale", scale=scale)


def _across(points: Sequence[DosePoint], box: Box) -> Linear:
    """The range taken; a little room at both ends stays empty."""
    low, high = points[0].amount, points[-1].amount
    return Linear(low, high, box.left + BEYOND, box.right - BEYOND)


def _up(response: Response, top: float) -> Linear:
    """Every interval, zero and the smallest important change, out to the next tick."""
    ends = [end for p in response.dose_response for end in (p.effect.low, p.effect.high)]
    zone = response.smallest_important_change
    low, high = min(*ends, -zone), max(*ends, zone)
    step = nice_step(high - low, value_parts(HEIGHT))
    return Linear(step * floor(low / step), step * ceil(high / step), top + HEIGHT, top)


def _ground(canvas: Canvas, response: Response, box: Box, x: Linear, y: Linear) -> None:
    """What is too small to matter, what was not taken, and the grid."""
    zone = response.smallest_important_change
    canvas.rect(box.left, y(zone), box.width, y(-zone) - y(zone), fill("zone"))
    outside = ((box.left, x.start - MARGIN), (x.end + MARGIN, box.right))
    hatch(canvas, [Box(a, b, box.top, box.bottom) for a, b in outside])
    marks = ticks(y.low, y.high, value_parts(HEIGHT) + 1)
    value_axis(canvas, box, [(y(v), number(v, signed=True)) for v in marks], y(0))


def _interval(canvas: Canvas, point: DosePoint, x: Linear, y: Linear, *, broken: bool) -> None:
    """95 % of the posterior, and its mean last and on top."""
    at, low, high = x(point.amount), y(point.effect.low), y(point.effect.high)
    dashes = ' stroke-dasharray="5 3"' if broken else ""
    canvas.line((at, low), (at, high), stroke("accent", 2) + dashes)
    caps = [((at - CAP, end), (at + CAP, end)) for end in (low, high)]
    canvas.lines(caps, stroke("accent", 2))
    canvas.circle(at, y(point.effect.mean), 4, stroke("accent", 2, filled="surface"))


def _sides(canvas: Canvas, response: Response, box: Box, y: Linear) -> None:
    """Which direction is better, in words at the right end."""
    up, down = say("chart.side.better"), say("chart.side.worse")
    if response.better == "lower":
        up, down = down, up
    left = box.right + 8
    if y(0) - box.top >= TWO_LINES:
        canvas.text(left, box.top + 11, say("chart.side.higher"))
        canvas.text(left, box.top + 24, up, ink="ink2", bold=True)
    if box.bottom - y(0) >= TWO_LINES:
        canvas.text(left, box.bottom - 15, say("chart.side.lower"))
        canvas.text(left, box.bottom - 2, down, ink="ink2", bold=True)


def _amount_axis(
    canvas: Canvas, points: Sequence[DosePoint], taken: Sequence[float], box: Box, x: Linear
) -> float:
    """How often each amount was taken, then ticks inside that range; returns the bottom."""
    marks = across(points[0].amount, points[-1].amount, x.end - x.start)
    canvas.line((box.left, box.bottom), (box.right, box.bottom), AXIS)
    canvas.lines([((x(v), box.bottom), (x(v), box.bottom + 4)) for v, _ in marks], AXIS)
    y = box.bottom + _bars(canvas, taken, box, x)
    for value, label in marks:
        canvas.text(x(value), y + 16, label, anchor="middle")
    name = elide(say("chart.amounts.axis", unit=clean(points[0].unit)), canvas.width)
    canvas.text((box.left + box.right) / 2, y + 32, name, anchor="middle")
    return y + 38


def _bars(canvas: Canvas, taken: Sequence[float], box: Box, x: Linear) -> float:
    """Bars that hang from the axis, one for amounts that lie closer than a bar; their height."""
    slots: dict[int, list[float]] = {}
    for amount in taken:
        if x.low <= amount <= x.high:
            slots.setdefault(round(x(amount) / BAR_STEP), []).append(x(amount))
    if not slots:
        return 0.0
    most = max(len(places) for places in slots.values())
    bars = [(fmean(places), BARS * len(places) / most) for _, places in sorted(slots.items())]
    segments = [((at, box.bottom), (at, box.bottom + height)) for at, height in bars]
    canvas.lines(segments, stroke("edge", BAR_WIDTH))
    canvas.text(box.left - 6, box.bottom + 15, say("chart.amounts.doses"), anchor="end")
    return BARS + 2
