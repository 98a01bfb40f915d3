"""One outcome of a randomised test as blocks: its numbers, its pairs as a picture and a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import AssignedPair, AssignedResult
from speciosa.report.blocks import Block, Figure, Pair, Pairs, Table
from speciosa.report.charts.pairs import PairDots, draw_pairs
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.words import as_start, as_word, clean, date_words, fixed, percent_words
from speciosa.report.words.assigned import assigned_size, assigned_strength, coin_chance
from speciosa.texts import say

FEWEST_SHOWN: Final = 2
MOST_NUMBER: Final = 1000  # of a pair that is drawn at its own number
HEAD: Final = ("pair", "began", "first_arm", "difference", "followed")


def assigned_blocks(result: AssignedResult, place: int) -> Iterator[Block]:
    """Numbers and picture; `place` of the outcome keeps the names of drawings apart."""
    yield Pairs(tuple(_rows(result)), "list")
    yield from assigned_picture(result, place)


def _rows(result: AssignedResult) -> Iterator[Pair]:
    if result.estimate is None:
        cannot_tell = say("assigned_result.cannot_tell", reason=result.reason)
        yield Pair(say("assigned_result.by_assignment"), cannot_tell)
    else:
        size = say("assigned_result.size", size=assigned_size(result, result.estimate))
        yield Pair(say("assigned_result.by_assignment"), size)
        yield Pair(say("assigned_result.compared"), as_start(clean(result.contrast)))
    if result.difference is not None:
        mean = assigned_size(result, result.difference)
        what = say(f"assigned_result.mean_{result.kind}", mean=mean)
        yield Pair(say("assigned_result.mean"), what)
    if result.p_value is not None:
        as_much = say("assigned_result.as_much", how_often=coin_chance(result.p_value))
        yield Pair(say("assigned_result.by_chance"), as_much)
    matters = say("assigned_result.points", points=fixed(result.smallest_important_change, 1))
    yield Pair(say("assigned_result.matters_from"), matters)
    yield Pair(say("assigned_result.strength"), assigned_strength(result))


def assigned_picture(result: AssignedResult, place: int) -> Iterator[Block]:
    """Every pair as a dot; nothing below two. `place` keeps the names of drawings apart."""
    told = [pair for pair in result.pairs if pair.difference_pts is not None]
    if len(told) < FEWEST_SHOWN:
        return
    mean = result.difference
    dots = PairDots(
        numbers=_numbers(result, told),
        difference_pts=tuple(pair.difference_pts or 0.0 for pair in told),
        higher_first=tuple(pair.first_arm == "higher" for pair in told),
        mean=None if mean is None else mean.mean,
        low=None if mean is None else mean.low,
        high=None if mean is None else mean.high,
    )
    title = say("assigned_result.figure", name=as_start(as_word(result.label)))
    drawn = [draw_pairs(f"pairs-{place}-{size}", dots, size, title) for size in (WIDE, NARROW)]
    yield Figure(drawn[0], drawn[1], say("assigned_result.marks"), (pair_table(result),))


def _numbers(result: AssignedResult, told: Sequence[AssignedPair]) -> tuple[int, ...]:
    """Their own numbers, or their places where the diary does not number each of them once."""
    own = [pair.pair for pair in result.pairs]
    if min(own) > 0 and max(own) <= MOST_NUMBER and len(set(own)) == len(own):
        return tuple(pair.pair for pair in told)
    told_at = enumerate(result.pairs, start=1)
    return tuple(place for place, pair in told_at if pair.difference_pts is not None)


def pair_table(result: AssignedResult) -> Table:
    """Every pair with its difference and how far it was followed."""
    head = tuple(say(f"assigned_result.head.{name}") for name in HEAD)
    label = say("assigned_result.every_pair", name=as_word(result.label))
    return Table(label, head, tuple(map(_pair_row, result.pairs)))


def _pair_row(pair: AssignedPair) -> tuple[str, ...]:
    difference, adherence = pair.difference_pts, pair.adherence
    return (
        str(pair.pair),
        date_words(pair.assigned_at.date()),
        pair.first_arm,
        say("assigned_result.not_rated") if difference is None else fixed(difference, 1),
        say("assigned_result.not_recorded") if adherence is None else percent_words(adherence),
    )


def assigned_limits(results: Iterable[AssignedResult]) -> tuple[str, ...]:
    """What a test does not say, for all its outcomes together."""
    told = list(results)
    notes = [clean(note) for result in told[:1] for note in result.notes]
    if len(told) > 1:
        notes.append(say("assigned_result.several"))
    if any(result.kind == "wait" for result in told):
        notes.append(say("assigned_result.wait"))
    return (*notes, say("assigned_result.this_person"))


def anchor_of(place: int) -> str:
    """Where an outcome of the test stands in the report."""
    return f"test-{place + 1}"
