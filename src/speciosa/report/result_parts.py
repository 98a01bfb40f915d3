"""What the result of a personal randomised test says."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.protocol import ResultSheet
from speciosa.report.assigned import assigned_blocks, assigned_limits, pair_table
from speciosa.report.blocks import (
    Block,
    Bullets,
    Pair,
    Pairs,
    Section,
)
from speciosa.report.parts import numbered, paragraph
from speciosa.report.words import (
    as_word,
    clean,
    count_words,
    date_words,
    listing,
    number_words,
)
from speciosa.report.words.assigned import assigned_headline, pairs_sentence

_KINDS: Final = {"wait": "waits", "blocks": "blocks", "versus": "blocks"}


def result_lead(sheet: ResultSheet) -> Iterator[Block]:
    """The first outcome in one sentence, and what it does not say."""
    if not sheet.results:
        yield paragraph("No outcome was rated during this test: it cannot tell.", "lead")
        return
    yield paragraph(assigned_headline(sheet.results[0]), "lead")
    yield paragraph(
        "This holds for this person and the range of use they really had. It does not say what "
        "using it does against not using it, and it is not advice to use.",
        "second",
    )


def result_sections(sheet: ResultSheet) -> Iterator[Section]:
    """All parts in order."""
    yield from _all_results(sheet)
    yield numbered("pairs", 2, "Pairs that were done", _pairs(sheet))
    yield numbered("harms", 3, "Unwanted events", _harms(sheet))
    yield numbered("design", 4, "Why and how it was done", _design(sheet))
    yield numbered("person", 5, "Person", _person(sheet))
    yield numbered("arms", 6, "Arms and outcomes", _arms(sheet))
    yield numbered("chance", 7, "How chance decided", _chance())
    yield numbered("analysis", 8, "Analysis", _analysis(sheet))
    yield numbered("dates", 9, "Dates", _dates(sheet))
    yield numbered("limits", 10, "Limits and meaning", _limits(sheet))
    yield numbered("protocol", 11, "Protocol and money", _protocol())


def _all_results(sheet: ResultSheet) -> Iterator[Section]:
    """One part an outcome, so that every picture has its own place."""
    if not sheet.results:
        nothing = paragraph("Nothing to report: no rating around the allotted arms.", "empty")
        yield numbered("results", 1, "Results", iter((nothing,)))
    for place, result in enumerate(sheet.results):
        key = f"results-{place}" if place else "results"
        title = f"Results: {as_word(result.label)}"
        yield numbered(key, 1, title, assigned_blocks(result, place))


def _pairs(sheet: ResultSheet) -> Iterator[Block]:
    first = sheet.results[0] if sheet.results else None
    if first is None:
        return
    yield paragraph(pairs_sentence(first))
    yield pair_table(first)
    yield paragraph(
        "Difference: higher minus lower arm, in points. Higher arm: the shorter wait, the larger "
        "share, or the usual use alone.",
        "note",
    )


def _harms(sheet: ResultSheet) -> Iterator[Block]:
    if not sheet.events:
        yield paragraph("No unwanted event is recorded during the test. Not recorded is not none.")
        return
    names = listing(dict.fromkeys(clean(term) for term in sheet.events), most=9)
    yield paragraph(f"{count_words(len(sheet.events), 'event')} recorded: {names}.")
    yield paragraph("Grades, causality and what to do stand in the full report.", "note")


def _design(sheet: ResultSheet) -> Iterator[Block]:
    kind = _KINDS[sheet.results[0].kind] if sheet.results else "arms"
    yield paragraph(
        "In daily life doses follow how a person feels, so only a coin can tell cause from "
        "habit, and only in this person what holds for this person."
    )
    yield paragraph(
        f"{count_words(sheet.planned_pairs, 'pair')} of two {kind}, each pair in the order of one "
        "coin, without run-in and without time free of it in between. Changes of the plan after "
        "the start show as allotted arms without their partner."
    )


def _person(sheet: ResultSheet) -> Iterator[Block]:
    subject = sheet.subject
    yield Pairs(
        (
            Pair("Person", clean(subject.id)),
            Pair("Born", "not known" if subject.birth_year is None else str(subject.birth_year)),
            Pair("Conditions", listing(map(clean, subject.conditions), most=9) or "none named"),
            Pair("Medicines", listing(map(clean, subject.medicines), most=9) or "none named"),
            Pair("Usual amount", f"{clean(sheet.usual)} a dose, as recorded"),
        ),
        "list",
    )
    yield paragraph("Care for one person at home, not a research study.", "note")


def _arms(sheet: ResultSheet) -> Iterator[Block]:
    names = listing((as_word(r.label) for r in sheet.results), most=9) or "none"
    yield paragraph(f"Outcomes, rated in the diary: {names}.")
    if sheet.results and sheet.results[0].kind == "wait":
        yield paragraph("Arms: the usual amount after the shorter or the longer allotted wait.")
    elif sheet.results and sheet.results[0].other:
        other = clean(sheet.results[0].other)
        yield paragraph(f"Arms: the usual use alone, and {other}.")
    else:
        yield paragraph("Arms: the usual amount, and a lower share of it.")


def _chance() -> Iterator[Block]:
    yield paragraph(
        "One coin a pair, tossed by a computer before the first arm. The protocol holds the "
        "fingerprint of the whole order; arms were revealed one at a time. Nobody was blinded. "
        "The size was chosen by simulation, see the protocol."
    )


def _analysis(sheet: ResultSheet) -> Iterator[Block]:
    result = sheet.results[0] if sheet.results else None
    if result is None or not result.coins:
        yield paragraph("No analysis was possible.", "empty")
        return
    ways = f"all {result.coins}" if result.exact else f"{number_words(result.coins)} sampled"
    yield paragraph(
        f"By assignment, from {result.n_ratings} ratings: how the result would have come out for "
        f"{ways} ways the coins could have fallen. The interval holds every difference that these "
        "do not contradict. What is left over from earlier arms is in the allotted level; drift, "
        "daily rhythm and likeness of neighbouring ratings are allowed for with fixed weights."
    )


def _dates(sheet: ResultSheet) -> Iterator[Block]:
    start, end = date_words(sheet.start, year=True), date_words(sheet.end, year=True)
    yield paragraph(f"{start} to {end}.")


def _limits(sheet: ResultSheet) -> Iterator[Block]:
    yield Bullets(assigned_limits(sheet.results))


def _protocol() -> Iterator[Block]:
    yield paragraph(
        "The protocol with its fingerprint was written before the first arm and is kept by the "
        "person. There is no registry entry and no sponsor."
    )
    yield paragraph(
        "Written with CENT 2015 in mind, the guidance for reports of tests in one person (doi "
        "10.1136/bmj.h1738). Nobody has checked that every item of it is met.",
        "note",
    )
