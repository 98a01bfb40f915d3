"""The picture of the ratings by hours since the last dose, with its words and its numbers."""

from collections.abc import Iterable, Sequence
from typing import Final

from speciosa.assessment.schema import DoseMark, RatingSeries, Response
from speciosa.report.blocks import Figure, Table
from speciosa.report.charts.since_dose import Since, draw_since_dose, since_dose
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.names import outcome_name
from speciosa.report.words import as_word, decimals_of, fixed
from speciosa.texts import say

FEWEST_GROUPS: Final = 2


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
    title = say("since_dose.title", outcome=outcome_name(response.label))
    desc = _desc(series, told)
    return Figure(
        wide=draw_since_dose(series, found, WIDE, f"{key}-since-w", title, desc),
        narrow=draw_since_dose(series, found, NARROW, f"{key}-since-n", title, desc),
        caption=f"{say('since_dose.not_effect')} {say('since_dose.marks')}",
        tables=(_table(series, found, title),),
    )


def _desc(series: RatingSeries, told: Sequence[Since]) -> str:
    """The first and the last stretch with enough ratings."""
    first, last = told[0], told[-1]
    means = say(
        "since_dose.first_and_last",
        outcome=as_word(series.label),
        first=_number(series, first.mean),
        first_hours=_hours(first),
        last=_number(series, last.mean),
        last_hours=_hours(last),
    )
    return f"{means} {say('since_dose.not_effect')}"


def _hours(one: Since) -> str:
    return say("since_dose.hours", start=f"{one.start_h:g}", end=f"{one.end_h:g}")


def _number(series: RatingSeries, value: float | None) -> str:
    if value is None:
        return say("since_dose.too_few")
    return fixed(value, decimals_of(series.scale))


def _table(series: RatingSeries, found: Sequence[Since], title: str) -> Table:
    rows = tuple(
        (_hours(one), str(one.count), _number(series, one.mean), _half(series, one))
        for one in found
    )
    head = (
        say("since_dose.since_last_dose"),
        say("since_dose.ratings"),
        say("since_dose.mean"),
        say("since_dose.middle_half"),
    )
    return Table(title, head, rows)


def _half(series: RatingSeries, one: Since) -> str:
    if one.mean is None:
        return "–"
    low, high = _number(series, one.p25), _number(series, one.p75)
    return say("since_dose.from_to", low=low, high=high)
