"""How many things lengthen the QT time besides kratom: counted, absent, or not known."""

from collections.abc import Iterator
from typing import Literal

from speciosa.record import Record
from speciosa.safety.facts import Facts
from speciosa.safety.limits import Limit
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.count import CountRow, Factor
from speciosa.safety.words import number_text

State = Literal["present", "absent", "not known"]


class QtFactor(Record):
    """One factor, what it weighs and what says so."""

    name: str
    points: int
    state: State
    because: tuple[str, ...] = ()


class QtFactors(Record):
    """The count as a range: what is not known counts from nothing to its points."""

    low: int
    high: int
    reached_at: int  # from here the rule of the counts table speaks
    factors: tuple[QtFactor, ...]
    ask: tuple[str, ...]  # what would narrow the range


def qt_factors(facts: Facts) -> QtFactors:
    """The factors of the counts table, each medicine once with its most points."""
    row = next(row for row in load_rows("counts", CountRow) if row.subject == "qt")
    found: dict[str, QtFactor] = {}
    for one in (one for factor in row.factors for one in _read(factor, facts)):
        held = found.get(one.name)
        if held is None or one.points > held.points:
            found[one.name] = one
    parts = tuple(found.values())
    low = sum(one.points for one in parts if one.state == "present")
    open_ = tuple(one for one in parts if one.state == "not known")
    return QtFactors(
        low=low,
        high=low + sum(one.points for one in open_),
        reached_at=row.at_least,
        factors=parts,
        ask=tuple(one.name for one in open_),
    )


def _read(factor: Factor, facts: Facts) -> Iterator[QtFactor]:
    if factor.medicine:
        for held in facts.taking([factor.medicine]):
            yield QtFactor(
                name=held.label, points=factor.points, state="present", because=held.because
            )
    elif factor.condition:
        yield _condition(factor, facts)
    elif factor.reading:
        yield _reading(factor, facts)
    else:
        yield _person(factor, facts)


def _condition(factor: Factor, facts: Facts) -> QtFactor:
    has = facts.conditions.has(factor.condition)
    because = facts.conditions.known.get(factor.condition, ())
    return QtFactor(
        name=factor.condition, points=factor.points, state=_state(held=has), because=because
    )


def _reading(factor: Factor, facts: Facts) -> QtFactor:
    limit = Limit(reading=factor.reading, unit=factor.unit, below=factor.below, above=factor.above)
    side = "below" if factor.below is not None else "above"
    bound = number_text(factor.below if factor.below is not None else factor.above or 0)
    name = f"{factor.reading} {side} {bound} {factor.unit}"
    taken = [reading for reading in facts.readings if reading.name == factor.reading]
    met = limit.met_by(taken[-1], taken[0]) if taken else None
    because = (taken[-1].entry_id,) if met else ()
    return QtFactor(name=name, points=factor.points, state=_state(held=met), because=because)


def _person(factor: Factor, facts: Facts) -> QtFactor:
    person, age = facts.diary.person, facts.age_years
    if factor.sex:
        known = person.sex != "unknown"
        held = person.sex == factor.sex if known else None
        return QtFactor(name=f"{factor.sex} sex", points=factor.points, state=_state(held=held))
    over = factor.age_over_y or 0
    older = None if age is None else age > over
    return QtFactor(name=f"age over {over}", points=factor.points, state=_state(held=older))


def _state(*, held: bool | None) -> State:
    if held is None:
        return "not known"
    return "present" if held else "absent"
