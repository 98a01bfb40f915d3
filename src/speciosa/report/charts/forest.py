"""Benefit and harm together: one row an outcome, worse always left and better always right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from speciosa.assessment.schema import Estimate, Response
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.marks import CHIP_WIDTH, Box, chip_marks, diamond
from speciosa.report.charts.scales import Linear, fitting, nice_top, number
from speciosa.report.charts.svg import AXIS, GRID, NARROW, Canvas, Drawing
from speciosa.report.charts.text import elide, text_width, wrap
from speciosa.report.names import outcome_name
from speciosa.report.words import (
    CANNOT_TELL,
    clean,
    count_words,
    effect_words,
    points_words,
    verdict_of,
    why_sentence,
)
from speciosa.texts import say

HEAD: Final = 26.0  # above the first row: worse, better, the bracket
FOOT: Final = 38.0  # below the last row: ticks and the axis' name
AXIS_PARTS: Final = 4  # from zero to an end: how finely the end is chosen
MARGIN: Final = 1.1  # the axis goes a little beyond the last tick
LABEL_SIZE: Final = 13.0
NUMBERS_END: Final = 282.0  # narrow: right end of the numbers, left of the chip
STRIP: Final = 22.0  # narrow: the plot's part of a row
LOW_STRIP: Final = 15.0  # the same on a full sheet of paper


@dataclass(frozen=True, slots=True)
class Row:
    """One outcome, laid out: its texts and its interval with "better" pointing right."""

    response: Response
    label: list[str]
    below: list[str]  # number of ratings, and the substance where there are several
    short: str
    interval: list[str]
    middle: float | None
    worst: float
    best: float
    zone: float
    height: float


def draw_forest(
    responses: Sequence[Response],
    width: int,
    key: str,
    title: str,
    desc: str,
    *,
    low: bool = False,
) -> Drawing:
    """The picture in one width.

    Args:
        responses: in the person's order; grade D is drawn as "cannot tell".
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
        low: lower rows, for a full sheet of paper.
    """
    narrow = width == NARROW
    canvas = Canvas(width)
    layout = _narrow_row if narrow else _wide_row
    shared = _one_scale(responses)
    several = len({r.substance for r in responses}) > 1
    rows = [layout(r, shared=shared, several=several) for r in responses]
    box = Box(8, 312, HEAD, HEAD) if narrow else Box(152, 424, HEAD, HEAD)
    x = _axis(rows, box)
    strip = (LOW_STRIP if low else STRIP) if narrow else 0.0
    bottom = _rows(canvas, rows, x, strip)
    _head(canvas, rows, x)
    _foot(canvas, responses, x, bottom, shared=shared)
    return canvas.finish(key, bottom + FOOT, title, desc)


def oriented(estimate: Estimate, better: str, unit: float = 1.0) -> tuple[float, float, float]:
    """(worst, middle, best) with better positive, whatever the scale's sign.

    Args:
        estimate: in the outcome's own points.
        better: which direction is good, "lower" or "higher".
        unit: points that make one unit of the axis.
    """
    sign = 1.0 if better == "higher" else -1.0
    ends = sorted((sign * estimate.low / unit, sign * estimate.high / unit))
    return ends[0], sign * estimate.mean / unit, ends[1]


def _one_scale(responses: Sequence[Response]) -> bool:
    """Whether all outcomes have equally long scales, so that points can share an axis."""
    return len({r.scale.high - r.scale.low for r in responses}) <= 1


def _unit(response: Response, *, shared: bool) -> float:
    """Points to one unit of the axis: one, or a hundredth of the outcome's own scale."""
    return 1.0 if shared else (response.scale.high - response.scale.low) / 100 or 1.0


def _missing(response: Response, width: float, lines: int) -> list[str]:
    """Why an outcome cannot be told; the whole sentence stands in its own section."""
    why = why_sentence(response).rstrip(".")
    return wrap(why.split(";")[0].split(" that ")[0], width, lines)


def _laid_out(response: Response, *, shared: bool, **parts: object) -> Row:
    unit = _unit(response, shared=shared)
    estimate = response.seen_effect
    ends: tuple[float, float | None, float] = (0.0, None, 0.0)
    if estimate is not None and verdict_of(response) != CANNOT_TELL:
        ends = oriented(estimate, response.better, unit)
    worst, middle, best = ends
    zone = response.smallest_important_change / unit
    return Row(response=response, worst=worst, middle=middle, best=best, zone=zone, **parts)  # type: ignore[arg-type]


def _wide_row(response: Response, *, shared: bool, several: bool) -> Row:
    words = effect_words(response)
    label = wrap(outcome_name(response.label), 140, 2, LABEL_SIZE, bold=True)
    below = wrap(_ratings(response, several=several), 140, 2)
    interval = wrap(words.interval, 184, 2) if words.interval else _missing(response, 184, 2)
    lines = max(16 * (len(label) - 1) + 15 * len(below), 15 * len(interval))
    return _laid_out(
        response,
        shared=shared,
        label=label,
        below=below,
        short=words.short,
        interval=interval,
        height=25 + max(15, lines),
    )


def _narrow_row(response: Response, *, shared: bool, several: bool) -> Row:
    words = effect_words(response)
    label = outcome_name(response.label)
    label = f"{label}, {clean(response.substance)}" if several else label
    interval = words.narrow.removeprefix(words.short).strip(" ()")
    numbers = text_width(words.short, LABEL_SIZE, bold=True) + 6
    if words.verdict == CANNOT_TELL:
        taken = numbers + min(text_width(label, LABEL_SIZE, bold=True), 90)
        missing = _missing(response, NUMBERS_END - taken - 10, 1)
        interval = missing[0] if missing else ""
    room = NUMBERS_END - numbers - text_width(interval) - 10
    lines = wrap(label, room, 1, LABEL_SIZE, bold=True)
    if lines and lines[0].endswith("…"):
        lines = [*wrap(label, NUMBERS_END, 2, LABEL_SIZE, bold=True), ""]
    return _laid_out(
        response,
        shared=shared,
        label=lines or [""],
        below=[],
        short=words.short,
        interval=[interval],
        height=4 + 16 * max(1, len(lines)),
    )


def _ratings(response: Response, *, several: bool) -> str:
    count = count_words(response.n_ratings, "rating")
    return f"{count}, {clean(response.substance)}" if several else count


def _axis(rows: Sequence[Row], box: Box) -> Linear:
    """Symmetric around zero, up to the next readable number."""
    ends = [max(abs(row.worst), abs(row.best), row.zone) for row in rows]
    limit = nice_top(max(ends, default=1.0), AXIS_PARTS) * MARGIN
    return Linear(-limit, limit, box.left, box.right)


def _rows(canvas: Canvas, rows: Sequence[Row], x: Linear, strip: float) -> float:
    """Zones, zero line, then every row; returns the bottom of the last one.

    `strip` is the height of the plot's part below the texts; 0 where it stands beside them.
    """
    tops = [HEAD]
    for row in rows:
        tops.append(tops[-1] + row.height + strip)
    for row, top, bottom in zip(rows, tops, tops[1:], strict=False):
        zone_top = bottom - strip if strip else top
        canvas.rect(x(-row.zone), zone_top, x(row.zone) - x(-row.zone), bottom - zone_top, ZONE)
        canvas.line((x(0), zone_top), (x(0), bottom), AXIS)
    for row, top, bottom in zip(rows, tops, tops[1:], strict=False):
        (_narrow_texts if strip else _wide_texts)(canvas, row, top)
        _interval(canvas, row, x, bottom - strip / 2 if strip else top + 20)
        if bottom < tops[-1]:
            canvas.line((0, bottom), (canvas.width, bottom), GRID)
    return tops[-1]


ZONE: Final = fill("zone")


def _wide_texts(canvas: Canvas, row: Row, top: float) -> None:
    for i, line in enumerate(row.label):
        canvas.text(0, top + 18 + 16 * i, line, ink="ink", size=LABEL_SIZE, bold=True)
    for i, line in enumerate(row.below):
        canvas.text(0, top + 17 + 16 * len(row.label) + 15 * i, line)
    canvas.text(448, top + 18, row.short, ink="ink", size=LABEL_SIZE, bold=True)
    for i, line in enumerate(row.interval):
        canvas.text(448, top + 33 + 15 * i, line)
    chip_marks(canvas, canvas.width - CHIP_WIDTH, top + 11, row.response.grade)


def _narrow_texts(canvas: Canvas, row: Row, top: float) -> None:
    for i, line in enumerate(row.label):
        if line:
            canvas.text(0, top + 15 + 16 * i, line, ink="ink", size=LABEL_SIZE, bold=True)
    y = top + 15 + 16 * (len(row.label) - 1)
    interval = row.interval[0]
    canvas.text(NUMBERS_END, y, interval, anchor="end")
    left = NUMBERS_END - text_width(interval) - (6 if interval else 0)
    canvas.text(left, y, row.short, ink="ink", size=LABEL_SIZE, anchor="end", bold=True)
    chip_marks(canvas, canvas.width - CHIP_WIDTH, y - 13, row.response.grade)


def _interval(canvas: Canvas, row: Row, x: Linear, y: float) -> None:
    """Line and caps first, the middle last and on top."""
    if row.middle is None:
        canvas.line((x(x.low), y), (x(x.high), y), stroke("edge") + ' stroke-dasharray="1 4"')
        return
    verdict = verdict_of(row.response)
    ink = {"better": "accent", "worse": "warn"}.get(verdict, "ink2")
    broken = ' stroke-dasharray="5 3"' if row.response.grade == "C" else ""
    left, right = x.inside(row.worst), x.inside(row.best)
    canvas.line((left, y), (right, y), stroke(ink, 2) + broken)
    canvas.lines([((left, y - 4), (left, y + 4)), ((right, y - 4), (right, y + 4))], stroke(ink, 2))
    middle = x.inside(row.middle)
    if verdict == "better":
        canvas.circle(middle, y, 5, fill(ink))
    elif verdict == "worse":
        canvas.path(diamond(middle, y, 13), fill(ink))
    else:
        canvas.circle(middle, y, 4, stroke(ink, 2, filled="surface"))


def _head(canvas: Canvas, rows: Sequence[Row], x: Linear) -> None:
    """The directions, and a bracket over the first row's zone."""
    canvas.text(x.start, 11, say("chart.side.worse"), ink="ink2", bold=True)
    canvas.text(x.end, 11, say("chart.side.better"), ink="ink2", anchor="end", bold=True)
    if not rows:
        return
    canvas.text(x(0), 11, say("chart.forest.too_small_to_matter"), anchor="middle")
    left, right = x(-rows[0].zone), x(rows[0].zone)
    ends = [((left, 15.0), (left, 21.0)), ((right, 15.0), (right, 21.0))]
    canvas.lines([((left, 18.0), (right, 18.0)), *ends], AXIS)


def _foot(
    canvas: Canvas, responses: Sequence[Response], x: Linear, y: float, *, shared: bool
) -> None:
    """Ticks count away from zero on both sides: the side says better or worse."""
    top = x.high / MARGIN
    marks = fitting(-top, top, (x.end - x.start) / MARGIN)
    canvas.line((x.start, y), (x.end, y), AXIS)
    canvas.lines([((x(v), y), (x(v), y + 4)) for v in marks], AXIS)
    for value in marks:
        canvas.text(x(value), y + 16, number(abs(value)), anchor="middle")
    percent = say("chart.forest.percent_of_scale")
    unit = points_words(r.scale for r in responses) if shared else percent
    name = elide(f"{unit}, {say('effects.levels')}", canvas.width)
    canvas.text((x.start + x.end) / 2, y + 32, name, anchor="middle")
