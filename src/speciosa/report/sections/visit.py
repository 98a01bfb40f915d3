"""What to ask at the next visit, whom, and where each question comes from."""

from collections.abc import Iterator

from speciosa.assessment.schema import VisitQuestion
from speciosa.report.blocks import Block, Pair, Pairs, Section
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_start, clean
from speciosa.report.words.professional_safety import acts_words
from speciosa.report.words.visit import (
    FILE,
    change_words,
    count_note,
    from_words,
    shown_questions,
)
from speciosa.texts import say


@section(305)
def visit(view: View) -> Iterator[Section]:
    """At most eight questions, and every one about an S4; the others are counted."""
    shown = shown_questions(view.assessment)
    note = (Span(count_note(view.assessment, len(shown))),)
    if not shown:
        hidden = say("visit.all_hidden", file=FILE)
        why = hidden if view.assessment.questions else say("visit.nothing")
        yield Section("visit", say("visit.title"), (paragraph(why, "empty"),), new_page=False)
        return
    rows = Pairs(tuple(_row(one, view) for one in shown), "list")
    blocks: tuple[Block, ...] = (paragraph(say("visit.lede"), "lede"), rows)
    if view.professional:
        blocks = (paragraph(say("visit_section.lede_professional"), "lede"), rows)
    else:
        blocks = (*blocks, paragraph(change_words(view.assessment), "note"))
    yield Section("visit", say("visit.title"), blocks, note=note, new_page=False)


def _row(question: VisitQuestion, view: View) -> Pair:
    """Whom to ask, what, where it comes from, and how it is called."""
    come = from_words(question, view.assessment)
    return Pair(
        key=acts_words(question.ask) if view.professional else as_start(clean(question.ask)),
        lead=clean(question.text),
        value="",
        more=(say("visit_section.from_and_name", from_what=come, name=clean(question.id)),),
    )
