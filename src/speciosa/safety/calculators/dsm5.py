"""The eleven criteria of a use disorder: answers counted as a range, signs listed, no diagnosis."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final, Literal

from pydantic import Field

from speciosa.errors import InputError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record
from speciosa.safety.finding import Review

TABLE: Final = "calculators/dsm5"
Answer = Literal["yes", "no", "not asked"]
Band = Literal["below mild", "mild", "moderate", "severe"]
BANDS: Final[tuple[Band, ...]] = ("below mild", "mild", "moderate", "severe")
CAUTION: Final = (
    "A count is not a diagnosis: a professional decides in a talk whether the answers belong "
    "together and cause suffering."
)


class Sign(Record):
    """One thing that a diary shows, and the entries it rests on; it asks, it never counts."""

    text: str
    because: tuple[str, ...]


class CriterionRow(Record):
    """One criterion in our own words."""

    number: int = Field(ge=1, le=11)
    name: str = Field(min_length=1)
    question: str = Field(min_length=1)
    signs: tuple[str, ...]


class Criterion(Record):
    """One criterion of one person."""

    number: int
    name: str
    question: str
    answer: Answer
    answered: date | None
    signs: tuple[Sign, ...]


class Count(Record):
    """How many criteria hold: what was answered yes, up to that and all that is still open."""

    low: int
    high: int
    of: int
    bands: tuple[Band, ...]  # all that the range touches


class CriteriaCount(Record):
    """The eleven criteria, counted both ways."""

    count: Count
    without: Count  # without tolerance and withdrawal
    criteria: tuple[Criterion, ...]
    ask: tuple[str, ...]  # questions not asked yet, those with a sign in the diary first
    text: str
    caution: str
    review: Review


@cache
def criterion_rows() -> tuple[CriterionRow, ...]:
    """The eleven criteria in order."""
    table = read_toml(TABLE)
    check_keys(table["sources"], TABLE, 0)
    check_keys(table["without"]["sources"], f"{TABLE} [without]", 0)
    return load_table(TABLE, "criterion", CriterionRow)


def counted(
    answers: Mapping[int, Answer],
    days: Mapping[int, date] | None = None,
    signs: Mapping[str, Sign] | None = None,
) -> CriteriaCount:
    """Count answers; what was not asked counts from nothing to one each.

    Args:
        answers: by number of the criterion.
        days: when it was answered.
        signs: what the diary shows, by the name of the sign.

    >>> counted({1: "yes", 2: "yes", 10: "yes"}).count.low
    3
    """
    days, signs = days or {}, signs or {}
    rows = criterion_rows()
    unknown = set(answers) - {row.number for row in rows}
    if unknown:
        raise InputError("no such criterion", "kud", min(unknown), f"1 to {len(rows)}", "kud.4")
    found = tuple(
        Criterion(
            number=row.number,
            name=row.name,
            question=row.question,
            answer=answers.get(row.number, "not asked"),
            answered=days.get(row.number),
            signs=tuple(signs[name] for name in row.signs if name in signs),
        )
        for row in rows
    )
    left_out = read_toml(TABLE)["without"]["numbers"]
    count, without = _count(found), _count([c for c in found if c.number not in left_out])
    open_ = sorted((c for c in found if c.answer == "not asked"), key=lambda c: not c.signs)
    return CriteriaCount(
        count=count,
        without=without,
        criteria=found,
        ask=tuple(criterion.question for criterion in open_),
        text=_text(count, without, len(open_)),
        caution=CAUTION,
        review=read_toml(TABLE)["review"],
    )


def band_of(count: int) -> Band:
    """The band of a count.

    >>> [band_of(count) for count in (1, 2, 4, 6)]
    ['below mild', 'mild', 'moderate', 'severe']
    """
    limits = read_toml(TABLE)["bands"]
    reached = [count >= limits[f"{name}_from"] for name in BANDS[1:]]
    return BANDS[sum(reached)]


def _count(criteria: Sequence[Criterion]) -> Count:
    low = sum(c.answer == "yes" for c in criteria)
    high = low + sum(c.answer == "not asked" for c in criteria)
    first, last = BANDS.index(band_of(low)), BANDS.index(band_of(high))
    return Count(low=low, high=high, of=len(criteria), bands=BANDS[first : last + 1])


def _text(count: Count, without: Count, open_: int) -> str:
    left = "all asked" if not open_ else f"{open_} not asked yet"
    return (
        f"Criteria of a use disorder: {_range(count)}; without tolerance and withdrawal "
        f"{_range(without)}; {left}."
    )


def _range(count: Count) -> str:
    ends = dict.fromkeys((count.low, count.high))
    bands = dict.fromkeys((count.bands[0], count.bands[-1]))
    return f"{' to '.join(map(str, ends))} of {count.of} ({' to '.join(bands)})"
