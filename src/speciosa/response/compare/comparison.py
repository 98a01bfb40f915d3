"""What a comparison says, as every face shows it."""

from datetime import date
from typing import Literal

from speciosa.record import Number, Record
from speciosa.response.result import Estimate, Scale

ComparedKind = Literal["products", "periods", "substances"]


class ArmSummary(Record):
    """One side of a comparison. `days` are days on which the outcome was rated."""

    label: str
    days: int
    ratings: int
    first: date | None
    last: date | None
    doses_per_day: Number | None  # of everything taken, per recorded day; None without days


class Comparison(Record):
    """How an outcome differs between two sets of days; never the effect of what was taken.

    `difference` is a minus b in the outcome's own points; None where this diary cannot tell, with
    the reasons.
    """

    outcome: str
    label: str
    kind: ComparedKind
    a: ArmSummary
    b: ArmSummary
    days_set_apart: int  # with both products or substances: they belong to neither side
    difference: Estimate | None
    sentence: str
    reasons: tuple[str, ...]  # why it cannot tell; empty where it can
    confounders: tuple[str, ...]  # the weightiest first
    better: Literal["lower", "higher"]
    scale: Scale
    smallest_important_change: Number
