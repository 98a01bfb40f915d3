"""What the result of a personal randomised test says, item by item."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.protocol import ResultSheet
from speciosa.report.assigned import assigned_blocks, assigned_limits, pair_table
from speciosa.report.blocks import (
    Block,
    Bullets,
    Pair,
    Pairs,
    Paragraph,
    Section,
)
from speciosa.report.words import (
    Span,
    as_word,
    clean,
    count_words,
    date_words,
    listing,
    number_words,
)
from speciosa.report.words.assigned import assigned_headline, pairs_sentence

STANDARD: Final = "CENT 2015"
_KINDS: Final = {"wait": "waits", "blocks": "blocks", "versus": "blocks"}


def result_lead(sheet: ResultSheet) -> Iterator[Block]:
    """The first outcome in one sentence, and what it does not say."""
    if not sheet.results:
        yield _said("No outcome was rated during this test: it cannot tell.", "lead")
        return
    yield _said(assigned_headline(sheet.results[0]), "lead")
    yield _said(
        "This holds for this person and the range of use they really had. It does not say what "
        "using it does against not using it, and it is not advice to use.",
        "second",
    )


def result_sections(sheet: ResultSheet) -> Iterator[Section]:
    """All items in the order of the checklist."""
    yield from _all_results(sheet)
    yield _section("pairs", 2, "Pairs that were done", "13, 16", _pairs(sheet))
    yield _section("harms", 3, "Unwanted events", "19", _harms(sheet))
    yield _section("design", 4, "Why and how it was done", "2, 3", _design(sheet))
    yield _section("person", 5, "Person", "4, 15", _person(sheet))
    yield _section("arms", 6, "Arms and outcomes", "5, 6", _arms(sheet))
    yield _section("chance", 7, "How chance decided", "7 to 11", _chance())
    yield _section("analysis", 8, "Analysis", "12", _analysis(sheet))
    yield _section("dates", 9, "Dates", "14", _dates(sheet))
    yield _section("limits", 10, "Limits and meaning", "20 to 22", _limits(sheet))
    yield _section("protocol", 11, "Protocol and money", "23 to 25", _protocol())


def _section(key: str, number: int, title: str, item: str, blocks: Iterator[Block]) -> Section:
    note = (Span(f"{STANDARD}, item{'s' if len(item) > 2 else ''} {item}"),)  # noqa: PLR2004
    return Section(key, f"{number} {title}", tuple(blocks), note=note, new_page=False)


def _said(text: str, role: str = "body") -> Paragraph:
    return Paragraph((Span(text),), role)  # type: ignore[arg-type]  # one of the roles


def _all_results(sheet: ResultSheet) -> Iterator[Section]:
    """One part an outcome, so that every picture has its own place."""
    if not sheet.results:
        nothing = _said("Nothing to report: no rating around the allotted arms.", "empty")
        yield _section("results", 1, "Results", "17", iter((nothing,)))
    for place, result in enumerate(sheet.results):
        key = f"results-{place}" if place else "results"
        title = f"Results: {as_word(result.label)}"
        yield _section(key, 1, title, "17", assigned_blocks(result, place))


def _pairs(sheet: ResultSheet) -> Iterator[Block]:
    first = sheet.results[0] if sheet.results else None
    if first is None:
        return
    yield _said(pairs_sentence(first))
    yield pair_table(first)
    yield _said(
        "Difference: higher minus lower arm, in points. Higher arm: the shorter wait, the larger "
        "share, or the usual use alone.",
        "note",
    )


def _harms(sheet: ResultSheet) -> Iterator[Block]:
    if not sheet.events:
        yield _said("No unwanted event is recorded during the test. Not recorded is not none.")
        return
    names = listing(dict.fromkeys(clean(term) for term in sheet.events), most=9)
    yield _said(f"{count_words(len(sheet.events), 'event')} recorded: {names}.")
    yield _said("Grades, causality and what to do stand in the full report.", "note")


def _design(sheet: ResultSheet) -> Iterator[Block]:
    kind = _KINDS[sheet.results[0].kind] if sheet.results else "arms"
    yield _said(
        "In daily life doses follow how a person feels, so only a coin can tell cause from "
        "habit, and only in this person what holds for this person."
    )
    yield _said(
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
    yield _said("Care for one person at home, not a research study.", "note")


def _arms(sheet: ResultSheet) -> Iterator[Block]:
    names = listing((as_word(r.label) for r in sheet.results), most=9) or "none"
    yield _said(f"Outcomes, rated in the diary: {names}.")
    if sheet.results and sheet.results[0].kind == "wait":
        yield _said("Arms: the usual amount after the shorter or the longer allotted wait.")
    elif sheet.results and sheet.results[0].other:
        other = clean(sheet.results[0].other)
        yield _said(f"Arms: the usual use alone, and {other}.")
    else:
        yield _said("Arms: the usual amount, and a lower share of it.")


def _chance() -> Iterator[Block]:
    yield _said(
        "One coin a pair, tossed by a computer before the first arm. The protocol holds the "
        "fingerprint of the whole order; arms were revealed one at a time. Nobody was blinded. "
        "The size was chosen by simulation, see the protocol."
    )


def _analysis(sheet: ResultSheet) -> Iterator[Block]:
    result = sheet.results[0] if sheet.results else None
    if result is None or not result.coins:
        yield _said("No analysis was possible.", "empty")
        return
    ways = f"all {result.coins}" if result.exact else f"{number_words(result.coins)} sampled"
    yield _said(
        f"By assignment, from {result.n_ratings} ratings: how the result would have come out for "
        f"{ways} ways the coins could have fallen. The interval holds every difference that these "
        "do not contradict. What is left over from earlier arms is in the allotted level; drift, "
        "daily rhythm and likeness of neighbouring ratings are allowed for with fixed weights."
    )


def _dates(sheet: ResultSheet) -> Iterator[Block]:
    start, end = date_words(sheet.start, year=True), date_words(sheet.end, year=True)
    yield _said(f"{start} to {end}.")


def _limits(sheet: ResultSheet) -> Iterator[Block]:
    yield Bullets(assigned_limits(sheet.results))


def _protocol() -> Iterator[Block]:
    yield _said(
        "The protocol with its fingerprint was written before the first arm and is kept by the "
        "person. There is no registry entry and no sponsor."
    )
