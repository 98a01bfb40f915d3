"""What adds up: things that lengthen the QT time, and lead from the product."""

from collections.abc import Iterator

from speciosa.assessment.schema import LeadIntake, QtFactors
from speciosa.report.blocks import Block, Heading, Pair, Pairs, Section
from speciosa.report.parts import paragraph
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_start, as_word, listing

TITLE = "What adds up"
QT_LEDE = "Points of things that lengthen the QT time of the heart, besides kratom."


@section(520)
def adding_up(view: View) -> Iterator[Section]:
    """Nothing where no factor is there and no certificate tells the lead."""
    blocks = (*_qt(view.assessment.qt_factors), *_lead(view.assessment.lead))
    if blocks:
        yield Section("adding-up", TITLE, blocks, new_page=False)


def _qt(found: QtFactors | None) -> Iterator[Block]:
    """The count as a range, what gives the points, and what would make it exact.

    Sex and age alone are no reason to show it.
    """
    there = [f for f in found.factors if f.state == "present"] if found else []
    if found is None or not any(f.because for f in there):
        return
    ends = " to ".join(map(str, dict.fromkeys((found.low, found.high))))
    rows = [
        Pair("Points", f"{ends}. From {found.reached_at} on a finding says what to do."),
        Pair(
            "There",
            as_sentence(as_start(listing(f"{as_word(f.name)} ({f.points})" for f in there))),
        ),
    ]
    if found.ask:
        rows.append(Pair("Not known", as_sentence(as_start(listing(map(as_word, found.ask))))))
    yield Heading("QT time of the heart")
    yield paragraph(QT_LEDE)
    yield Pairs(tuple(rows), "list")


def _lead(found: LeadIntake | None) -> Iterator[Block]:
    if found is None:
        return
    yield Heading("Lead")
    yield paragraph(as_sentence(found.text))
    if found.ask:
        yield paragraph(as_sentence(found.ask), "note")
