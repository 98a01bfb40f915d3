"""Findings, checks and red flags, as the assessment publishes them."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from speciosa.record import Number, Record

Severity = Literal["S1", "S2", "S3", "S4", "P", "no information"]
Evidence = Literal["L1", "L2", "L3", "L4", "L5", "diary", "none"]
Review = Literal["published", "expert proposal", "unverified"]


class SourceRef(Record):
    """Where a statement comes from; enough to find it."""

    key: str
    cite: str
    doi: str = ""
    place: str = ""


class Finding(Record):
    """What could go wrong, why, what to do now, who should do it, and how sure this is."""

    id: str  # row ids joined by "+", e.g. I-001 or C-03+C-13
    severity: Severity
    rank: str  # breathing, seizure, heart rhythm, liver, serotonin, blood pressure, metals ...
    evidence: Evidence
    title: str
    why: str
    action: str
    who: str  # who should act: you, prescriber, emergency service ...
    sources: tuple[SourceRef, ...]
    because: tuple[str, ...]  # entry ids or facts such as "medicine: sertraline"
    since: date | None
    review: Review
    quiet: bool = False  # acknowledged, stays visible


class EventReport(Record):
    """One adverse event; causality is left open until its questions are answered."""

    entry: str
    at: AwareDatetime
    term: str
    grade: int | None
    note: str
    naranjo: None = None
    who_umc: None = None
    questions_open: tuple[str, ...]


class Due(Record):
    """Something to check, when and why."""

    what: str
    due: date | None  # None: baseline due, no start is known
    done: date | None
    overdue_days: int  # 0 when not overdue
    why: str
    sources: tuple[SourceRef, ...]
    review: Review


class Dependence(Record):
    """What the diary shows about getting used to it."""

    episodes_per_day: Number | None
    trend: str
    criteria: tuple[str, ...]
    withdrawal: tuple[str, ...]
    notes: tuple[str, ...]


class RedFlag(Record):
    """One of the twelve signs that always stand on every face."""

    number: int
    signs: str
    do: str = ""


class RedFlags(Record):
    """Emergency numbers and the twelve signs."""

    emergency: str
    crisis: str
    poison: str
    items: tuple[RedFlag, ...]
    review: Review
    # None: all numbers are the diary's own, or words; unverified until somebody says otherwise
    numbers_review: Review | None = "unverified"


class GradedStatement(Record):
    """What is known about people in general, with its certainty."""

    id: str
    text: str
    certainty: Literal["high", "moderate", "low", "very low"]
    sources: tuple[SourceRef, ...]
    review: Review
