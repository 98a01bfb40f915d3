"""Rule: what no row covers is said to be unknown, never to be compatible."""

from typing import Final

from speciosa.safety.draft import Draft, rules
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.finding import Severity
from speciosa.safety.interaction_table import covering
from speciosa.safety.words import list_text

_NONE: Final[Severity] = "no information"
_PAIR: Final = "No information about this pair. That is not the same as no risk."
_SOURCES: Final = ("speciosa-proposal",)
_ASK: Final = "Show this list, with kratom on it, to your pharmacist or prescriber."


@rules.add("gap")
def gap(facts: Facts) -> list[Draft]:
    """One draft per medicine without a row or without a meaning, and one for conditions."""
    if not facts.kratom:
        return []
    found = [_medicine(medicine, facts) for medicine in facts.current_medicines()]
    return [draft for draft in (*found, _conditions(facts)) if draft is not None]


def _medicine(medicine: MedicineInUse, facts: Facts) -> Draft | None:
    meaning = medicine.meaning
    if meaning.status == "understood":
        label = medicine.label
        title = f"Kratom and {label}: no information about this pair"
        if _covered(medicine, facts):
            return None
        return _draft(f"no-row:{label}", title, _PAIR, _ASK, medicine)
    title = f'No information about "{medicine.name}": the name was not understood'
    why, action = f"It was not checked. {_PAIR}", "Write the name as it stands on the package."
    if meaning.suggestions:
        named = [key.replace("-", " ") for key in meaning.suggestions]
        action = f"Is it {list_text(named).replace(' and ', ' or ')}? Write it in full."
    return _draft(f"no-name:{medicine.name}", title, why, f"{action} {_ASK}", medicine)


def _covered(medicine: MedicineInUse, facts: Facts) -> bool:
    """Whether a row speaks of this medicine with this kind of product."""
    kind = facts.product_class
    return any(not row.products or kind in row.products for row in covering(medicine))


def _draft(row_id: str, title: str, why: str, action: str, medicine: MedicineInUse) -> Draft:
    return Draft(
        row_id=row_id,
        cause=row_id,
        severity=_NONE,
        rank="information",
        evidence="none",
        review="expert proposal",
        title=title,
        names=(),
        why=why,
        action=action,
        who="your pharmacist",
        sources=_SOURCES,
        because=medicine.because,
        since=medicine.start,
    )


def _conditions(facts: Facts) -> Draft | None:
    names = facts.conditions.not_understood
    if not names:
        return None
    return Draft(
        row_id="no-name:conditions",
        cause="no-name:conditions",
        severity=_NONE,
        rank="information",
        evidence="none",
        review="expert proposal",
        title=f"No information about {list_text(names)}: not in the table of conditions",
        names=(),
        why="It was not checked. That is not the same as no risk.",
        action="Ask your doctor how kratom and this condition go together.",
        who="your doctor",
        sources=_SOURCES,
        because=tuple(f"condition: {name}" for name in names),
    )
