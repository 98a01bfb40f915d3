"""Named facts a row can depend on; an unknown one takes the stricter row."""

from collections.abc import Iterable

from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts, MedicineInUse


def any_holds(names: Iterable[str], facts: Facts, own: MedicineInUse) -> bool | None:
    """True when one holds, None when none holds but one is unknown, otherwise False.

    Args:
        names: `daily use`, `condition:<name>` or `medicine:<class>` (besides `own`).
        facts: the diary.
        own: the medicine the row is about.
    """
    values = [_holds(name, facts, own) for name in names]
    if any(values):
        return True
    return None if None in values else False


def _holds(name: str, facts: Facts, own: MedicineInUse) -> bool | None:
    kind, _, what = name.partition(":")
    if kind == "condition":
        return facts.conditions.has(what)
    if kind == "medicine":
        mine = own.meaning.ingredients
        return any(other.meaning.ingredients != mine for other in facts.taking([what]))
    if name == "daily use":
        return daily_use(facts)
    msg = f"no such predicate: {name}"
    raise ValueError(msg)


def daily_use(facts: Facts) -> bool | None:
    """Whether kratom is used daily; None when no dose is in the diary."""
    if facts.diary.use.daily_since:
        return True
    limits = read_toml("timing")["daily"]
    recorded = {day for day in facts.recorded if facts.recent(day, limits["recent_d"])}
    if not facts.doses or not recorded:
        return None
    return len(facts.dose_days & recorded) >= limits["share"] * len(recorded)
