"""Exposure and use for a professional: Cmax, Cmin, Cavg with percentiles, g and mg a day."""

from collections.abc import Iterator, Sequence

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
from speciosa.report.words.exposure import compared_sentence, level_words, studied_words
from speciosa.report.words.figures import amount_words, count_words, number_words
from speciosa.report.words.professional import Line
from speciosa.report.words.safety import break_words, period_words
from speciosa.report.words.text import as_sentence, as_start, clean
from speciosa.report.words.times import date_words, hours_words, time_words
from speciosa.texts import say


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
    analyte, unit = as_start(clean(typical.analyte)), clean(typical.unit)
    in_blood = say("professional.exposure.analyte", analyte=analyte, unit=unit)
    yield say("professional.exposure.analyte_title"), in_blood
    yield _median_day(typical)
    for before in exposure.population_typical:
        if before.substance == key:
            yield say("professional.exposure.without_measured"), f"{_three(before)}."
    days = [day for day in exposure.levels if day.substance == key]
    if days:
        yield _last_day(days[-1])
    yield from _carried(typical)
    for level in exposure.measured:
        if level.substance in {key, ""}:
            time = time_words(level.at)
            yield say("professional.exposure.measured_title", time=time), _measured(level)
    published = [compared_sentence(row) for row in exposure.compared if row.substance == key]
    if published:
        yield (say("professional.exposure.compared"), *published)


def _three(level: TypicalLevel | DayLevel) -> str:
    bands = (level.peak, level.trough, level.mean)
    peak, trough, mean = (range_of(band, level.unit) for band in bands)
    return say("professional.exposure.levels", peak=peak, trough=trough, mean=mean)


def _median_day(typical: TypicalLevel) -> Line:
    levels, days = _three(typical), count_words(typical.days, "whole_day")
    said = say("professional.exposure.median_day", levels=levels, days=days)
    return say("professional.exposure.median_day_title"), said


def _last_day(day: DayLevel) -> Line:
    said = say(
        "professional.exposure.last_day",
        levels=_three(day),
        above=range_of(day.above_median_h),
        covered=number_words(day.covered_h),
    )
    return say("professional.exposure.last_day_title", day=date_words(day.day)), said


def _carried(typical: TypicalLevel) -> Iterator[Line]:
    if typical.accumulation:
        ratio = range_of(typical.accumulation)
        said = say("professional.exposure.accumulation", ratio=ratio)
        yield say("professional.exposure.accumulation_title"), said
    if typical.repeat_gain:
        gain, studied = range_of(typical.repeat_gain), studied_words(typical)
        said = say("professional.exposure.gain", gain=gain, studied=studied)
        yield say("professional.exposure.gain_title"), said
    if typical.since_dose_h is not None:
        said = say("professional.exposure.since_dose", hours=hours_words(typical.since_dose_h))
        yield say("professional.exposure.since_dose_title"), said


def _measured(level: MeasuredLevel) -> str:
    value = f"{clean(level.analyte)} {level_words(level)} {clean(level.unit)}"
    if level.below:
        value = say("professional.exposure.below_limit", level=value)
    value, matrix = as_start(value), clean(level.matrix)
    if level.used:
        return as_sentence(say("professional.exposure.used", level=value, matrix=matrix))
    reason = clean(level.reason)
    said = say("professional.exposure.not_used", level=value, matrix=matrix, reason=reason)
    return as_sentence(said)


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
        return say("professional.exposure.doses_per_day"), number_words(use.doses_per_day)
    first, last = number_words(use.doses_per_day_first), number_words(use.doses_per_day_last)
    period = period_words(use.compared_days)
    return (
        say("professional.exposure.doses_per_day_compared", period=period),
        say("professional.exposure.doses_first_last", first=first, last=last),
    )


def _amounts(use: UseSummary, middle: DailyUse | None) -> Iterator[tuple[str, str]]:
    """By dose and by day, in grams or as typed, and what the middle day's doses contain."""
    dose = amount_words(use.amount_median, use.amount_unit)
    if middle is None:
        yield say("professional.exposure.dose_median"), dose
        return
    amount = amount_words(middle.amount, middle.unit)
    a_day = say("professional.exposure.per_day", amount=amount)
    title = say("professional.exposure.dose_and_day", day=date_words(middle.day))
    yield title, f"{dose}; {a_day}"
    if middle.content is not None:
        unit = say("professional.exposure.per_day", amount=middle.content.unit)
        analyte = as_start(clean(middle.content.analyte))
        title = say("professional.exposure.content_on_day", analyte=analyte)
        yield title, range_of(middle.content, unit)
