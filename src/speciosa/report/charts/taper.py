"""Planned against taken, day by day: a line for the plan, a dot for what was taken.

A day without any entry is hatched, a day whose amount is not known has no dot: neither is zero.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from speciosa.assessment.schema import Followed, Gap, PlanDay
from speciosa.report.charts.dates import draw_dates
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.labels import spread, within
from speciosa.report.charts.marks import (
    Box,
    boxed_text,
    hatch,
    panel_title,
    room_left,
    runs_of,
    value_axis,
    value_parts,
)
from speciosa.report.charts.scales import Linear, nice_top, number, ticks
from speciosa.report.charts.svg import Canvas, Drawing, Point, polyline
from speciosa.report.charts.time_bins import TimeAxis, mean_words, neighbours, time_axis
from speciosa.texts import say

LEFT: Final = 28.0
LABELS: Final = 58.0  # at the right: which mark is which
TALL: Final = 120.0  # product: more values lie close together
LOW: Final = 80.0  # doses are few
PANEL_GAP: Final = 14.0
RADIUS: Final = 2.6
SMALL_RADIUS: Final = 1.7
NARROW_DAY: Final = 5.0  # units of drawing; below it dots are smaller
LABEL_GAP: Final = 13.0
LINE_WIDTH: Final = 1.5


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """One quantity over the days of a plan; None: not planned, or not known."""

    title: str
    unit: str
    height: float
    planned: tuple[float | None, ...]
    taken: tuple[float | None, ...]


def plan_panels(found: Followed) -> tuple[PlanPanel, ...]:
    """Grams, doses or both, as far as any day has them planned."""
    days = found.days
    planned_g, taken_g = tuple(d.planned_g for d in days), tuple(d.taken_g for d in days)
    planned, taken = tuple(d.planned_doses for d in days), tuple(d.taken_doses for d in days)
    grams = PlanPanel(say("chart.plan.product_a_day"), "g", TALL, planned_g, taken_g)
    unit = say("chart.plan.doses")
    doses = PlanPanel(say("chart.plan.doses_a_day"), unit, LOW, planned, taken)
    return tuple(p for p in (grams, doses) if any(v is not None for v in p.planned))


def plan_axis(days: Sequence[PlanDay], width: int) -> TimeAxis:
    """Days of the plan so far; weeks where there are many."""
    gaps = [
        Gap(start=days[run[0]].day, end=days[run[-1]].day, days=len(run))
        for run in runs_of([day.kept == "not recorded" for day in days])
    ]
    amounts = [v for d in days for v in (d.planned_g, d.taken_g) if v is not None]
    parts = value_parts(TALL)  # a middle tick can be longer than the top one: 0.5 under 1
    left = room_left(LEFT, ticks(0, nice_top(max(amounts, default=0.0), parts), parts))
    return time_axis(days[0].day, len(days), gaps, left, width - LABELS)


def stretch_means(values: Sequence[float | None], axis: TimeAxis) -> dict[int, float]:
    """Mean of the known days of each stretch; a stretch without one is left out."""
    means = {}
    for i in range(axis.count):
        part = values[i * axis.stretch : (i + 1) * axis.stretch]
        known = [value for value in part if value is not None]
        if known:
            means[i] = fmean(known)
    return means


def draw_plan(found: Followed, width: int, key: str, title: str, desc: str) -> Drawing:
    """The picture in one width.

    Args:
        found: a plan that has begun.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
    """
    canvas = Canvas(width)
    axis, y = plan_axis(found.days, width), 0.0
    for panel in plan_panels(found):
        y = _panel(canvas, panel, axis, y) + PANEL_GAP
    return canvas.finish(key, draw_dates(canvas, axis, y - PANEL_GAP), title, desc)


def _panel(canvas: Canvas, panel: PlanPanel, axis: TimeAxis, y: float) -> float:
    unit = panel.unit if axis.stretch == 1 else mean_words(axis.stretch, panel.unit)
    top = panel_title(canvas, y, panel.title, unit)
    box = Box(axis.x.start, axis.x.end, top, top + panel.height)
    taken = stretch_means(panel.taken, axis)
    highest = max([v for v in panel.planned if v is not None] + [*taken.values()])
    parts = value_parts(panel.height)
    scale = Linear(0, nice_top(highest, parts), box.bottom, box.top)
    value_axis(canvas, box, [(scale(v), number(v)) for v in ticks(0, scale.high, parts)])
    runs = neighbours(axis.missing, lambda _: True)
    hatch(canvas, [Box(axis.x(r[0]), axis.x(r[-1] + 1), box.top, box.bottom) for r in runs])
    for line in _steps(panel.planned, axis, scale):
        canvas.path(polyline(line), stroke("ink2", LINE_WIDTH))
    radius = SMALL_RADIUS if axis.x(axis.stretch) - axis.x(0) < NARROW_DAY else RADIUS
    for grow, ink in ((1.0, "page"), (0.0, "accent")):  # set off from the line below
        for i, value in taken.items():
            canvas.circle(axis.middle(i), scale(value), radius + grow, fill(ink))
    _labels(canvas, panel, taken, box, scale)
    return box.bottom


def _steps(planned: Sequence[float | None], axis: TimeAxis, scale: Linear) -> Iterator[list[Point]]:
    """One line for each run of planned days, level from midnight to midnight."""
    for run in runs_of([value is not None for value in planned]):
        changes = [day for day in run if day == run[0] or planned[day] != planned[day - 1]]
        ends = [*changes[1:], run[-1] + 1]
        yield [
            (axis.x(day), scale(planned[start] or 0.0))
            for start, end in zip(changes, ends, strict=True)
            for day in (start, end)
        ]


def _labels(
    canvas: Canvas, panel: PlanPanel, taken: dict[int, float], box: Box, scale: Linear
) -> None:
    """Which mark is which, beside the last of each; no word where a line has ended before."""
    wanted, last = list[tuple[float, str, str]](), panel.planned[-1]
    if last is not None:
        wanted.append((scale(last), "planned", "ink2"))
    if taken:
        wanted.append((scale(taken[max(taken)]), "taken", "accent"))
    else:
        middle = (box.left + box.right) / 2, (box.top + box.bottom) / 2 + 4
        boxed_text(canvas, *middle, say("chart.plan.not_known"))
    wanted.sort()
    fixed = next((i for i, (_, mark, _) in enumerate(wanted) if mark == "planned"), 0)
    places = spread([y for y, _, _ in wanted], LABEL_GAP, fixed)
    kept = within(places, box.top + 4, box.bottom - 4) if places else []
    for y, (_, mark, ink) in zip(kept, wanted, strict=True):
        canvas.text(box.right + 8, y + 4, say(f"chart.plan.mark.{mark}"), ink=ink, bold=True)
