"""Outcomes: what was rated, its range, which direction is good, and what change matters."""

from collections.abc import Iterable
from functools import cache

from pydantic import Field

from speciosa.diary.diary import Diary
from speciosa.diary.person import Better, Outcome
from speciosa.diary.rated import rating_counts
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record


class OutcomeRow(Record):
    """One row of the table `outcomes`."""

    key: str
    label: str
    question: str = ""
    low: float = 0.0
    high: float = 10.0
    better: Better
    turn_over: bool = False
    questionnaire: bool = False
    important_change: float | None = Field(default=None, gt=0)
    source: str = ""
    review: str = ""


@cache
def known_outcomes() -> dict[str, OutcomeRow]:
    """Every outcome of the table by key."""
    return {row.key: row for row in load_table("outcomes", "outcome", OutcomeRow)}


def known_outcome(key: str) -> OutcomeRow | None:
    """The table's row of an outcome, or None."""
    return known_outcomes().get(key)


def outcome_of(diary: Diary, key: str) -> Outcome:
    """An outcome with its label and its smallest important change filled in.

    The diary's own declaration goes first, then the table; an outcome that neither knows runs
    from 0 to 10 and lower is better.
    """
    own, row = diary.outcomes.get(key), known_outcome(key)
    table = Outcome() if row is None else _from_row(row)
    found = own or table
    label = found.label or table.label or key.replace("_", " ").capitalize()
    same_range = (found.low, found.high) == (table.low, table.high)
    change = found.important_change or (table.important_change if same_range else None)
    if change is None:
        share: float = read_toml("outcomes")["default"]["important_share"]
        change = share * (found.high - found.low)
    return found.model_copy(update={"label": label, "important_change": change})


def _from_row(row: OutcomeRow) -> Outcome:
    return Outcome(
        label=row.label,
        low=row.low,
        high=row.high,
        better=row.better,
        important_change=row.important_change,
    )


def may_turn_over(key: str) -> bool:
    """Whether more may help up to a point and then hurt."""
    row = known_outcome(key)
    return row is not None and row.turn_over


def ordered_outcomes(diary: Diary) -> tuple[str, ...]:
    """Rated outcomes: aims first in their order, then by number of ratings, then by name."""
    counts = rating_counts(diary)
    aims = [aim for aim in dict.fromkeys(diary.person.aims) if aim in counts]
    return (*aims, *_by_count(counts, skip=aims))


def _by_count(counts: dict[str, int], skip: Iterable[str]) -> list[str]:
    left = counts.keys() - set(skip)
    return sorted(left, key=lambda key: (-counts[key], key))
