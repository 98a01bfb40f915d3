"""Everything a diary shows about getting used to kratom, in one record."""

from datetime import date

from speciosa.diary.entries import Entry, Kind
from speciosa.knowledge.tables import read_toml
from speciosa.record import Number, Record
from speciosa.safety.dependence.low import LowState, low_states
from speciosa.safety.dependence.signs import (
    Break,
    breaks_of,
    early_doses,
    longest_break,
    night_doses,
)
from speciosa.safety.dependence.table import break_rule, night_rule, withdrawal_scales
from speciosa.safety.facts import Facts
from speciosa.safety.use import use_change
from speciosa.safety.words import day_text, number_text


class ScaleTotal(Record):
    """One total of a withdrawal scale."""

    entry: str
    day: date
    label: str
    value: Number
    highest: Number
    by: str  # who fills it in

    @property
    def text(self) -> str:
        """The total and its day."""
        return f"{self.label} {number_text(self.value)} on {day_text(self.day)}"


class DependenceProfile(Record):
    """Use and what follows its absence; a description, not a diagnosis."""

    doses_per_day: Number | None
    first_doses_per_day: Number | None
    grams_per_day: Number | None
    first_grams_per_day: Number | None
    compared_d: int  # length of the two periods compared; 0: too few days
    longest_break: Break | None
    breaks: tuple[Break, ...]
    night_doses: tuple[str, ...]  # entry ids
    early_doses: tuple[str, ...]
    scales: tuple[ScaleTotal, ...]
    low: tuple[LowState, ...]


def profile_of(facts: Facts) -> DependenceProfile:
    """The record of one diary."""
    row = next(row for row in read_toml("trends")["row"] if row["measure"] == "doses_per_day")
    change = use_change(facts, row["compare_d"], row["least_d"])
    night, table = night_rule(), read_toml("timing")["row"]
    share = next(row["share_of_median"] for row in table if row["kind"] == "early redosing")
    breaks = breaks_of(facts, break_rule().least_h)
    return DependenceProfile(
        doses_per_day=change.last.doses_per_day if change else None,
        first_doses_per_day=change.first.doses_per_day if change else None,
        grams_per_day=change.last.amount_g_per_day if change else None,
        first_grams_per_day=change.first.amount_g_per_day if change else None,
        compared_d=change.compared_d if change else 0,
        longest_break=longest_break(breaks),
        breaks=breaks,
        night_doses=tuple(d.entry_id for d in night_doses(facts, night.from_hour, night.to_hour)),
        early_doses=tuple(dose.entry_id for dose in early_doses(facts, share)),
        scales=withdrawal_totals(facts),
        low=low_states(facts),
    )


def withdrawal_totals(facts: Facts) -> tuple[ScaleTotal, ...]:
    """All totals of withdrawal scales by time; one that its scale cannot reach is left out."""
    found = (_total(entry, facts) for entry in facts.of_kind(Kind.SCALE))
    return tuple(total for total in found if total is not None)


def _total(entry: Entry, facts: Facts) -> ScaleTotal | None:
    scale = withdrawal_scales().get(entry.what.casefold().strip())
    if scale is None or not isinstance(entry.value, float):
        return None
    if not 0 <= entry.value <= scale.highest:
        return None
    return ScaleTotal(
        entry=entry.id,
        day=facts.day(entry),
        label=scale.label,
        value=entry.value,
        highest=scale.highest,
        by=scale.by,
    )
