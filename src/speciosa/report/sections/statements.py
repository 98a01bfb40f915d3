"""What is known about people in general, with its certainty."""

from collections.abc import Iterator

from speciosa.assessment.schema import GradedStatement
from speciosa.report.blocks import Pair, Pairs, Section
from speciosa.report.parts import paragraph, source_lines, source_text
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_start
from speciosa.report.words.professional_safety import statement_key

TITLE = "What is known"
LEDE = "About people in general, not about you. The word in front says how certain it is."
EVIDENCE = "Evidence statements"
GENERAL = "About people in general, not about this person; certainty of each in front."
NOTHING = "This report rests on no general statement."


@section(700)
def statements(view: View) -> Iterator[Section]:
    """The graded statements that this report rests on."""
    found = view.assessment.statements
    if not found:
        yield Section("known", TITLE, (paragraph(NOTHING, "empty"),), new_page=False)
        return
    row = _professional if view.professional else _row
    rows = tuple(row(statement) for statement in found)
    title, lede = (EVIDENCE, GENERAL) if view.professional else (TITLE, LEDE)
    blocks = (paragraph(lede, "lede"), Pairs(rows, "list"))
    yield Section("known", title, blocks, new_page=False)


def _professional(statement: GradedStatement) -> Pair:
    """Id and certainty, each source on a line of its own."""
    sources = source_lines(statement.sources)
    return Pair(
        key=statement_key(statement),
        lead=as_sentence(statement.text),
        value=f"Review: {statement.review}.",
        more=tuple(line for pair in sources for line in (pair.value, *pair.more)),
    )


def _row(statement: GradedStatement) -> Pair:
    sources = " ".join(source_text(source) for source in statement.sources)
    return Pair(
        key=f"{as_start(statement.certainty)} certainty",
        lead=as_sentence(statement.text),
        value=f"{sources} {as_sentence(statement.review)}".strip(),
    )
