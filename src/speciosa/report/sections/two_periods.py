"""Two periods side by side: what each holds, what else differed, then how the outcomes differ."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, PeriodOutcome, TwoPeriods
from speciosa.report.blocks import Block, Bullets, Heading, Pair, Pairs, Section, Table
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import as_sentence
from speciosa.report.words.professional import cri_words
from speciosa.report.words.two_periods import (
    outcome_difference,
    period_words,
    side_rows,
)
from speciosa.texts import say


@section(405)
def two_periods(view: View) -> Iterator[Section]:
    """Only where two periods were asked for; days and events alone where amounts are hidden."""
    found, hidden = view.assessment.two_periods, is_hidden(view.assessment)
    if found is None:
        return
    year = view.assessment.window.end.year
    earlier = say("two_periods_section.earlier", period=period_words(found.earlier, year))
    later = say("two_periods_section.later", period=period_words(found.later, year))
    head = (say("two_periods_section.what"), earlier, later)
    title = say("two_periods_words.title")
    table = Table(title, head, tuple(side_rows(found, hidden=hidden)), open=True)
    rest = [why_empty(view.assessment, "")] if hidden else _rest(view, found)
    lede = paragraph(say("two_periods_section.lede"), "lede")
    yield Section("two-periods", title, (lede, table, *rest), new_page=False)


def _rest(view: View, found: TwoPeriods) -> Iterator[Block]:
    """How to read the table, what else differed, then each outcome."""
    yield paragraph(_note(view.assessment, found), "note")
    if found.confounders:
        yield Heading(say("two_periods_section.what_else"))
        yield Bullets(tuple(as_sentence(text) for text in found.confounders))
    if found.outcomes:
        yield Heading(say("two_periods_section.difference"))
        said = _signed if view.professional else outcome_difference
        yield Pairs(tuple(Pair(outcome_name(o.label), said(o)) for o in found.outcomes), "list")


def _note(assessment: Assessment, found: TwoPeriods) -> str:
    per_day = say("two_periods_section.per_day")
    if not (found.earlier.levels or found.later.levels):
        return per_day
    level = say("two_periods_section.level_predicted", prediction=say("level_words.prediction"))
    if any(level.used for level in assessment.exposure.measured):
        level = say("two_periods_section.level_measured")
    return " ".join((per_day, level, say("two_periods_section.people")))


def _signed(one: PeriodOutcome) -> str:
    """Later minus earlier, for a professional."""
    if one.difference is None:
        return outcome_difference(one)
    difference = cri_words(one.difference, one.scale)
    return say("two_periods_section.later_minus_earlier", difference=difference)
