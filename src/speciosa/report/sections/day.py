"""First page: the clock day as this person lives it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from speciosa.assessment.schema import Assessment, DayPanel, DayProfile
from speciosa.report.blocks import Figure, Section, Table
from speciosa.report.charts.day import draw_day
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import (
    PREDICTION,
    Span,
    as_word,
    clean,
    count_words,
    decimals_of,
    fixed,
    listing,
    number_words,
)

TITLE = "The day"
EMPTY = "Nothing is shown: too little is recorded for a picture of the day."
NOT_BOXED = "no value"
OWN_CURVE = f"{PREDICTION}, moved by measured levels"


@section(30)
def day(view: View) -> Iterator[Section]:
    """Percentiles over the clock, or why there is no picture."""
    profile = view.assessment.day_profile
    if is_hidden(view.assessment) or not (profile.panels and profile.hours):
        yield Section("day", TITLE, (why_empty(view.assessment, EMPTY),), place="half")
        return
    days = max(panel.days for panel in profile.panels)
    note = (Span(f"{count_words(days, 'day')}, over the clock"),)
    yield Section("day", TITLE, (_figure(view.assessment),), place="half", note=note)


def _figure(assessment: Assessment) -> Figure:
    profile = assessment.day_profile
    title = f"The day: {listing(as_word(panel.label) for panel in profile.panels)}"
    desc = " ".join(_result(panel, profile) for panel in profile.panels)
    return Figure(
        wide=draw_day(profile, WIDE, "day-w", title, desc),
        narrow=draw_day(profile, NARROW, "day-n", title, desc),
        paper=draw_day(profile, NARROW, "day-p", title, desc, low=True),
        caption=_caption(assessment),
        tables=tuple(_table(panel, profile) for panel in profile.panels),
        key=True,
    )


def _caption(assessment: Assessment) -> str:
    if any(panel.kind == "exposure" for panel in assessment.day_profile.panels):
        own = any(level.used for level in assessment.exposure.measured)
        return f"The upper curve is {OWN_CURVE if own else PREDICTION}."
    return "Nothing here is a prediction."


def _result(panel: DayPanel, profile: DayProfile) -> str:
    """Where the median is lowest and highest."""
    known = [(v, h) for v, h in zip(panel.p50, profile.hours, strict=True) if v is not None]
    if not known:
        return f"{outcome_name(panel.label)}: too little recorded."
    (low, low_h), (high, high_h) = min(known), max(known)
    return (
        f"{outcome_name(panel.label)}: median {_value(panel, low)} around {_clock(low_h)} "
        f"to {_value(panel, high)} around {_clock(high_h)}."
    )


def _clock(hour: float) -> str:
    """A clock hour, e.g. 8.25 as 08:15."""
    minutes = round(60 * hour)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _value(panel: DayPanel, value: float | None) -> str:
    if value is None:
        return NOT_BOXED
    if panel.scale is None:
        return number_words(value)
    return fixed(value, decimals_of(panel.scale))


def _table(panel: DayPanel, profile: DayProfile) -> Table:
    columns = (panel.p05, panel.p25, panel.p50, panel.p75, panel.p95)
    rows = zip(profile.hours, *columns, strict=True)
    every = [(_clock(h), *(_value(panel, v) for v in values)) for h, *values in rows]
    return Table(
        label=f"{outcome_name(panel.label)} ({clean(panel.unit)})",
        head=("Clock", "5 %", "25 %", "median", "75 %", "95 %"),
        rows=tuple(_with_gaps_joined(every)),
    )


def _with_gaps_joined(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Rows without any value that follow each other become one."""
    for empty, group in groupby(rows, key=lambda row: set(row[1:]) == {NOT_BOXED}):
        found = list(group)
        if empty and len(found) > 1:
            yield (f"{found[0][0]} to {found[-1][0]}", *found[0][1:])
        else:
            yield from found
