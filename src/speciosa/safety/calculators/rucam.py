"""RUCAM, update of 2016: the score of a liver injury, as a range until its items are answered."""

from collections.abc import Collection
from functools import cache
from typing import Final, Literal

from speciosa.errors import InputError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml
from speciosa.record import Record
from speciosa.safety.calculators.ranges import (
    NO_ANSWERS,
    Answers,
    Band,
    Item,
    ItemScore,
    Score,
    scored,
    summed,
    weakest,
)
from speciosa.safety.finding import Review
from speciosa.safety.liver import Pattern
from speciosa.safety.rows import refs

Table = Literal["hepatocellular", "cholestatic"]
TABLE: Final = "calculators/rucam"
STATES: Final = ("negative", "positive", "not done")
_FIRST_GROUP: Final = 1


class Cause(Record):
    """One thing that must be ruled out."""

    key: str
    group: Literal[1, 2]
    label: str


class GroupCount(Record):
    """The score for so many ruled out causes of group I, or more."""

    least: int
    score: int


class CauseScores(Record):
    """What item 5 scores."""

    number: str
    key: str
    question: str
    all_score: int
    all_review: Review
    all_place: str
    found_score: int
    found_review: Review
    found_place: str
    group_counts: tuple[GroupCount, ...]  # from the most causes down
    group_review: Review
    group_place: str


def table_of(pattern: Pattern) -> Table:
    """The table for a pattern; mixed injuries have no table of their own.

    >>> table_of("mixed")
    'cholestatic'
    """
    return "hepatocellular" if pattern == "hepatocellular" else "cholestatic"


@cache
def rucam_items(table: Table) -> tuple[Item, ...]:
    """All items of a table but the fifth."""
    check_keys(read_toml(TABLE)["sources"], TABLE, 0)
    return tuple(row for row in load_table(TABLE, "item", Item) if row.table in {"", table})


@cache
def causes() -> tuple[Cause, ...]:
    """What item 5 asks to rule out, both groups."""
    return load_table(TABLE, "cause", Cause)


@cache
def cause_scores() -> CauseScores:
    """The scores of item 5."""
    return CauseScores.model_validate(read_toml(TABLE)["causes"])


def rucam(table: Table, answers: Answers = NO_ANSWERS) -> Score:
    """The score as a range.

    Args:
        table: the table of the pattern at onset.
        answers: options still possible by item; by cause of item 5 some of `STATES`, and under
            `other_cause` whether another cause is highly probable, `yes` or `no`.

    >>> rucam("hepatocellular").low, rucam("hepatocellular").high
    (-9, 14)
    """
    rows = read_toml(TABLE)
    found = [scored(item, answers) for item in rucam_items(table)]
    found.append(_causes_scored(answers))
    return summed(
        "RUCAM",
        rows["version"],
        sorted(found, key=lambda item: item.number),
        load_table(TABLE, "band", Band),
        refs(tuple(rows["sources"])),
        table,
    )


def _causes_scored(answers: Answers) -> ItemScore:
    """Item 5: every open test may still rule a cause out, or not."""
    scores = cause_scores()
    sure = frozenset(cause.key for cause in causes() if _only(answers, cause.key, "negative"))
    maybe = frozenset(cause.key for cause in causes() if "negative" in _states(answers, cause.key))
    verdict = _verdict(answers)
    low, high = _count_score(sure), _count_score(maybe)
    if "yes" in verdict:
        low = scores.found_score
    if "no" not in verdict:
        high = scores.found_score
    return ItemScore(
        item="causes",
        number=scores.number,
        question=scores.question,
        low=low,
        high=high,
        possible=tuple(key for key in ("yes", "no") if key in verdict),
        review=_review(low, high),
    )


def _count_score(ruled_out: Collection[str]) -> int:
    scores = cause_scores()
    if len(ruled_out) == len(causes()):
        return scores.all_score
    first = sum(cause.key in ruled_out for cause in causes() if cause.group == _FIRST_GROUP)
    return next(row.score for row in scores.group_counts if first >= row.least)


def _review(low: int, high: int) -> Review:
    scores = cause_scores()
    known = {scores.all_score: scores.all_review, scores.found_score: scores.found_review}
    known |= {row.score: scores.group_review for row in scores.group_counts}
    return weakest(review for score, review in known.items() if low <= score <= high)


def _only(answers: Answers, key: str, state: str) -> bool:
    return set(_states(answers, key)) == {state}


def _states(answers: Answers, key: str) -> Collection[str]:
    return _checked(answers, key, STATES)


def _verdict(answers: Answers) -> Collection[str]:
    return _checked(answers, cause_scores().key, ("yes", "no"))


def _checked(answers: Answers, key: str, allowed: tuple[str, ...]) -> Collection[str]:
    given = answers.get(key) or allowed
    for answer in given:
        if answer not in allowed:
            expected = ", ".join(allowed)
            raise InputError("an answer that the item does not have", key, answer, expected)
    return given
