"""Rule: more lead a day from the product, by its certificate, than a published limit."""

from typing import Literal

from pydantic import Field

from speciosa.diary.certificate import TABLE
from speciosa.knowledge.tables import read_toml
from speciosa.safety.draft import Draft, draft_of, rules
from speciosa.safety.facts import Facts
from speciosa.safety.lead_use import certain_ug_per_day
from speciosa.safety.rows import Row, load_rows, step
from speciosa.safety.words import number_text


class LeadRow(Row):
    """One limit of the table `calculators/lead`, which also holds its number."""

    above: Literal["daily_limit", "reference_level"]
    action: str = Field(min_length=1)

    @property
    def limit_ug(self) -> float:
        """The limit, ug a day."""
        return float(read_toml(TABLE)[self.above]["ug"])

    @property
    def label(self) -> str:
        """What the limit is called."""
        return str(read_toml(TABLE)[self.above]["label"])


@rules.add("lead")
def lead(facts: Facts) -> list[Draft]:
    """The strictest row whose limit is passed; nothing without a certificate or a weight."""
    found_ug, keys = certain_ug_per_day(facts) if facts.kratom else (0.0, ())
    passed = [row for row in load_rows("lead", LeadRow) if found_ug > row.limit_ug]
    strictest = sorted(passed, key=lambda row: step(row.severity))[-1:]
    return [_draft(row, found_ug, keys) for row in strictest]


def _draft(row: LeadRow, found_ug: float, keys: tuple[str, ...]) -> Draft:
    return draft_of(
        row,
        title=f"Lead from the product: {number_text(found_ug)} ug a day, above {row.label}",
        action=row.action,
        because=tuple(f"product: {key}" for key in keys),
        why=f"{row.why} {row.label.capitalize()} is {number_text(row.limit_ug)} ug a day.",
    )
