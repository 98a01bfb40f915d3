"""When a report shows help and warnings only."""

from speciosa.safety.facts import Facts
from speciosa.safety.finding import Finding
from speciosa.safety.jurisdiction_table import jurisdiction_of
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.condition import ConditionRow


def restrictions_of(facts: Facts, findings: tuple[Finding, ...]) -> tuple[str, ...]:
    """`minor` and `jurisdiction`, as far as they apply."""
