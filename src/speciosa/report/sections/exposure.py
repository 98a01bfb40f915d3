"""Predicted levels in numbers: the middle day, the last day, and what is published."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from speciosa.assessment.schema import Assessment, DailyUse, DayLevel, TypicalLevel
from speciosa.report.blocks import Block, Figure, Heading, Pair, Pairs, Section, Table
from speciosa.report.charts.levels import LevelPicture, draw_levels
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.charts.timeline import shown_levels
from speciosa.report.parts import is_hidden, pairs_of, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import (
    amount_words,
    as_sentence,
    as_start,
    band_words,
    clean,
    compared_sentence,
    count_words,
    curve_words,
    days_words,
    hours_words,
    middle_day_sentence,
    number_words,
    typical_words,
)
from speciosa.report.words.professional_exposure import level_lines
from speciosa.texts import say

DRAWN_DAYS: Final = 14
AFTER_DAYS: Final = 4  # drawn after a last dose that is long past
MOST_ROWS: Final = 92  # days in the table; the JSON holds all
UNKNOWN: Final = "–"
HEAD: Final = (
    "day", "doses", "amount", "weight", "content", "peak", "lowest", "mean", "above_median",
    "since_dose",
)  # fmt: skip


@section(110)
def levels(view: View) -> Iterator[Section]:
    """The last days hour by hour, then each substance in numbers."""
    assessment = view.assessment
    typical = assessment.exposure.typical
    if is_hidden(assessment) or not typical:
        empty = why_empty(assessment, say("levels.empty"))
        yield Section("levels", say("levels.title"), (empty,), new_page=False)
        return
    own = bool(assessment.exposure.population)
    title, lede = say("levels.title"), say("levels.lede_own") if own else say("levels.lede")
    if view.professional:
        title = say("levels.professional_title")
        predicted = say("professional.exposure.predicted")
        lede = say("professional.exposure.personal") if own else predicted
    blocks: list[Block] = [paragraph(lede, "lede"), _shown(view)]
    for one in typical:
        if len(typical) > 1:
            blocks.append(Heading(as_start(clean(one.substance))))
        lines = pairs_of(level_lines(assessment.exposure, one))
        rows = lines if view.professional else tuple(_rows(assessment, one))
        blocks.append(Pairs(rows, "list"))
    yield Section("levels", title, tuple(blocks))


def _shown(view: View) -> Figure:
    """The picture; the numbers behind it under the names that a professional uses."""
    figure = _figure(view.assessment)
    if not view.professional:
        return figure
    head = tuple(say(f"levels.professional_head.{name}") for name in HEAD)
    tables = tuple(replace(table, head=head) for table in figure.tables)
    return replace(figure, tables=tables)


def _rows(assessment: Assessment, typical: TypicalLevel) -> Iterator[Pair]:
    exposure, key = assessment.exposure, typical.substance
    days = tuple(day for day in exposure.levels if day.substance == key)
    predicted = say("levels.in_blood", analyte=typical.analyte, curve=curve_words(exposure))
    yield Pair(say("levels.predicted"), as_sentence(predicted))
    for before in exposure.population_typical:
        if before.substance == key:
            level = as_start(middle_day_sentence(before))
            text = say("levels.on_the_middle_day", level=level)
            yield Pair(say("levels.without_measured"), text)
    for name, value in typical_words(typical, days):
        yield Pair(name, as_start(as_sentence(value)))
    sentences = [compared_sentence(row) for row in exposure.compared if row.substance == key]
    if sentences:
        yield Pair(say("levels.beside_published"), " ".join(sentences))
    not_used = [level for level in exposure.measured if not level.used and level.substance == key]
    if not_used:
        reasons = "; ".join(clean(level.reason) for level in not_used)
        yield Pair(say("levels.not_used"), as_sentence(reasons))


def _figure(assessment: Assessment) -> Figure:
    window = assessment.window
    days = min(DRAWN_DAYS, max(window.days, 1))
    end, caption = _drawn_to(assessment, days)
    start = end - timedelta(days=days - 1)
    picture = LevelPicture(
        levels=tuple(shown_levels(assessment)),
        doses=assessment.timeline.doses,
        start=start,
        days=days,
        missing=assessment.timeline.missing,
    )
    title = say("levels.figure", days=days_words(start, end))
    desc = say("levels.ticks", levels=_desc(assessment))
    return Figure(
        wide=draw_levels(picture, WIDE, "levels-w", title, desc),
        narrow=draw_levels(picture, NARROW, "levels-n", title, desc),
        caption=caption,
        tables=tuple(_table(assessment, one) for one in assessment.exposure.typical),
    )


def _drawn_to(assessment: Assessment, days: int) -> tuple[date, str]:
    """The last day drawn and the caption; long after the last dose there is nothing to see."""
    window, curve = assessment.window, curve_words(assessment.exposure)
    drawn = count_words(days, "day")
    taken = (dose.at.date() for dose in assessment.timeline.doses if dose.amount > 0.0)
    last = max(taken, default=window.start)
    if last > window.end - timedelta(days=days):
        return window.end, say("levels.last_days", days=drawn, curve=curve)
    end = max(last + timedelta(days=AFTER_DAYS), window.start + timedelta(days=days - 1))
    return end, say("levels.around_last_dose", days=as_start(drawn), curve=curve)


def _desc(assessment: Assessment) -> str:
    parts = [
        say("levels.peak", analyte=_name(one), peak=band_words(one.peak, one.unit))
        for one in assessment.exposure.typical
    ]
    return " ".join(parts)


def _name(typical: TypicalLevel) -> str:
    return as_start(clean(typical.analyte))


def _table(assessment: Assessment, typical: TypicalLevel) -> Table:
    exposure, key = assessment.exposure, typical.substance
    used = {use.day: use for use in exposure.daily if use.substance == key}
    days = [day for day in exposure.levels if day.substance == key][-MOST_ROWS:]
    return Table(
        label=say("levels.by_day", analyte=_name(typical), unit=clean(typical.unit)),
        head=tuple(say(f"levels.head.{name}") for name in HEAD),
        rows=tuple(_day(day, used.get(day.day)) for day in days),
    )


def _day(day: DayLevel, use: DailyUse | None) -> tuple[str, ...]:
    content = use.content if use else None
    weight_g = use.product_g if use else None
    return (
        day.day.isoformat(),
        str(use.doses) if use else UNKNOWN,
        amount_words(use.amount, use.unit) if use and use.amount is not None else UNKNOWN,
        number_words(weight_g) if weight_g is not None else UNKNOWN,
        band_words(content) if content else UNKNOWN,
        band_words(day.peak),
        band_words(day.trough),
        band_words(day.mean),
        band_words(day.above_median_h),
        UNKNOWN if day.since_dose_h is None else hours_words(day.since_dose_h),
    )
