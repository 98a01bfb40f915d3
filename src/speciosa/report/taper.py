"""The picture of a plan for less, with its words and its numbers; for a professional only."""

from typing import Final

from speciosa.assessment.schema import Followed
from speciosa.report.blocks import Figure, Table
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.charts.taper import draw_plan, plan_axis, plan_panels, stretch_means
from speciosa.report.charts.time_bins import TimeAxis, stretch_words
from speciosa.report.words import as_sentence, count_words, typed_words

TITLE: Final = "Plan for less, planned and taken"
MARKS: Final = "Hatched: nothing was written down that day."
UNKNOWN: Final = "A day with entries whose amount is not known has no dot."


def plan_figure(found: Followed) -> Figure | None:
    """The picture; None before the plan has begun."""
    if not found.days:
        return None
    axis, desc = plan_axis(found.days, WIDE), _desc(found)
    return Figure(
        wide=draw_plan(found, WIDE, "taper-w", TITLE, desc),
        narrow=draw_plan(found, NARROW, "taper-n", TITLE, desc),
        caption=_caption(found, axis),
        tables=(_table(found, axis),),
    )


def _desc(found: Followed) -> str:
    """How far both lie apart, and what is missing."""
    said = [as_sentence(text) for text in found.for_professional if "planned" in text]
    missing = sum(day.kept == "not recorded" for day in found.days)
    without = (
        f"{count_words(missing, 'day')} without any entry." if missing else "No day is missing."
    )
    return " ".join((*said, without))


def _caption(found: Followed, axis: TimeAxis) -> str:
    dots = "one day" if axis.stretch == 1 else f"the {stretch_words(axis.stretch)} mean"
    unknown = [UNKNOWN] if any(day.kept == "cannot tell" for day in found.days) else []
    return " ".join((f"Line: planned. Dot: taken, {dots}.", MARKS, *unknown))


def _table(found: Followed, axis: TimeAxis) -> Table:
    """One row a day or a longer stretch."""
    head, columns = ["From", "Days recorded"], []
    for panel in plan_panels(found):
        for name, values in (("planned", panel.planned), ("taken", panel.taken)):
            head.append(f"{panel.title}, {name}, {panel.unit}".removesuffix(", doses"))
            columns.append(stretch_means(values, axis))
    rows = []
    for i in range(axis.count):
        day = found.days[i * axis.stretch].day.isoformat()
        cells = ("–" if i not in means else typed_words(means[i]) for means in columns)
        rows.append((day, str(axis.recorded(i)), *cells))
    return Table(f"Planned and taken, {stretch_words(axis.stretch)}", tuple(head), tuple(rows))
