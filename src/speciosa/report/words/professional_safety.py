"""Findings, checks, criteria and what adds up, for a professional: codes, levels, states, facts."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from speciosa.assessment.schema import (
    CriteriaCount,
    Criterion,
    Dependence,
    Due,
    Finding,
    GradedStatement,
    LeadIntake,
    QtFactors,
)
from speciosa.report.words.figures import number_words
from speciosa.report.words.professional import Line, ends_words
from speciosa.report.words.text import as_sentence, as_start, as_word, clean, listing, shorten
from speciosa.report.words.times import date_words, due_words
from speciosa.texts import say

MOST_FACTS: Final = 10
_SHORT_RULE: Final = 28
_SHORT_FACTS: Final = 120


def finding_aside(finding: Finding) -> tuple[str, str]:
    """Beside a finding on the first page: level and review; rule and since when."""
    level = say(f"professional.safety.evidence_short.{finding.evidence}")
    rule = [shorten(clean(finding.id), _SHORT_RULE), *_since(finding)]
    return f"{level}, {finding.review}", ", ".join(rule)


def _since(finding: Finding) -> Iterator[str]:
    if finding.since:
        yield say("professional.safety.since", day=date_words(finding.since, year=True))


def because_sentence(finding: Finding) -> str:
    """What says more than the id of an entry, in one short sentence for the first page."""
    facts = map(clean, finding.because)  # ids of entries, and products, say nothing more there
    said = [fact for fact in facts if " " in fact and not fact.startswith("product:")]
    shown = shorten("; ".join(said), _SHORT_FACTS)
    return as_sentence(say("professional.safety.because_short", facts=shown)) if said else ""


def because_words(finding: Finding) -> str:
    """The entries and facts that triggered a rule."""
    facts = [clean(fact) for fact in finding.because]
    shown, more = facts[:MOST_FACTS], len(facts) - MOST_FACTS
    if more > 0:
        shown.append(say("professional.safety.more_facts", count=more))
    return "; ".join(shown)


def acts_words(who: str) -> str:
    """Who acts, said to somebody else than the person.

    >>> acts_words("your prescriber today"), acts_words("you and your doctor")
    ('The prescriber today', 'The person and the doctor')
    """
    said = re.sub(r"\byou\b", "the person", re.sub(r"\byour\b", "the", clean(who)))
    return as_start(said)


def grading_words(finding: Finding) -> str:
    """Severity out of four, and what is at stake."""
    severity, rank = finding.severity, clean(finding.rank)
    if not severity.startswith("S"):
        return f"{as_start(severity)}, {rank}"
    level = severity[1:]
    return say("professional.safety.severity_of_four", severity=severity, level=level, rank=rank)


def finding_lines(finding: Finding) -> Iterator[Line]:
    """Codes first, then facts, mechanism and who acts; sources come after."""
    yield say("professional.safety.rule_title"), _rule(finding)
    yield say("professional.safety.severity"), f"{grading_words(finding)}."
    level = say(f"professional.safety.evidence.{finding.evidence}")
    reviewed = say("professional.safety.reviewed", evidence=level, review=finding.review)
    yield say("professional.safety.evidence_title"), reviewed
    if facts := because_words(finding):
        yield say("professional.safety.because"), f"{facts}."
    if finding.why:
        yield say("professional.safety.why"), as_sentence(finding.why)
    if finding.who:
        yield say("professional.safety.acts"), f"{acts_words(finding.who)}."


def _rule(finding: Finding) -> str:
    rule = "; ".join([clean(finding.id), *_since(finding)])
    if finding.quiet:
        return say("professional.safety.rule_seen", rule=rule)
    return say("professional.safety.rule_open", rule=rule)


def due_line(due: Due) -> str:
    """When, how long overdue, and when it was last done."""
    year = due.due.year if due.due else None
    said = as_start(due_words(due, None if due.overdue_days else _other(year)))
    if due.due and due.overdue_days:
        said = f"{said}, {say('professional.safety.due', day=date_words(due.due, year=True))}"
    if not due.done:
        return say("professional.safety.none_recorded", due=said)
    return say("professional.safety.last_done", due=said, day=date_words(due.done, year=True))


def _other(year: int | None) -> int | None:
    """A year that differs, so that the day is written out with its own."""
    return None if year is None else year - 1


def statement_key(statement: GradedStatement) -> str:
    """Id and certainty."""
    name, certainty = clean(statement.id), statement.certainty
    return say("professional.safety.certainty", statement=name, certainty=certainty)


def dependence_lines(found: Dependence, criteria: CriteriaCount | None) -> Iterator[Line]:
    """Episodes, trend, the count of criteria as a range, signs and breaks."""
    if found.episodes_per_day is not None:
        episodes = number_words(found.episodes_per_day)
        mean = say("professional.safety.episodes", episodes=episodes)
        yield say("professional.safety.episodes_title"), mean
    if found.trend:
        yield say("dependence.trend"), as_sentence(found.trend)
    if criteria is not None:
        title = say("professional.safety.criteria")
        yield title, as_sentence(criteria.text), as_sentence(criteria.caution)
    if found.criteria:
        yield (say("professional.safety.signs"), *map(as_sentence, found.criteria))
    if found.withdrawal:
        yield (say("professional.safety.withdrawal"), *map(as_sentence, found.withdrawal))
    if found.notes:
        yield (say("professional.safety.notes"), *map(as_sentence, found.notes))


def criterion_line(one: Criterion) -> Line:
    """One criterion: the answer with its day, and the entries that ask for it."""
    day = f" ({date_words(one.answered, year=True)})" if one.answered else ""
    signs = (f"{as_sentence(sign.text)} {_entries(sign.because)}".strip() for sign in one.signs)
    key = f"{one.number} {as_start(clean(one.name))}"
    return (key, f"{as_start(one.answer)}{day}.", *signs)


def _entries(ids: Iterable[str]) -> str:
    named = listing(map(clean, ids), most=MOST_FACTS // 2)
    return f"[{named}]" if named else ""


def qt_lines(found: QtFactors) -> Iterator[Line]:
    """The points as a range, then every factor by its state."""
    ends = ends_words(str(found.low), str(found.high))
    points = say("professional.safety.points", points=ends, limit=found.reached_at)
    yield say("professional.safety.points_title"), points
    for state in ("present", "not known", "absent"):
        named = [
            f"{as_word(one.name)} ({one.points}){_basis(one.because)}"
            for one in found.factors
            if one.state == state
        ]
        if named:
            title = say(f"professional.safety.factor.{state.replace(' ', '_')}")
            yield title, f"{as_start('; '.join(named))}."


def _basis(because: Iterable[str]) -> str:
    named = listing(map(clean, because), most=MOST_FACTS // 2)
    return f" [{named}]" if named else ""


def lead_lines(found: LeadIntake) -> Iterator[Line]:
    """Micrograms a day as a range, and on which side of the limits."""
    if found.low_ug_per_day is not None and found.high_ug_per_day is not None:
        ends = map(number_words, (found.low_ug_per_day, found.high_ug_per_day))
        basis = "certified" if found.certified else "published"
        said = say(f"professional.safety.intake.{basis}", intake=ends_words(*ends), band=found.band)
        yield say("professional.safety.intake_title"), said
    yield say("professional.safety.limits"), as_sentence(found.text)
    if found.ask:
        yield say("professional.safety.missing"), as_sentence(found.ask)
