"""What the result of a personal randomised test says."""

from collections.abc import Iterable, Iterator

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
from speciosa.texts import say


def result_lead(sheet: ResultSheet) -> Iterator[Block]:
    """The first outcome in one sentence, and what it does not say."""
    if not sheet.results:
        yield paragraph(say("result_parts.not_rated"), "lead")
        return
    yield paragraph(assigned_headline(sheet.results[0]), "lead")
    yield paragraph(say("result_parts.holds_for"), "second")


def result_sections(sheet: ResultSheet) -> Iterator[Section]:
    """All parts in order."""
    yield from _all_results(sheet)
    yield numbered("pairs", 2, say("result_parts.pairs"), _pairs(sheet))
    yield numbered("harms", 3, say("result_parts.harms"), _harms(sheet))
    yield numbered("design", 4, say("result_parts.design"), _design(sheet))
    yield numbered("person", 5, say("result_parts.person"), _person(sheet))
    yield numbered("arms", 6, say("result_parts.arms"), _arms(sheet))
    yield numbered("chance", 7, say("result_parts.chance"), _chance())
    yield numbered("analysis", 8, say("result_parts.analysis"), _analysis(sheet))
    yield numbered("dates", 9, say("result_parts.dates"), _dates(sheet))
    yield numbered("limits", 10, say("result_parts.limits"), _limits(sheet))
    yield numbered("protocol", 11, say("result_parts.protocol"), _protocol())


def _all_results(sheet: ResultSheet) -> Iterator[Section]:
    """One part an outcome, so that every picture has its own place."""
    if not sheet.results:
        nothing = paragraph(say("result_parts.nothing_to_report"), "empty")
        yield numbered("results", 1, say("result_parts.results"), iter((nothing,)))
    for place, result in enumerate(sheet.results):
        key = f"results-{place}" if place else "results"
        title = say("result_parts.results_of", outcome=as_word(result.label))
        yield numbered(key, 1, title, assigned_blocks(result, place))


def _pairs(sheet: ResultSheet) -> Iterator[Block]:
    first = sheet.results[0] if sheet.results else None
    if first is None:
        return
    yield paragraph(pairs_sentence(first))
    yield pair_table(first)
    yield paragraph(say("result_parts.higher_minus_lower"), "note")


def _harms(sheet: ResultSheet) -> Iterator[Block]:
    if not sheet.events:
        yield paragraph(say("result_parts.no_event"))
        return
    names = listing(dict.fromkeys(clean(term) for term in sheet.events), most=9)
    count = count_words(len(sheet.events), "event")
    yield paragraph(say("result_parts.events_recorded", count=count, names=names))
    yield paragraph(say("result_parts.grades_elsewhere"), "note")


def _design(sheet: ResultSheet) -> Iterator[Block]:
    kind = sheet.results[0].kind if sheet.results else "unknown"
    pairs, arms = count_words(sheet.planned_pairs, "pair"), say(f"result_parts.of_{kind}")
    yield paragraph(say("result_parts.why_a_coin"))
    yield paragraph(say("result_parts.planned", pairs=pairs, arms=arms))


def _person(sheet: ResultSheet) -> Iterator[Block]:
    subject = sheet.subject
    born = say("result_parts.birth_year_unknown")
    if subject.birth_year is not None:
        born = str(subject.birth_year)
    usual = say("result_parts.usual_a_dose", amount=clean(sheet.usual))
    yield Pairs(
        (
            Pair(say("result_parts.person"), clean(subject.id)),
            Pair(say("result_parts.born"), born),
            Pair(say("result_parts.conditions"), _named(subject.conditions)),
            Pair(say("result_parts.medicines"), _named(subject.medicines)),
            Pair(say("result_parts.usual_amount"), usual),
        ),
        "list",
    )
    yield paragraph(say("result_parts.no_study"), "note")


def _named(names: Iterable[str]) -> str:
    return listing(map(clean, names), most=9) or say("result_parts.none_named")


def _arms(sheet: ResultSheet) -> Iterator[Block]:
    names = listing((as_word(r.label) for r in sheet.results), most=9)
    names = names or say("result_parts.no_outcome")
    yield paragraph(say("result_parts.outcomes_rated", names=names))
    if sheet.results and sheet.results[0].kind == "wait":
        yield paragraph(say("result_parts.arms_wait"))
    elif sheet.results and sheet.results[0].other:
        other = clean(sheet.results[0].other)
        yield paragraph(say("result_parts.arms_versus", other=other))
    else:
        yield paragraph(say("result_parts.arms_share"))


def _chance() -> Iterator[Block]:
    yield paragraph(say("result_parts.how_chance_decided"))


def _analysis(sheet: ResultSheet) -> Iterator[Block]:
    result = sheet.results[0] if sheet.results else None
    if result is None or not result.coins:
        yield paragraph(say("result_parts.no_analysis"), "empty")
        return
    coins = say("result_parts.sampled_coins", coins=number_words(result.coins))
    if result.exact:
        coins = say("result_parts.all_coins", coins=result.coins)
    yield paragraph(say("result_parts.by_assignment", ratings=result.n_ratings, coins=coins))


def _dates(sheet: ResultSheet) -> Iterator[Block]:
    start, end = date_words(sheet.start, year=True), date_words(sheet.end, year=True)
    yield paragraph(say("result_parts.from_to", start=start, end=end))


def _limits(sheet: ResultSheet) -> Iterator[Block]:
    yield Bullets(assigned_limits(sheet.results))


def _protocol() -> Iterator[Block]:
    yield paragraph(say("result_parts.protocol_kept"))
    yield paragraph(say("result_parts.guidance"), "note")
