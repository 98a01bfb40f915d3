"""One outcome of a randomised test as blocks: its numbers, its pairs as a picture and a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import AssignedPair, AssignedResult
from speciosa.report.blocks import Block, Figure, Pair, Pairs, Table
from speciosa.report.charts.pairs import PairDots, draw_pairs
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.words import as_start, as_word, clean, date_words, fixed, percent_words
from speciosa.report.words.assigned import assigned_size, assigned_strength, coin_chance

FEWEST_SHOWN: Final = 2
MOST_NUMBER: Final = 1000  # of a pair that is drawn at its own number
WAIT_LIMIT: Final = (
    "A wait compares the first 1 to 2 hours after a dose. How that carries over to your whole "
    "range rests on predicted levels and an assumed delay of the effect; the mean of the pairs "
    "does not."
)


def assigned_blocks(result: AssignedResult, place: int) -> Iterator[Block]:
    """Numbers and picture; `place` of the outcome keeps the names of drawings apart."""
    yield Pairs(tuple(_rows(result)), "list")
    yield from assigned_picture(result, place)


def _rows(result: AssignedResult) -> Iterator[Pair]:
    if result.estimate is None:
        yield Pair("By assignment", f"cannot tell. {result.reason}")
    else:
        size = assigned_size(result, result.estimate)
        yield Pair("By assignment", f"{size}, 95 % interval")
        yield Pair("What is compared", as_start(clean(result.contrast)))
    if result.difference is not None:
        arm = {"wait": "short minus long wait", "blocks": "usual minus lower block"}
        what = arm.get(result.kind, "usual minus other block")
        mean = assigned_size(result, result.difference)
        yield Pair("Mean of the pairs", f"{mean}; {what}")
    if result.p_value is not None:
        yield Pair("If it changed nothing", f"as much by chance {coin_chance(result.p_value)}")
    yield Pair("Matters from", f"{fixed(result.smallest_important_change, 1)} points")
    yield Pair("Strength", assigned_strength(result))


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
    title = f"{as_start(as_word(result.label))}: difference of every pair"
    drawn = [draw_pairs(f"pairs-{place}-{size}", dots, size, title) for size in (WIDE, NARROW)]
    caption = (
        "One dot a pair; filled: the higher arm came first. Line and band: mean of the pairs with "
        "its 95 % interval. Below zero: lower ratings in the higher arm."
    )
    yield Figure(drawn[0], drawn[1], caption, (pair_table(result),))


def _numbers(result: AssignedResult, told: Sequence[AssignedPair]) -> tuple[int, ...]:
    """Their own numbers, or their places where the diary does not number each of them once."""
    own = [pair.pair for pair in result.pairs]
    if min(own) > 0 and max(own) <= MOST_NUMBER and len(set(own)) == len(own):
        return tuple(pair.pair for pair in told)
    told_at = enumerate(result.pairs, start=1)
    return tuple(place for place, pair in told_at if pair.difference_pts is not None)


def pair_table(result: AssignedResult) -> Table:
    """Every pair with its difference and how far it was followed."""
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


def assigned_limits(results: Iterable[AssignedResult]) -> tuple[str, ...]:
    """What a test does not say, for all its outcomes together."""
    told = list(results)
    notes = [clean(note) for result in told[:1] for note in result.notes]
    if len(told) > 1:
        notes.append("Several outcomes were looked at: one in twenty differs by chance alone.")
    if any(result.kind == "wait" for result in told):
        notes.append(WAIT_LIMIT)
    return (*notes, "It holds for this person, this product and this time only.")


def anchor_of(place: int) -> str:
    """Where an outcome of the test stands in the report."""
    return f"test-{place + 1}"
