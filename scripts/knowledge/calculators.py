"""Pages of tables that are lists of numbers: every section as the table writes it."""

from collections.abc import Iterator
from typing import Any, Final

from scripts.knowledge.blocks import Entry, Page, field_words, safe, value_words
from speciosa.knowledge.tables import read_toml, table_names

_META: Final = frozenset({"review", "sources", "place", "order_review"})
_OTHERS: Final = (
    "readings",
    "outcomes",
    "watch",
    "dependence",
    "product_classes",
    "event_questions",
    "forms",
    "modifiers",
    "levels",
    "highest_levels",
    "weighing",
)
_TITLES: Final = ("name", "label", "question", "reading", "element", "key")
_NAMES: Final = {
    "ctcae": "grades of laboratory values (CTCAE)", "dsm5": "criteria of a use disorder (DSM-5)",
    "lead": "lead swallowed with the product", "line_list": "list of cases (ICH E2B)",
    "naranjo": "Naranjo scale", "qtc": "corrected QT time", "rucam": "RUCAM, liver injury",
    "tisdale": "Tisdale score", "who_umc": "WHO-UMC categories", "liver": "limits of liver tests",
    "readings": "units and ranges", "outcomes": "what can be rated",
    "watch": "outcomes that are watched", "dependence": "ways of looking at use",
    "product_classes": "leaf, extract or 7-OH", "event_questions": "questions about an event",
    "forms": "product forms", "modifiers": "what widens the levels",
    "levels": "measured levels", "highest_levels": "levels that are typing errors",
    "weighing": "how far an amount may be off",
}  # fmt: skip


def calculator_page() -> Page:
    """Every number of the calculators, as their tables hold it."""
    tables = (*table_names("calculators"), "liver")
    entries = tuple(entry for table in tables for entry in _calculator(table))
    intro = (
        "Scores are given as ranges until every question is answered. Items are in our own words."
    )
    return Page("calculators.md", "Calculators", intro, entries)


def limits_page() -> Page:
    """Readings, outcomes and the limits that are no rule of their own."""
    entries = tuple(entry for table in _OTHERS for entry in _calculator(table))
    intro = (
        "Units and ranges of readings, outcomes that can be rated, what counts as a break, a "
        "night or an extract, and what goes into the levels besides the substances."
    )
    return Page("limits.md", "Readings, outcomes and other limits", intro, entries)


def substance_pages() -> Iterator[Page]:
    """Every number behind the curves, one page for each substance."""
    for table in table_names("substances"):
        name = str(read_toml(table)["name"])
        intro = (
            "Numbers of the curve with unit, source and place; the sources stand at the end. Each "
            "carries how sure it is; half-lives are compared with volume and clearance."
        )
        yield Page(f"{table}.md", f"Levels: {name}", intro, tuple(_calculator(table)))


def _calculator(table: str) -> Iterator[Entry]:
    """The head of a table, then each of its sections; a section without marks has the head's."""
    content, name = read_toml(table), table.rpartition("/")[2]
    head = {k: v for k, v in content.items() if not _is_section(v)}
    if head:
        yield _section(field_words(name), _NAMES.get(name, ""), head, head)
    for key, value in content.items():
        for number, part in enumerate(_parts(value), start=1):
            count = f" {number}" if isinstance(value, list) else ""
            title = next((str(part[field]) for field in _TITLES if field in part), "")
            yield _section(f"{field_words(name)} {field_words(key)}{count}", title, part, head)


def _is_section(value: object) -> bool:
    return bool(_parts(value))


def _parts(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value]
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def _section(key: str, title: str, part: dict[str, Any], head: dict[str, Any]) -> Entry:
    lines = tuple(
        (field_words(name).capitalize(), value_words(value))
        for name, value in part.items()
        if name not in _META
    )
    review = str(part.get("review") or _worst(part) or head.get("review", ""))
    sources = tuple(part.get("sources") or head.get("sources", ()))
    return Entry(key, safe(title), lines, review, sources, str(part.get("place", "")))


def _worst(part: dict[str, Any]) -> str:
    """Unverified where any answer or score of a section is."""
    inner = [option.get("review", "") for v in part.values() for option in _parts(v)]
    own = [str(v) for k, v in part.items() if k.endswith("_review")]
    return "unverified" if "unverified" in (*inner, *own) else ""
