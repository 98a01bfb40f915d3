"""What changed about medicines lately: stopped ones, and doses that went up or down."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from speciosa.diary.medicines import MedicineSpan, medicine_spans
from speciosa.knowledge.medicines import understand_all
from speciosa.safety.facts import Facts, MedicineInUse

_DOSE: Final = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([^\d\s]*)\s*")


@dataclass(frozen=True, slots=True)
class DoseChange:
    """One medicine at two doses, one after the other."""

    label: str
    before: str
    after: str
    day: date
    because: tuple[str, ...]

    @property
    def text(self) -> str:
        """The name and both doses, as they were written down."""
        return f"{self.label} ({self.before} to {self.after})"


def stopped(facts: Facts) -> tuple[MedicineInUse, ...]:
    """Medicines that ended and did not go on under another dose."""
    return tuple(m for m in facts.medicines if m.end is not None and not _goes_on(m, facts))


def _goes_on(ended: MedicineInUse, facts: Facts) -> bool:
    return any(
        other.label == ended.label
        and other is not ended
        and (other.end is None or (ended.end is not None and other.end > ended.end))
        for other in facts.medicines
    )


def dose_changes(facts: Facts, least_share: float) -> tuple[DoseChange, ...]:
    """Changes of at least a share of the dose before, by medicine and time.

    Doses that cannot be compared (another unit, a text) count as changed.

    Args:
        facts: the diary.
        least_share: e.g. 0.25 for a quarter more or less.
    """
    return tuple(
        DoseChange(_label(after), before.dose, after.dose, after.start, after.entry_ids)
        for before, after in pairwise(medicine_spans(facts.diary))
        if before.name.casefold() == after.name.casefold()
        and after.start is not None
        and before.end == after.start
        and relative_change(before.dose, after.dose) >= least_share
    )


def relative_change(before: str, after: str) -> float:
    """How much of the dose before the change makes up; 1 where the two cannot be compared.

    >>> relative_change("50 mg", "75 mg"), relative_change("50 mg", "2 tablets")
    (0.5, 1.0)
    """
    first, last = _DOSE.fullmatch(before), _DOSE.fullmatch(after)
    if not (first and last) or first[2].casefold() != last[2].casefold():
        return 1.0
    old, new = float(first[1]), float(last[1])
    return abs(new - old) / old if old else 1.0


def _label(span: MedicineSpan) -> str:
    names = [name for meaning in understand_all(span.name) for name in meaning.ingredients]
    return " and ".join(names).replace("-", " ") or span.name
