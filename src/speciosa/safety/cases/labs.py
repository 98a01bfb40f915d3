"""Liver tests of a case as a series, and the grades of what was measured."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from speciosa.diary.readings import Reading
from speciosa.safety.calculators.ctcae import ctcae_grade, graded_readings
from speciosa.safety.calculators.rucam import Table
from speciosa.safety.calculators.rucam_items import Measured, course_options, half_day
from speciosa.safety.cases.case import GradedValue, LabDay, LiverCourse, Peak
from speciosa.safety.facts import Facts
from speciosa.safety.liver import (
    LiverDay,
    PatternDay,
    liver_days,
    meets_hy_laboratory_criteria,
    pattern_series,
    reaches_dili_limit,
)

_TESTS: Final = ("alt", "alp", "bilirubin")


def liver_course(facts: Facts) -> LiverCourse | None:
    """The liver tests of a diary; None where there are none."""
    days = liver_days((facts.day(reading), reading) for reading in facts.readings)
    if not days:
        return None
    series = {one.day: one for one in pattern_series(days)}
    first = next(iter(series.values()), None)
    abnormal = next((day.day for day in days if day.abnormal), None)
    return LiverCourse(
        days=tuple(_lab_day(day, series.get(day.day)) for day in days),
        onset=abnormal,
        r=first.ratio if first else None,
        pattern=first.pattern if first else None,
        peaks=tuple(peak for test in _TESTS if (peak := _peak(test, days))),
        dili_limit_on=next((day.day for day in days if reaches_dili_limit(day)), None),
        hy_laboratory_on=next((d.day for d in days if meets_hy_laboratory_criteria(d)), None),
    )


def values_of(test: str, days: Iterable[LiverDay]) -> list[Measured]:
    """One test as a series."""
    held = ((day.day, getattr(day, f"{test}_ratio")) for day in days)
    return [Measured(day, ratio) for day, ratio in held if ratio is not None]


def table_series(table: Table, days: Iterable[LiverDay]) -> list[list[Measured]]:
    """What item 2 of RUCAM reads, if it was ever raised: ALT, or ALP and bilirubin."""
    each = tuple(days)
    tests = ("alt",) if table == "hepatocellular" else ("alp", "bilirubin")
    found = [values_of(test, each) for test in tests]
    return [values for values in found if any(value.ratio > 1 for value in values)]


def course_of(table: Table, days: Iterable[LiverDay], stopped: date) -> set[str]:
    """Options of RUCAM's item 2; where ALP and bilirubin differ, both stay possible."""
    each = [course_options(table, values, stopped) for values in table_series(table, days)]
    return set().union(*each) or {"no information"}


def grades_of(facts: Facts, names: Iterable[str], onset: date) -> tuple[GradedValue, ...]:
    """The worst grade of each measurement, against the value before kratom where one is known."""
    found = []
    for name in names:
        if name in graded_readings():
            worst = max((r for r in facts.readings if r.name == name), key=_height, default=None)
            graded = _graded(worst, facts, onset) if worst else None
            found += [graded] if graded else []
    return tuple(found)


def _height(reading: Reading) -> float:
    """How high a value is; grades rise with it."""
    return reading.value / (reading.upper_limit or 1)


def _lab_day(day: LiverDay, one: PatternDay | None) -> LabDay:
    return LabDay(
        day=day.day,
        alt=day.alt_ratio,
        ast=day.ast_ratio,
        alp=day.alp_ratio,
        bilirubin=day.bilirubin_ratio,
        r=one.ratio if one else None,
        pattern=one.pattern if one else None,
        from_ast=one.from_ast if one else False,
    )


def _peak(test: str, days: Iterable[LiverDay]) -> Peak | None:
    values = values_of(test, days)
    top = max(values, key=lambda value: value.ratio, default=None)
    if top is None:
        return None
    half = half_day(values)
    to_half = (half - top.day).days if half else None
    return Peak(test=test, day=top.day, times_upper=top.ratio, half=half, days_to_half=to_half)


def _graded(reading: Reading, facts: Facts, onset: date) -> GradedValue | None:
    grade = ctcae_grade(
        reading.name, reading.value, reading.upper_limit, _baseline(reading.name, facts, onset)
    )
    if grade is None:
        return None
    return GradedValue(
        reading=reading.name,
        day=facts.day(reading),
        value=reading.value,
        unit=reading.unit,
        grade=grade,
    )


def _baseline(name: str, facts: Facts, onset: date) -> float | None:
    """The last value before the first recorded dose; None where kratom came first."""
    first = min(facts.dose_days, default=None)
    if first is None or first > onset:
        return None
    before = [r for r in facts.readings if r.name == name and facts.day(r) < first]
    return before[-1].value if before else None
