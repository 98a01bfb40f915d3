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
from speciosa.report.words.professional import Line
from speciosa.report.words.readings import reading_name
from speciosa.report.words.text import as_sentence, as_start, clean, listing
from speciosa.report.words.times import date_words, time_words

MOST_NAMES: Final = 10
NO_RECHALLENGE: Final = "Not to be taken again to find out."
HY: Final = "Hy's law"
UNITS: Final = {"xULN": "× ULN", "xBase": "× baseline", "ms": "ms"}


def event_heading(event: EventReport) -> str:
    """When, and the grade as the person gave it; that is no CTCAE grade."""
    grade = "no grade entered" if event.grade is None else f"reported grade {event.grade} of 5"
    return f"{time_words(event.at)}; {grade}; entry {clean(event.entry)}"


def case_lines(report: CaseReport) -> Iterator[Line]:
    """A case in the order in which causality is judged."""
    case = report.case
    yield "Latency", _latency(case)
    yield "Dechallenge", _changed(case.dechallenge)
    yield "Rechallenge", f"{_changed(case.rechallenge)} {NO_RECHALLENGE}"
    yield from _beside(case)
    yield from _liver(report)
    if graded := [_graded(one) for one in case.grades]:
        yield ("CTCAE", *graded)
    yield from _scores(case)
    yield "Seriousness", _serious(case)
    if case.notes:
        yield "Not understood", " ".join(as_sentence(note) for note in case.notes)
    yield "Case", f"{clean(case.id)}; entries {listing(map(clean, case.entries), most=MOST_NAMES)}."


def _latency(case: Case) -> str:
    use = case.exposure
    if use.days_since_first is None:
        return "No use of kratom recorded before it."
    first = "first use" if use.first_use_known else "first recorded use"
    last = "" if use.days_since_last is None else f"; {use.days_since_last} d after the last dose"
    doses = f"; {count_words(use.doses_before, 'dose')} recorded before"
    products = listing(map(clean, use.products), most=MOST_NAMES)
    named = f" ({products})" if products else ""
    after = f"{abs(use.days_since_first)} d {'before' if use.days_since_first < 0 else 'after'}"
    return f"{after} {first}{last}{doses}{named}."


def _changed(change: CaseChange) -> str:
    sure = "" if change.certain else " (uncertain: few entries in that time)"
    return f"{as_start(change.state)}{sure}. {as_sentence(change.basis)}"


def _beside(case: Case) -> Iterator[Line]:
    """Other medicines at the time: those suspected for such an event first, then all others."""
    none = ("No medicine entered is known to the tables as a cause.",)
    yield ("Competing", *(tuple(map(_medicine, case.competitors)) or none))
    if case.other_medicines:
        yield ("Also in use", *map(_medicine, case.other_medicines))


def _medicine(one: Beside) -> str:
    named = listing(map(clean, one.classes), most=MOST_NAMES)
    days = one.days_before
    since = "start not known" if days is None else f"started {days} d before"
    again = ""
    if one.restarted:
        came = {True: "recurred", False: "no recurrence", None: "not followed"}[one.came_back]
        again = f"; restarted {date_words(one.restarted, year=True)}: {came}"
    ended = f", ended {date_words(one.end, year=True)}" if one.end else ""
    return f"{clean(one.name)}{f' ({named})' if named else ''}, {since}{ended}{again}."


def _liver(report: CaseReport) -> Iterator[Line]:
    """R and pattern at onset, every day of tests in multiples of its limit, what was reached."""
    liver = report.case.liver
    if liver is None:
        return
    if liver.r is not None:
        yield "Pattern", f"R {number_words(liver.r, 3)} at onset, {liver.pattern}."
    if rows := [row for day in liver.days if (row := _tests(day))]:
        yield ("Tests, × ULN", *rows)
    if peaks := [_peak(one) for one in liver.peaks]:
        yield ("Peaks, × ULN", *peaks)
    if liver.dili_limit_on:
        yield "DILI threshold", f"Reached on {date_words(liver.dili_limit_on, year=True)}."
    if said := [one for one in report.sentences if one.startswith(HY)]:  # holds its review mark
        yield (HY, *map(as_sentence, said), "Other causes are not excluded by this.")


def _tests(day: LabDay) -> str:
    """One day; empty where it holds none of these tests."""
    values = (("ALT", day.alt), ("AST", day.ast), ("ALP", day.alp), ("bilirubin", day.bilirubin))
    named = [f"{name} {number_words(value)}" for name, value in values if value is not None]
    r = "" if day.r is None else f"; R {number_words(day.r)} {day.pattern}"
    return f"{date_words(day.day, year=True)}: {', '.join(named)}{r}." if named else ""


def _peak(one: Peak) -> str:
    half = f", half after {one.days_to_half} d" if one.days_to_half else ""
    day = date_words(one.day, year=True)
    return f"{reading_name(one.test)} {number_words(one.times_upper)} on {day}{half}."


def _graded(one: GradedValue) -> str:
    """A value with its grade, the version and the code of the term."""
    grade, day = one.grade, date_words(one.day, year=True)
    value = f"{reading_name(one.reading)} {typed_words(one.value)} {clean(one.unit)}".rstrip()
    rule = f"v{grade.version}, term {clean(grade.term)}, {UNITS[grade.basis]}"
    return f"{value} on {day}: grade {grade.grade} ({rule}; {grade.review})."


def _scores(case: Case) -> Iterator[Line]:
    for score in (case.naranjo, case.rucam):
        if score is None:
            continue
        total = " to ".join(fixed(end, 0) for end in dict.fromkeys((score.low, score.high)))
        bands = " to ".join(dict.fromkeys((score.bands[0], score.bands[-1])))
        table = f", {clean(score.table)}" if score.table else ""
        named = [
            f"{item.number} {clean(item.item).replace('_', ' ')}"
            for item in score.items
            if item.open
        ]
        still = f"Open items: {listing(named, most=MOST_NAMES)}." if named else "No open item."
        yield f"{score.scale} ({score.version}{table})", f"{total}: {bands}; {score.review}.", still
    if case.rucam_not_scored:
        yield "RUCAM", as_sentence(case.rucam_not_scored)
    who = case.who_umc
    open_ = listing(map(clean, who.open_criteria), most=MOST_NAMES)
    still = f" Open criteria: {open_}." if open_ else ""
    yield "WHO-UMC", f"{as_start(who.today)}; possible: {listing(who.possible, 'or')}.{still}"


def _serious(case: Case) -> str:
    met = listing(map(clean, case.seriousness.met), most=MOST_NAMES)
    open_ = listing(map(clean, case.seriousness.open), most=MOST_NAMES)
    said = f"{as_start(case.seriousness.serious)}{f': {met}' if met else ''}."
    return f"{said} Not answered: {open_}." if open_ else said
