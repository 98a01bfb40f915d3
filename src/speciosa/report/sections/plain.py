"""First page: in plain words, what this diary can and cannot say."""

from collections.abc import Iterator

from speciosa.report.blocks import Paragraph, Section
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import plain_words


@section(10)
def plain(view: View) -> Iterator[Section]:
    """The answer, use against no use where it is known, then how to read it."""
    words = plain_words(view.assessment)
    net = (Paragraph(words.net, "second"),) if words.net else ()
    blocks = (Paragraph(words.lead, "lead"), *net, paragraph(words.second, "second"))
    yield Section("plain", "In plain words", blocks, place="main")
