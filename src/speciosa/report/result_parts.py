"""What the result of a personal randomised test says, item by item."""

from collections.abc import Iterator
from typing import Final

from speciosa.assessment.protocol import AssignedResult, Estimate, ResultSheet
from speciosa.report.blocks import (
    Block,
    Bullets,
    Figure,
    Pair,
    Pairs,
    Paragraph,
    Section,
    Table,
)
from speciosa.report.charts.pairs import PairDots, draw_pairs
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.words import (
    Span,
    as_start,
    as_word,
    clean,
    count_words,
    date_words,
    fixed,
    listing,
    number_words,
    percent_words,
)

STANDARD: Final = "CENT 2015"
_FEWEST_SHOWN: Final = 2
_SMALL_P: Final = 0.001
_KINDS: Final = {"wait": "waits", "blocks": "blocks", "versus": "blocks"}


def result_lead(sheet: ResultSheet) -> Iterator[Block]:
    """The first outcome in one sentence, and what it does not say."""
    if not sheet.results:
        yield _said("No outcome was rated during this test: it cannot tell.", "lead")
        return
    yield _said(_headline(sheet.results[0]), "lead")
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


def _headline(result: AssignedResult) -> str:
    label = as_start(as_word(result.label))
    if result.estimate is None:
        return f"{label}: this test cannot tell. {result.reason}"
    size = f"{label} is {_sided(result.estimate.mean)} ({_interval(result, result.estimate)})"
    against = _against(result)
    if result.estimate.low <= 0.0 <= result.estimate.high:
        return f"{size} {against}: no clear difference."
    good = (result.estimate.mean < 0.0) == (result.better == "lower")
    return f"{size} {against}, which is {'better' if good else 'worse'}."


def _against(result: AssignedResult) -> str:
    if result.kind == "versus":
        return f"with {clean(result.product)} as usual than with {clean(result.other)}"
    return "at your higher than at your lower levels"


def _sided(value_pts: float) -> str:
    side = "lower" if value_pts < 0.0 else "higher"
    return f"{fixed(abs(value_pts), 1)} points {side}"


def _interval(result: AssignedResult, estimate: Estimate) -> str:
    """Both ends in words; an end at the range of the scale is open."""
    low, high = estimate.low, estimate.high
    range_pts = result.scale.high - result.scale.low
    open_end = max(-low, high) >= range_pts
    if low <= 0.0 <= high:
        return f"{_end(low, range_pts)} to {_end(high, range_pts)}"
    near, far = sorted((abs(low), abs(high)))
    side = "lower" if high < 0.0 else "higher"
    return f"{fixed(near, 1)} {side} or more" if open_end else _both(near, far, side)


def _both(near: float, far: float, side: str) -> str:
    return f"{fixed(near, 1)} to {fixed(far, 1)} {side}"


def _end(value_pts: float, range_pts: float) -> str:
    side = "lower" if value_pts < 0.0 else "higher"
    return (
        f"any amount {side}"
        if abs(value_pts) >= range_pts
        else f"{fixed(abs(value_pts), 1)} {side}"
    )


def _all_results(sheet: ResultSheet) -> Iterator[Section]:
    """One part an outcome, so that every picture has its own place."""
    if not sheet.results:
        nothing = _said("Nothing to report: no rating around the allotted arms.", "empty")
        yield _section("results", 1, "Results", "17", iter((nothing,)))
    for place, result in enumerate(sheet.results):
        key = f"results-{place}" if place else "results"
        title = f"Results: {as_word(result.label)}"
        yield _section(key, 1, title, "17", _results(result, place))


def _results(result: AssignedResult, place: int) -> Iterator[Block]:
    yield Pairs(tuple(_rows(result)), "list")
    yield from _picture(result, place)


def _rows(result: AssignedResult) -> Iterator[Pair]:
    if result.estimate is None:
        yield Pair("By assignment", f"cannot tell. {result.reason}")
    else:
        text = (
            f"{_sided(result.estimate.mean)} ({_interval(result, result.estimate)}), 95 % interval"
        )
        yield Pair("By assignment", text)
        yield Pair("What is compared", _sentence(result.contrast))
    if result.difference is not None:
        arm = {"wait": "short minus long wait", "blocks": "usual minus lower block"}
        what = arm.get(result.kind, "usual minus other block")
        mean = f"{_sided(result.difference.mean)} ({_interval(result, result.difference)})"
        yield Pair("Mean of the pairs", f"{mean}; {what}")
    if result.p_value is not None:
        yield Pair("If it changed nothing", f"as large by chance: {_chance_words(result.p_value)}")
    yield Pair("Matters from", f"{fixed(result.smallest_important_change, 1)} points")
    yield Pair("Strength", _strength(result))


def _picture(result: AssignedResult, place: int) -> Iterator[Block]:
    """Every pair as a dot; nothing below two."""
    told = [pair for pair in result.pairs if pair.difference_pts is not None]
    if len(told) < _FEWEST_SHOWN:
        return
    mean = result.difference
    dots = PairDots(
        numbers=tuple(pair.pair for pair in told),
        difference_pts=tuple(pair.difference_pts or 0.0 for pair in told),
        higher_first=tuple(pair.first_arm == "higher" for pair in told),
        mean=None if mean is None else mean.mean,
        low=None if mean is None else mean.low,
        high=None if mean is None else mean.high,
    )
    title = f"{as_start(as_word(result.label))}: difference of every pair"
    drawn = [draw_pairs(f"pairs-{place}-{size}", dots, size, title) for size in (WIDE, NARROW)]
    caption = (
        "One dot a pair; filled: the higher arm came first. Line and band: mean of the pairs with "
        "its 95 % interval. Below zero: lower ratings in the higher arm."
    )
    yield Figure(drawn[0], drawn[1], caption, (_table(result),))


def _chance_words(p_value: float) -> str:
    return "under 0.1 %" if p_value < _SMALL_P else f"{fixed(100.0 * p_value, 1)} %"


def _strength(result: AssignedResult) -> str:
    grade = "A randomised. " if result.grade_a else "Not grade A. "
    return grade + " ".join(result.reasons)


def _sentence(text: str) -> str:
    return as_start(clean(text))


def _pairs(sheet: ResultSheet) -> Iterator[Block]:
    first = sheet.results[0] if sheet.results else None
    if first is None:
        return
    complete = f"{first.complete_pairs} of {len(first.pairs)} pairs are rated in both arms"
    followed = percent_words(first.adherence) if first.adherence is not None else "not recorded"
    yield _said(f"{complete}. Share of what was allotted that was followed: {followed}.")
    yield _table(first)
    yield _said(
        "Difference: higher minus lower arm, in points. Higher arm: the shorter wait, the larger "
        "share, or the usual use alone.",
        "note",
    )


def _table(result: AssignedResult) -> Table:
    rows = tuple(
        (
            str(pair.pair),
            date_words(pair.assigned_at.date()),
            pair.first_arm,
            "not rated" if pair.difference_pts is None else fixed(pair.difference_pts, 1),
            "not recorded" if pair.adherence is None else percent_words(pair.adherence),
        )
        for pair in result.pairs
    )
    head = ("Pair", "Began", "First arm", "Difference", "Followed")
    return Table(f"Every pair: {as_word(result.label)}", head, rows)


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
    notes = [note for result in sheet.results[:1] for note in result.notes]
    if len(sheet.results) > 1:
        notes.append("Several outcomes were looked at: one in twenty differs by chance alone.")
    if any(result.kind == "wait" for result in sheet.results):
        notes.append(
            "A wait compares the first 1 to 2 hours after a dose. How that carries over to your "
            "whole range rests on predicted levels and an assumed delay of the effect; the mean of "
            "the pairs does not."
        )
    notes.append("It holds for this person, this product and this time only.")
    yield Bullets(tuple(notes))


def _protocol() -> Iterator[Block]:
    yield _said(
        "The protocol with its fingerprint was written before the first arm and is kept by the "
        "person. There is no registry entry and no sponsor."
    )
