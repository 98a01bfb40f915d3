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
from speciosa.texts import say


@section(400)
def events(view: View) -> Iterator[Section]:
    """Each event with its grade, or that none is recorded."""
    found, title = view.assessment.events, say("events.title")
    cases = {entry: report for report in view.assessment.cases for entry in report.case.entries}
    unsaid = [
        r for r in view.assessment.cases if not {e.entry for e in found} & set(r.case.entries)
    ]
    if not found and not unsaid:
        nothing = paragraph(say("events.nothing"), "empty")
        yield Section("events", title, (nothing,), new_page=False)
        return
    entry = _professional if view.professional else _entry
    rows = [entry(event, cases.get(event.entry)) for event in found]
    entries = Entries((*rows, *(_from_readings(one, view) for one in unsaid)), headed=True)
    note = (Span(count_words(len(found) + len(unsaid), "event")),)
    blocks: tuple[Block, ...] = (paragraph(say("events.lede"), "lede"), entries)
    if view.professional:
        scores = Pairs(tuple(_score_sources(view.assessment.cases)), "list")
        blocks = (paragraph(say("events.professional_lede"), "lede"), entries, scores)
    yield Section("events", title, blocks, note=note, new_page=False)


def _from_readings(report: CaseReport, view: View) -> Entry:
    """Liver tests that stand out although nobody entered an event."""
    return Entry(
        sign=event_sign(None),
        what=as_start(clean(report.case.term)),
        do=say("events.from_readings", time=time_words(report.case.at)),
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
    return [replace(line, key=say("events.scores")) for line in lines]


def _professional(event: EventReport, report: CaseReport | None) -> Entry:
    """The case where its first entry stands; a later entry of it only leads there."""
    row = _entry(event, report)
    if report is None or report.case.entries[0] != event.entry:
        return replace(row, do=event_heading(event))
    note = tuple(fact for fact in row.facts if fact.key == say("events.note"))
    still = tuple(fact for fact in row.facts if fact.key == say("events.still_open"))
    return replace(row, do=event_heading(event), facts=(*note, *_judged(report), *still))


def _of_case(report: CaseReport) -> Iterator[Pair]:
    if report.sentences:
        yield _listed(say("events.shown"), report.sentences)
    if report.case.notes:
        notes = " ".join(as_sentence(clean(note)) for note in report.case.notes)
        yield Pair(say("events.not_understood"), notes)


def _listed(key: str, texts: Sequence[str]) -> Pair:
    """Each text on a line of its own, so that one can be found and answered."""
    first, *rest = (as_start(clean(text)) for text in texts)
    return Pair(key, first, more=tuple(rest))


def _entry(event: EventReport, report: CaseReport | None) -> Entry:
    facts = []
    if event.note:
        facts.append(Pair(say("events.note"), clean(event.note)))
    if report is not None and report.case.entries[0] != event.entry:
        one_case = say("events.one_case", time=time_words(report.case.at))
        facts.append(Pair(say("events.see"), one_case))
    elif report is not None:
        facts += _of_case(report)
    if event.questions_open and not (report and report.case.entries[0] != event.entry):
        facts.append(_listed(say("events.still_open"), event.questions_open))
    return Entry(
        sign=event_sign(event.grade),
        what=as_start(clean(event.term)),
        do=_time_and_grade(event),
        facts=tuple(facts),
    )


def _time_and_grade(event: EventReport) -> str:
    if event.grade is None:
        return say("events.without_grade", time=time_words(event.at))
    return say("events.with_grade", time=time_words(event.at), grade=event.grade)
