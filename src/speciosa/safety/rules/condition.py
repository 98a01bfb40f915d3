"""Rule: a condition, an age or another fact about the person in which kratom needs care."""

from pydantic import Field

from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.product_class import ProductClass, raised
from speciosa.safety.rows import KratomRow, load_rows


class ConditionRow(KratomRow):
    """Every group that is given must hold; within a group one name is enough."""

    title: str = Field(min_length=1)
    conditions: tuple[str, ...] = ()
    with_conditions: tuple[str, ...] = ()
    with_medicines: tuple[str, ...] = ()
    products: tuple[ProductClass, ...] = ()
    age_from_y: int | None = None
    age_to_y: int | None = None
    age_unknown: bool = False


@rules.add("condition")
def condition(facts: Facts) -> list[Draft]:
    """One draft per row whose groups all hold."""
    if not facts.kratom:
        return []
    found = []
    for row in load_rows("conditions", ConditionRow):
        because = _because(row, facts)
        if because:
            found.append(_draft(row, because, facts))
    return found


def _draft(row: ConditionRow, because: tuple[str, ...], facts: Facts) -> Draft:
    told = raised(row, facts.product_class, "condition", in_use=facts.kratom_in_use)
    return draft_of(
        row,
        title=row.title,
        action=told.action,
        because=because,
        severity=told.severity,
        why=told.why,
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
        groups.append(() if age is not None else ("birth year: not given",))
    return groups


def _lists(row: ConditionRow, facts: Facts) -> list[tuple[str, ...]]:
    known = facts.conditions.known
    groups = [
        tuple(why for name in names for why in known.get(name, ()))
        for names in (row.conditions, row.with_conditions)
        if names
    ]
    if row.with_medicines:
        taken = facts.taking(row.with_medicines)
        groups.append(tuple(why for medicine in taken for why in medicine.because))
    if row.products:
        keys = [key for key, kind in facts.kratom_products.items() if kind in row.products]
        groups.append(tuple(f"product: {key}" for key in keys))
    return groups
