"""Rule: when things happen: a new medicine, a missed day, early doses, two products on a day."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Final, Literal

from pydantic import Field

from speciosa.diary.doses import Dose
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.predicates import daily_use
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.words import list_text, times_text

Shape = Literal["medicine start", "enzyme change", "long gap", "early redosing", "two products"]


class TimingRow(Row):
    """One pattern in time; which numbers count depends on its kind."""

    kind: Shape
    title: str = Field(min_length=1)
    recent_d: int = Field(gt=0)
    medicines: tuple[str, ...] = ()
    least_h: float = Field(default=0, ge=0)
    share_of_median: float = Field(default=0, ge=0)
    least_count: int = 1
    action: str = Field(min_length=1)


@rules.add("timing")
def timing(facts: Facts) -> list[Draft]:
    """One draft per row whose pattern is seen."""
    if not facts.kratom:
        return []
    found = (_SHAPES[row.kind](row, facts) for row in load_rows("timing", TimingRow))
    return [draft for draft in found if draft is not None]


def _medicine_start(row: TimingRow, facts: Facts) -> Draft | None:
    earlier = {m.label for m in facts.medicines if not _lately(m.start, row, facts)}
    new = [m for m in facts.current_medicines() if _lately(m.start, row, facts)]
    new = [medicine for medicine in new if medicine.label not in earlier]
    return _medicines_draft(row, new, [m.start for m in new if m.start])


def _enzyme_change(row: TimingRow, facts: Facts) -> Draft | None:
    wanted = set(row.medicines)
    changed = [m for m in facts.medicines if wanted & m.meaning.classes]
    days = [(m, day) for m in changed for day in (m.start, m.end) if _lately(day, row, facts)]
    return _medicines_draft(row, [m for m, _ in days], [day for _, day in days if day])


def _medicines_draft(
    row: TimingRow, medicines: list[MedicineInUse], days: list[date]
) -> Draft | None:
    if not medicines:
        return None
    because = tuple(dict.fromkeys(why for medicine in medicines for why in medicine.because))
    names = tuple(medicine.label for medicine in medicines)
    title = row.title.format(names=list_text(names))
    return draft_of(
        row, title=title, action=row.action, because=because, since=min(days, default=None)
    )


def _lately(day: date | None, row: TimingRow, facts: Facts) -> bool:
    inside = day is not None and facts.start is not None and day >= facts.start
    return inside and day is not None and facts.recent(day, row.recent_d)


def _long_gap(row: TimingRow, facts: Facts) -> Draft | None:
    if not daily_use(facts):
        return None
    least = timedelta(hours=row.least_h)
    recorded = [entry.at for entry in facts.entries]
    gaps = [
        after
        for before, after in pairwise(_recent_doses(row, facts))
        if after.taken_at - before.taken_at >= least
        and any(before.taken_at < at < after.taken_at for at in recorded)
    ]
    return _doses_draft(row, gaps, facts)


def _early_redosing(row: TimingRow, facts: Facts) -> Draft | None:
    pairs = list(pairwise(facts.doses))
    if not pairs:
        return None
    usual_h = median(after.time_h - before.time_h for before, after in pairs)
    early = [
        after
        for before, after in pairs
        if after.time_h - before.time_h < row.share_of_median * usual_h
        and facts.recent(facts.day(after), row.recent_d)
    ]
    return _doses_draft(row, early, facts)


def _two_products(row: TimingRow, facts: Facts) -> Draft | None:
    days: dict[date, dict[str, Dose]] = {}
    for dose in _recent_doses(row, facts):
        days.setdefault(facts.day(dose), {})[dose.product] = dose
    kinds = facts.kratom_products
    mixed = [held for held in days.values() if len({kinds[key] for key in held}) > 1]
    names = sorted({facts.diary.products[key].name for held in mixed for key in held})
    firsts = [next(iter(held.values())) for held in mixed]
    return _doses_draft(row, firsts, facts, names=names)


def _recent_doses(row: TimingRow, facts: Facts) -> list[Dose]:
    return [dose for dose in facts.doses if facts.recent(facts.day(dose), row.recent_d)]


def _doses_draft(
    row: TimingRow, doses: list[Dose], facts: Facts, names: list[str] | None = None
) -> Draft | None:
    if len(doses) < row.least_count:
        return None
    title = row.title.format(count=times_text(len(doses)), names=list_text(names or []))
    return draft_of(
        row,
        title=title,
        action=row.action,
        because=tuple(dose.entry_id for dose in doses),
        since=facts.day(doses[0]),
    )


_SHAPES: Final[dict[Shape, Callable[[TimingRow, Facts], Draft | None]]] = {
    "medicine start": _medicine_start,
    "enzyme change": _enzyme_change,
    "long gap": _long_gap,
    "early redosing": _early_redosing,
    "two products": _two_products,
}
