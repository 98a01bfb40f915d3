"""First page: in plain words, what this diary can and cannot say."""

from collections.abc import Iterator

from speciosa.report.blocks import Block, Paragraph, Section
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import plain_words
from speciosa.report.words.professional_summary import patient_words, summary_words
from speciosa.texts import say


@section(10)
def plain(view: View) -> Iterator[Section]:
    """The answer, use against no use where it is known, then how to read it."""
    words = (summary_words if view.professional else plain_words)(view.assessment)
    net = (Paragraph(words.net, "second"),) if words.net else ()
    blocks: tuple[Block, ...] = (
        Paragraph(words.lead, "lead"),
        *net,
        paragraph(words.second, "second"),
    )
    if view.professional:
        blocks = (paragraph(patient_words(view.assessment), "note"), *blocks)
    title = say("plain_section.summary" if view.professional else "plain_section.title")
    yield Section("plain", title, blocks, place="main")
