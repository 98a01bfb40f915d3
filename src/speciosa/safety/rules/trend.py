"""Rule: use has changed against the beginning of the diary."""

from typing import Literal

from pydantic import Field, model_validator

from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.use import Period, UseChange, use_change

_FOUR_WEEKS_D = 28
_TITLES = {
    "doses_per_day": "Doses a day have risen: {first} in the first {span}, {last} in the last",
    "amount_g_per_day": "Grams a day have risen: {first} in the first {span}, {last} in the last",
}


class TrendRow(Row):
    """A rise between two periods, as a difference or as a ratio."""

    measure: Literal["doses_per_day", "amount_g_per_day"]
    compare_d: int = Field(gt=0)
    least_d: int = Field(gt=0)
    rise_at_least: float | None = None
    ratio_at_least: float | None = None
    action: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_limit(self) -> "TrendRow":
        if (self.rise_at_least is None) == (self.ratio_at_least is None):
            msg = "either rise_at_least or ratio_at_least"
            raise ValueError(msg)
        return self


@rules.add("trend")
def trend(facts: Facts) -> list[Draft]:
    """One draft per row whose limit is reached."""
    found = []
    for row in load_rows("trends", TrendRow):
        change = use_change(facts, row.compare_d, row.least_d)
        if change and _reached(row, change):
            found.append(_draft(row, change))
    return found


def _measured(row: TrendRow, period: Period) -> float | None:
    doses, grams = period.doses_per_day, period.amount_g_per_day
    return doses if row.measure == "doses_per_day" else grams


def _reached(row: TrendRow, change: UseChange) -> bool:
    first, last = _measured(row, change.first), _measured(row, change.last)
    if not first or last is None:
        return False
    if row.rise_at_least is not None:
        return last - first >= row.rise_at_least
    return row.ratio_at_least is not None and last / first >= row.ratio_at_least


def _draft(row: TrendRow, change: UseChange) -> Draft:
    days = change.compared_d
    span = "four weeks" if days == _FOUR_WEEKS_D else f"{days} days"
    first, last = (f"{_measured(row, p) or 0:.1f}" for p in (change.first, change.last))
    return draft_of(
        row,
        title=_TITLES[row.measure].format(first=first, last=last, span=span),
        action=row.action,
        because=(f"use: {row.measure} {first} to {last}",),
        since=change.last.start,
    )
