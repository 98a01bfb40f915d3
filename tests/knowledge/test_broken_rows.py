"""No row of knowledge gets in without its id, text, source, place, evidence level or review.

Each loader is run on its own table with one row broken, and must tell the file, the row, counted
from 1 in its list, and the field.
"""

import copy

import pytest

from speciosa.errors import TableError
from speciosa.knowledge import tables
from speciosa.knowledge.brands import _by_source
from speciosa.knowledge.claims import claims
from speciosa.knowledge.jurisdictions import jurisdiction_rows, legal_facts, place_name
from speciosa.knowledge.not_found import not_found
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.knowledge.tables import read_toml
from speciosa.knowledge.terms import terms

NEEDS = {
    (statements, "statements", "statement"): "id text certainty topics evidence review sources",
    (studies, "studies", "study"): "key source place finding weakness evidence review",
    (claims, "claims/CL-03", "claim"): "id known certainty evidence review sources place",
    (jurisdiction_rows, "jurisdictions", "row"): "id place status as_of evidence review sources",
    (legal_facts, "jurisdictions", "fact"): "id day place text as_of review sources",
    (terms, "terms", "term"): "key term meaning sources place evidence review",
    (not_found, "not_found", "missing"): "id subject looked_for where instead as_of",
    (_by_source, "brand_countries", "brand_source"): "source countries place",
}
CASES = [
    pytest.param(*table, field, id=f"{table[2]}-{field}")
    for table, fields in NEEDS.items()
    for field in fields.split()
]
UNKNOWN_SOURCES = [
    pytest.param(load, table, key, field, id=key)
    for (load, table, key), fields in NEEDS.items()
    for field in fields.split()
    if field in {"source", "sources"}
]


@pytest.fixture
def broken(monkeypatch):
    """A function that loads a table after a change of the first row of one of its lists."""

    def clear():
        tables.placed_rows.cache_clear()
        tables.load_table.cache_clear()

    def load(loader, table, key, change):
        content = copy.deepcopy(read_toml(table))
        change(content[key])
        monkeypatch.setattr(
            tables, "read_toml", lambda name: content if name == table else read_toml(name)
        )
        clear()
        return loader.__wrapped__()

    clear()
    yield load
    clear()


@pytest.mark.parametrize(("loader", "table", "key", "field"), CASES)
def test_a_row_without_a_field_is_refused_by_file_row_and_field(broken, loader, table, key, field):
    with pytest.raises(TableError) as caught:
        broken(loader, table, key, lambda rows: rows[0].pop(field))
    assert (caught.value.file, caught.value.row) == (f"{table}.toml", 1)
    assert field in f"{caught.value.field} {caught.value.expected}"


@pytest.mark.parametrize(("loader", "table", "key", "field"), UNKNOWN_SOURCES)
def test_a_source_that_no_table_has_is_refused(broken, loader, table, key, field):
    named = "nobody1999" if field == "source" else ["nobody1999"]
    with pytest.raises(TableError, match="nobody1999") as caught:
        broken(loader, table, key, lambda rows: rows[0].update({field: named}))
    assert (caught.value.file, caught.value.row) == (f"{table}.toml", 1)


@pytest.mark.parametrize(
    ("loader", "table", "key"),
    [table for table in NEEDS if table[0] is not claims],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_row_that_stands_twice_is_refused(broken, loader, table, key):
    with pytest.raises(TableError, match="twice") as caught:
        broken(loader, table, key, lambda rows: rows.append(dict(rows[0])))
    assert caught.value.file == f"{table}.toml"
    assert caught.value.row > 1


@pytest.mark.parametrize(
    "change",
    [
        {"sources": ["own"], "review": "published", "place": ""},  # published rests on a source
        {"sources": ["own"], "review": "expert proposal", "place": "page 1"},  # a place of nothing
        {"place": ""},
        {"meaning": "no capital and no end"},
        {"evidence": "L9"},
    ],
)
def test_a_word_says_where_its_meaning_is_from(broken, change):
    with pytest.raises(TableError) as caught:
        broken(terms, "terms", "term", lambda rows: rows[0].update(change))
    assert caught.value.row == 1


def test_a_place_without_a_name_and_a_fact_of_tomorrow_are_refused(broken):
    for change in ({"place": "XX"}, {"day": "2099-01-01"}, {"day": "May 2016"}):
        with pytest.raises(TableError) as caught:
            broken(legal_facts, "jurisdictions", "fact", lambda rows, c=change: rows[0].update(c))
        assert (caught.value.file, caught.value.row) == ("jurisdictions.toml", 1)


def test_every_place_has_a_name_that_is_used():
    used = {row.place for row in (*jurisdiction_rows(), *legal_facts())}
    assert used == set(read_toml("jurisdictions")["places"])
    assert place_name("US-RI") == "Rhode Island, United States"
