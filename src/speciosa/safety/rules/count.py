"""Rule: several things that add up: sedatives, QT factors, serotonergic load."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field, model_validator

from speciosa.record import Record
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.limits import Limit
from speciosa.safety.rows import Row, load_rows, step
from speciosa.safety.words import list_text, number_text


class Factor(Record):
    """One thing that counts; exactly one of its triggers is given."""

    points: int = Field(gt=0)
    medicine: str = ""
    condition: str = ""
    reading: str = ""
    below: float | None = None
    above: float | None = None
    unit: str = ""
    age_over_y: int | None = None
    sex: str = ""

    @model_validator(mode="after")
    def _one_trigger(self) -> "Factor":
        given = [self.medicine, self.condition, self.reading, self.sex]
        if sum(map(bool, given)) + (self.age_over_y is not None) != 1:
            msg = "exactly one of medicine, condition, reading, age_over_y, sex"
            raise ValueError(msg)
        return self


class CountRow(Row):
    """Points that must be reached, and how many medicines must be among what gives them."""

    subject: str
    title: str = Field(min_length=1)
    at_least: int = Field(gt=0)
    at_least_medicines: int = Field(ge=0)
    factors: tuple[Factor, ...] = Field(min_length=1)
    action: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing found: its name, its points and what says so."""

    name: str
    points: int
    because: tuple[str, ...]
    is_medicine: bool = False


@rules.add("count")
def count(facts: Facts) -> list[Draft]:
    """Of the rows of one cause that are reached, the strictest."""
    if not facts.kratom:
        return []
    best: dict[str, Draft] = {}
    for row in load_rows("counts", CountRow):
        found = _draft(row, facts)
        held = best.get(row.merges_as)
        if found and (held is None or step(found.severity) > step(held.severity)):
            best[row.merges_as] = found
    return list(best.values())


def _draft(row: CountRow, facts: Facts) -> Draft | None:
    parts = _once(part for factor in row.factors for part in _parts(factor, facts))
    medicines = sum(part.is_medicine for part in parts)
    if sum(p.points for p in parts) < row.at_least or medicines < row.at_least_medicines:
        return None
    names = [part.name for part in parts]
    return draft_of(
        row,
        title=row.title.format(count=len(parts), names=list_text(names)),
        action=row.action,
        because=tuple(dict.fromkeys(why for part in parts for why in part.because)),
        names=tuple(part.name for part in parts if part.is_medicine),
    )


def _once(parts: Iterable[_Part]) -> list[_Part]:
    """Each thing once, with its most points."""
    best: dict[str, _Part] = {}
    for part in parts:
        if part.name not in best or part.points > best[part.name].points:
            best[part.name] = part
    return list(best.values())


def _parts(factor: Factor, facts: Facts) -> list[_Part]:
    if factor.medicine:
        taken = facts.taking([factor.medicine])
        return [_Part(m.label, factor.points, m.because, is_medicine=True) for m in taken]
    if factor.condition:
        because = facts.conditions.known.get(factor.condition, ())
        return [_Part(factor.condition, factor.points, because)] if because else []
    if factor.reading:
        return _reading(factor, facts)
    return _person(factor, facts)


def _reading(factor: Factor, facts: Facts) -> list[_Part]:
    limit = Limit(reading=factor.reading, unit=factor.unit, below=factor.below, above=factor.above)
    taken = [reading for reading in facts.readings if reading.name == factor.reading]
    if not taken or not limit.met_by(taken[-1], taken[0]):
        return []
    name = f"{factor.reading} {number_text(taken[-1].value)} {factor.unit}"
    return [_Part(name, factor.points, (taken[-1].entry_id,))]


def _person(factor: Factor, facts: Facts) -> list[_Part]:
    age, person = facts.age_years, facts.diary.person
    if factor.sex:
        return [_Part(f"{factor.sex} sex", factor.points, (f"sex: {person.sex}",))] * (
            person.sex == factor.sex
        )
    over = age is not None and factor.age_over_y is not None and age > factor.age_over_y
    return [_Part(f"age over {factor.age_over_y}", factor.points, (f"age: {age}",))] * over
