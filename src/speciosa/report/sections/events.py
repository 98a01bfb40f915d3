"""Adverse events, with the questions that are still open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from speciosa.assessment.schema import CaseReport, EventReport
from speciosa.report.blocks import Block, Entries, Entry, Pair, Pairs, Section
from speciosa.report.charts.signs import event_sign
from speciosa.report.parts import pairs_of, paragraph, source_lines
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, as_start, clean, count_words, time_words
from speciosa.report.words.professional_case import case_lines, event_heading

TITLE = "Adverse events"
NOTHING = "No adverse event is recorded. Record one with its grade, 1 to 5."
LEDE = (
    "Whether a product caused an event is left open until its questions are answered. "
    "Bring them to the next visit."
)

RANGES = (
    "Causality stays open: each score is a range over all answers still possible. Reported grades "
    "are the person's own; CTCAE grades come from readings alone."
)


@section(400)
def events(view: View) -> Iterator[Section]:
    """Each event with its grade, or that none is recorded."""
    found = view.assessment.events
    cases = {entry: report for report in view.assessment.cases for entry in report.case.entries}
    unsaid = [
        r for r in view.assessment.cases if not {e.entry for e in found} & set(r.case.entries)
    ]
    if not found and not unsaid:
        yield Section("events", TITLE, (paragraph(NOTHING, "empty"),), new_page=False)
        return
    entry = _professional if view.professional else _entry
    rows = [entry(event, cases.get(event.entry)) for event in found]
    entries = Entries((*rows, *(_from_readings(one, view) for one in unsaid)), headed=True)
    note = (Span(count_words(len(found) + len(unsaid), "event")),)
    blocks: tuple[Block, ...] = (paragraph(LEDE, "lede"), entries)
    if view.professional:
        scores = Pairs(tuple(_score_sources(view.assessment.cases)), "list")
        blocks = (paragraph(RANGES, "lede"), entries, scores)
    yield Section("events", TITLE, blocks, note=note, new_page=False)


def _from_readings(report: CaseReport, view: View) -> Entry:
    """Liver tests that stand out although nobody entered an event."""
    return Entry(
        sign=event_sign(None),
        what=as_start(clean(report.case.term)),
        do=f"{time_words(report.case.at)}, from the readings",
        facts=_judged(report) if view.professional else tuple(_of_case(report)),
    )


def _judged(report: CaseReport) -> tuple[Pair, ...]:
    """A case with its scores; every source of the case on a line of its own."""
    return (*pairs_of(case_lines(report)), *source_lines(report.case.sources))


def _score_sources(cases: Iterable[CaseReport]) -> list[Pair]:
    """What the scores and grades rest on, once for all events."""
    found = [one.case for one in cases]
    scores = [one for case in found for one in (case.naranjo, case.rucam, case.who_umc) if one]
    grades = [value.grade for case in found for value in case.grades]
    lines = source_lines(source for one in (*scores, *grades) for source in one.sources)
    return [replace(line, key="Scores and grades") for line in lines]


def _professional(event: EventReport, report: CaseReport | None) -> Entry:
    """The case where its first entry stands; a later entry of it only leads there."""
    row = _entry(event, report)
    if report is None or report.case.entries[0] != event.entry:
        return replace(row, do=event_heading(event))
    note = tuple(fact for fact in row.facts if fact.key == "Note")
    still = tuple(fact for fact in row.facts if fact.key == "Still open")
    return replace(row, do=event_heading(event), facts=(*note, *_judged(report), *still))


def _of_case(report: CaseReport) -> Iterator[Pair]:
    if report.sentences:
        yield _listed("What the diary shows", report.sentences)
    if report.case.notes:
        yield Pair("Not understood", " ".join(as_sentence(clean(n)) for n in report.case.notes))


def _listed(key: str, texts: Sequence[str]) -> Pair:
    """Each text on a line of its own, so that one can be found and answered."""
    first, *rest = (as_start(clean(text)) for text in texts)
    return Pair(key, first, more=tuple(rest))


def _entry(event: EventReport, report: CaseReport | None) -> Entry:
    grade = "grade not recorded" if event.grade is None else f"grade {event.grade} of 5"
    facts = []
    if event.note:
        facts.append(Pair("Note", clean(event.note)))
    if report is not None and report.case.entries[0] != event.entry:
        facts.append(Pair("See", f"the entry of {time_words(report.case.at)}: they are one case."))
    elif report is not None:
        facts += _of_case(report)
    if event.questions_open and not (report and report.case.entries[0] != event.entry):
        facts.append(_listed("Still open", event.questions_open))
    return Entry(
        sign=event_sign(event.grade),
        what=as_start(clean(event.term)),
        do=f"{time_words(event.at)}, {grade}",
        facts=tuple(facts),
    )
