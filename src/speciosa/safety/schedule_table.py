"""One check of the schedule as a clinician reads it, and whom it is for."""

from typing import Literal

from pydantic import Field, model_validator

from speciosa.record import Record
from speciosa.safety.dependence.signs import was_daily
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Evidence, Review
from speciosa.safety.lead_use import blood_lead_due
from speciosa.safety.predicates import sign

Start = Literal["use", "new class", "rise", "medicine", "medicines", "stop", "high"]


class ScheduleRow(Record):
    """One check: whom it is for, from which start, after how many days, then how often."""

    id: str
    what: str
    starts: tuple[Start, ...] = Field(min_length=1)
    medicines: tuple[str, ...] = ()
    rise_ratio: float | None = Field(default=None, gt=1)
    who_for: tuple[str, ...] = ()  # one is enough; empty: everybody
    not_for: tuple[str, ...] = ()
    from_age: int | None = None
    to_age: int | None = None
    daily: bool = False
    lead: bool = False
    offsets_d: tuple[int, ...] = Field(min_length=1)
    every_d: int | None = Field(default=None, gt=0)
    every_later_d: int | None = Field(default=None, gt=0)  # after the first year
    early_d: int = Field(ge=0)  # done so many days before counts
    done_by: tuple[str, ...] = Field(min_length=1)
    items: int | None = Field(default=None, gt=0)
    note_words: tuple[str, ...] = ()
    evidence: Evidence
    review: Review
    why: str
    sources: tuple[str, ...]

    @model_validator(mode="after")
    def _complete(self) -> "ScheduleRow":
        if ("rise" in self.starts) != (self.rise_ratio is not None):
            msg = "rise_ratio stands exactly where starts has rise"
            raise ValueError(msg)
        if ("medicine" in self.starts) != bool(self.medicines):
            msg = "medicines stand exactly where starts has medicine"
            raise ValueError(msg)
        return self


def applies(row: ScheduleRow, facts: Facts) -> bool:
    """Whether a check is for this person; what is not known counts as yes, save for sex."""
    if row.daily and facts.doses and not was_daily(facts):
        return False
    if row.lead and not blood_lead_due(facts):
        return False
    age = facts.age_years
    if age is not None and not (row.from_age or 0) <= age <= (row.to_age or age):
        return False
    if any(_is(name, facts) for name in row.not_for):
        return False
    return not row.who_for or any(_is(name, facts) for name in row.who_for)


def _is(name: str, facts: Facts) -> bool:
    kind, _, what = name.partition(":")
    if kind == "condition":
        return bool(facts.says_condition(what))
    if kind == "medicine":
        return bool(facts.taking([what]))
    if kind == "any medicine":
        return bool(facts.current_medicines())
    if kind == "rated":
        return bool(facts.answers(what))
    if kind == "reading":
        return bool(sign(name, facts))
    if kind == "sex":
        return facts.diary.person.sex == what
    msg = f"no such group: {name}"
    raise ValueError(msg)
