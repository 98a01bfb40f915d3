"""What adds up: things that lengthen the QT time, and lead from the product."""

from collections.abc import Iterator

from speciosa.assessment.schema import LeadIntake, QtFactors
from speciosa.report.blocks import Block, Heading, Pair, Pairs, Section
from speciosa.report.parts import pairs_of, paragraph
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence, as_start, as_word, count_words, listing
from speciosa.report.words.professional_safety import lead_lines, qt_lines
from speciosa.texts import say


@section(520)
def adding_up(view: View) -> Iterator[Section]:
    """Nothing where no factor is there and no certificate tells the lead."""
    title, qt, lead = say("adding_up.title"), _qt, _lead
    if view.professional:
        title = say("adding_up.professional_title")
        qt, lead = _professional_qt, _professional_lead
    blocks = (*qt(view.assessment.qt_factors), *lead(view.assessment.lead))
    if blocks:
        yield Section("adding-up", title, blocks, new_page=False)


def _professional_qt(found: QtFactors | None) -> Iterator[Block]:
    """Every factor by its state, also where none is there: the range is what is asked for."""
    if found is not None:
        yield Heading(say("adding_up.professional_qt"))
        yield Pairs(pairs_of(qt_lines(found)), "list")


def _professional_lead(found: LeadIntake | None) -> Iterator[Block]:
    if found is not None:
        yield Heading(say("adding_up.lead"))
        yield Pairs(pairs_of(lead_lines(found)), "list")


def _qt(found: QtFactors | None) -> Iterator[Block]:
    """The count as a range, what gives the points, and what would make it exact.

    Sex and age alone are no reason to show it.
    """
    there = [f for f in found.factors if f.state == "present"] if found else []
    if found is None or not any(f.because for f in there):
        return
    rows = [
        Pair(say("adding_up.points"), _points(found)),
        Pair(
            say("adding_up.there"),
            as_sentence(
                as_start(
                    listing(f"{as_word(f.name)} ({count_words(f.points, 'point')})" for f in there)
                )
            ),
        ),
    ]
    if found.ask:
        asked = as_sentence(as_start(listing(map(as_word, found.ask))))
        rows.append(Pair(say("adding_up.not_known"), asked))
    yield Heading(say("adding_up.qt"))
    yield paragraph(say("adding_up.qt_lede"))
    yield Pairs(tuple(rows), "list")


def _points(found: QtFactors) -> str:
    """The count, one number where nothing is open, and from where on it matters."""
    ends = str(found.low)
    if found.low != found.high:
        ends = say("adding_up.low_to_high", low=found.low, high=found.high)
    return say("adding_up.points_line", points=ends, reached_at=found.reached_at)


def _lead(found: LeadIntake | None) -> Iterator[Block]:
    if found is None:
        return
    yield Heading(say("adding_up.lead"))
    yield paragraph(as_sentence(found.text))
    if found.ask:
        yield paragraph(as_sentence(found.ask), "note")
