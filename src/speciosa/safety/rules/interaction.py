"""Rule: kratom together with a medicine or another substance."""

from dataclasses import replace
from datetime import date

from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.interaction_table import InteractionRow, applying
from speciosa.safety.product_class import class_words, stepped


@rules.add("interaction")
def interaction(facts: Facts) -> list[Draft]:
    """One draft per medicine in use and row that covers it."""
    if not facts.kratom:
        return []
    return [
        _draft(row, known, medicine, facts)
        for medicine in facts.medicines
        for row, known in applying(medicine, facts)
        if medicine in facts.current_medicines(row.washout_d)
    ]


def _draft(row: InteractionRow, known: bool | None, medicine: MedicineInUse, facts: Facts) -> Draft:
    severity = stepped(row.severity, row.tags, facts.product_class)
    spans = [span for span in facts.medicines if span.label == medicine.label]
    days = frozenset(day for day in facts.dose_days if any(span.covers(day) for span in spans))
    why = row.why
    if severity != row.severity:
        why += f" Stricter than for leaf, because {class_words(facts.product_class)} is in use."
    if known is None:
        why += " Shown in its strict form, because the diary names no conditions or doses."
    draft = draft_of(
        row,
        title=row.title,
        action=row.action_if_already if facts.kratom_in_use else row.action_if_new,
        because=(*medicine.because, *_products(facts)),
        names=(medicine.label,),
        since=_since(medicine, days, facts),
        severity=severity,
        why=why,
    )
    return replace(draft, pair=days, window_d=facts.days)


def _products(facts: Facts) -> tuple[str, ...]:
    return tuple(f"product: {key}" for key in sorted(facts.kratom_products))


def _since(medicine: MedicineInUse, days: frozenset[date], facts: Facts) -> date | None:
    """The first day of both, when one of them began inside the diary."""
    first = min(days, default=None)
    began_before = medicine.start is None or facts.start is None or medicine.start < facts.start
    return medicine.start if began_before else first or medicine.start
