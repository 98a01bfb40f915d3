"""Adverse events of the diary; causality stays open until their questions are answered."""

from functools import cache

from pydantic import Field

from speciosa.diary.entries import Entry, Kind
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record
from speciosa.safety.facts import Facts
from speciosa.safety.finding import EventReport


class QuestionGroup(Record):
    """Questions about some events; no terms: about every event."""

    terms: tuple[str, ...]
    questions: tuple[str, ...] = Field(min_length=1)


@cache
def question_groups() -> tuple[QuestionGroup, ...]:
    """All groups, in file order."""
    check_keys(read_toml("event_questions")["sources"], "event_questions", 0)
    return load_table("event_questions", "group", QuestionGroup)


def events_of(facts: Facts) -> tuple[EventReport, ...]:
    """One report per event, by time."""
    return tuple(_report(entry) for entry in facts.entries if entry.kind is Kind.EVENT)


def _report(entry: Entry) -> EventReport:
    term = " ".join(entry.what.casefold().replace("_", " ").split())
    grade = int(entry.value) if isinstance(entry.value, float) else None
    asked = (group for group in question_groups() if not group.terms or term in group.terms)
    return EventReport(
        entry=entry.id,
        at=entry.at,
        term=entry.what,
        grade=grade,
        note=entry.note,
        questions_open=tuple(question for group in asked for question in group.questions),
    )
