"""A plan for less that a professional entered, beside what was taken. Shown only with a plan."""

from collections.abc import Iterator

from speciosa.assessment.schema import Followed
from speciosa.report.blocks import Block, Bullets, Heading, Link, Pair, Pairs, Paragraph, Section
from speciosa.report.parts import is_hidden, paragraph
from speciosa.report.section import View, section
from speciosa.report.taper import plan_figure
from speciosa.report.words import Span
from speciosa.report.words.taper import (
    plan_lines_person,
    plan_lines_professional,
    plan_words,
)
from speciosa.texts import say


@section(510)
def taper(view: View) -> Iterator[Section]:
    """Amounts stand only where a professional reads: a plan is theirs to explain."""
    found = view.assessment.taper
    if found is None or is_hidden(view.assessment):
        return
    amounts = view.audience == "professional"
    blocks = tuple(_blocks(found, amounts=amounts))
    yield Section("taper", say("taper_words.title"), blocks, new_page=False)


def _blocks(found: Followed, *, amounts: bool) -> Iterator[Block]:
    yield paragraph(say("taper_words.lede"), "lede")
    if found.holds:
        what = (
            Span(say("taper_words.held"), strong=True),
            Span(f" {say('taper_section.what_to_do')} "),
            Link(say("taper_section.findings"), "findings"),
        )
        yield Paragraph(what)
    yield Pairs(tuple(Pair(key, value) for key, value in plan_words(found)), "list")
    yield Heading(say("taper_section.so_far"))
    yield Bullets(plan_lines_professional(found) if amounts else plan_lines_person(found))
    picture = plan_figure(found) if amounts else None
    if picture is not None:
        yield Heading(say("taper_section.planned_and_taken"))
        yield picture
