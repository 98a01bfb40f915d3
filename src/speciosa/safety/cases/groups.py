"""Kinds of adverse events, as the table `event_questions` has them."""

from functools import cache
from typing import Final

from pydantic import Field

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import placed_rows, read_toml
from speciosa.record import Record
from speciosa.safety.finding import Review

TABLE: Final = "event_questions"
ANY: Final = "any"
_LONG: Final = 6  # a shorter word may be part of another meaning, as "fit" is


class AskedQuestion(Record):
    """One question of a kind of event; no `answers`: it is answered in words."""

    key: str = Field(min_length=1)
    text: str = Field(min_length=1)
    answers: tuple[str, ...]
    unscored: bool = False  # asked only while RUCAM gives no score


class EventGroup(Record):
    """One kind of event: what people call it, what else causes it, what to ask."""

    key: str
    label: str
    terms: tuple[str, ...]
    known: bool = False
    important: bool = False
    rucam: bool = False
    readings: tuple[str, ...] = ()
    suspects: tuple[str, ...] = ()
    suspect_after_d: int = Field(default=0, ge=0)
    review: Review
    sources: tuple[str, ...]
    questions: tuple[AskedQuestion, ...] = Field(min_length=1)


class UseLimits(Record):
    """When use counts as ended, and how long to look before saying that nothing came back."""

    gap_d: int
    usual_times: int
    recorded_share: float
    within_d: int
    follow_d: int


@cache
def event_groups() -> tuple[EventGroup, ...]:
    """All kinds, in file order; the first one is about every event."""
    placed = placed_rows(TABLE, "group", EventGroup)
    for one in placed:
        check_keys(one.row.sources, one.table, one.number)
    return tuple(one.row for one in placed)


@cache
def use_limits() -> UseLimits:
    """The limits of the table."""
    return UseLimits.model_validate(read_toml(TABLE)["use"])


@cache
def most_shown() -> int:
    """So many questions about one event are shown; the case holds all of them."""
    return int(read_toml(TABLE)["shown"]["most"])


@cache
def rucam_first() -> tuple[str, ...]:
    """Items of RUCAM by use; those not named come after them."""
    return tuple(read_toml(TABLE)["shown"]["rucam_first"])


def any_group() -> EventGroup:
    """The questions about every event."""
    return next(group for group in event_groups() if group.key == ANY)


def group_of(term: str) -> EventGroup | None:
    """The kind a term belongs to; None where the table has none.

    >>> group_of("Dark_urine").key, group_of("strong jaundice").key, group_of("feeling fit")
    ('liver', 'liver', None)
    """
    said = tidy_term(term)
    return next((group for group in event_groups() if _names(group, said)), None)


def tidy_term(term: str) -> str:
    """A term in lower case with single spaces.

    >>> tidy_term(" Dark_Urine ")
    'dark urine'
    """
    return " ".join(term.casefold().replace("_", " ").split())


def _names(group: EventGroup, said: str) -> bool:
    padded = f" {said} "
    return any(
        said == term or (len(term) >= _LONG and f" {term} " in padded) for term in group.terms
    )
