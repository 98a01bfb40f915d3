"""The picture of the ratings by hours since the last dose, with its words and its numbers."""

from collections.abc import Iterable, Sequence
from typing import Final

from speciosa.assessment.schema import DoseMark, RatingSeries, Response
from speciosa.report.blocks import Figure, Table
from speciosa.report.charts.since_dose import Since, draw_since_dose, since_dose
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.names import outcome_name
from speciosa.report.words import as_word, decimals_of, fixed

FEWEST_GROUPS: Final = 2
NOT_EFFECT: Final = (
    "What was rated by hours since the last dose, not what a dose does: the hour of the day and "
    "the reason for the dose are mixed in."
)
MARKS: Final = "Ring: mean, larger with more ratings. Line: middle half of the ratings."
UNKNOWN: Final = "fewer than 5"


def since_dose_figure(
    response: Response, key: str, ratings: Iterable[RatingSeries], doses: Iterable[DoseMark]
) -> Figure | None:
    """The picture; None where fewer than two stretches hold enough ratings.

    Args:
        response: of one outcome and substance.
        key: of its section, so that ids stay unique.
        ratings: all of the diary.
        doses: all of the diary.
    """
    series = next((one for one in ratings if one.outcome == response.outcome), None)
    if series is None:
        return None
    taken = (dose.at for dose in doses if dose.amount and dose.substance == response.substance)
    found = since_dose(series, taken)
    told = [one for one in found if one.mean is not None]
    if len(told) < FEWEST_GROUPS:
        return None
    title = f"{outcome_name(response.label)} by hours since the last dose"
    desc = _desc(series, told)
    return Figure(
        wide=draw_since_dose(series, found, WIDE, f"{key}-since-w", title, desc),
        narrow=draw_since_dose(series, found, NARROW, f"{key}-since-n", title, desc),
        caption=f"{NOT_EFFECT} {MARKS}",
        tables=(_table(series, found, title),),
    )


def _desc(series: RatingSeries, told: Sequence[Since]) -> str:
    """The first and the last stretch with enough ratings."""
    first, last = (f"{_number(series, one.mean)} at {_hours(one)}" for one in (told[0], told[-1]))
    return f"Mean {as_word(series.label)} is {first} and {last} after a dose. {NOT_EFFECT}"


def _hours(one: Since) -> str:
    return f"{one.start_h:g} to {one.end_h:g} h"


def _number(series: RatingSeries, value: float | None) -> str:
    return UNKNOWN if value is None else fixed(value, decimals_of(series.scale))


def _table(series: RatingSeries, found: Sequence[Since], title: str) -> Table:
    rows = tuple(
        (_hours(one), str(one.count), _number(series, one.mean), _half(series, one))
        for one in found
    )
    return Table(title, ("Since the last dose", "Ratings", "Mean", "Middle half"), rows)


def _half(series: RatingSeries, one: Since) -> str:
    if one.mean is None:
        return "–"
    return f"{_number(series, one.p25)} to {_number(series, one.p75)}"
