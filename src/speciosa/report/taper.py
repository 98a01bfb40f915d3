"""The picture of a plan for less, with its words and its numbers; for a professional only."""

from speciosa.assessment.schema import Followed
from speciosa.report.blocks import Figure, Table
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.charts.taper import draw_plan, plan_axis, plan_panels, stretch_means
from speciosa.report.charts.time_bins import TimeAxis, stretch_words
from speciosa.report.words import as_sentence, count_words, typed_words
from speciosa.texts import say


def plan_figure(found: Followed) -> Figure | None:
    """The picture; None before the plan has begun."""
    if not found.days:
        return None
    axis, desc = plan_axis(found.days, WIDE), _desc(found)
    title = say("plan_figure.title")
    return Figure(
        wide=draw_plan(found, WIDE, "taper-w", title, desc),
        narrow=draw_plan(found, NARROW, "taper-n", title, desc),
        caption=_caption(found, axis),
        tables=(_table(found, axis),),
    )


def _desc(found: Followed) -> str:
    """How far both lie apart, and what is missing."""
    said = [as_sentence(text) for text in found.for_professional if "planned" in text]
    missing = sum(day.kept == "not recorded" for day in found.days)
    without = say("plan_figure.no_day_missing")
    if missing:
        without = say("plan_figure.days_missing", days=count_words(missing, "day"))
    return " ".join((*said, without))


def _caption(found: Followed, axis: TimeAxis) -> str:
    marks = say("plan_figure.marks_daily")
    if axis.stretch > 1:
        marks = say("plan_figure.marks", stretch=stretch_words(axis.stretch))
    unknown = any(day.kept == "cannot tell" for day in found.days)
    no_dot = [say("plan_figure.no_dot")] if unknown else []
    return " ".join((marks, say("plan_figure.hatched"), *no_dot))


def _table(found: Followed, axis: TimeAxis) -> Table:
    """One row a day or a longer stretch."""
    head, columns = [say("plan_figure.from"), say("plan_figure.days_recorded")], []
    for panel in plan_panels(found):
        for name, values in (("planned", panel.planned), ("taken", panel.taken)):
            column = say(f"plan_figure.{name}", what=panel.title)
            head.append(f"{column}, g" if panel.unit == "g" else column)  # doses name themselves
            columns.append(stretch_means(values, axis))
    rows = []
    for i in range(axis.count):
        day = found.days[i * axis.stretch].day.isoformat()
        cells = ("–" if i not in means else typed_words(means[i]) for means in columns)
        rows.append((day, str(axis.recorded(i)), *cells))
    label = say("plan_figure.table", stretch=stretch_words(axis.stretch))
    return Table(label, tuple(head), tuple(rows))
