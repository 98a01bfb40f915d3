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
from speciosa.texts import say

FEWEST_POINTS: Final = 2


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
    title = say("amounts.figure", name=outcome_name(response.label))
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
        caption=_caption(response, bars=bool(taken)),
        tables=(_table(response, title), *_taken_tables(taken, points[0].unit)),
    )


def _caption(response: Response, *, bars: bool) -> str:
    said = [_what(response), say("amounts.not_advice"), say("amounts.marks")]
    return " ".join([*said, say("amounts.bars")] if bars else said)


def _taken_tables(taken: Sequence[float], unit: str) -> Iterator[Table]:
    """How often each amount was taken."""
    if taken:
        counts = sorted(Counter(round(amount, 2) for amount in taken).items())
        rows = tuple((amount_words(amount, unit), str(count)) for amount, count in counts)
        head = (say("amounts.amount"), say("amounts.doses"))
        yield Table(say("amounts.taken"), head, rows)


def _what(response: Response) -> str:
    hours = number_words(response.horizon_h, 1)
    return say("amounts.one_dose", hours=hours)


def _point_words(response: Response, point: DosePoint) -> str:
    difference = sided_words(point.effect.mean, decimals_of(response.scale))
    interval = interval_words(point.effect, response.scale)
    amount = amount_words(point.amount, point.unit)
    return say("amounts.end", difference=difference, interval=interval, amount=amount)


def _desc(response: Response) -> str:
    """What is drawn in one sentence, its two ends in another."""
    first, last = (_point_words(response, response.dose_response[i]) for i in (0, -1))
    ends = say("amounts.ends", name=as_word(response.label), first=first, last=last)
    return f"{_what(response)} {ends} {say('amounts.not_advice')}"


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
    difference = say("amounts.difference", hours=hours)
    return Table(title, (say("amounts.amount"), difference, say("amounts.interval")), rows)
