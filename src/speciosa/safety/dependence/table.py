"""The table of how a diary is read for signs of getting used to kratom."""

from functools import cache
from typing import Final, TypeVar

from pydantic import Field

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml, typed_row
from speciosa.record import Record
from speciosa.safety.finding import Review

TABLE: Final = "dependence"


class _Section(Record):
    review: Review
    sources: tuple[str, ...] = Field(min_length=1)
    place: str = ""


S = TypeVar("S", bound=_Section)


class BreakRule(_Section):
    """From when an interval between doses is a break."""

    least_h: float = Field(gt=0)


class NightRule(_Section):
    """Hours of the clock that are night."""

    from_hour: int = Field(ge=0, le=23)
    to_hour: int = Field(ge=1, le=24)


class LowRule(_Section):
    """When the low after missed doses is, and how much must be rated in it."""

    from_h: float = Field(gt=0)
    own_share: float = Field(gt=0, lt=1)
    to_h: float = Field(gt=0)
    least_breaks: int = Field(ge=2)
    least_usual: int = Field(ge=2)
    agree_share: float = Field(gt=0, le=1)
    outcomes: tuple[str, ...] = Field(min_length=1)


class WithdrawalScale(Record):
    """One scale under the names that a diary may use."""

    keys: tuple[str, ...] = Field(min_length=1)
    label: str
    items: int = Field(gt=0)
    highest: float = Field(gt=0)
    by: str


@cache
def break_rule() -> BreakRule:
    """From when an interval between doses is a break."""
    return _checked(typed_row(TABLE, 1, BreakRule, read_toml(TABLE)["break"]))


@cache
def night_rule() -> NightRule:
    """Hours of the clock that are night."""
    return _checked(typed_row(TABLE, 1, NightRule, read_toml(TABLE)["night"]))


@cache
def low_rule() -> LowRule:
    """When the low is and how much must be rated in it."""
    return _checked(typed_row(TABLE, 1, LowRule, read_toml(TABLE)["low"]))


@cache
def withdrawal_scales() -> dict[str, WithdrawalScale]:
    """Every name of a withdrawal scale."""
    rows = load_table(TABLE, "scale", WithdrawalScale)
    return {key: row for row in rows for key in row.keys}


def _checked(section: S) -> S:
    check_keys(section.sources, TABLE, 1)
    return section
