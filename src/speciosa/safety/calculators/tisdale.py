"""The Tisdale score: a published risk score for a long QTc, made for people in hospital."""

from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from speciosa.errors import InputError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Record

TABLE: Final = "calculators/tisdale"
Band = Literal["low", "moderate", "high"]
_ONE, _TWO = "one QT medicine", "two or more QT medicines"


class _Bands(Record):
    moderate_from: int
    high_from: int


class _Table(Record):
    review: str
    sources: tuple[str, ...]
    limit: str
    place: str
    bands: _Bands
    points: dict[str, int]


class Tisdale(Record):
    """The score as a range: what is not known counts from nothing to its points."""

    low: int
    high: int
    bands: tuple[Band, ...]  # one, or all that the range touches
    limit: str  # printed beside every score


@cache
def table() -> _Table:
    """Points and bands."""
    check_keys(read_toml(TABLE)["sources"], TABLE, 0)
    return typed_row(TABLE, 1, _Table, read_toml(TABLE))


def tisdale(present: Iterable[str], unknown: Iterable[str] = ()) -> Tisdale:
    """The score of the facts that are present, as a range over what is not known.

    Args:
        present: names of the table's points; two QT medicines imply one.
        unknown: names about which nothing is known.

    >>> tisdale(["female", "one QT medicine"]).high
    4
    """
    points = table().points
    held = {_ONE} | set(present) if _TWO in set(present) else set(present)
    open_ = set(unknown) - held
    for name in held | open_:
        if name not in points:
            raise InputError("a fact the score does not know", "fact", name, ", ".join(points))
    low = sum(points[name] for name in held)
    high = low + sum(points[name] for name in open_)
    return Tisdale(low=low, high=high, bands=_bands(low, high), limit=table().limit)


def _bands(low: int, high: int) -> tuple[Band, ...]:
    order: tuple[Band, ...] = ("low", "moderate", "high")
    return order[order.index(_band(low)) : order.index(_band(high)) + 1]


def _band(score: int) -> Band:
    limits = table().bands
    if score >= limits.high_from:
        return "high"
    return "moderate" if score >= limits.moderate_from else "low"
