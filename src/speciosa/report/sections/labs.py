"""Laboratory values and vital signs: each over time beside its upper limit."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import Assessment, LabSeries, LabValue
from speciosa.report.blocks import Block, Figure, Section, Table
from speciosa.report.charts.labs import LabPicture, chunks, draw_labs, is_above, short_number
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.names import reading_name
from speciosa.report.parts import is_hidden, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import (
    Span,
    as_sentence,
    clean,
    count_words,
    date_words,
    listing,
    time_words,
    times_words,
)

TITLE: Final = "Laboratory and heart"
EMPTY: Final = "No laboratory value, blood pressure or pulse is entered."
LEDE: Final = (
    "Each value on its day, with the upper limit. A value inside the limits does not show that all "
    "is well, and one above it does not show the cause."
)
MARKS: Final = (
    "Line: upper limit. Diamond: above it. Between two values nothing is known, so nothing is "
    "drawn."
)
USUAL: Final = "Where the laboratory's own limit was not typed, a usual one is shown"
PANELS: Final = 6
MOST_ROWS: Final = 92  # of a series in the table; the JSON holds all
UNKNOWN: Final = "–"


@section(120)
def labs(view: View) -> Iterator[Section]:
    """One picture for every few series, or that there is none."""
    found = [series for series in view.assessment.labs if series.values]
    if not found:
        yield Section("labs", TITLE, (paragraph(EMPTY, "empty"),), new_page=False)
        return
    groups = chunks(found, PANELS)
    blocks: list[Block] = [paragraph(LEDE, "lede")]
    blocks += [_figure(view.assessment, group, i + 1) for i, group in enumerate(groups)]
    values = sum(len(series.values) for series in found)
    note = (Span(count_words(values, "value")),)
    yield Section("labs", TITLE, tuple(blocks), note=note, new_page=False)


def _figure(assessment: Assessment, group: Sequence[LabSeries], place: int) -> Figure:
    picture = LabPicture(
        series=tuple(group),
        window=assessment.window,
        changes=() if is_hidden(assessment) else assessment.timeline.changes,
        events=assessment.events,
        schedule=assessment.schedule,
    )
    title = f"Values over time: {listing(clean(s.label) for s in group)}"
    desc = f"{_last_values(group)} {_above(group)}"
    return Figure(
        wide=draw_labs(picture, WIDE, f"labs-{place}-w", title, desc),
        narrow=draw_labs(picture, NARROW, f"labs-{place}-n", title, desc),
        caption=f"{MARKS} {_usual(group)}".strip(),
        tables=tuple(_table(series) for series in group),
    )


def _last_values(group: Sequence[LabSeries]) -> str:
    return f"Last values: {listing((_said(s, s.values[-1]) for s in group), most=PANELS)}."


def _said(series: LabSeries, value: LabValue) -> str:
    return f"{reading_name(series.name)} {short_number(value.value)} {clean(series.unit)}".strip()


def _above(group: Sequence[LabSeries]) -> str:
    """Which were ever above their limit, and when last."""
    names = [
        f"{reading_name(series.name)} (last on {date_words(above[-1].at.date(), year=True)})"
        for series in group
        if (above := [value for value in series.values if is_above(value)])
    ]
    return f"Above the upper limit: {listing(names) or 'none of them'}."


def _usual(group: Sequence[LabSeries]) -> str:
    """Where a limit comes from a table, with the review state of that table."""
    reviews = {
        clean(series.review)
        for series in group
        if any(value.limit is not None and not value.own for value in series.values)
    }
    return as_sentence(f"{USUAL} ({listing(sorted(reviews))})") if reviews else ""


def _table(series: LabSeries) -> Table:
    label = f"{clean(series.label)}, {clean(series.unit)}".strip(", ")
    hidden = len(series.values) - MOST_ROWS
    return Table(
        label=f"{label}, the last {MOST_ROWS} values" if hidden > 0 else label,
        head=("When", "Value", "Upper limit", "Against the limit"),
        rows=tuple(_row(value) for value in series.values[-MOST_ROWS:]),
    )


def _row(value: LabValue) -> tuple[str, ...]:
    if value.limit is None:
        return (time_words(value.at), short_number(value.value), UNKNOWN, UNKNOWN)
    whose = "laboratory's own" if value.own else "usual"
    limit = f"{short_number(value.limit)} ({whose})"
    times = times_words(value.value, value.limit)
    return (time_words(value.at), short_number(value.value), limit, times)
