"""All safety of one diary: findings, checks due, events, dependence, red flags, restrictions."""

from dataclasses import dataclass
from datetime import date

from speciosa.diary.diary import Diary
from speciosa.safety.calculators.dsm5 import CriteriaCount
from speciosa.safety.calculators.lead import LeadIntake
from speciosa.safety.cases.build import cases_of
from speciosa.safety.cases.case import Case
from speciosa.safety.dependence import dependence_of
from speciosa.safety.dependence.criteria import criteria_count
from speciosa.safety.dependence.profile import profile_of
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
from speciosa.safety.lead_use import certified_of, lead_of
from speciosa.safety.merge import merge
from speciosa.safety.qt_factors import qt_factors
from speciosa.safety.qt_records import QtFactors
from speciosa.safety.red_flags import red_flags_of
from speciosa.safety.restrictions import law_as_of, restrictions_of
from speciosa.safety.schedule import schedule_of
from speciosa.safety.taper import Followed, follow
from speciosa.safety.taper_holds import hold_drafts


@dataclass(frozen=True, slots=True)
class SafetyResult:
    """What the safety floor adds to an assessment."""

    findings: tuple[Finding, ...]
    schedule: tuple[Due, ...]
    dependence: Dependence
    criteria: CriteriaCount | None  # None: the diary is not about kratom
    qt_factors: QtFactors | None  # likewise
    lead: LeadIntake | None  # None: no certificate says it
    events: tuple[EventReport, ...]
    cases: tuple[Case, ...]
    red_flags: RedFlags
    restrictions: tuple[str, ...]
    law_as_of: date | None
    statements: tuple[GradedStatement, ...]
    taper: Followed | None


def check_safety(diary: Diary) -> SafetyResult:
    """Every rule on one diary; the same diary gives the same result, no clock is read."""
    facts = build_facts(diary)
    plan = facts.diary.taper
    drafts = [draft for rule in rules.load().values() for draft in rule(facts)]
    findings = merge([*drafts, *(hold_drafts(plan, facts) if plan else ())])
    cases, profile = cases_of(facts), profile_of(facts)
    return SafetyResult(
        findings=findings,
        schedule=schedule_of(facts),
        dependence=dependence_of(facts, findings, profile),
        criteria=criteria_count(facts, profile) if facts.kratom else None,
        qt_factors=qt_factors(facts) if facts.kratom else None,
        lead=lead_of(facts) if certified_of(facts) else None,
        events=events_of(facts, cases),
        cases=cases,
        red_flags=red_flags_of(facts.diary),
        restrictions=restrictions_of(facts),
        law_as_of=law_as_of(facts),
        statements=graded_statements(facts),
        taper=follow(plan, facts) if plan else None,
    )
