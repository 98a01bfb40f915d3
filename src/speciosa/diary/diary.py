"""A diary: everything one person recorded. Pure data; reading and writing live in `readers`."""

from typing import Final, Literal

from pydantic import Field

from speciosa.diary.entries import Entry
from speciosa.diary.person import Help, Medicine, Outcome, Person, Product, Use
from speciosa.diary.taper import Plan
from speciosa.record import Record

FORMAT: Final = "speciosa.diary/1"


class Diary(Record):
    """One person's record; `entries` holds every row, also those a later void cancels."""

    format: Literal["speciosa.diary/1"] = FORMAT
    timezone: str
    simulated: bool = False  # made up by a script: every face says so
    person: Person
    use: Use = Field(default_factory=Use)
    help: Help = Field(default_factory=Help)
    products: dict[str, Product] = Field(default_factory=dict)
    medicines: dict[str, Medicine] = Field(default_factory=dict)
    outcomes: dict[str, Outcome] = Field(default_factory=dict)
    taper: Plan | None = None  # a professional's plan for less kratom
    entries: tuple[Entry, ...] = ()
