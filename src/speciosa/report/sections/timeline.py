"""Everything on one time axis."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment
from speciosa.report.blocks import Figure, Section
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.charts.time_bins import TimeAxis, stretch_words, time_axis
from speciosa.report.charts.timeline import MOST_OUTCOMES, draw_timeline
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.time_tables import dated_table, series_table
from speciosa.report.words import (
    count_words,
    curve_words,
    days_words,
    listing,
    window_words,
)

TITLE = "Time line"
EMPTY = "Nothing is recorded yet."


@section(100)
def timeline(view: View) -> Iterator[Section]:
    """The picture, or why there is none."""
    assessment = view.assessment
    if is_hidden(assessment) or not assessment.quality.days_with_entries:
        yield Section("timeline", TITLE, (why_empty(assessment, EMPTY),))
        return
    lede = (
        f"{window_words(assessment.window)} on one time axis. "
        "Dotted lines: a medicine or batch changed."
    )
    yield Section("timeline", TITLE, (paragraph(lede, "lede"), _figure(assessment)))


def _figure(assessment: Assessment) -> Figure:
    title = f"Time line, {window_words(assessment.window)}"
    desc = _desc(assessment)
    window = assessment.window
    axis = time_axis(window.start, max(window.days, 1), assessment.timeline.missing, 0, WIDE)
    return Figure(
        wide=draw_timeline(assessment, WIDE, "timeline-w", title, desc),
        narrow=draw_timeline(assessment, NARROW, "timeline-n", title, desc),
        caption=_caption(assessment, axis),
        tables=(series_table(assessment, axis), dated_table(assessment)),
    )


def _desc(assessment: Assessment) -> str:
    """What is drawn, and what is missing."""
    shown = listing(outcome_name(s.label) for s in assessment.timeline.ratings[:MOST_OUTCOMES])
    missing = [
        f"{count_words(g.days, 'day')} ({days_words(g.start, g.end)})"
        for g in assessment.timeline.missing
    ]
    without = f"Without any entry: {listing(missing)}." if missing else "No day is missing."
    return (
        f"Predicted exposure, doses, {shown or 'no ratings'}, events, checks, medicines and "
        f"products on one time axis. {without}"
    )


def _caption(assessment: Assessment, axis: TimeAxis) -> str:
    hidden = [outcome_name(s.label) for s in assessment.timeline.ratings[MOST_OUTCOMES:]]
    rest = f" Not drawn, but in the numbers: {listing(hidden)}." if hidden else ""
    return f"The level is {curve_words(assessment.exposure)}. {_how(axis)} {MARKS}{rest}"


MARKS = "Events carry their grade, 1 to 5. Broken square: a check that was due and is missing."


def _how(axis: TimeAxis) -> str:
    if axis.stretch == 1:
        return (
            "Ratings as dots, seven-day mean as a line; the line stops where nothing was recorded."
        )
    word = stretch_words(axis.stretch)
    return f"Ratings as {word} bars over their middle half, the {word} mean as a line."
