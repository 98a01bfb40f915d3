"""Pages of the rules: interactions by subject, and one page for every other shape of rule."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from scripts.knowledge.blocks import (
    Entry,
    Line,
    Page,
    field_words,
    link,
    listed,
    safe,
    subject_words,
    value_words,
)
from scripts.knowledge.medicines import CLASSES, known_classes, members
from speciosa.knowledge.tables import placed_rows
from speciosa.safety.interaction_table import InteractionRow
from speciosa.safety.limits import Limit
from speciosa.safety.product_class import CLASSES as PRODUCTS
from speciosa.safety.product_class import stepped
from speciosa.safety.rows import SEVERITIES, KratomRow, Row, load_rows
from speciosa.safety.rules.condition import ConditionRow
from speciosa.safety.rules.count import CountRow, Factor
from speciosa.safety.rules.cutoff import CutoffRow
from speciosa.safety.rules.lead import LeadRow
from speciosa.safety.rules.threshold import ThresholdRow
from speciosa.safety.rules.timing import TimingRow
from speciosa.safety.rules.trend import TrendRow
from speciosa.safety.taper_holds import HoldRow

SHAPES: Final[dict[str, tuple[str, type[Row], str]]] = {
    "conditions": ("Conditions", ConditionRow, "What a person has or is, beside kratom."),
    "counts": ("Several things that add up", CountRow, "Points of one subject, added."),
    "thresholds": ("Limits on readings", ThresholdRow, "Laboratory values and vital signs."),
    "lead": ("Lead in the product", LeadRow, "What a certificate and the doses give in a day."),
    "trends": ("Change of use", TrendRow, "Use now against the beginning of the diary."),
    "timing": ("Timing", TimingRow, "When things happen: breaks, starts, stops."),
    "cutoffs": ("Questionnaires", CutoffRow, "Answers and totals that ask for something."),
    "taper": (
        "Following a professional's plan for less",
        HoldRow,
        "When to keep the present step. This program never makes a plan.",
    ),
}
_TOLD: Final = {*KratomRow.model_fields, "title", "label", "action"}
_INTRO: Final = "Kratom together with these. Of rows with one id the strictest that fits is shown."
_WHEN: Final = "any of these holds"


def interaction_pages() -> Iterator[Page]:
    """One page for every file of interactions."""
    by_file: dict[str, list[InteractionRow]] = {}
    for placed in placed_rows("interactions", "row", InteractionRow):
        by_file.setdefault(placed.table, []).append(placed.row)
    for table, rows in by_file.items():
        path = f"{table}.md"
        entries = tuple(_interaction(row, path) for row in _sorted(rows))
        subject = table.rpartition("/")[2]
        yield Page(path, f"Interactions: {subject_words(subject)}", _INTRO, entries)


def rule_pages() -> Iterator[Page]:
    """One page for every other shape."""
    for table, (title, kind, intro) in SHAPES.items():
        rows = _sorted(load_rows(table, kind))
        braces = " In braces stands what the diary fills in." * any("{" in str(r) for r in rows)
        yield Page(f"{table}.md", title, intro + braces, tuple(_rule(row) for row in rows))


@cache
def interaction_ids() -> dict[str, tuple[str, tuple[str, ...]]]:
    """By id of an interaction its page and every medicine or class its rows name."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for placed in placed_rows("interactions", "row", InteractionRow):
        path, names = found.get(placed.row.id, (f"{placed.table}.md", ()))
        found[placed.row.id] = path, (*names, *placed.row.medicines)
    return found


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row.id, SEVERITIES.index(row.severity)))


def _interaction(row: Row, path: str) -> Entry:
    assert isinstance(row, InteractionRow)  # noqa: S101 - its table holds no other type
    lines = (
        ("With", "; ".join(_medicine(name, path) for name in row.medicines)),
        ("Only if", _conditions((*row.when, *row.signs))),
        ("Only for", listed(row.products)),
        ("Counts for", f"{row.washout_d} days after the last dose" * bool(row.washout_d)),
        *_told(row),
    )
    title = safe(row.title) or safe(", ".join(row.medicines))
    return Entry(row.id, f"{row.severity}, {title}", lines, row.review, row.sources)


def _rule(row: Row) -> Entry:
    title = str(getattr(row, "title", "") or getattr(row, "label", ""))
    lines = (*_triggers(row), *_told(row))
    heading = f"{row.severity}, {safe(title)}" if title else row.severity
    return Entry(row.id, heading, lines, row.review, row.sources)


def _told(row: Row) -> Iterator[Line]:
    """What a finding of this row says."""
    yield "How bad", _severities(row)
    yield "Why", safe(row.why)
    if isinstance(row, KratomRow):
        yield "Do, if new", safe(row.action_if_new)
        yield "Do, if already", safe(row.action_if_already)
    else:
        yield "Do", safe(str(getattr(row, "action", "")))
    yield "Who", safe(row.who)
    yield "Evidence", row.evidence
    yield "Merged with others on", safe(row.cause) if row.cause not in {"", row.id} else ""


def _severities(row: Row) -> str:
    """The severity by class of product, where it differs."""
    tags = getattr(row, "tags", ())
    shown = getattr(row, "products", ()) or PRODUCTS
    by_class = {kind: stepped(row.severity, tags, kind) for kind in shown}
    if set(by_class.values()) == {row.severity}:
        return row.severity
    return ", ".join(f"{kind} {severity}" for kind, severity in by_class.items())


def _triggers(row: Row) -> Iterator[Line]:
    """Every field that decides when the row speaks, as its table writes it."""
    for name, field in type(row).model_fields.items():
        value = getattr(row, name)
        if name in _TOLD or value == field.default or value in ((), None, "", False):
            continue
        if name in {"when", "signs"}:
            yield f"{field_words(name).capitalize()}", _conditions(value)
        elif name == "any_of":
            yield "If", _limits(value)
        elif name == "factors":
            yield "Points", _factors(value)
        else:
            plain = row.model_dump(mode="json", include={name}, exclude_defaults=True)
            yield field_words(name).capitalize(), value_words(plain.get(name, value))


def _limits(groups: Iterable[Iterable[Limit]]) -> str:
    """Groups of limits: all of one group on one day, any one group is enough."""
    return "; or ".join(" together with ".join(map(_limit, group)) for group in groups)


def _limit(limit: Limit) -> str:
    given = limit.model_dump(exclude_none=True, exclude={"reading", "unit"})
    name, value = next(iter(given.items()))
    words = "risen by" if name == "change_at_least" else field_words(name)
    return safe(f"{field_words(limit.reading)} {words} {value:g} {limit.unit}".strip())


def _factors(factors: Iterable[Factor]) -> str:
    return "; ".join(f"{factor.points} for {_factor(factor)}" for factor in factors)


def _factor(factor: Factor) -> str:
    given = factor.model_dump(exclude_defaults=True, exclude={"points", "group"})
    once = f" ({safe(factor.group)} count once)" if factor.group else ""
    if factor.reading:
        name, value = next((k, given[k]) for k in ("below", "above") if k in given)
        return safe(f"{field_words(factor.reading)} {name} {value:g} {factor.unit}") + once
    return value_words(given) + once


def _conditions(names: tuple[str, ...]) -> str:
    words = [safe(name.replace(":", " ")) for name in names]
    return words[0] if len(words) == 1 else f"{_WHEN}: {'; '.join(words)}" if words else ""


def _medicine(name: str, path: str) -> str:
    if name not in known_classes():
        return safe(name)
    count = len(members(name))
    return f"{link(name, CLASSES, name, path)} ({count} medicine{'s' * (count != 1)})"
