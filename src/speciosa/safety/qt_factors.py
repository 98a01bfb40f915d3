"""How many things lengthen the QT time besides kratom: counted, absent, or not known."""

from collections.abc import Iterable, Iterator

from speciosa.diary.readings import reading_kinds
from speciosa.safety.facts import Facts
from speciosa.safety.limits import Limit
from speciosa.safety.qt_records import QtFactor, QtFactors, State
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.count import CountRow, Factor
from speciosa.safety.words import number_text


def qt_factors(facts: Facts) -> QtFactors:
    """The factors of the counts table, each medicine once with its most points."""
    rows = [row for row in load_rows("counts", CountRow) if row.subject == "qt"]
    found: dict[str, QtFactor] = {}
    for one in (one for factor in rows[0].factors for one in _read(factor, facts)):
        held = found.get(one.name)
        if held is None or one.points > held.points:
            found[one.name] = one
    parts = tuple(found.values())
    low = _points(one for one in parts if one.state == "present")
    high = _points(one for one in parts if one.state != "absent")
    settled = {one.group for one in parts if one.group and one.state == "present"}
    open_ = (one for one in parts if one.state == "not known" and one.group not in settled)
    return QtFactors(
        low=low,
        high=high,
        reached_at=min(row.at_least for row in rows),
        factors=parts,
        ask=tuple(one.name for one in open_),
    )


def _points(parts: Iterable[QtFactor]) -> int:
    """Points in all; factors of one group count once, with the most points of any."""
    most: dict[str, int] = {}
    for one in parts:
        key = one.group or one.name
        most[key] = max(one.points, most.get(key, 0))
    return sum(most.values())


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
    return QtFactor(
        name=factor.condition,
        points=factor.points,
        state=_state(held=facts.has_condition(factor.condition)),
        group=factor.group,
        because=facts.says_condition(factor.condition),
    )


def _reading(factor: Factor, facts: Facts) -> QtFactor:
    limit = Limit(reading=factor.reading, unit=factor.unit, below=factor.below, above=factor.above)
    side = "below" if factor.below is not None else "above"
    bound = number_text(factor.below if factor.below is not None else factor.above or 0)
    name = f"{reading_kinds()[factor.reading].label} {side} {bound} {factor.unit}"
    taken = [reading for reading in facts.readings if reading.name == factor.reading]
    met = limit.met_by(taken[-1], taken[0]) if taken else None
    because = (taken[-1].entry_id,) if met else ()
    return QtFactor(
        name=name,
        points=factor.points,
        state=_state(held=met),
        group=factor.group,
        because=because,
    )


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
