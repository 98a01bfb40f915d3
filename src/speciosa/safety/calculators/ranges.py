"""Scores as ranges: an item without its answer counts with its lowest and its highest score."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from pydantic import Field

from speciosa.errors import InputError
from speciosa.record import Record
from speciosa.safety.finding import Review, SourceRef

Answers = Mapping[str, Collection[str]]  # item to the options that are still possible
NO_ANSWERS: Final[Answers] = {}
_STRICTNESS: Final[tuple[Review, ...]] = ("published", "expert proposal", "unverified")


class Option(Record):
    """One answer to an item and what it scores."""

    key: str = Field(min_length=1)
    text: str = ""  # what a person reads; empty: the key itself
    score: int
    review: Review = "published"


class Item(Record):
    """One item of a scale; `table` says in which of its tables it stands, empty: in all."""

    key: str = Field(min_length=1)
    number: str
    table: str = ""
    question: str = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=2)


class Band(Record):
    """What a total means, up to and including `at_most`; None: everything above."""

    name: str
    at_most: int | None = None


class ItemScore(Record):
    """The score of one item, from lowest to highest, and the answers that give it."""

    item: str
    number: str
    question: str
    low: int
    high: int
    possible: tuple[str, ...]
    review: Review

    @property
    def open(self) -> bool:
        """Whether another answer could still change the total."""
        return self.low != self.high


class Score(Record):
    """A scale over one case: the total from lowest to highest, and every band in between."""

    scale: str
    version: str
    table: str = ""
    low: int
    high: int
    bands: tuple[str, ...]
    items: tuple[ItemScore, ...]
    review: Review
    sources: tuple[SourceRef, ...]

    @property
    def open_items(self) -> tuple[str, ...]:
        """Items that still need an answer."""
        return tuple(item.item for item in self.items if item.open)


def scored(item: Item, answers: Answers) -> ItemScore:
    """The range of one item.

    Args:
        item: the item.
        answers: options still possible by item; an item that is not named is open.
    """
    options = {option.key: option for option in item.options}
    given = answers.get(item.key) or options
    for key in given:
        if key not in options:
            expected = ", ".join(options)
            raise InputError("an answer that the item does not have", item.key, key, expected)
    held = [option for option in item.options if option.key in given]
    scores = [option.score for option in held]
    return ItemScore(
        item=item.key,
        number=item.number,
        question=item.question,
        low=min(scores),
        high=max(scores),
        possible=tuple(option.key for option in held),
        review=weakest(option.review for option in held),
    )


def summed(
    scale: str,
    version: str,
    items: Iterable[ItemScore],
    bands: tuple[Band, ...],
    sources: tuple[SourceRef, ...],
    table: str = "",
) -> Score:
    """The total of all items with the bands it can reach."""
    each = tuple(items)
    low, high = sum(item.low for item in each), sum(item.high for item in each)
    return Score(
        scale=scale,
        version=version,
        table=table,
        low=low,
        high=high,
        bands=bands_between(bands, low, high),
        items=each,
        review=weakest(item.review for item in each),
        sources=sources,
    )


def bands_between(bands: tuple[Band, ...], low: int, high: int) -> tuple[str, ...]:
    """Names of all bands that a total from `low` to `high` can fall into.

    >>> bands_between((Band(name="little", at_most=2), Band(name="much")), 2, 3)
    ('little', 'much')
    """
    names = [_band(bands, total) for total in range(low, high + 1)]
    return tuple(dict.fromkeys(names))


def _band(bands: tuple[Band, ...], total: int) -> str:
    return next(band.name for band in bands if band.at_most is None or total <= band.at_most)


def weakest(reviews: Iterable[Review]) -> Review:
    """The least certain of several review states.

    >>> weakest(["published", "unverified"])
    'unverified'
    """
    return max(reviews, key=_STRICTNESS.index, default="published")
