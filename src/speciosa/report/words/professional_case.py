"""One adverse event for a professional: grades, latency, scores with their open items."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.schema import (
    Beside,
    Case,
    CaseChange,
    CaseReport,
    EventReport,
    GradedValue,
    LabDay,
    Peak,
)
from speciosa.report.words.figures import count_words, fixed, number_words, typed_words
from speciosa.report.words.professional import Line, ends_words
from speciosa.report.words.readings import reading_name
from speciosa.report.words.text import as_sentence, as_start, clean, listing
from speciosa.report.words.times import date_words, time_words
from speciosa.texts import say

MOST_NAMES: Final = 10
HY: Final = "Hy's law"  # how a sentence of the assessment about it begins


def event_heading(event: EventReport) -> str:
    """When, and the grade as the person gave it; that is no CTCAE grade."""
    grade = say("professional.case.no_grade")
    if event.grade is not None:
        grade = say("professional.case.reported_grade", grade=event.grade)
    time, entry = time_words(event.at), clean(event.entry)
    return say("professional.case.heading", time=time, grade=grade, entry=entry)


def case_lines(report: CaseReport) -> Iterator[Line]:
    """A case in the order in which causality is judged."""
    case = report.case
    yield say("professional.case.latency_title"), _latency(case)
    yield say("professional.case.dechallenge"), _changed(case.dechallenge)
    found = _changed(case.rechallenge)
    no_rechallenge = say("professional.case.no_rechallenge", found=found)
    yield say("professional.case.rechallenge"), no_rechallenge
    yield from _beside(case)
    yield from _liver(report)
    if graded := [_graded(one) for one in case.grades]:
        yield (say("professional.case.ctcae"), *graded)
    yield from _scores(case)
    yield say("professional.case.seriousness"), _serious(case)
    if case.notes:
        notes = " ".join(as_sentence(note) for note in case.notes)
        yield say("professional.case.not_understood"), notes
    entries = listing(map(clean, case.entries), most=MOST_NAMES)
    said = say("professional.case.entries", case=clean(case.id), entries=entries)
    yield say("professional.case.case"), said


def _latency(case: Case) -> str:
    use = case.exposure
    if use.days_since_first is None:
        return say("professional.case.no_use_before")
    side = "before" if use.days_since_first < 0 else "after"
    which = "first" if use.first_use_known else "recorded"
    days = abs(use.days_since_first)
    parts = [say(f"professional.case.latency.{side}_{which}", days=days)]
    if use.days_since_last is not None:
        parts.append(say("professional.case.since_last", days=use.days_since_last))
    parts.append(say("professional.case.doses_before", doses=count_words(use.doses_before, "dose")))
    products = listing(map(clean, use.products), most=MOST_NAMES)
    return f"{'; '.join(parts)}{f' ({products})' if products else ''}."


def _changed(change: CaseChange) -> str:
    state = as_start(change.state)
    if not change.certain:
        state = say("professional.case.uncertain", state=state)
    return f"{state}. {as_sentence(change.basis)}"


def _beside(case: Case) -> Iterator[Line]:
    """Other medicines at the time: those suspected for such an event first, then all others."""
    none = (say("professional.case.none_competing"),)
    competing = tuple(map(_medicine, case.competitors)) or none
    yield (say("professional.case.competing"), *competing)
    if case.other_medicines:
        yield (say("professional.case.also_in_use"), *map(_medicine, case.other_medicines))


def _medicine(one: Beside) -> str:
    named = listing(map(clean, one.classes), most=MOST_NAMES)
    parts = [f"{clean(one.name)} ({named})" if named else clean(one.name)]
    if one.days_before is None:
        parts.append(say("professional.case.start_not_known"))
    else:
        parts.append(say("professional.case.started", days=one.days_before))
    if one.end:
        parts.append(say("professional.case.ended", day=date_words(one.end, year=True)))
    return f"{', '.join(parts)}{_again(one)}."


def _again(one: Beside) -> str:
    if not one.restarted:
        return ""
    came = {True: "recurred", False: "no_recurrence", None: "not_followed"}[one.came_back]
    day = date_words(one.restarted, year=True)
    return f"; {say(f'professional.case.restarted.{came}', day=day)}"


def _liver(report: CaseReport) -> Iterator[Line]:
    """R and pattern at onset, every day of tests in multiples of its limit, what was reached."""
    liver = report.case.liver
    if liver is None:
        return
    if liver.r is not None:
        r = number_words(liver.r, 3)
        pattern = say("professional.case.pattern", r=r, pattern=liver.pattern)
        yield say("professional.case.pattern_title"), pattern
    if rows := [row for day in liver.days if (row := _tests(day))]:
        yield (say("professional.case.tests"), *rows)
    if peaks := [_peak(one) for one in liver.peaks]:
        yield (say("professional.case.peaks"), *peaks)
    if liver.dili_limit_on:
        reached = date_words(liver.dili_limit_on, year=True)
        yield say("professional.case.dili_title"), say("professional.case.dili", day=reached)
    if said := [one for one in report.sentences if one.startswith(HY)]:  # holds its review mark
        other = say("professional.case.other_causes")
        yield (say("professional.case.hys_law"), *map(as_sentence, said), other)


def _tests(day: LabDay) -> str:
    """One day; empty where it holds none of these tests."""
    values = {"alt": day.alt, "ast": day.ast, "alp": day.alp, "bilirubin": day.bilirubin}
    parts = ", ".join(
        f"{say(f'professional.case.test.{name}')} {number_words(value)}"
        for name, value in values.items()
        if value is not None
    )
    if not parts:
        return ""
    if day.r is not None:
        r = say("professional.case.r", r=number_words(day.r), pattern=day.pattern)
        parts = f"{parts}; {r}"
    return f"{date_words(day.day, year=True)}: {parts}."


def _peak(one: Peak) -> str:
    test, times = reading_name(one.test), number_words(one.times_upper)
    day, half = date_words(one.day, year=True), one.days_to_half
    if half:
        return say("professional.case.peak_halved", test=test, times=times, day=day, days=half)
    return say("professional.case.peak", test=test, times=times, day=day)


def _graded(one: GradedValue) -> str:
    """A value with its grade, the version and the code of the term."""
    grade = one.grade
    value = f"{reading_name(one.reading)} {typed_words(one.value)} {clean(one.unit)}".rstrip()
    return say(
        "professional.case.graded",
        reading=value,
        day=date_words(one.day, year=True),
        grade=grade.grade,
        version=grade.version,
        term=clean(grade.term),
        basis=say(f"professional.case.basis.{grade.basis}"),
        review=grade.review,
    )


def _scores(case: Case) -> Iterator[Line]:
    for score in (case.naranjo, case.rucam):
        if score is None:
            continue
        total = ends_words(fixed(score.low, 0), fixed(score.high, 0))
        bands = ends_words(score.bands[0], score.bands[-1])
        table = f", {clean(score.table)}" if score.table else ""
        named = [
            f"{item.number} {clean(item.item).replace('_', ' ')}"
            for item in score.items
            if item.open
        ]
        still = say("professional.case.no_open_item")
        if named:
            items = listing(named, most=MOST_NAMES)
            still = say("professional.case.open_items", items=items)
        yield f"{score.scale} ({score.version}{table})", f"{total}: {bands}; {score.review}.", still
    if case.rucam_not_scored:
        yield say("professional.case.rucam"), as_sentence(case.rucam_not_scored)
    yield say("professional.case.who_umc_title"), _who_umc(case)


def _who_umc(case: Case) -> str:
    who = case.who_umc
    today, possible = as_start(who.today), listing(who.possible, "or")
    criteria = listing(map(clean, who.open_criteria), most=MOST_NAMES)
    if not criteria:
        return say("professional.case.who_umc", today=today, possible=possible)
    return say("professional.case.who_umc_open", today=today, possible=possible, criteria=criteria)


def _serious(case: Case) -> str:
    met = listing(map(clean, case.seriousness.met), most=MOST_NAMES)
    open_ = listing(map(clean, case.seriousness.open), most=MOST_NAMES)
    said = f"{as_start(case.seriousness.serious)}{f': {met}' if met else ''}."
    if not open_:
        return said
    return say("professional.case.not_answered", serious=said, criteria=open_)
