"""Rule: when things happen: medicines that change, missed days, early and night doses, products."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from pydantic import Field

from speciosa.diary.doses import Dose
from speciosa.diary.person import Product
from speciosa.knowledge.tables import read_toml
from speciosa.safety.dependence.signs import (
    breaks_of,
    early_doses,
    entry_between,
    night_doses,
    was_daily,
)
from speciosa.safety.dependence.table import night_rule
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts, MedicineInUse
from speciosa.safety.medicine_changes import dose_changes, stopped
from speciosa.safety.predicates import daily_use
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.words import list_text, number_text, times_text

Shape = Literal[
    "medicine start",
    "medicine stop",
    "medicine dose",
    "enzyme change",
    "long gap",
    "open gap",
    "early redosing",
    "night doses",
    "new product",
    "two products",
]


class TimingRow(Row):
    """One pattern in time; which numbers count depends on its kind."""

    kind: Shape
    title: str = Field(min_length=1)
    recent_d: int = Field(gt=0)
    medicines: tuple[str, ...] = ()  # classes; empty: all
    least_h: float = Field(default=0, ge=0)
    share_of_median: float = Field(default=0, ge=0)
    least_share: float = Field(default=0, ge=0)
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


def _medicine_stop(row: TimingRow, facts: Facts) -> Draft | None:
    ended = [m for m in stopped(facts) if _lately(m.end, row, facts) and _wanted(m, row)]
    return _medicines_draft(row, ended, [m.end for m in ended if m.end])


def _medicine_dose(row: TimingRow, facts: Facts) -> Draft | None:
    changed = [c for c in dose_changes(facts, row.least_share) if _lately(c.day, row, facts)]
    if not changed:
        return None
    because = tuple(dict.fromkeys(why for change in changed for why in change.because))
    title = row.title.format(names=list_text([change.text for change in changed]))
    since = min(change.day for change in changed)
    return draft_of(row, title=title, action=row.action, because=because, since=since)


def _enzyme_change(row: TimingRow, facts: Facts) -> Draft | None:
    changed = [m for m in facts.medicines if _wanted(m, row)]
    days = [(m, day) for m in changed for day in (m.start, m.end) if _lately(day, row, facts)]
    return _medicines_draft(row, [m for m, _ in days], [day for _, day in days if day])


def _wanted(medicine: MedicineInUse, row: TimingRow) -> bool:
    return not row.medicines or bool(set(row.medicines) & medicine.meaning.classes)


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
    gaps = [
        after
        for before, after in pairwise(_recent_doses(row, facts))
        if after.taken_at - before.taken_at >= least
        and entry_between(facts, before.taken_at, after.taken_at)
    ]
    return _doses_draft(row, gaps, facts)


def _open_gap(row: TimingRow, facts: Facts) -> Draft | None:
    """A break that goes on at the diary's end, of somebody who used it daily until then."""
    if not facts.doses or not was_daily(facts):
        return None
    still = [gap for gap in breaks_of(facts, row.least_h) if gap.end is None and gap.known]
    last = facts.doses[-1]
    if not still or not facts.recent(facts.day(last), row.recent_d):
        return None
    return draft_of(
        row,
        title=row.title.format(hours=number_text(int(still[0].hours))),
        action=row.action,
        because=(last.entry_id,),
        since=facts.day(last),
    )


def _early_redosing(row: TimingRow, facts: Facts) -> Draft | None:
    early = early_doses(facts, row.share_of_median)
    return _doses_draft(row, _only_recent(early, row, facts), facts)


def _night_doses(row: TimingRow, facts: Facts) -> Draft | None:
    rule = night_rule()
    taken = _only_recent(night_doses(facts, rule.from_hour, rule.to_hour), row, facts)
    nights = {facts.day(dose): dose for dose in reversed(taken)}  # the first of each night
    return _doses_draft(row, [nights[day] for day in sorted(nights)], facts)


def _new_product(row: TimingRow, facts: Facts) -> Draft | None:
    first: dict[str, Dose] = {}
    for dose in facts.doses:
        first.setdefault(dose.product, dose)
    known = {key for key in first if facts.diary.products[key].before}
    opening = {dose.product for dose in facts.doses[:1]}  # the diary had to begin with one
    new = [
        dose
        for key, dose in first.items()
        if key not in known | opening and facts.recent(facts.day(dose), row.recent_d)
    ]
    names = [facts.diary.products[dose.product].name for dose in new]
    return _doses_draft(row, new, facts, names=names)


def _two_products(row: TimingRow, facts: Facts) -> Draft | None:
    days: dict[date, dict[str, Dose]] = {}
    for dose in _recent_doses(row, facts):
        days.setdefault(facts.day(dose), {})[dose.product] = dose
    mixed = [held for held in days.values() if _may_differ(held, facts)]
    names = sorted({facts.diary.products[key].name for held in mixed for key in held})
    firsts = [next(iter(held.values())) for held in mixed]
    return _doses_draft(row, firsts, facts, names=names)


def _may_differ(keys: Iterable[str], facts: Facts) -> bool:
    """Whether products are, or may be, of different kinds: an unknown form can be any."""
    held = list(keys)
    kinds = {facts.kratom_products[key] for key in held}
    unknown = any(_form_unknown(facts.diary.products[key]) for key in held)
    return len(kinds) > 1 or (unknown and len(held) > 1)


def _form_unknown(product: Product) -> bool:
    """Whether a form stands in no row, or in the row of what is not known."""
    classes = {row["key"]: row["class"] for row in read_toml("forms")["form"]}
    return classes.get(product.form.casefold().strip(), "unknown") == "unknown"


def _recent_doses(row: TimingRow, facts: Facts) -> list[Dose]:
    return _only_recent(facts.doses, row, facts)


def _only_recent(doses: Iterable[Dose], row: TimingRow, facts: Facts) -> list[Dose]:
    return [dose for dose in doses if facts.recent(facts.day(dose), row.recent_d)]


def _doses_draft(
    row: TimingRow, doses: Sequence[Dose], facts: Facts, names: list[str] | None = None
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
    "medicine stop": _medicine_stop,
    "medicine dose": _medicine_dose,
    "enzyme change": _enzyme_change,
    "long gap": _long_gap,
    "open gap": _open_gap,
    "early redosing": _early_redosing,
    "night doses": _night_doses,
    "new product": _new_product,
    "two products": _two_products,
}
