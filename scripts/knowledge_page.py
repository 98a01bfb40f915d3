"""`docs/knowledge.md`: every rule as a table a clinician can read, and what is not confirmed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from speciosa.knowledge.sources import Source, sources
from speciosa.knowledge.tables import placed_rows
from speciosa.safety.interaction_table import InteractionRow
from speciosa.safety.rows import SEVERITIES, KratomRow, Row, load_rows
from speciosa.safety.rules.condition import ConditionRow
from speciosa.safety.rules.count import CountRow
from speciosa.safety.rules.cutoff import CutoffRow
from speciosa.safety.rules.threshold import ThresholdRow
from speciosa.safety.rules.timing import TimingRow
from speciosa.safety.rules.trend import TrendRow

REVIEWS: Final = ("published", "expert proposal", "unverified")
TABLES: Final[dict[str, tuple[str, type[Row]]]] = {
    "interactions": ("Interactions", InteractionRow),
    "conditions": ("Conditions", ConditionRow),
    "counts": ("Several things that add up", CountRow),
    "thresholds": ("Limits on readings", ThresholdRow),
    "trends": ("Change of use", TrendRow),
    "timing": ("Timing", TimingRow),
    "cutoffs": ("Questionnaires", CutoffRow),
}
_HEAD: Final = """# What the rules say, and how sure that is

Written by `make docs` from the tables in `src/speciosa/knowledge/data`; do not edit. Severities are
those for leaf: S4 avoid, S3 major, S2 moderate, S1 minor, P protective. Evidence is about the pair
with kratom: L1 a controlled study of kratom, L2 observations, L3 cases, L4 laboratory, L5 what the
class of the other medicine does, "diary" a rule on the person's own record. **published** means
that the fact behind a row was read in the source named, often its abstract or a label's text;
**expert proposal** that no published source exists; **unverified** that it could not be confirmed.
The mark never lowers a severity. What is in no table was not looked at: that is not the same as no
risk.
"""


def knowledge_page() -> Iterator[str]:
    """The whole page, line by line."""
    yield _HEAD
    yield from _counts()
    yield from _unverified()
    for name, (title, kind) in TABLES.items():
        yield f"## {title}"
        yield ""
        yield from _interactions() if name == "interactions" else _table(load_rows(name, kind))
    yield from _sources()


def _counts() -> Iterator[str]:
    yield f"| Table | Rows | {' | '.join(REVIEWS)} |"
    yield "|---|---|" + "---|" * len(REVIEWS)
    for name, (title, kind) in TABLES.items():
        rows = load_rows(name, kind)
        found = Counter(row.review for row in rows)
        shares = (f"{found[r]} ({100 * found[r] / len(rows):.0f} %)" for r in REVIEWS)
        yield f"| {title} | {len(rows)} | {' | '.join(shares)} |"
    yield ""


def _unverified() -> Iterator[str]:
    yield "**Unverified**, by id: " + "; ".join(_unverified_of_each()) + "."
    yield ""


def _unverified_of_each() -> Iterator[str]:
    for name, (title, kind) in TABLES.items():
        ids = dict.fromkeys(r.id for r in load_rows(name, kind) if r.review == "unverified")
        if ids:
            yield f"{title.lower()} {', '.join(ids)}"


def _interactions() -> Iterator[str]:
    by_file: dict[str, list[Row]] = {}
    for placed in placed_rows("interactions", "row", InteractionRow):
        by_file.setdefault(placed.table, []).append(placed.row)
    for table, rows in by_file.items():
        yield f"### {_words(table.rpartition('/')[2]).capitalize()}"
        yield ""
        yield from _table(rows)


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield "| Id | About | Severity | Why | What to do | Who | Evidence | Sources |"
    yield "|---|---|---|---|---|---|---|---|"
    for row in sorted(rows, key=lambda row: (row.id, SEVERITIES.index(row.severity))):
        cells = (
            row.id,
            _about(row),
            row.severity,
            row.why,
            _actions(row),
            row.who,
            f"{row.evidence}, {row.review}",
            ", ".join(row.sources),
        )
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"
    yield ""


def _about(row: Row) -> str:
    if isinstance(row, InteractionRow):
        when = f"; if {' or '.join(row.when)}" if row.when else ""
        only = f"; only {', '.join(row.products)}" if row.products else ""
        return f"{_words(', '.join(row.medicines))}{when}{only}"
    return str(getattr(row, "title", "") or getattr(row, "label", "") or row.id)


def _actions(row: Row) -> str:
    if isinstance(row, KratomRow):
        return f"New: {row.action_if_new} Already: {row.action_if_already}"
    return str(getattr(row, "action", ""))


def _words(text: str) -> str:
    return text.replace("_", " ")


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())


def _sources() -> Iterator[str]:
    yield "## Sources"
    yield ""
    for key, source in sorted(sources().items()):
        yield f"- **{key}**: {_cited(source)}. Read: {source.read}."


def _cited(source: Source) -> str:
    ids = (f"doi {source.doi}" if source.doi else "", f"PMID {source.pmid}" if source.pmid else "")
    return ", ".join((source.cite.rstrip("."), *(text for text in ids if text)))
