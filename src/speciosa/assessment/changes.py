"""What is published of the time since an earlier report of the same person."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from speciosa.record import Number, Record
from speciosa.response.result import Grade
from speciosa.safety.finding import Due, Severity

Told = Literal["better", "worse", "no clear difference", "cannot tell"]


class FindingChange(Record):
    """A finding that is new (`was` None), gone (`severity` None), or another than it was."""

    id: str
    title: str  # as it is now; as it was, where it is gone
    title_was: str = ""  # where it is another, beyond its numbers
    severity: Severity | None
    was: Severity | None


class OutcomeChange(Record):
    """An answer in another word or grade; None: this outcome was or is not assessed."""

    outcome: str
    label: str
    substance: str
    grade: Grade | None
    grade_was: Grade | None
    told: Told | None
    told_was: Told | None


class EventMark(Record):
    """An adverse event, enough to find it among the others."""

    entry: str
    at: AwareDatetime
    term: str
    grade: int | None


class CheckChange(Record):
    """A check that is newly listed, newly overdue, done since, or listed no longer."""

    change: Literal["new", "overdue", "done", "gone"]
    check: Due  # as it is now; as it was, where it is gone


class TakenChange(Record):
    """A medicine that began or ended, or a product that was not taken before."""

    kind: Literal["medicine", "product"]
    change: Literal["began", "ended"]
    what: str
    day: date


class EarlierUse(Record):
    """How much and how often, as the earlier report said it."""

    doses_per_day: Number | None  # of its last `compared_days`, or of all days
    compared_days: int
    amount_median: Number | None
    amount_unit: str


class Since(Record):
    """What changed since an earlier report.

    Where either report hides amounts and effects, `outcomes` and `products` are empty and `use` is
    None.
    """

    at: AwareDatetime  # what the earlier report knew up to
    diary_digest: str  # of the earlier report
    version: str  # that made the earlier report
    same_rules: bool  # same version and tables: no change comes from them
    was_hidden: bool
    end: date  # last day recorded then
    days_with_entries: int  # then
    findings: tuple[FindingChange, ...] = ()  # those of now in their order, then gone
    outcomes: tuple[OutcomeChange, ...] = ()
    events: tuple[EventMark, ...] = ()  # new ones
    events_gone: tuple[EventMark, ...] = ()  # cancelled since
    checks: tuple[CheckChange, ...] = ()
    taken: tuple[TakenChange, ...] = ()
    use: EarlierUse | None = None
