"""What the diary shows about getting used to kratom; a count of criteria needs a conversation."""

from speciosa.diary.entries import Entry, Kind
from speciosa.knowledge.tables import read_toml
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Dependence, Finding
from speciosa.safety.use import UseChange, use_change
from speciosa.safety.words import day_text, number_text

_SCALES = ("sows", "cows")
_CAUSES = {"U-doses": "tolerance", "U-grams": "tolerance", "M-gap": "withdrawal"}


def dependence_of(facts: Facts, findings: tuple[Finding, ...]) -> Dependence:
    """Episodes a day, their trend, and what points to tolerance or withdrawal."""
    row = next(row for row in read_toml("trends")["row"] if row["measure"] == "doses_per_day")
    change = use_change(facts, row["compare_d"], row["least_d"])
    ids = [part for finding in findings for part in finding.id.split("+")]
    seen = dict.fromkeys(_CAUSES[part] for part in ids if part in _CAUSES)
    notes = ("The eleven criteria of a use disorder cannot be counted from a diary; a talk can.",)
    return Dependence(
        episodes_per_day=change.last.doses_per_day if change else None,
        trend=_trend(change),
        criteria=tuple(f"Possible sign of {name}: ask about it." for name in seen),
        withdrawal=tuple(_scale(entry, facts) for entry in facts.entries if _is_scale(entry)),
        notes=notes if facts.kratom else (),
    )


def _trend(change: UseChange | None) -> str:
    if change is None:
        return "Cannot tell: too few days with entries."
    first, last = (f"{p.doses_per_day:.1f}" for p in (change.first, change.last))
    if first == last:
        return f"Doses a day: {last}, as in the first {change.compared_d} days."
    return f"Doses a day: {first} in the first {change.compared_d} days, {last} in the last."


def _is_scale(entry: Entry) -> bool:
    return entry.kind is Kind.SCALE and entry.what.casefold() in _SCALES


def _scale(entry: Entry, facts: Facts) -> str:
    value = number_text(entry.value) if isinstance(entry.value, float) else str(entry.value)
    return f"{entry.what.upper()} {value} on {day_text(facts.day(entry))}"
