"""One product after another: what else differed first, then the difference between their days."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from speciosa.assessment.schema import ArmSummary, Comparison
from speciosa.report.blocks import Block, Bullets, Heading, Pair, Pairs, Section, Table
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import (
    UNKNOWN,
    as_sentence,
    clean,
    days_words,
    number_words,
)
from speciosa.report.words.professional import difference_words
from speciosa.report.words.two_periods import days_difference

TITLE = "One product after another"
EMPTY = (
    "Nothing is compared: that needs two products or batches of one substance, each with at "
    "least 7 rated days and 15 ratings of something you aim at."
)
LEDE = (
    "How days with one product differ from days with the one before. Everything else that changed "
    "is part of the difference, so it says nothing about what the product does."
)


@section(410)
def periods(view: View) -> Iterator[Section]:
    """One part for each pair of products; the outcomes under it."""
    found = view.assessment.periods
    if is_hidden(view.assessment) or not found:
        yield Section("periods", TITLE, (why_empty(view.assessment, EMPTY),), new_page=False)
        return
    blocks: list[Block] = [paragraph(LEDE, "lede")]
    for (later, before), group in groupby(sorted(found, key=_sides), key=_sides):
        blocks += _pair(later, before, list(group), view)
    table = Table(TITLE, HEAD, tuple(row for one in found for row in _rows(one)))
    yield Section("periods", TITLE, (*blocks, table), new_page=False)


def _sides(one: Comparison) -> tuple[str, str]:
    return clean(one.a.label), clean(one.b.label)


def _pair(later: str, before: str, group: Sequence[Comparison], view: View) -> Iterator[Block]:
    """What else differed, then each outcome."""
    yield Heading(f"{later} against {before}")
    others = dict.fromkeys(as_sentence(text) for one in group for text in one.confounders)
    if others:
        yield paragraph("What else differed, or may have:")
        yield Bullets(tuple(others))
    said = difference_words if view.professional else _difference
    rows = tuple(Pair(outcome_name(one.label), said(one)) for one in group)
    yield Pairs(rows, "list")


def _difference(one: Comparison) -> str:
    """The difference between the days, in the outcome's own points."""
    where = "on days with the later one"
    return days_difference(one.difference, one.scale, one.reasons, "days", where)


HEAD = ("Outcome", "Product", "Days rated", "From, to", "Ratings", "Doses a day")


def _rows(one: Comparison) -> Iterator[tuple[str, ...]]:
    for side in (one.a, one.b):
        yield (
            outcome_name(one.label),
            clean(side.label),
            str(side.days),
            _when(side),
            str(side.ratings),
            number_words(side.doses_per_day),
        )


def _when(side: ArmSummary) -> str:
    if side.first is None or side.last is None:
        return UNKNOWN
    return days_words(side.first, side.last)
