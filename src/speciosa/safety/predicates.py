"""Facts a row can depend on, named in its table; an unknown one takes the stricter row."""

import operator
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from speciosa.diary.conditions import condition_names
from speciosa.diary.readings import reading_kinds
from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.limits import ULN, in_unit
from speciosa.safety.product_class import CLASSES

STRICT: Final = "Shown in its strict form: the diary does not say what would make it milder."

# True, False or None where the diary does not say; and the entries or facts that say so
Answer = tuple[bool | None, tuple[str, ...]]
_NOT_SAID: Final[Answer] = (None, ())
_LIMIT: Final = re.compile(
    rf"(?P<what>[\w. -]+?)(?P<sign>>=|<=|>|<)(?P<limit>\d+(?:\.\d+)?)(?: (?P<unit>{ULN}))?"
)
_SIGNS: Final[dict[str, Callable[[float, float], bool]]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}
_KINDS: Final = ("condition", "medicine", "product", "reading", "scale", "sex", "age")


@dataclass(frozen=True, slots=True)
class Predicate:
    """One part of a predicate, taken apart: `reading:qtc>=470` is reading, qtc, >=, 470."""

    kind: str
    what: str
    sign: str = ""
    limit: float = 0.0
    unit: str = ""

    def meets(self, value: float) -> bool:
        """Whether a number is on the named side of the limit."""
        return _SIGNS[self.sign](value, self.limit)


@cache
def parsed(name: str) -> tuple[Predicate, ...]:
    """The parts that must all hold; raises ValueError for what no diary could answer.

    >>> parsed("sex:female and reading:qtc>=480")[1].limit
    480.0
    """
    return tuple(_part(part.strip()) for part in name.split(" and "))


def _part(text: str) -> Predicate:
    if text == "daily use":
        return Predicate("daily use", "")
    kind, _, what = text.partition(":") if ":" in text else ("age", "", text.removeprefix("age"))
    if kind not in _KINDS or not what:
        raise ValueError(f"no such predicate: {text}")
    if kind in {"reading", "scale", "age"}:
        found = _LIMIT.fullmatch(what if kind != "age" else f"age{what}")
        if found is None or (kind == "reading" and not _is_reading(found["what"])):
            raise ValueError(f"no such predicate: {text}")
        limit, unit = float(found["limit"]), found["unit"] or ""
        return Predicate(kind, found["what"], found["sign"], limit, unit)
    names: dict[str, set[str]] = {
        "condition": set(condition_names().values()),
        "product": {*CLASSES},
    }
    if what not in names.get(kind, {what}):
        raise ValueError(f"no such predicate: {text}")
    return Predicate(kind, what)


def _is_reading(name: str) -> bool:
    return name in reading_kinds()


def any_holds(names: Iterable[str], facts: Facts, own: MedicineInUse | None = None) -> bool | None:
    """True when one holds, None when none holds but one is unknown, otherwise False.

    Args:
        names: predicates as the README of the folder `interactions` describes them.
        facts: the diary.
        own: the medicine the row is about; `medicine:` means another one.
    """
    values = [told(name, facts, own)[0] for name in names]
    if any(values):
        return True
    return None if None in values else False


def told(name: str, facts: Facts, own: MedicineInUse | None = None) -> Answer:
    """Whether all parts of a predicate hold, and what says so."""
    answers = [_TELL[part.kind](part, facts, own) for part in parsed(name)]
    values = [value for value, _ in answers]
    because = tuple(why for _, found in answers for why in found)
    if False in values:
        return False, ()
    return (None if None in values else True), because


def sign(name: str, facts: Facts) -> tuple[str, ...]:
    """What says that a reading or an answer is as named; empty where none was taken.

    Unlike a `when`, a sign never speaks without a measurement. What is unknown beside it, such
    as the sex, takes the stricter side.
    """
    parts = parsed(name)
    answers = {part: _TELL[part.kind](part, facts, None) for part in parts}
    measured = [answers[part][0] for part in parts if part.kind in {"reading", "scale"}]
    if not measured or not all(measured) or any(value is False for value, _ in answers.values()):
        return ()
    return tuple(why for _, found in answers.values() for why in found)


def _condition(part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    return facts.has_condition(part.what), facts.says_condition(part.what)


def _medicine(part: Predicate, facts: Facts, own: MedicineInUse | None) -> Answer:
    mine = own.meaning.ingredients if own else None
    taken = [m for m in facts.taking([part.what]) if m.meaning.ingredients != mine]
    return bool(taken), tuple(why for medicine in taken for why in medicine.because)


def _product(part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    least = CLASSES.index(part.what)
    kinds = facts.kratom_products.items()
    keys = [key for key, kind in kinds if CLASSES.index(kind) >= least]
    return bool(keys), tuple(f"product: {key}" for key in keys)


def _reading(part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    taken = [reading for reading in facts.readings if reading.name.casefold() == part.what]
    value = in_unit(taken[-1], part.unit or taken[-1].unit) if taken else None
    return _NOT_SAID if value is None else (part.meets(value), (taken[-1].entry_id,))


def _scale(part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    names = {part.what, part.what.replace("-", "")}
    answers = facts.answers(*sorted(names))
    if not answers or not isinstance(answers[-1].value, float):
        return _NOT_SAID
    return part.meets(answers[-1].value), (answers[-1].id,)


def _age(part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    if facts.age_years is None:
        return _NOT_SAID
    return part.meets(facts.age_years), (f"birth year: {facts.diary.person.birth_year}",)


def _sex(part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    said = facts.diary.person.sex
    return (said == part.what, (f"sex: {said}",)) if said in {"female", "male"} else _NOT_SAID


def _daily(_part: Predicate, facts: Facts, _: MedicineInUse | None) -> Answer:
    daily = daily_use(facts)
    return daily, ("use: daily",) if daily else ()


_TELL: Final[dict[str, Callable[[Predicate, Facts, MedicineInUse | None], Answer]]] = {
    "condition": _condition,
    "medicine": _medicine,
    "product": _product,
    "reading": _reading,
    "scale": _scale,
    "age": _age,
    "sex": _sex,
    "daily use": _daily,
}


def daily_use(facts: Facts) -> bool | None:
    """Whether kratom is used daily; None when no dose is in the diary."""
    if facts.diary.use.daily_since:
        return True
    limits = read_toml("timing")["daily"]
    recorded = {day for day in facts.recorded if facts.recent(day, limits["recent_d"])}
    if not facts.doses or not recorded:
        return None
    return len(facts.dose_days & recorded) >= limits["share"] * len(recorded)
