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
from speciosa.texts import say


@section(100)
def timeline(view: View) -> Iterator[Section]:
    """The picture, or why there is none."""
    title, assessment = say("timeline.title"), view.assessment
    if is_hidden(assessment) or not assessment.quality.days_with_entries:
        yield Section("timeline", title, (why_empty(assessment, say("timeline.empty")),))
        return
    lede = say("timeline.lede", window=window_words(assessment.window))
    yield Section("timeline", title, (paragraph(lede, "lede"), _figure(assessment)))


def _figure(assessment: Assessment) -> Figure:
    title = say("timeline.picture", window=window_words(assessment.window))
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
    without = say("timeline.no_day_missing")
    if missing:
        without = say("timeline.days_missing", days=listing(missing))
    return f"{say('timeline.drawn', outcomes=shown or say('timeline.no_ratings'))} {without}"


def _caption(assessment: Assessment, axis: TimeAxis) -> str:
    hidden = [outcome_name(s.label) for s in assessment.timeline.ratings[MOST_OUTCOMES:]]
    rest = [say("timeline.not_drawn", outcomes=listing(hidden))] if hidden else []
    level = say("timeline.level", curve=curve_words(assessment.exposure))
    return " ".join((level, _how(axis), say("timeline.marks"), *rest))


def _how(axis: TimeAxis) -> str:
    if axis.stretch == 1:
        return say("timeline.ratings_as_dots")
    return say("timeline.ratings_as_bars", stretch=stretch_words(axis.stretch))
