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
from speciosa.report.words.professional import Line
from speciosa.report.words.text import as_sentence, as_start, as_word, clean, listing, shorten
from speciosa.report.words.times import date_words, due_words

LEVELS: Final = {
    "L1": "L1 controlled study",
    "L2": "L2 observed in people",
    "L3": "L3 case reports",
    "L4": "L4 laboratory",
    "L5": "L5 class data",
    "diary": "diary (own entries)",
    "none": "none",
}
MOST_FACTS: Final = 10
_SHORT_RULE: Final = 28
_SHORT_FACTS: Final = 120


def finding_aside(finding: Finding) -> tuple[str, str]:
    """Beside a finding on the first page: level and review; rule and since when."""
    since = f", since {date_words(finding.since, year=True)}" if finding.since else ""
    sure = f"{LEVELS[finding.evidence].partition(' ')[0]}, {finding.review}"
    return sure, f"{shorten(clean(finding.id), _SHORT_RULE)}{since}"


def because_sentence(finding: Finding) -> str:
    """What says more than the id of an entry, in one short sentence for the first page."""
    facts = map(clean, finding.because)  # ids of entries, and products, say nothing more there
    said = [fact for fact in facts if " " in fact and not fact.startswith("product:")]
    return as_sentence(f"Because: {shorten('; '.join(said), _SHORT_FACTS)}") if said else ""


def because_words(finding: Finding) -> str:
    """The entries and facts that triggered a rule."""
    facts = [clean(fact) for fact in finding.because]
    more = [f"{len(facts) - MOST_FACTS} more"] if len(facts) > MOST_FACTS else []
    return "; ".join([*facts[:MOST_FACTS], *more])


def acts_words(who: str) -> str:
    """Who acts, said to somebody else than the person.

    >>> acts_words("your prescriber today"), acts_words("you and your doctor")
    ('The prescriber today', 'The person and the doctor')
    """
    said = re.sub(r"\byou\b", "the person", re.sub(r"\byour\b", "the", clean(who)))
    return as_start(said)


def grading_words(finding: Finding) -> str:
    """Severity out of four, and what is at stake."""
    if finding.severity.startswith("S"):
        return f"{finding.severity} ({finding.severity[1:]} of 4), {clean(finding.rank)}"
    return f"{as_start(finding.severity)}, {clean(finding.rank)}"


def finding_lines(finding: Finding) -> Iterator[Line]:
    """Codes first, then facts, mechanism and who acts; sources come after."""
    since = f"; since {date_words(finding.since, year=True)}" if finding.since else ""
    state = "marked as seen" if finding.quiet else "open"
    yield "Rule", f"{clean(finding.id)}{since}; {state}."
    yield "Severity", f"{grading_words(finding)}."
    yield "Evidence", f"{LEVELS[finding.evidence]}; review: {finding.review}."
    if facts := because_words(finding):
        yield "Because", f"{facts}."
    if finding.why:
        yield "Why", as_sentence(finding.why)
    if finding.who:
        yield "Acts", f"{acts_words(finding.who)}."


def due_line(due: Due) -> str:
    """When, how long overdue, and when it was last done."""
    when = f", due {date_words(due.due, year=True)}" if due.due and due.overdue_days else ""
    done = f"last done {date_words(due.done, year=True)}" if due.done else "none recorded"
    year = due.due.year if due.due else None
    said = as_start(due_words(due, None if due.overdue_days else _other(year)))
    return f"{said}{when}; {done}."


def _other(year: int | None) -> int | None:
    """A year that differs, so that the day is written out with its own."""
    return None if year is None else year - 1


def statement_key(statement: GradedStatement) -> str:
    """Id and certainty."""
    return f"{clean(statement.id)}, {statement.certainty} certainty"


def dependence_lines(found: Dependence, criteria: CriteriaCount | None) -> Iterator[Line]:
    """Episodes, trend, the count of criteria as a range, signs and breaks."""
    if found.episodes_per_day is not None:
        yield "Episodes of use a day", f"{number_words(found.episodes_per_day)}, mean."
    if found.trend:
        yield "Trend", as_sentence(found.trend)
    if criteria is not None:
        yield "Use disorder criteria", as_sentence(criteria.text), as_sentence(criteria.caution)
    for key, texts in (
        ("Signs in the diary", found.criteria),
        ("After missed doses", found.withdrawal),
        ("Notes", found.notes),
    ):
        if texts:
            yield (key, *map(as_sentence, texts))


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
    ends = " to ".join(map(str, dict.fromkeys((found.low, found.high))))
    yield "Points", f"{ends}; a rule fires from {found.reached_at}."
    for state in ("present", "not known", "absent"):
        named = [
            f"{as_word(one.name)} ({one.points}){_basis(one.because)}"
            for one in found.factors
            if one.state == state
        ]
        if named:
            yield as_start(state), f"{as_start('; '.join(named))}."


def _basis(because: Iterable[str]) -> str:
    named = listing(map(clean, because), most=MOST_FACTS // 2)
    return f" [{named}]" if named else ""


def lead_lines(found: LeadIntake) -> Iterator[Line]:
    """Micrograms a day as a range, and on which side of the limits."""
    if found.low_ug_per_day is not None and found.high_ug_per_day is not None:
        ends = dict.fromkeys(map(number_words, (found.low_ug_per_day, found.high_ug_per_day)))
        basis = "certificate" if found.certified else "published range, no certificate"
        yield "Intake", f"{' to '.join(ends)} µg/day ({basis}); {found.band}."
    yield "Limits", as_sentence(found.text)
    if found.ask:
        yield "Missing", as_sentence(found.ask)
