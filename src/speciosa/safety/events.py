"""Adverse events of the diary; causality stays open until their questions are answered."""

from speciosa.diary.entries import Entry, Kind
from speciosa.safety.cases.build import cases_of
from speciosa.safety.cases.case import Case
from speciosa.safety.cases.questions import shown_questions
from speciosa.safety.facts import Facts
from speciosa.safety.finding import EventReport


def events_of(facts: Facts, cases: tuple[Case, ...] | None = None) -> tuple[EventReport, ...]:
    """One report per event, by time; entries of one kind share the questions of their case.

    Args:
        facts: the diary.
        cases: as `cases_of` gives them, when they are known already.
    """
    held = cases_of(facts) if cases is None else cases
    by_entry = {entry: case for case in held for entry in case.entries}
    events = [entry for entry in facts.entries if entry.kind is Kind.EVENT]
    return tuple(_report(entry, by_entry.get(entry.id)) for entry in events)


def _report(entry: Entry, case: Case | None) -> EventReport:
    return EventReport(
        entry=entry.id,
        at=entry.at,
        term=entry.what,
        grade=int(entry.value) if isinstance(entry.value, float) else None,
        note=entry.note,
        questions_open=shown_questions(case) if case else (),
    )
