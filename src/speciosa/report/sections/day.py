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
    Span,
    as_word,
    clean,
    count_words,
    decimals_of,
    fixed,
    listing,
    number_words,
)
from speciosa.texts import say


@section(30)
def day(view: View) -> Iterator[Section]:
    """Percentiles over the clock, or why there is no picture."""
    profile = view.assessment.day_profile
    title = say("day.title")
    if is_hidden(view.assessment) or not (profile.panels and profile.hours):
        empty = why_empty(view.assessment, say("day.empty"))
        yield Section("day", title, (empty,), place="half")
        return
    days = max(panel.days for panel in profile.panels)
    note = (Span(say("day.note", days=count_words(days, "day"))),)
    yield Section("day", title, (_figure(view.assessment),), place="half", note=note)


def _figure(assessment: Assessment) -> Figure:
    profile = assessment.day_profile
    panels = listing(as_word(panel.label) for panel in profile.panels)
    title = say("day.figure", panels=panels)
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
        return say("day.caption_own") if own else say("day.caption_predicted")
    return say("day.caption_recorded")


def _result(panel: DayPanel, profile: DayProfile) -> str:
    """Where the median is lowest and highest."""
    name = outcome_name(panel.label)
    known = [(v, h) for v, h in zip(panel.p50, profile.hours, strict=True) if v is not None]
    if not known:
        return say("day.too_little", name=name)
    (low, low_h), (high, high_h) = min(known), max(known)
    return say(
        "day.median_from_to",
        name=name,
        low=_value(panel, low),
        low_at=_clock(low_h),
        high=_value(panel, high),
        high_at=_clock(high_h),
    )


def _clock(hour: float) -> str:
    """A clock hour, e.g. 8.25 as 08:15."""
    minutes = round(60 * hour)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _value(panel: DayPanel, value: float | None) -> str:
    if value is None:
        return say("day.no_value")
    if panel.scale is None:
        return number_words(value)
    return fixed(value, decimals_of(panel.scale))


def _table(panel: DayPanel, profile: DayProfile) -> Table:
    columns = (panel.p05, panel.p25, panel.p50, panel.p75, panel.p95)
    rows = zip(profile.hours, *columns, strict=True)
    every = [(_clock(h), *(_value(panel, v) for v in values)) for h, *values in rows]
    return Table(
        label=f"{outcome_name(panel.label)} ({clean(panel.unit)})",
        head=(say("day.clock"), "5 %", "25 %", say("day.median"), "75 %", "95 %"),
        rows=tuple(_with_gaps_joined(every)),
    )


def _with_gaps_joined(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Rows without any value that follow each other become one."""
    no_value = say("day.no_value")
    for empty, group in groupby(rows, key=lambda row: set(row[1:]) == {no_value}):
        found = list(group)
        if empty and len(found) > 1:
            hours = say("day.hours_joined", first=found[0][0], last=found[-1][0])
            yield (hours, *found[0][1:])
        else:
            yield from found
