"""Every row of every rule table is complete and can be traced."""

import pytest

from speciosa.diary.conditions import condition_names
from speciosa.errors import TableError
from speciosa.knowledge.medicines import ingredients
from speciosa.knowledge.sources import sources
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.safety.interaction_table import InteractionRow, interaction_rows
from speciosa.safety.predicates import parsed
from speciosa.safety.rows import RANKS, load_rows
from speciosa.safety.rules.condition import ConditionRow
from speciosa.safety.rules.count import CountRow
from speciosa.safety.rules.cutoff import CutoffRow
from speciosa.safety.rules.lead import LeadRow
from speciosa.safety.rules.threshold import ThresholdRow
from speciosa.safety.rules.timing import TimingRow
from speciosa.safety.rules.trend import TrendRow

TABLES = {
    "interactions": InteractionRow,
    "conditions": ConditionRow,
    "thresholds": ThresholdRow,
    "trends": TrendRow,
    "lead": LeadRow,
    "timing": TimingRow,
    "counts": CountRow,
    "cutoffs": CutoffRow,
}
ROWS = [(table, row) for table, kind in TABLES.items() for row in load_rows(table, kind)]


def known_classes():
    return {c for item in ingredients().values() for c in item.classes} | set(ingredients())


@pytest.mark.parametrize(("table", "row"), ROWS, ids=lambda value: getattr(value, "id", value))
def test_a_row_is_complete(table, row):
    assert set(row.sources) <= set(sources()), table
    assert row.rank in RANKS
    assert row.why.endswith(".")
    assert row.who


def test_there_are_enough_rows_of_every_shape():
    assert len({row.id for row in interaction_rows()}) >= 60
    assert len({row.id for _, row in ROWS}) >= 45
    assert all(load_rows(table, kind) for table, kind in TABLES.items())


def test_an_unread_source_alone_never_stands_behind_published():
    for table, row in ROWS:
        if set(row.sources) <= {"clinical-texts", "speciosa-proposal"}:
            assert row.review != "published", (table, row.id)


def test_classes_conditions_and_predicates_exist():
    names = set(condition_names().values())
    for row in interaction_rows():
        assert set(row.medicines) <= known_classes(), row.id
        for name in (*row.when, *row.signs):
            for part in parsed(name):  # refuses what no diary could answer
                assert part.kind != "medicine" or part.what in known_classes(), name
    for row in load_rows("conditions", ConditionRow):
        assert {*row.conditions, *row.with_conditions} <= names, row.id
        assert set(row.with_medicines) <= known_classes(), row.id
    for row in load_rows("counts", CountRow):
        for factor in row.factors:
            assert not factor.medicine or factor.medicine in known_classes()
            assert not factor.condition or factor.condition in names


def test_tags_are_those_the_steps_know():
    steps = read_toml("product_classes")["steps"]
    known = {*steps["extract"], *steps["strongest"]}
    for table, row in ROWS:
        if table in {"interactions", "conditions"}:
            assert set(row.tags) <= known, row.id


def test_variants_of_a_cause_differ_in_severity_upwards_with_their_predicate():
    rows = interaction_rows()
    for row in rows:
        if row.when:
            plain = [
                r for r in rows if r.id == row.id and r.medicines == row.medicines and not r.when
            ]
            assert len(plain) == 1, row.id
            assert plain[0].severity < row.severity, row.id


@pytest.mark.parametrize(
    "field",
    ["id", "severity", "rank", "evidence", "review", "sources", "why", "who", "action_if_new"],
)
def test_a_row_that_lacks_something_is_refused_by_file_row_and_field(field):
    item = dict(read_toml("interactions/adhd")["row"][0])
    del item[field]
    with pytest.raises(TableError) as caught:
        typed_row("interactions/adhd", 7, InteractionRow, item)
    assert (caught.value.file, caught.value.row, caught.value.field) == (
        "interactions/adhd.toml",
        7,
        field,
    )


def test_a_misspelt_field_is_refused():
    item = read_toml("interactions/adhd")["row"][0] | {"severty": "S4"}
    with pytest.raises(TableError, match="severty"):
        typed_row("interactions/adhd", 1, InteractionRow, item)
