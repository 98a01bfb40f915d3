"""What to ask at the next visit, whom, and where each question comes from."""

from collections.abc import Iterator

from speciosa.assessment.schema import VisitQuestion
from speciosa.report.blocks import Block, Pair, Pairs, Section
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_start, clean
from speciosa.report.words.professional_safety import acts_words
from speciosa.report.words.visit import (
    ALL_HIDDEN,
    LEDE,
    NOTHING,
    TITLE,
    change_words,
    count_note,
    from_words,
    shown_questions,
)

ASKED = (
    "What the person was given to ask, in their words, most urgent first; each with the findings, "
    "checks, events or outcomes behind it."
)


@section(305)
def visit(view: View) -> Iterator[Section]:
    """At most eight questions, and every one about an S4; the others are counted."""
    shown = shown_questions(view.assessment)
    note = (Span(count_note(view.assessment, len(shown))),)
    if not shown:
        why = ALL_HIDDEN if view.assessment.questions else NOTHING
        yield Section("visit", TITLE, (paragraph(why, "empty"),), new_page=False)
        return
    rows = Pairs(tuple(_row(one, view) for one in shown), "list")
    blocks: tuple[Block, ...] = (paragraph(LEDE, "lede"), rows)
    if view.professional:
        blocks = (paragraph(ASKED, "lede"), rows)
    else:
        blocks = (*blocks, paragraph(change_words(view.assessment), "note"))
    yield Section("visit", TITLE, blocks, note=note, new_page=False)


def _row(question: VisitQuestion, view: View) -> Pair:
    """Whom to ask, what, where it comes from, and how it is called."""
    come = from_words(question, view.assessment)
    return Pair(
        key=acts_words(question.ask) if view.professional else as_start(clean(question.ask)),
        lead=clean(question.text),
        value="",
        more=(f"{come} Name: {clean(question.id)}.",),
    )
