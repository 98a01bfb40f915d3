"""Questionnaires and scales: how each is scored, what its totals mean, and what may be shipped."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from pydantic import Field, model_validator

from speciosa.errors import InputError, TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import Placed, placed_rows, read_toml, typed_row
from speciosa.record import Record

Review = Literal["published", "expert proposal", "unverified"]
Scoring = Literal["sum", "mean", "percent", "turned mean", "parts", "branches", "entered"]
_NOT_NAME: Final = re.compile(r"[^a-z0-9]+")
_DOTTED: Final = re.compile(r"(.+)\.(\d{1,3})")
_UNDERLINED: Final = re.compile(r"(.+)_(\d{1,3})")


class Fact(Record):
    """Something a source says; `unverified` facts are kept for review and never printed."""

    source: str = Field(min_length=1)
    place: str = Field(min_length=1)
    review: Review
    note: str = ""

    @property
    def printed(self) -> bool:
        """Whether a page may show it."""
        return self.review != "unverified"


class Item(Record):
    """What is special about one question; a plain one needs no row."""

    number: int = Field(ge=1)
    label: str = ""  # our own words, never the instrument's text
    answers: tuple[float, ...] = ()  # empty: whole numbers of the instrument's range
    reversed: bool = False
    weight: float = 1.0
    weight_male: float | None = None
    positive_from: float | None = None  # counts as positive from this answer on
    apart: str = ""  # why the total is also shown without it
    alert: str = ""  # said when the answer is above zero


class Part(Record):
    """Questions that are also summed by themselves."""

    key: str = Field(min_length=1)
    label: str = Field(min_length=1)
    items: tuple[int, ...] = Field(min_length=1)
    divide: float = Field(default=1, gt=0)  # used when the total is made of parts
    missing_most: int = Field(default=0, ge=0)


class Band(Fact):
    """Totals that share a name; `on` says of what they are read."""

    low: float
    high: float
    label: str = Field(min_length=1)
    on: Literal["total", "count"] = "total"
    sex: Literal["", "female", "male"] = ""


class Branch(Fact):
    """A level of a scale without a total: any `yes` among these questions."""

    level: str = Field(min_length=1)
    any_yes: tuple[int, ...] = Field(min_length=1)


class Follow(Record):
    """Questions that are only asked after a `yes`."""

    after: int = Field(ge=1)
    items: tuple[int, ...] = Field(min_length=1)


class Step(Fact):
    """How large a change must be, in points or as a share of the beginning."""

    kind: Literal["important", "reliable"]
    points: float | None = Field(default=None, gt=0)
    share: float | None = Field(default=None, gt=0, lt=1)

    @model_validator(mode="after")
    def _one_size(self) -> "Step":
        if (self.points is None) == (self.share is None):
            msg = "either points or share"
            raise ValueError(msg)
        return self


class Licence(Record):
    """Whether the text may be passed on, and what was really read about it."""

    status: Literal["free", "free*", "own", "register", "fee", "no changes", "unknown"]
    shipped: Literal["own items", "score only"]
    read: str = Field(min_length=1)


class Code(Record):
    """A verified code of one thing: the panel, the total, or an item."""

    system: str = Field(min_length=1)
    code: str = Field(min_length=1)
    of: str = Field(min_length=1)


class Instrument(Fact):
    """One questionnaire or scale; source, place and review are those of its scoring."""

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    name: str = Field(min_length=1)
    measures: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    shared_names: tuple[str, ...] = ()  # names that another instrument has too: always asked
    by: Literal["person", "clinician"] = "person"
    scoring: Scoring
    items: int = Field(ge=0)  # 0: their number or their scoring was not read
    item_low: float = 0
    item_high: float = 0
    missing_most: int = Field(default=0, ge=0)
    missing_is_no: bool = False  # a form on which only what applies is ticked
    total_low: float
    total_high: float
    better: Literal["lower", "higher", "neither"]
    recall: str = Field(min_length=1)
    recall_d: int | None = None
    far_apart: bool = False  # entered more often than meant, its bands are withheld
    asks_change: bool = False  # each answer is about change already
    warning: str = ""  # goes with every score
    licence: Licence
    item: tuple[Item, ...] = ()
    part: tuple[Part, ...] = ()
    band: tuple[Band, ...] = ()
    branch: tuple[Branch, ...] = ()
    follow: tuple[Follow, ...] = ()
    step: tuple[Step, ...] = ()
    code: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> "Instrument":
        if self.total_low >= self.total_high:
            msg = "total_low lies below total_high"
            raise ValueError(msg)
        numbers = [item.number for item in self.item]
        numbers += [number for part in self.part for number in part.items]
        numbers += [number for branch in self.branch for number in branch.any_yes]
        numbers += [number for row in self.follow for number in (row.after, *row.items)]
        if any(number > self.items for number in numbers):
            msg = f"items have numbers from 1 to {self.items}"
            raise ValueError(msg)
        if any(band.low > band.high for band in self.band):
            msg = "low of a band is not above its high"
            raise ValueError(msg)
        return self

    def item_row(self, number: int) -> Item:
        """What is special about one question, or a plain one."""
        return next((item for item in self.item if item.number == number), Item(number=number))

    def answers(self, number: int) -> tuple[float, ...]:
        """Every answer that one question can have, from the lowest."""
        own = self.item_row(number).answers
        steps = range(int(self.item_low), int(self.item_high) + 1)
        return tuple(sorted(own)) or tuple(float(step) for step in steps)


class Reading(Record):
    """How totals of all instruments are read from a diary."""

    together_min: float = Field(gt=0)  # answers within it belong to one filling-in
    often_d: int = Field(gt=0)  # a scale about months, entered closer than this, loses its bands
    run_in_d: int = Field(gt=0)
    run_in_least: int = Field(ge=2)
    reliable_z: float = Field(gt=0)
    review: Review
    note: str


@dataclass(frozen=True, slots=True)
class Named:
    """What a typed name may mean: an instrument and, for an answer, the question's number."""

    key: str
    item: int | None = None


@cache
def instruments() -> dict[str, Instrument]:
    """All instruments by key, in the order of the files."""
    found: dict[str, Instrument] = {}
    for placed in placed_rows("instruments", "instrument", Instrument):
        row, file = placed.row, f"{placed.table}.toml"
        if row.key in found:
            what = "a key stands twice"
            raise TableError(what, "key", row.key, "a new key", "", file, placed.number)
        check_keys(_sources(row), placed.table, placed.number)
        found[row.key] = row
    return found


def _sources(row: Instrument) -> list[str]:
    facts: list[Fact] = [row, *row.band, *row.branch, *row.step]
    return [fact.source for fact in facts]


@cache
def reading() -> Reading:
    """How totals are read from a diary."""
    return typed_row("instruments/reading", 1, Reading, read_toml("instruments/reading")["reading"])


def tidy_name(typed: str) -> str:
    """A name without case, spaces and signs.

    >>> tidy_name(" PHQ-9 ")
    'phq9'
    """
    return _NOT_NAME.sub("", typed.casefold())


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for placed in placed_rows("instruments", "instrument", Instrument):
        row = placed.row
        for name in dict.fromkeys(map(tidy_name, (row.key, row.name, *row.names))):
            if name in found:
                raise _taken(placed, name)
            found[name] = (row.key,)
    for row in instruments().values():
        for name in dict.fromkeys(map(tidy_name, row.shared_names)):
            found[name] = (*found.get(name, ()), row.key)
    return found


def _taken(placed: Placed[Instrument], name: str) -> TableError:
    what, expected = "a name of two instruments", "shared_names in both"
    return TableError(what, "names", name, expected, "", f"{placed.table}.toml", placed.number)


def keys_named(typed: str) -> tuple[str, ...]:
    """Keys of the instruments a name may mean: none, one, or several that must be asked.

    >>> keys_named("PHQ 9"), keys_named("SDS"), keys_named("hair colour")
    (('phq9',), ('sheehan', 'sds-dep'), ())
    """
    return _by_name().get(tidy_name(typed), ())


@lru_cache(maxsize=1024)  # a diary repeats a few names many times
def named(typed: str) -> tuple[Named, ...]:
    """What a name typed in a diary may mean, answers of single questions among it.

    >>> named("phq9.9"), named("phq9_9"), named("ASRS_18")
    ((Named(key='phq9', item=9),), (Named(key='phq9', item=9),), (Named(key='asrs18', item=None),))
    """
    dotted = _DOTTED.fullmatch(typed.strip())
    if dotted and (keys := keys_named(dotted[1])):
        return tuple(Named(key, int(dotted[2])) for key in keys)
    if keys := keys_named(typed):
        return tuple(Named(key) for key in keys)
    lined = _UNDERLINED.fullmatch(typed.strip())
    return tuple(Named(key, int(lined[2])) for key in keys_named(lined[1])) if lined else ()


def check_answer(key: str, number: int, value: float) -> None:
    """Raise InputError for a question the instrument has not, or an answer it cannot have."""
    instrument = instruments()[key]
    name, field = instrument.name, f"{key}.{number}"
    if not 1 <= number <= instrument.items:
        expected = f"a question from 1 to {instrument.items}" if instrument.items else "its total"
        raise InputError(f"{name} has no such question", "what", field, expected)
    answers = instrument.answers(number)
    if value not in answers:
        listed = ", ".join(f"{answer:g}" for answer in answers)
        raise InputError(f"an answer that {name} does not have", field, f"{value:g}", listed)


def check_total(key: str, value: float) -> None:
    """Raise InputError for a total that the instrument cannot have."""
    instrument = instruments()[key]
    low, high = instrument.total_low, instrument.total_high
    if instrument.scoring == "branches":
        what, expected = (
            f"{instrument.name} has no total",
            "its single answers, 1 for yes, 0 for no",
        )
        raise InputError(what, key, f"{value:g}", expected, f"{key}.1")
    if not low <= value <= high:
        what = f"a total that {instrument.name} does not have"
        raise InputError(what, key, f"{value:g}", f"{low:g} to {high:g}")
