"""Adverse events, with the questions that are still open."""

from collections.abc import Iterator

from speciosa.assessment.schema import EventReport
from speciosa.report.blocks import Entries, Entry, Pair, Section
from speciosa.report.charts.signs import event_sign
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_start, clean, count_words, time_words

TITLE = "Adverse events"
NOTHING = "No adverse event is recorded. Record one with its grade, 1 to 5."
LEDE = (
    "Whether a product caused an event is left open until its questions are answered. "
    "Bring them to the next visit."
)


@section(400)
def events(view: View) -> Iterator[Section]:
    """Each event with its grade, or that none is recorded."""
    found = view.assessment.events
    if not found:
        yield Section("events", TITLE, (paragraph(NOTHING, "empty"),), new_page=False)
        return
    entries = Entries(tuple(_entry(event) for event in found), headed=True)
    note = (Span(count_words(len(found), "event")),)
    blocks = (paragraph(LEDE, "lede"), entries)
    yield Section("events", TITLE, blocks, note=note, new_page=False)


def _entry(event: EventReport) -> Entry:
    grade = "grade not recorded" if event.grade is None else f"grade {event.grade} of 5"
    facts = []
    if event.note:
        facts.append(Pair("Note", clean(event.note)))
    if event.questions_open:
        facts.append(Pair("Still open", " ".join(clean(q) for q in event.questions_open)))
    return Entry(
        sign=event_sign(event.grade),
        what=as_start(clean(event.term)),
        do=f"{time_words(event.at)}, {grade}",
        facts=tuple(facts),
    )
