"""Rule: a questionnaire reaches a limit, has become worse, or is no better than before kratom."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from pydantic import Field, model_validator

from speciosa.diary.entries import Entry
from speciosa.knowledge.instruments import instruments
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.restrictions import hides_benefit, restrictions_of
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.scales.beginning import DIGITS, beginning_of
from speciosa.safety.scales.totals import Totals, totals_of
from speciosa.safety.words import number_text


@dataclass(frozen=True, slots=True)
class _Reached:
    """What tells it, since when, and the first and the last number of the title."""

    because: tuple[str, ...]
    since: date
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """The diary, and its questionnaires as they are read everywhere else."""

    facts: Facts
    totals: Totals


class CutoffRow(Row):
    """A limit on any answer, a rise from the beginning to the last total, or no fall since before.

    For a rise the first name of `scale` is the key of the instrument.
    """

    scale: tuple[str, ...] = Field(min_length=1)
    above: float | None = None
    worse_by: float | None = Field(default=None, gt=0)
    not_better_by: float | None = Field(default=None, gt=0)
    not_better_share: float = Field(default=1.0, gt=0, le=1)
    after_d: int = Field(default=0, ge=0)
    recent_d: int | None = None
    title: str = Field(min_length=1)
    action: str = Field(min_length=1)

    @model_validator(mode="after")
    def _one_limit(self) -> "CutoffRow":
        if sum(v is not None for v in (self.above, self.worse_by, self.not_better_by)) != 1:
            msg = "exactly one of above, worse_by and not_better_by"
            raise ValueError(msg)
        if self.worse_by is not None and self.scale[0] not in instruments():
            msg = f"no instrument has the key {self.scale[0]}"
            raise ValueError(msg)
        return self


@rules.add("cutoff")
def cutoff(facts: Facts) -> list[Draft]:
    """One draft per row whose limit is reached."""
    seen = _Seen(facts, totals_of(facts.diary))
    found = (_draft(row, seen) for row in load_rows("cutoffs", CutoffRow))
    return [draft for draft in found if draft is not None]


def _draft(row: CutoffRow, seen: _Seen) -> Draft | None:
    shape = next(name for name in _SHAPES if getattr(row, name) is not None)
    reached = _SHAPES[shape](row, seen)
    if reached is None:
        return None
    numbers = {"first": number_text(reached.first), "last": number_text(reached.last)}
    return draft_of(
        row,
        title=row.title.format(**numbers),
        action=row.action,
        because=reached.because,
        since=reached.since,
    )


def _value(entry: Entry) -> float:
    return float(entry.value or 0)


def _above(row: CutoffRow, seen: _Seen) -> _Reached | None:
    facts = seen.facts
    answers = facts.answers(*row.scale)
    near = [entry for entry in answers if facts.recent(facts.day(entry), row.recent_d)]
    found = [entry for entry in near if row.above is not None and _value(entry) > row.above]
    return _reached(found, facts.day(found[0]), _value(answers[0])) if found else None


def _worse(row: CutoffRow, seen: _Seen) -> _Reached | None:
    """Against the same beginning as the sentence about the change of a questionnaire."""
    totals = [t for t in seen.totals.of(row.scale[0]) if t.scored.total is not None]
    if len(totals) < 2 or row.worse_by is None:  # noqa: PLR2004 - one total is no change
        return None
    points = [(total.day, float(total.scored.total or 0)) for total in totals]
    first, (since, last) = beginning_of(points), points[-1]
    if round(last - first.value, DIGITS) < row.worse_by:
        return None
    told = [*totals[: first.count], totals[-1]]
    because = tuple(dict.fromkeys(why for total in told for why in total.because))
    return _Reached(because, since, first.value, last)


def _not_better(row: CutoffRow, seen: _Seen) -> _Reached | None:
    """Only for somebody who began inside the diary, with answers from the days before."""
    facts = seen.facts
    answers = facts.answers(*row.scale)
    start = min(facts.dose_days, default=None)
    hidden = hides_benefit(restrictions_of(facts))
    if not answers or start is None or facts.used_before or hidden or row.not_better_by is None:
        return None
    before = [entry for entry in answers if facts.day(entry) < start]
    last = answers[-1]
    if not before or facts.day(last) < start + timedelta(days=row.after_d):
        return None
    first = fmean(_value(entry) for entry in before)
    fall = first - _value(last)
    if fall >= row.not_better_by or fall >= row.not_better_share * first > 0:
        return None
    return _reached([*before, last], facts.day(last), first)


def _reached(entries: list[Entry], since: date, first: float) -> _Reached:
    return _Reached(tuple(entry.id for entry in entries), since, first, _value(entries[-1]))


_SHAPES: Final[dict[str, Callable[[CutoffRow, _Seen], _Reached | None]]] = {
    "above": _above,
    "worse_by": _worse,
    "not_better_by": _not_better,
}
