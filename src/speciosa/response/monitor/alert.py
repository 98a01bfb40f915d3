"""What watching says: every statement with its evidence, and the alerts among them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Literal

from speciosa.record import Number, Record
from speciosa.response.monitor.threshold import e_value
from speciosa.sampling.quasirandom import Array

Basis = Literal["assigned", "observational"]
Counted = Literal["blocks of four weeks", "pairs of days", "pairs"]


class Watched(Record):
    """One statement that is watched, alert or not."""

    key: str  # e.g. `kratom doses_per_day`
    statement: str  # what an alert would say, in plain words
    basis: Basis
    e_value: Number  # evidence now; 1 says nothing either way
    threshold: Number  # of an alert
    used: int  # how many of `counted` went into it
    counted: Counted
    assumption: str  # what the limit on false alarms rests on


class Alert(Watched):
    """A statement whose evidence reached its threshold; it stays one."""

    since: date  # the first day on which it could be seen
    highest: Number  # largest evidence so far


class Watch(Record):
    """Everything that is watched. The chance that any statement ever alarms falsely is <= 5 %."""

    alerts: tuple[Alert, ...]
    watched: tuple[Watched, ...]
    not_watched: tuple[str, ...]  # with the reason, in sentences


@dataclass(frozen=True, slots=True)
class Days:
    """The days on which an alert may be given; the last one is the last that is finished."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of one statement over time: one log e-value and one day for each look."""

    key: str
    statement: str
    basis: Basis
    counted: Counted
    assumption: str
    log_e: Array
    seen_on: tuple[date, ...]

    def watched(self, limit: float) -> Watched:
        """Where it stands now."""
        now = float(self.log_e[-1]) if len(self.log_e) else 0.0
        return Watched(
            key=self.key,
            statement=self.statement,
            basis=self.basis,
            e_value=e_value(now),
            threshold=limit,
            used=len(self.log_e),
            counted=self.counted,
            assumption=self.assumption,
        )

    def alert(self, limit: float, days: Days) -> Alert | None:
        """The alert, if evidence reached the limit on a day on which alerts are given."""
        reached = [day for day, log_e in self._looks(days) if log_e >= log(limit)]
        if not reached:
            return None
        return Alert(
            **self.watched(limit).model_dump(),
            since=reached[0],
            highest=e_value(float(self.log_e.max())),
        )

    def _looks(self, days: Days) -> list[tuple[date, float]]:
        """Evidence by day; what was there on the first day of alerts counts on that day."""
        found = dict(zip(self.seen_on, self.log_e.tolist(), strict=True))
        early = [log_e for day, log_e in found.items() if day <= days.first]
        late = [(day, log_e) for day, log_e in found.items() if days.first < day <= days.last]
        return [(days.first, early[-1]), *late] if early and days.first <= days.last else late


def watch_of(
    evidence: Sequence[Evidence],
    limit: float,
    days: Days,
    not_watched: tuple[str, ...] = (),
) -> Watch:
    """All statements of one family under one limit."""
    found = [one.alert(limit, days) for one in evidence]
    return Watch(
        alerts=tuple(alert for alert in found if alert is not None),
        watched=tuple(one.watched(limit) for one in evidence),
        not_watched=not_watched,
    )
