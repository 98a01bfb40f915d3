"""Rule: a condition, an age or another fact about the person in which kratom needs care."""

from collections.abc import Iterator
from dataclasses import replace

from pydantic import Field, field_validator

from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.predicates import STRICT, any_holds, parsed, sign
from speciosa.safety.product_class import ProductClass, raised
from speciosa.safety.rows import KratomRow, load_rows, step


class ConditionRow(KratomRow):
    """Every group that is given must hold; within a group one name is enough."""

    title: str = Field(min_length=1)
    conditions: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()  # readings or answers that stand for one of the conditions
    with_conditions: tuple[str, ...] = ()
    with_medicines: tuple[str, ...] = ()
    products: tuple[ProductClass, ...] = ()
    age_from_y: int | None = None
    age_to_y: int | None = None
    age_unknown: bool = False
    at_least_medicines: int = Field(default=0, ge=0)
    when: tuple[str, ...] = ()  # any of these predicates; empty: always, unknown: as if it held

    @field_validator("signs", "when")
    @classmethod
    def _can_be_answered(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            parsed(name)
        return names


@rules.add("condition")
def condition(facts: Facts) -> list[Draft]:
    """Of the rows with one id that hold, the strictest, with all that says so."""
    if not facts.kratom:
        return []
    by_id: dict[str, list[Draft]] = {}
    for draft in _holding(facts):
        by_id.setdefault(draft.row_id, []).append(draft)
    return [draft for group in by_id.values() for draft in _strictest(group)]


def _holding(facts: Facts) -> Iterator[Draft]:
    for row in load_rows("conditions", ConditionRow):
        because = _because(row, facts)
        holds = any_holds(row.when, facts) if row.when and because else True
        if because and holds is not False:
            yield _draft(row, because, facts, known=holds is True)


def _strictest(group: list[Draft]) -> list[Draft]:
    """The drafts of the highest severity; the first also carries what the milder ones found."""
    top = max(step(draft.severity) for draft in group)
    first, *rest = (draft for draft in group if step(draft.severity) == top)
    because = tuple(dict.fromkeys(why for draft in group for why in draft.because))
    return [replace(first, because=because), *rest]


def _draft(row: ConditionRow, because: tuple[str, ...], facts: Facts, *, known: bool) -> Draft:
    told = raised(row, facts.product_class, "condition", in_use=facts.kratom_in_use)
    return draft_of(
        row,
        title=row.title,
        action=told.action,
        because=because,
        severity=told.severity,
        why=told.why if known else f"{told.why} {STRICT}",
        who=told.who,
    )


def _because(row: ConditionRow, facts: Facts) -> tuple[str, ...]:
    """What makes every given group hold, or nothing when one does not."""
    groups = [*_person(row, facts), *_lists(row, facts)]
    return tuple(why for group in groups for why in group) if groups and all(groups) else ()


def _person(row: ConditionRow, facts: Facts) -> list[tuple[str, ...]]:
    age, groups = facts.age_years, list[tuple[str, ...]]()
    said = (f"birth year: {facts.diary.person.birth_year}",)
    if row.age_from_y is not None:
        groups.append(said if age is not None and age >= row.age_from_y else ())
    if row.age_to_y is not None:
        groups.append(said if age is not None and age <= row.age_to_y else ())
    if row.age_unknown:
        born = facts.diary.person.birth_year
        groups.append(() if born is not None else ("birth year: not given",))
    return groups


def _lists(row: ConditionRow, facts: Facts) -> Iterator[tuple[str, ...]]:
    known = facts.conditions.known
    if row.conditions or row.signs:
        named = (why for name in row.conditions for why in known.get(name, ()))
        seen = (why for name in row.signs for why in sign(name, facts))
        yield (*named, *seen)
    if row.with_conditions:
        yield tuple(why for name in row.with_conditions for why in facts.says_condition(name))
    if row.with_medicines:
        yield tuple(why for m in facts.taking(row.with_medicines) for why in m.because)
    if row.at_least_medicines:
        taken = {medicine.label: medicine.because for medicine in facts.current_medicines()}
        enough = len(taken) >= row.at_least_medicines
        yield tuple(why for because in taken.values() for why in because) if enough else ()
    if row.products:
        keys = [key for key, kind in facts.kratom_products.items() if kind in row.products]
        yield tuple(f"product: {key}" for key in keys)
