"""The latest randomised test, one part an outcome: what chance decided, what came out, how sure."""

from collections.abc import Iterator

from speciosa.assessment.schema import AssignedResult
from speciosa.report.assigned import anchor_of, assigned_blocks, assigned_limits, assigned_picture
from speciosa.report.blocks import Block, Bullets, Chip, Heading, Pairs, Paragraph, Section
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, pairs_of, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import Span
from speciosa.report.words.assigned import assigned_headline, pairs_sentence
from speciosa.report.words.professional_scales import assigned_lines, assigned_words
from speciosa.texts import say


@section(210)
def tests(view: View) -> Iterator[Section]:
    """Nothing without a test, and nothing for a minor."""
    found = () if is_hidden(view.assessment) else view.assessment.tests
    for place, result in enumerate(found):
        blocks = list((_professional if view.professional else _blocks)(result, place))
        if place == len(found) - 1:
            limits = (*assigned_limits(found), say("tests.not_net"))
            blocks += [Heading(say("tests.not_said")), Bullets(limits)]
        title = say("tests.title", name=outcome_name(result.label))
        yield Section(anchor_of(place), title, tuple(blocks), new_page=False)


def _professional(result: AssignedResult, place: int) -> Iterator[Block]:
    """Estimate with its interval, p value and adherence; then every pair."""
    if not place:
        yield paragraph(say("tests.lede_professional"), "lede")
    yield paragraph(assigned_words(result))
    yield Pairs(pairs_of(assigned_lines(result)), "list")
    yield from assigned_picture(result, place)


def _blocks(result: AssignedResult, place: int) -> Iterator[Block]:
    if not place:
        yield paragraph(say("tests.lede"), "lede")
    chip = (Span(" "), Chip("A", say("tests.randomised"))) if result.grade_a else ()
    yield Paragraph((Span(assigned_headline(result)), *chip))
    yield paragraph(pairs_sentence(result))
    yield from assigned_blocks(result, place)
