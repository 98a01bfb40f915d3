"""The interaction table: which rows cover a medicine."""

from pydantic import Field

from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.predicates import any_holds, sign
from speciosa.safety.product_class import ProductClass, stepped
from speciosa.safety.rows import KratomRow, load_rows, step


class InteractionRow(KratomRow):
    """Kratom together with a medicine, as a clinician reads it."""

    title: str = ""  # empty: composed from the names and the days
    medicines: tuple[str, ...] = Field(min_length=1)  # ingredients or classes
    products: tuple[ProductClass, ...] = ()  # only for these classes; empty: all
    when: tuple[str, ...] = ()  # any of these predicates, or of the signs; none: always
    signs: tuple[str, ...] = ()  # readings or answers; they speak only where there is one
    washout_d: int = 0


def interaction_rows() -> tuple[InteractionRow, ...]:
    """All rows, in file order."""
    return load_rows("interactions", InteractionRow)


def covering(medicine: MedicineInUse) -> list[InteractionRow]:
    """Rows about a medicine, whatever else they depend on."""
    classes = medicine.meaning.classes
    return [row for row in interaction_rows() if classes & set(row.medicines)]


def applying(medicine: MedicineInUse, facts: Facts) -> list[tuple[InteractionRow, bool | None]]:
    """The strictest row of each cause with True, or None where a predicate is unknown."""
    best: dict[str, tuple[InteractionRow, bool | None]] = {}
    for row in covering(medicine):
        if row.products and facts.product_class not in row.products:
            continue
        holds = _holds(row, facts, medicine)
        held = best.get(row.merges_as)
        if holds is not False and (held is None or _grade(row, facts) > _grade(held[0], facts)):
            best[row.merges_as] = row, holds
    return list(best.values())


def _holds(row: InteractionRow, facts: Facts, medicine: MedicineInUse) -> bool | None:
    if not (row.when or row.signs) or any(sign(name, facts) for name in row.signs):
        return True
    return any_holds(row.when, facts, medicine) if row.when else False


def _grade(row: InteractionRow, facts: Facts) -> int:
    return step(stepped(row.severity, row.tags, facts.product_class))
