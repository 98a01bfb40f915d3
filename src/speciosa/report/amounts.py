"""The picture of one dose by its amount, with its words and its numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import DoseMark, DosePoint, Response
from speciosa.report.blocks import Figure, Table
from speciosa.report.charts.amounts import draw_amounts
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.names import outcome_name
from speciosa.report.words import (
    CANNOT_TELL,
    amount_words,
    as_word,
    decimals_of,
    interval_words,
    number_words,
    sided_words,
    verdict_of,
)

FEWEST_POINTS: Final = 2
NOT_ADVICE: Final = "Inside the range you took; not advice on an amount."
MARKS: Final = "Shaded: too small to matter. Hatched: outside that range, nothing is said."
BARS: Final = " Bars: how often each amount was taken."


def amounts_figure(response: Response, key: str, doses: Sequence[DoseMark] = ()) -> Figure | None:
    """The picture; None where one amount was taken, or nothing can be told.

    Args:
        response: of one outcome and substance.
        key: of its section, so that ids stay unique.
        doses: all of the diary.
    """
    points = response.dose_response
    if len(points) < FEWEST_POINTS or verdict_of(response) == CANNOT_TELL:
        return None
    title = f"{outcome_name(response.label)}: one dose by its amount"
    desc = _desc(response)
    taken = [
        dose.amount
        for dose in doses
        if (dose.substance, dose.unit) == (response.substance, points[0].unit)
        and points[0].amount <= dose.amount <= points[-1].amount
    ]
    return Figure(
        wide=draw_amounts(response, WIDE, f"{key}-amounts-w", title, desc, taken),
        narrow=draw_amounts(response, NARROW, f"{key}-amounts-n", title, desc, taken),
        caption=f"{_what(response)} {NOT_ADVICE} {MARKS}{BARS if taken else ''}",
        tables=(_table(response, title), *_taken_tables(taken, points[0].unit)),
    )


def _taken_tables(taken: Sequence[float], unit: str) -> Iterator[Table]:
    """How often each amount was taken."""
    if taken:
        counts = sorted(Counter(round(amount, 2) for amount in taken).items())
        rows = tuple((amount_words(amount, unit), str(count)) for amount, count in counts)
        yield Table("Doses by their amount", ("Amount", "Doses"), rows)


def _what(response: Response) -> str:
    hours = number_words(response.horizon_h, 1)
    return f"One dose against leaving out only that dose, over the next {hours} hours."


def _point_words(response: Response, point: DosePoint) -> str:
    difference = sided_words(point.effect.mean, decimals_of(response.scale))
    interval = interval_words(point.effect, response.scale)
    return f"{difference} ({interval}) with {amount_words(point.amount, point.unit)}"


def _desc(response: Response) -> str:
    """What is drawn in one sentence, its two ends in another."""
    first, last = (_point_words(response, response.dose_response[i]) for i in (0, -1))
    name = as_word(response.label)
    return f"{_what(response)} Ends of the range taken: {name} {first}, {last}. {NOT_ADVICE}"


def _table(response: Response, title: str) -> Table:
    decimals = decimals_of(response.scale)
    rows = tuple(
        (
            amount_words(round(point.amount, 2), point.unit),
            sided_words(point.effect.mean, decimals),
            interval_words(point.effect, response.scale),
        )
        for point in response.dose_response
    )
    hours = number_words(response.horizon_h, 1)
    return Table(title, ("Amount", f"Difference over {hours} hours", "95 % interval"), rows)
