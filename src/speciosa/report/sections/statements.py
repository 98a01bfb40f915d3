"""What is known about people in general, with its certainty."""

from collections.abc import Iterator

from speciosa.assessment.schema import GradedStatement
from speciosa.report.blocks import Pair, Pairs, Section
from speciosa.report.parts import paragraph, source_lines, source_text
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_start
from speciosa.report.words.professional_safety import statement_key
from speciosa.texts import say


@section(700)
def statements(view: View) -> Iterator[Section]:
    """The graded statements that this report rests on."""
    found = view.assessment.statements
    if not found:
        nothing = paragraph(say("statements.nothing"), "empty")
        yield Section("known", say("statements.title"), (nothing,), new_page=False)
        return
    row = _professional if view.professional else _row
    rows = tuple(row(statement) for statement in found)
    title, lede = say("statements.title"), say("statements.lede")
    if view.professional:
        title, lede = say("statements.title_professional"), say("statements.lede_professional")
    blocks = (paragraph(lede, "lede"), Pairs(rows, "list"))
    yield Section("known", title, blocks, new_page=False)


def _professional(statement: GradedStatement) -> Pair:
    """Id and certainty, each source on a line of its own."""
    sources = source_lines(statement.sources)
    return Pair(
        key=statement_key(statement),
        lead=as_sentence(statement.text),
        value=say("statements.review", review=statement.review),
        more=tuple(line for pair in sources for line in (pair.value, *pair.more)),
    )


def _row(statement: GradedStatement) -> Pair:
    sources = " ".join(source_text(source) for source in statement.sources)
    return Pair(
        key=say("statements.certainty", certainty=as_start(statement.certainty)),
        lead=as_sentence(statement.text),
        value=f"{sources} {as_sentence(statement.review)}".strip(),
    )
