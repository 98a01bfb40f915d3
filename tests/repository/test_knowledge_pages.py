"""Pages of knowledge: everything is on one of them, every link arrives, nothing old is left."""

import posixpath
import re
import runpy
from collections import Counter
from pathlib import Path

import pytest

from scripts.knowledge.blocks import Entry, Page, rendered, safe
from scripts.knowledge.pages import all_pages
from speciosa.knowledge.claims import claims
from speciosa.knowledge.ingredients import ingredients
from speciosa.knowledge.instruments import instruments
from speciosa.knowledge.jurisdictions import jurisdiction_rows, legal_facts
from speciosa.knowledge.sources import sources
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.knowledge.tables import placed_rows, read_toml, table_names
from speciosa.knowledge.terms import terms
from speciosa.safety.interaction_table import InteractionRow
from speciosa.safety.rows import load_rows
from speciosa.safety.rules.condition import ConditionRow
from speciosa.safety.rules.threshold import ThresholdRow
from speciosa.safety.schedule import schedule_rows

ROOT = Path(__file__).parents[2]
MADE = runpy.run_path(str(ROOT / "scripts" / "make_docs.py"))
TEXTS = {name: text for name, text in MADE["texts"]().items() if name.startswith("knowledge")}
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
ANCHOR = re.compile(r'<a id="([^"]+)">')
PAGES = {page.path: page for page in all_pages()}
ON_A_PAGE = {
    "statements.md": [row.id for row in statements()],
    "studies.md": list(studies()),
    "claims.md": list(claims()),
    "conditions.md": [row.id for row in load_rows("conditions", ConditionRow)],
    "thresholds.md": [row.id for row in load_rows("thresholds", ThresholdRow)],
    "schedule.md": [row.id for row in schedule_rows()],
    "instruments.md": list(instruments()),
    "regulation.md": [*(row.key for row in jurisdiction_rows()), *(f.id for f in legal_facts())],
    "terms.md": [row.term for row in terms().values()],
    "sources.md": list(sources()),
}


@pytest.mark.parametrize(("path", "ids"), ON_A_PAGE.items(), ids=list(ON_A_PAGE))
def test_every_row_stands_on_its_page_once(path, ids):
    assert Counter(entry.id for entry in PAGES[path].entries) == Counter(ids)


def test_every_interaction_and_every_medicine_stands_on_the_page_of_its_file():
    for placed in placed_rows("interactions", "row", InteractionRow):
        page = TEXTS[f"knowledge/{placed.table}.md"]
        assert f"### {placed.row.id}: {placed.row.severity}" in page
        assert safe(placed.row.why) in page
    shown = [e.id for path, p in PAGES.items() if path.startswith("medicines/") for e in p.entries]
    assert Counter(shown) == Counter(list(ingredients()))


def test_a_new_table_of_rules_has_a_page():
    """Of a table without a page of its own: where its rows stand."""
    elsewhere = {"jurisdictions": "regulation.md"}
    for table in table_names():
        if "row" in read_toml(table):
            assert elsewhere.get(table, f"{table}.md") in PAGES, table


def test_every_table_is_shown_or_holds_only_words_for_the_program():
    only_words = {"claim_words", "condition_names", "brand_countries"}  # used on other pages
    own = {"statements", "studies", "jurisdictions", "red_flags", "countries", "terms", "not_found"}
    shown = {path.removesuffix(".md") for path in PAGES} | own | only_words
    generic = {e.id.split()[0] for p in ("limits.md", "calculators.md") for e in PAGES[p].entries}
    left = {table for table in table_names() if table not in shown}
    assert {table for table in left if table.partition("_")[0] not in generic} == set()


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_every_link_arrives_at_an_entry(name):
    for target in LINK.findall(TEXTS[name]):
        if target.startswith("https:"):
            continue
        path, _, wanted = target.partition("#")
        to = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        if to.startswith("../"):
            assert (ROOT / "docs" / to).exists(), target
        else:
            assert not wanted or wanted in ANCHOR.findall(TEXTS[to]), target


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_no_anchor_of_a_page_stands_twice(name):
    anchors = Counter(ANCHOR.findall(TEXTS[name]))
    assert [name for name, count in anchors.items() if count > 1] == []


def test_the_entry_page_counts_what_the_pages_hold_and_links_what_is_not_confirmed():
    entry = TEXTS["knowledge.md"]
    rows = placed_rows("interactions", "row", InteractionRow)
    reviews = Counter(placed.row.review for placed in rows)
    share = f"{reviews['unverified']} ({100 * reviews['unverified'] / len(rows):.0f} %)"
    assert f"| **Interactions, all** | {len(rows)} |" in entry
    line = next(row for row in entry.splitlines() if row.startswith("| **Interactions, all**"))
    assert line.endswith(f"| {share} |")
    for placed in rows:
        if placed.row.review == "unverified":
            assert f"[{placed.row.id}](knowledge/{placed.table}.md#" in entry
    assert "## What was not found" in entry


def test_no_page_is_left_that_is_made_no_longer(tmp_path, monkeypatch):
    assert MADE["stale"](MADE["texts"]()) == []
    (tmp_path / "knowledge").mkdir()
    old = tmp_path / "knowledge" / "old.md"
    old.write_text("", encoding="utf-8")
    monkeypatch.setitem(MADE["stale"].__globals__, "DOCS", tmp_path)
    assert MADE["stale"](["knowledge/new.md"]) == [old]


def test_a_sign_of_markdown_in_a_text_stays_a_sign():
    lines = (("Why", safe("a|b *c* <d> [e](f) g_h")),)
    text = "\n".join(rendered(Page("x.md", "X", "y", (Entry("A-1", "", lines),))))
    assert r"- **Why:** a\|b \*c\* &lt;d&gt; \[e\](f) g\_h" in text
