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
from speciosa.report.words.professional_exposure import PERSONAL, PREDICTED, level_lines

TITLE: Final = "Levels"
EMPTY: Final = "No level can be predicted from what is recorded."
LEDE: Final = "What the doses would give in people in general: 5th, 50th and 95th of 100 people."
LEDE_OWN: Final = "What the doses and the measured levels give together, in 90 of 100 cases."
MIDDLE: Final = "The middle day is the median over whole days."
DRAWN_DAYS: Final = 14
AFTER_DAYS: Final = 4  # drawn after a last dose that is long past
MOST_ROWS: Final = 92  # days in the table; the JSON holds all
UNKNOWN: Final = "–"
HEAD: Final = (
    "Day", "Doses", "Amount", "Product, g", "Content, mg", "Cmax", "Cmin", "Cavg",
    "Hours above own median", "Since the last dose",
)  # fmt: skip


@section(110)
def levels(view: View) -> Iterator[Section]:
    """The last days hour by hour, then each substance in numbers."""
    assessment = view.assessment
    typical = assessment.exposure.typical
    if is_hidden(assessment) or not typical:
        yield Section("levels", TITLE, (why_empty(assessment, EMPTY),), new_page=False)
        return
    own = bool(assessment.exposure.population)
    lede = f"{LEDE_OWN if own else LEDE} {MIDDLE}"
    if view.professional:
        lede = PERSONAL if own else PREDICTED
    blocks: list[Block] = [paragraph(lede, "lede"), _shown(view)]
    for one in typical:
        if len(typical) > 1:
            blocks.append(Heading(as_start(clean(one.substance))))
        lines = pairs_of(level_lines(assessment.exposure, one))
        rows = lines if view.professional else tuple(_rows(assessment, one))
        blocks.append(Pairs(rows, "list"))
    yield Section("levels", "Exposure" if view.professional else TITLE, tuple(blocks))


def _shown(view: View) -> Figure:
    """The picture; the numbers behind it under the names that a professional uses."""
    figure = _figure(view.assessment)
    if not view.professional:
        return figure
    tables = tuple(replace(table, head=HEAD) for table in figure.tables)
    return replace(figure, tables=tables)


def _rows(assessment: Assessment, typical: TypicalLevel) -> Iterator[Pair]:
    exposure, key = assessment.exposure, typical.substance
    days = tuple(day for day in exposure.levels if day.substance == key)
    yield Pair("Predicted", as_sentence(f"{typical.analyte} in blood, {curve_words(exposure)}"))
    for before in exposure.population_typical:
        if before.substance == key:
            text = f"{as_start(middle_day_sentence(before))} on the middle day."
            yield Pair("Without measured levels", text)
    for name, value in typical_words(typical, days):
        yield Pair(name, as_start(as_sentence(value)))
    sentences = [compared_sentence(row) for row in exposure.compared if row.substance == key]
    if sentences:
        yield Pair("Beside published levels", " ".join(sentences))
    not_used = [level for level in exposure.measured if not level.used and level.substance == key]
    if not_used:
        yield Pair("Measured, not used", as_sentence("; ".join(clean(m.reason) for m in not_used)))


def _figure(assessment: Assessment) -> Figure:
    window = assessment.window
    days = min(DRAWN_DAYS, max(window.days, 1))
    end, which = _drawn_to(assessment, days)
    start = end - timedelta(days=days - 1)
    picture = LevelPicture(
        levels=tuple(shown_levels(assessment)),
        doses=assessment.timeline.doses,
        start=start,
        days=days,
        missing=assessment.timeline.missing,
    )
    title = f"Predicted levels, {days_words(start, end)}"
    desc = f"{_desc(assessment)} Each dose is a tick below."
    return Figure(
        wide=draw_levels(picture, WIDE, "levels-w", title, desc),
        narrow=draw_levels(picture, NARROW, "levels-n", title, desc),
        caption=f"{which}, hour by hour. The level is {curve_words(assessment.exposure)}.",
        tables=tuple(_table(assessment, one) for one in assessment.exposure.typical),
    )


def _drawn_to(assessment: Assessment, days: int) -> tuple[date, str]:
    """The last day drawn and what is drawn; long after the last dose there is nothing to see."""
    window = assessment.window
    taken = (dose.at.date() for dose in assessment.timeline.doses if dose.amount > 0.0)
    last = max(taken, default=window.start)
    if last > window.end - timedelta(days=days):
        return window.end, f"The last {count_words(days, 'day')}"
    end = max(last + timedelta(days=AFTER_DAYS), window.start + timedelta(days=days - 1))
    return end, f"{as_start(count_words(days, 'day'))} around the last dose"


def _desc(assessment: Assessment) -> str:
    parts = [
        f"{as_start(clean(one.analyte))}: peak of the middle day {band_words(one.peak, one.unit)}."
        for one in assessment.exposure.typical
    ]
    return " ".join(parts)


def _table(assessment: Assessment, typical: TypicalLevel) -> Table:
    exposure, key = assessment.exposure, typical.substance
    used = {use.day: use for use in exposure.daily if use.substance == key}
    days = [day for day in exposure.levels if day.substance == key][-MOST_ROWS:]
    head = (
        "Day", "Doses", "Amount", "Weight, g", "Content, mg", "Peak", "Lowest", "Mean",
        "Hours above your own median", "Since the last dose",
    )  # fmt: skip
    return Table(
        label=f"{as_start(clean(typical.analyte))}, predicted, {clean(typical.unit)}, by day",
        head=head,
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
