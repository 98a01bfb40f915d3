"""Rule: a questionnaire reaches a limit, has become worse, or is no better than before kratom."""

from collections.abc import Callable
from datetime import timedelta
from statistics import fmean
from typing import Final

from pydantic import Field, model_validator

from speciosa.diary.entries import Entry
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.restrictions import is_minor
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.words import number_text

# what tells it, and the first and the last number of the title; None where the row does not speak
_Reached = tuple[list[Entry], float, float] | None


class CutoffRow(Row):
    """A limit on any answer, a rise from the first to the last total, or no fall since before."""

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
        return self


@rules.add("cutoff")
def cutoff(facts: Facts) -> list[Draft]:
    """One draft per row whose limit is reached."""
    found = (_draft(row, facts) for row in load_rows("cutoffs", CutoffRow))
    return [draft for draft in found if draft is not None]


def _draft(row: CutoffRow, facts: Facts) -> Draft | None:
    answers = list(facts.answers(*row.scale))
    shape = next(name for name in _SHAPES if getattr(row, name) is not None)
    reached = _SHAPES[shape](row, answers, facts) if answers else None
    if reached is None:
        return None
    entries, first, last = reached
    return draft_of(
        row,
        title=row.title.format(first=number_text(first), last=number_text(last)),
        action=row.action,
        because=tuple(entry.id for entry in entries),
        since=facts.day(entries[0] if shape == "above" else entries[-1]),
    )


def _value(entry: Entry) -> float:
    return float(entry.value or 0)


def _above(row: CutoffRow, answers: list[Entry], facts: Facts) -> _Reached:
    near = [entry for entry in answers if facts.recent(facts.day(entry), row.recent_d)]
    found = [entry for entry in near if row.above is not None and _value(entry) > row.above]
    return (found, _value(answers[0]), _value(answers[-1])) if found else None


def _worse(row: CutoffRow, answers: list[Entry], _: Facts) -> _Reached:
    first, last = answers[0], answers[-1]
    rise = _value(last) - _value(first)
    reached = row.worse_by is not None and rise >= row.worse_by
    return ([first, last], _value(first), _value(last)) if reached else None


def _not_better(row: CutoffRow, answers: list[Entry], facts: Facts) -> _Reached:
    """Only for somebody who began inside the diary, with answers from the days before."""
    start = min(facts.dose_days, default=None)
    hidden = is_minor(facts) or facts.age_years is None  # nothing about benefit is shown then
    if start is None or facts.used_before or hidden or row.not_better_by is None:
        return None
    before = [entry for entry in answers if facts.day(entry) < start]
    last = answers[-1]
    if not before or facts.day(last) < start + timedelta(days=row.after_d):
        return None
    first = fmean(_value(entry) for entry in before)
    fall = first - _value(last)
    if fall >= row.not_better_by or fall >= row.not_better_share * first > 0:
        return None
    return [*before, last], first, _value(last)


_SHAPES: Final[dict[str, Callable[[CutoffRow, list[Entry], Facts], _Reached]]] = {
    "above": _above,
    "worse_by": _worse,
    "not_better_by": _not_better,
}
