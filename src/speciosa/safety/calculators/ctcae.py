"""CTCAE grades of laboratory values and of QTc, with the version that gave them."""

from collections.abc import Iterable
from functools import cache
from typing import Final, Literal

from pydantic import Field, model_validator

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, placed_rows, read_toml
from speciosa.record import Record
from speciosa.safety.finding import Review, SourceRef
from speciosa.safety.rows import refs

TABLE: Final = "calculators/ctcae"
Unit = Literal["xULN", "xBase", "ms"]


class GradeLimit(Record):
    """One grade and the one limit that gives it."""

    grade: int = Field(ge=1, le=5)
    at_least: float | None = None
    above: float | None = None
    change_above: float | None = None

    @model_validator(mode="after")
    def _one(self) -> "GradeLimit":
        if sum(x is not None for x in (self.at_least, self.above, self.change_above)) != 1:
            msg = "exactly one of at_least, above, change_above"
            raise ValueError(msg)
        return self

    def met(self, value: float, change: float | None) -> bool:
        """Whether a value, or its change from the baseline, reaches the grade."""
        if self.change_above is not None:
            return change is not None and change > self.change_above
        if self.at_least is not None:
            return value >= self.at_least
        return self.above is not None and value > self.above


class GradeTable(Record):
    """The grades of one reading in one version, for a normal or an abnormal baseline."""

    version: str
    reading: str
    term: str
    unit: Unit
    grades: tuple[GradeLimit, ...] = Field(min_length=1)  # from the highest down
    review: Review
    sources: tuple[str, ...]
    place: str


class General(Record):
    """What a grade means in one word."""

    grade: int
    word: str


class Grade(Record):
    """A grade, 0 for none, with the version and the basis that gave it."""

    grade: int
    version: str
    reading: str
    term: str
    basis: Unit
    review: Review
    sources: tuple[SourceRef, ...]


@cache
def grade_tables() -> tuple[GradeTable, ...]:
    """All rows, checked for their sources."""
    placed = placed_rows(TABLE, "grade_table", GradeTable)
    for one in placed:
        check_keys(one.row.sources, one.table, one.number)
    return tuple(one.row for one in placed)


def graded_readings() -> frozenset[str]:
    """Readings that have grades."""
    return frozenset(row.reading for row in grade_tables())


def ctcae_grade(
    reading: str,
    value: float,
    upper_limit: float | None = None,
    baseline: float | None = None,
    version: str = "",
) -> Grade | None:
    """The grade of one value; None where there is no table or no limit.

    Args:
        reading: name as in the table `readings`.
        value: the value, in the unit of its limit.
        upper_limit: upper limit of normal of the laboratory.
        baseline: the person's own value before the product, if it is known.
        version: of the criteria; empty: the default.

    >>> ctcae_grade("alt", 121, 40).grade, ctcae_grade("qtc", 501).grade
    (2, 3)
    """
    wanted = version or read_toml(TABLE)["default"]
    unit = _unit(reading, upper_limit, baseline)
    row = _row(reading, unit, wanted)
    measure = _measure(value, unit, upper_limit, baseline)
    if row is None or measure is None:
        return None
    change = None if baseline is None else value - baseline
    return Grade(
        grade=next((limit.grade for limit in row.grades if limit.met(measure, change)), 0),
        version=wanted,
        reading=reading,
        term=row.term,
        basis=unit,
        review=row.review,
        sources=refs(row.sources),
    )


def general_word(grade: int) -> str:
    """The word for a grade that a person reported.

    >>> general_word(3)
    'severe'
    """
    rows: Iterable[General] = load_table(TABLE, "general", General)
    return next((row.word for row in rows if row.grade == grade), "")


def _unit(reading: str, upper_limit: float | None, baseline: float | None) -> Unit:
    if any(row.unit == "ms" for row in grade_tables() if row.reading == reading):
        return "ms"
    abnormal = baseline is not None and upper_limit is not None and baseline > upper_limit
    return "xBase" if abnormal else "xULN"


def _row(reading: str, unit: Unit, version: str) -> GradeTable | None:
    """The row of a version, or of the default where the version changed nothing."""
    for wanted in (version, read_toml(TABLE)["default"]):
        for row in grade_tables():
            if (row.version, row.reading, row.unit) == (wanted, reading, unit):
                return row
    return None


def _measure(
    value: float, unit: Unit, upper_limit: float | None, baseline: float | None
) -> float | None:
    against = {"xULN": upper_limit, "xBase": baseline, "ms": 1.0}[unit]
    return value / against if against else None
