"""Exposure and use for a professional: Cmax, Cmin, Cavg with percentiles, g and mg a day."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import (
    Assessment,
    Content,
    DailyUse,
    DayLevel,
    ExposureSummary,
    Interval,
    MeasuredLevel,
    TypicalLevel,
    UseSummary,
)
from speciosa.report.words.exposure import BEYOND, compared_sentence, level_words
from speciosa.report.words.figures import amount_words, count_words, number_words
from speciosa.report.words.professional import Line
from speciosa.report.words.safety import break_words, period_words
from speciosa.report.words.text import as_sentence, as_start, clean
from speciosa.report.words.times import date_words, hours_words, time_words

PREDICTED: Final = (
    "Population prediction from the doses entered, not a measurement. Median (5th–95th percentile) "
    "over simulated people."
)
PERSONAL: Final = (
    "Population prediction updated by this person's measured levels; itself not a measurement. "
    "Median (5th–95th percentile) over the draws that remain."
)


def range_of(band: Interval | Content, unit: str = "") -> str:
    """Median with its percentiles and unit.

    >>> range_of(Interval(p05=3.2, p50=78.3, p95=1234.0), "ng/mL")
    '78 (3.2–1230) ng/mL'
    """
    ends = f"{number_words(band.p05)}–{number_words(band.p95)}"
    return f"{number_words(band.p50)} ({ends}) {clean(unit)}".rstrip()


def level_lines(exposure: ExposureSummary, typical: TypicalLevel) -> Iterator[Line]:
    """One substance: the middle day, the last day, accumulation, measured and published levels."""
    key = typical.substance
    yield "Analyte", f"{as_start(clean(typical.analyte))} in blood, {clean(typical.unit)}."
    yield "Median day", f"{_three(typical)}; median over {count_words(typical.days, 'whole day')}."
    for before in exposure.population_typical:
        if before.substance == key:
            yield "Without measured levels", f"{_three(before)}."
    days = [day for day in exposure.levels if day.substance == key]
    if days:
        yield _last_day(days[-1])
    yield from _carried(typical)
    for level in exposure.measured:
        if level.substance in {key, ""}:
            yield f"Measured, {time_words(level.at)}", _measured(level)
    published = [compared_sentence(row) for row in exposure.compared if row.substance == key]
    if published:
        yield ("Usual dose vs published", *published)


def _three(level: TypicalLevel | DayLevel) -> str:
    unit = level.unit
    return (
        f"Cmax {range_of(level.peak, unit)}, Cmin {range_of(level.trough, unit)}, "
        f"Cavg {range_of(level.mean, unit)}"
    )


def _last_day(day: DayLevel) -> Line:
    above = f"above own median {range_of(day.above_median_h)} of {number_words(day.covered_h)} h"
    return f"Last day, {date_words(day.day)}", f"{_three(day)}; {above}."


def _carried(typical: TypicalLevel) -> Iterator[Line]:
    if typical.accumulation:
        yield "Accumulation ratio", f"{range_of(typical.accumulation)}, last whole day with a dose."
    if typical.repeat_gain:
        studied = "little studied" if typical.repeat_gain_studied else BEYOND
        gain = range_of(typical.repeat_gain)
        yield (
            "Non-linear accumulation",
            f"Up to × {gain} in the last two weeks; not in the curve; {studied}.",
        )
    if typical.since_dose_h is not None:
        yield "Since the last dose", f"{hours_words(typical.since_dose_h)} at the last entry."


def _measured(level: MeasuredLevel) -> str:
    below = " (below the limit of quantification)" if level.below else ""
    value = f"{clean(level.analyte)} {level_words(level)} {clean(level.unit)}{below}"
    state = "used" if level.used else f"not used: {clean(level.reason)}"
    return as_sentence(f"{as_start(value)}, {clean(level.matrix)}; {state}")


def middle_use(days: Sequence[DailyUse]) -> DailyUse | None:
    """The day of use with the middle amount: a day as recorded, so its interval is its own."""
    taken = [day for day in days if day.doses and day.amount]
    ordered = sorted(taken, key=lambda day: (day.amount or 0.0, day.day))
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def professional_use(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """The use box: four lines, as many as the person's."""
    use = assessment.use
    found = use.substance, use.amount_unit
    mine = [one for one in assessment.exposure.daily if (one.substance, one.unit) == found]
    middle = middle_use(mine)
    return (
        _episodes(use),
        *_amounts(use, middle),
        break_words(use),
    )


def _episodes(use: UseSummary) -> tuple[str, str]:
    if not use.compared_days or use.doses_per_day_last is None:
        return "Doses/day, mean", number_words(use.doses_per_day)
    first, last = number_words(use.doses_per_day_first), number_words(use.doses_per_day_last)
    return f"Doses/day, first and last {period_words(use.compared_days)}", f"{first}, then {last}"


def _amounts(use: UseSummary, middle: DailyUse | None) -> Iterator[tuple[str, str]]:
    """By dose and by day, in grams or as typed, and what the middle day's doses contain."""
    dose = amount_words(use.amount_median, use.amount_unit)
    if middle is None:
        yield "Amount per dose, median", dose
        return
    day = f"{amount_words(middle.amount, middle.unit)}/day"
    yield f"Median dose; middle day ({date_words(middle.day)})", f"{dose}; {day}"
    if middle.content is not None:
        content = range_of(middle.content, f"{middle.content.unit}/day")
        yield f"{as_start(clean(middle.content.analyte))} on that day", content
