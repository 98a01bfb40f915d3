"""Rule: kratom together with a medicine or another substance."""

from dataclasses import replace
from datetime import date
from typing import Final

from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.interaction_table import InteractionRow, applying
from speciosa.safety.product_class import raised

_STRICT: Final = "Shown in its strict form: the diary does not say what would make it milder."


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
    spans = [span for span in facts.medicines if span.label == medicine.label]
    days = frozenset(day for day in facts.dose_days if any(span.covers(day) for span in spans))
    told = raised(row, facts.product_class, "pair", in_use=facts.kratom_in_use)
    draft = draft_of(
        row,
        title=row.title,
        action=told.action,
        because=(*medicine.because, *_products(facts)),
        names=(medicine.label,),
        since=_since(medicine, days, facts),
        severity=told.severity,
        why=told.why if known else f"{told.why} {_STRICT}",
        who=told.who,
    )
    return replace(draft, pair=days, window_d=facts.days)


def _products(facts: Facts) -> tuple[str, ...]:
    return tuple(f"product: {key}" for key in sorted(facts.kratom_products))


def _since(medicine: MedicineInUse, days: frozenset[date], facts: Facts) -> date | None:
    """The first day of both, when one of them began inside the diary."""
    first = min(days, default=None)
    began_before = medicine.start is None or facts.start is None or medicine.start < facts.start
    return medicine.start if began_before else first or medicine.start
