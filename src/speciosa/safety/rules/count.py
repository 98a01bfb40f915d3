"""Rule: several things that add up: sedatives, QT factors, serotonergic load."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from pydantic import Field, model_validator

from speciosa.record import Record
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.limits import Limit
from speciosa.safety.product_class import raised_action
from speciosa.safety.rows import Row, load_rows, step
from speciosa.safety.words import list_text, number_text


class Factor(Record):
    """One thing that counts; exactly one of its triggers is given."""

    points: int = Field(gt=0)
    group: str = ""  # factors of one group count once, with the most points of any of them
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
    tags: tuple[str, ...] = ()  # decide what an extract or a 7-OH product makes of it
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
    group: str = ""


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
    found = (replace(p, group=f.group) for f in row.factors for p in _parts(f, facts))
    parts = _grouped(_once(found))
    medicines = sum(part.is_medicine for part in parts)
    if sum(p.points for p in parts) < row.at_least or medicines < row.at_least_medicines:
        return None
    names = [part.name for part in parts]
    in_use = facts.kratom_in_use
    told = raised_action(row, row.tags, row.action, facts.product_class, "pair", in_use=in_use)
    return draft_of(
        row,
        title=row.title.format(count=len(parts), names=list_text(names)),
        action=told.action,
        because=tuple(dict.fromkeys(why for part in parts for why in part.because)),
        names=tuple(part.name for part in parts if part.is_medicine),
        severity=told.severity,
        why=told.why,
        who=told.who,
    )


def _once(parts: Iterable[_Part]) -> list[_Part]:
    """Each thing once, with its most points."""
    best: dict[str, _Part] = {}
    for part in parts:
        if part.name not in best or part.points > best[part.name].points:
            best[part.name] = part
    return list(best.values())


def _grouped(parts: list[_Part]) -> list[_Part]:
    """Parts of one group as one: all their names, the most points of any."""
    found: dict[str, _Part] = {}
    for part in parts:
        key = part.group or part.name
        held = found.get(key)
        found[key] = part if held is None else _joined(held, part)
    return list(found.values())


def _joined(one: _Part, other: _Part) -> _Part:
    name, points = f"{one.name} with {other.name}", max(one.points, other.points)
    return replace(one, name=name, points=points, because=(*one.because, *other.because))


def _parts(factor: Factor, facts: Facts) -> list[_Part]:
    if factor.medicine:
        taken = facts.taking([factor.medicine])
        return [_Part(m.label, factor.points, m.because, is_medicine=True) for m in taken]
    if factor.condition:
        because = facts.says_condition(factor.condition)
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
