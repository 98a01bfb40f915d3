"""All safety of one diary: findings, checks due, events, dependence, red flags, restrictions."""

from dataclasses import dataclass

from speciosa.diary.diary import Diary
from speciosa.safety.cases.build import cases_of
from speciosa.safety.cases.case import Case
from speciosa.safety.dependence import dependence_of
from speciosa.safety.draft import rules
from speciosa.safety.events import events_of
from speciosa.safety.facts import build_facts
from speciosa.safety.finding import (
    Dependence,
    Due,
    EventReport,
    Finding,
    GradedStatement,
    RedFlags,
)
from speciosa.safety.graded import graded_statements
from speciosa.safety.merge import merge
from speciosa.safety.red_flags import red_flags_of
from speciosa.safety.restrictions import restrictions_of
from speciosa.safety.schedule import schedule_of


@dataclass(frozen=True, slots=True)
class SafetyResult:
    """What the safety floor adds to an assessment."""

    findings: tuple[Finding, ...]
    schedule: tuple[Due, ...]
    dependence: Dependence
    events: tuple[EventReport, ...]
    cases: tuple[Case, ...]
    red_flags: RedFlags
    restrictions: tuple[str, ...]
    statements: tuple[GradedStatement, ...]


def check_safety(diary: Diary) -> SafetyResult:
    """Every rule on one diary; the same diary gives the same result, no clock is read."""
    facts = build_facts(diary)
    findings = merge(draft for rule in rules.load().values() for draft in rule(facts))
    cases = cases_of(facts)
    return SafetyResult(
        findings=findings,
        schedule=schedule_of(facts),
        dependence=dependence_of(facts, findings),
        events=events_of(facts, cases),
        cases=cases,
        red_flags=red_flags_of(facts.diary),
        restrictions=restrictions_of(facts),
        statements=graded_statements(facts),
    )
