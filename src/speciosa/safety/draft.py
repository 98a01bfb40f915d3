"""What a rule returns before findings of one cause are merged, and where rules register."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from speciosa.registry import Registry
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Evidence, Review, Severity
from speciosa.safety.rows import Row


@dataclass(frozen=True, slots=True)
class Draft:
    """One finding of one row; `pair` are the days on which kratom and the names met."""

    row_id: str
    cause: str
    severity: Severity
    rank: str
    evidence: Evidence
    review: Review
    title: str  # empty: composed from the names and the days
    names: tuple[str, ...]
    why: str
    action: str
    who: str
    sources: tuple[str, ...]
    because: tuple[str, ...]
    since: date | None = None
    pair: frozenset[date] = frozenset()
    window_d: int = 0


Rule = Callable[[Facts], list[Draft]]
rules: Registry[Rule] = Registry("speciosa.safety.rules")


def draft_of(
    row: Row,
    *,
    title: str,
    action: str,
    because: tuple[str, ...],
    names: tuple[str, ...] = (),
    since: date | None = None,
    severity: Severity | None = None,
    why: str = "",
    who: str = "",
) -> Draft:
    """A draft with everything a row says, and what the diary adds."""
    return Draft(
        row_id=row.id,
        cause=row.merges_as,
        severity=severity or row.severity,
        rank=row.rank,
        evidence=row.evidence,
        review=row.review,
        title=title,
        names=names,
        why=why or row.why,
        action=action,
        who=who or row.who,
        sources=row.sources,
        because=because,
        since=since,
    )
