"""What is known about people in general, with its certainty."""

from collections.abc import Iterator

from speciosa.assessment.schema import GradedStatement
from speciosa.report.blocks import Pair, Pairs, Section
from speciosa.report.parts import paragraph, source_text
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_start

TITLE = "What is known"
LEDE = "About people in general, not about you. The word in front says how certain it is."
NOTHING = "This report rests on no general statement."


@section(700)
def statements(view: View) -> Iterator[Section]:
    """The graded statements that this report rests on."""
    found = view.assessment.statements
    if not found:
        yield Section("known", TITLE, (paragraph(NOTHING, "empty"),), new_page=False)
        return
    rows = tuple(_row(statement) for statement in found)
    blocks = (paragraph(LEDE, "lede"), Pairs(rows, "list"))
    yield Section("known", TITLE, blocks, new_page=False)


def _row(statement: GradedStatement) -> Pair:
    sources = " ".join(source_text(source) for source in statement.sources)
    return Pair(
        key=f"{as_start(statement.certainty)} certainty",
        lead=as_sentence(statement.text),
        value=f"{sources} {as_sentence(statement.review)}".strip(),
    )
