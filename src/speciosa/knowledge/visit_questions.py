"""What to ask at the next visit: the words and their order, as a table to review."""

from functools import cache
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml, typed_row
from speciosa.record import Record

About = Literal["finding", "unknown", "check", "event", "age", "grade"]

_TABLE: Final = "visit_questions"
_WITHOUT_LIST: Final = ("event", "age")


class QuestionRow(Record):
    """One question.

    Attributes:
        id: how it is named where it is hidden or put first.
        about: what it is made from.
        of: ranks of findings, ids of checks or grades; empty for an event and for the age.
        place: its place in the order; empty for a finding, whose severity is its place.
        ask: whom; empty for a finding, which says who acts.
        text: the question, with `{names}`, `{event}` or `{open}` where they belong.
    """

    id: str = Field(pattern=r"^ask-[a-z-]+$")
    about: About
    of: tuple[str, ...] = ()
    place: str = ""
    ask: str = ""
    text: str = Field(pattern=r"^[A-Z].+[?}]$")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (not self.of) != (self.about in _WITHOUT_LIST):
            msg = "what it is of, for all but an event and the age"
            raise ValueError(msg)
        if bool(self.place and self.ask) == (self.about == "finding"):
            msg = "a place and whom to ask, for all but a finding"
            raise ValueError(msg)
        return self


class Limits(Record):
    """How much one question holds, and from when on something is asked."""

    open_each: int = Field(gt=0)  # open questions of one event
    names: int = Field(gt=0)  # in one question
    soon_d: int = Field(ge=0)  # a check due within so many days is asked for
    serious_grade: int = Field(ge=1, le=5)  # a person's own grade, from which an event is serious


class VisitTable(Record):
    """The whole table, checked."""

    urgent: str = Field(min_length=1)  # behind the question of an S4
    for_you: str = Field(min_length=1)  # whom to ask where a finding says that you act
    places: tuple[str, ...]  # most urgent first
    limits: Limits
    rows: tuple[QuestionRow, ...]


@cache
def visit_table() -> VisitTable:
    """The table; raises TableError for a source, a place or an id that is wrong."""
    written = read_toml(_TABLE)
    check_keys(written["sources"], _TABLE, 0)
    rows = load_table(_TABLE, "question", QuestionRow)
    head = {
        "urgent": written["urgent"],
        "for_you": written["for_you"],
        "places": written["order"]["places"],
        "limits": written["limits"],
    }
    found = typed_row(_TABLE, 0, VisitTable, head | {"rows": rows})
    _check(found)
    return found


def _check(table: VisitTable) -> None:
    """Raise TableError for an id that stands twice or a place that [order] does not have."""
    taken: set[str] = set()
    file = f"{_TABLE}.toml"
    for number, row in enumerate(table.rows, start=1):
        if row.id in taken:
            raise TableError("an id stands twice", "id", row.id, "a new id", "", file, number)
        if row.place and row.place not in table.places:
            expected = ", ".join(table.places)
            raise TableError("no such place", "place", row.place, expected, "", file, number)
        taken.add(row.id)
