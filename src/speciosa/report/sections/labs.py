"""Laboratory values and vital signs: each over time beside its upper limit."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import Assessment, LabSeries, LabValue
from speciosa.report.blocks import Block, Figure, Pair, Pairs, Section, Table
from speciosa.report.charts.labs import LabPicture, chunks, draw_labs, is_above, short_number
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.names import reading_name
from speciosa.report.parts import is_hidden, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import (
    Span,
    as_start,
    clean,
    count_words,
    date_words,
    listing,
    number_words,
    time_words,
    times_words,
)
from speciosa.texts import say

PANELS: Final = 6
MOST_ROWS: Final = 92  # of a series in the table; the JSON holds all
UNKNOWN: Final = "–"
HEAD: Final = ("when", "value", "limit", "against")


@section(120)
def labs(view: View) -> Iterator[Section]:
    """A picture for every few series, a line for what was entered once, or that there is none."""
    found = [series for series in view.assessment.labs if series.values]
    title = say("labs.title")
    if not found:
        empty = paragraph(say("labs.empty"), "empty")
        yield Section("labs", title, (empty,), new_page=False)
        return
    once = [series for series in found if len(series.values) == 1]
    groups = chunks([series for series in found if series not in once], PANELS)
    blocks: list[Block] = [paragraph(say("labs.lede"), "lede")]
    blocks += [_figure(view.assessment, group, i + 1) for i, group in enumerate(groups)]
    blocks += [Pairs(tuple(_once(series) for series in once), "list")] if once else []
    values = sum(len(series.values) for series in found)
    note = (Span(count_words(values, "value")),)
    yield Section("labs", title, tuple(blocks), note=note, new_page=False)


def _figure(assessment: Assessment, group: Sequence[LabSeries], place: int) -> Figure:
    picture = LabPicture(
        series=tuple(group),
        window=assessment.window,
        changes=() if is_hidden(assessment) else assessment.timeline.changes,
        events=assessment.events,
        schedule=assessment.schedule,
    )
    title = say("labs.figure", names=listing(clean(s.label) for s in group))
    desc = f"{_last_values(group)} {_above(group)}"
    return Figure(
        wide=draw_labs(picture, WIDE, f"labs-{place}-w", title, desc),
        narrow=draw_labs(picture, NARROW, f"labs-{place}-n", title, desc),
        caption=f"{say('labs.marks')} {_usual(group)}".strip(),
        tables=tuple(_table(series) for series in group),
    )


def _once(series: LabSeries) -> Pair:
    """One value is no course: a line says all of it."""
    value = series.values[0]
    lead = f"{short_number(value.value)} {clean(series.unit)}".strip()
    when = time_words(value.at)
    said = say("labs.once_without_limit", when=when)
    if value.limit is not None:
        limit = f"{short_number(value.limit)} {clean(series.unit)}".strip()
        whose = say("labs.whose.own" if value.own else "labs.whose.usual")
        times = number_words(value.value / value.limit) if value.limit else UNKNOWN
        said = say("labs.once", when=when, limit=limit, whose=whose, times=times)
    return Pair(as_start(clean(series.label)), said, lead=lead)


def _last_values(group: Sequence[LabSeries]) -> str:
    values = listing((_said(series, series.values[-1]) for series in group), most=PANELS)
    return say("labs.last_values", values=values)


def _said(series: LabSeries, value: LabValue) -> str:
    return f"{reading_name(series.name)} {short_number(value.value)} {clean(series.unit)}".strip()


def _above(group: Sequence[LabSeries]) -> str:
    """Which were ever above their limit, and when last."""
    names = [
        _last_above(series, above[-1])
        for series in group
        if (above := [value for value in series.values if is_above(value)])
    ]
    return say("labs.above", names=listing(names)) if names else say("labs.none_above")


def _last_above(series: LabSeries, value: LabValue) -> str:
    day = date_words(value.at.date(), year=True)
    return say("labs.last_above", name=reading_name(series.name), day=day)


def _usual(group: Sequence[LabSeries]) -> str:
    """Where a limit comes from a table, with the review state of that table."""
    reviews = {
        clean(series.review)
        for series in group
        if any(value.limit is not None and not value.own for value in series.values)
    }
    return say("labs.usual", reviews=listing(sorted(reviews))) if reviews else ""


def _table(series: LabSeries) -> Table:
    label = f"{clean(series.label)}, {clean(series.unit)}".strip(", ")
    if len(series.values) > MOST_ROWS:
        label = say("labs.most_rows", label=label, count=MOST_ROWS)
    return Table(
        label=label,
        head=tuple(say(f"labs.head.{name}") for name in HEAD),
        rows=tuple(_row(value) for value in series.values[-MOST_ROWS:]),
    )


def _row(value: LabValue) -> tuple[str, ...]:
    if value.limit is None:
        return (time_words(value.at), short_number(value.value), UNKNOWN, UNKNOWN)
    whose = "own" if value.own else "usual"
    limit = say(f"labs.limit.{whose}", limit=short_number(value.limit))
    times = times_words(value.value, value.limit)
    return (time_words(value.at), short_number(value.value), limit, times)
