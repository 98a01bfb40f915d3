"""One product after another: what else differed first, then the difference between their days."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from speciosa.assessment.schema import ArmSummary, Comparison
from speciosa.report.blocks import Block, Bullets, Heading, Pair, Pairs, Section, Table
from speciosa.report.names import outcome_name
from speciosa.report.parts import is_hidden, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import (
    as_sentence,
    clean,
    days_words,
    number_words,
)
from speciosa.report.words.professional import difference_words
from speciosa.report.words.two_periods import days_difference
from speciosa.texts import say


@section(410)
def periods(view: View) -> Iterator[Section]:
    """One part for each pair of products; the outcomes under it."""
    title, found = say("periods.title"), view.assessment.periods
    if is_hidden(view.assessment) or not found:
        why = why_empty(view.assessment, say("periods.empty"))
        yield Section("periods", title, (why,), new_page=False)
        return
    blocks: list[Block] = [paragraph(say("periods.lede"), "lede")]
    for (later, before), group in groupby(sorted(found, key=_sides), key=_sides):
        blocks += _pair(later, before, list(group), view)
    table = Table(title, _head(), tuple(row for one in found for row in _rows(one)))
    yield Section("periods", title, (*blocks, table), new_page=False)


def _sides(one: Comparison) -> tuple[str, str]:
    return clean(one.a.label), clean(one.b.label)


def _pair(later: str, before: str, group: Sequence[Comparison], view: View) -> Iterator[Block]:
    """What else differed, then each outcome."""
    yield Heading(say("periods.against", later=later, before=before))
    others = dict.fromkeys(as_sentence(text) for one in group for text in one.confounders)
    if others:
        yield paragraph(say("periods.what_else"))
        yield Bullets(tuple(others))
    said = difference_words if view.professional else _difference
    rows = tuple(Pair(outcome_name(one.label), said(one)) for one in group)
    yield Pairs(rows, "list")


def _difference(one: Comparison) -> str:
    """The difference between the days, in the outcome's own points."""
    return days_difference(one.difference, one.scale, one.reasons, "products")


def _head() -> tuple[str, ...]:
    return (
        say("periods.outcome"),
        say("periods.product"),
        say("periods.days_rated"),
        say("periods.from_to"),
        say("periods.ratings"),
        say("periods.doses_a_day"),
    )


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
        return say("figures.not_known")
    return days_words(side.first, side.last)
