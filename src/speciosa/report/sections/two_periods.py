"""Two periods side by side: what each holds, what else differed, then how the outcomes differ."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, PeriodOutcome, TwoPeriods
from speciosa.report.blocks import Block, Bullets, Heading, Pair, Pairs, Section, Table
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import PREDICTION, as_sentence
from speciosa.report.words.professional import cri_words
from speciosa.report.words.two_periods import (
    TITLE,
    outcome_difference,
    period_words,
    side_rows,
)

LEDE = (
    "What the diary holds of both periods. Whatever changed between them is part of every "
    "difference, so none of this says what the product does."
)
PER_DAY = (
    "Doses and amounts count per day with entries. Brackets behind a rating hold the middle half."
)
MEASURED = "a prediction changed by your measured levels, itself not a measurement"
PEOPLE = "Its brackets hold 90 of 100 people, the same people in both periods."


@section(405)
def two_periods(view: View) -> Iterator[Section]:
    """Only where two periods were asked for; days and events alone where amounts are hidden."""
    found, hidden = view.assessment.two_periods, is_hidden(view.assessment)
    if found is None:
        return
    year = view.assessment.window.end.year
    sides = (("Earlier", found.earlier), ("Later", found.later))
    head = ("What", *(f"{name}: {period_words(side, year)}" for name, side in sides))
    table = Table(TITLE, head, tuple(side_rows(found, hidden=hidden)), open=True)
    rest = [why_empty(view.assessment, "")] if hidden else _rest(view, found)
    yield Section("two-periods", TITLE, (paragraph(LEDE, "lede"), table, *rest), new_page=False)


def _rest(view: View, found: TwoPeriods) -> Iterator[Block]:
    """How to read the table, what else differed, then each outcome."""
    yield paragraph(_note(view.assessment, found), "note")
    if found.confounders:
        yield Heading("What else differed, or may have")
        yield Bullets(tuple(as_sentence(text) for text in found.confounders))
    if found.outcomes:
        yield Heading("Difference between the periods")
        said = _signed if view.professional else outcome_difference
        yield Pairs(tuple(Pair(outcome_name(o.label), said(o)) for o in found.outcomes), "list")


def _note(assessment: Assessment, found: TwoPeriods) -> str:
    if not (found.earlier.levels or found.later.levels):
        return PER_DAY
    measured = any(level.used for level in assessment.exposure.measured)
    return f"{PER_DAY} A level is {MEASURED if measured else PREDICTION}. {PEOPLE}"


def _signed(one: PeriodOutcome) -> str:
    """Later minus earlier, for a professional."""
    if one.difference is None:
        return outcome_difference(one)
    return f"Later minus earlier: {cri_words(one.difference, one.scale)}."
