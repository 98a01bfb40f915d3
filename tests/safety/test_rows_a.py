"""Every row on ADHD medicines, opioids, sedatives, serotonergic medicines and antipsychotics:
a diary that triggers it, and diaries that must not. What the rows say is tested by hand elsewhere.
"""

import re

import pytest

from speciosa.diary.person import Medicine
from speciosa.knowledge.medicines import ingredients
from speciosa.knowledge.sources import sources
from speciosa.knowledge.tables import placed_rows
from speciosa.safety.check import check_safety
from speciosa.safety.facts import build_facts
from speciosa.safety.interaction_table import InteractionRow
from speciosa.safety.rules.interaction import interaction
from tests.safety.diaries import diary, doses, entry

MINE = {"adhd", "opioids", "sedatives", "serotonergic", "antipsychotics"}
ROWS = [
    placed.row
    for placed in placed_rows("interactions", "row", InteractionRow)
    if placed.table.rpartition("/")[2] in MINE
]
CASES = [(row, predicate) for row in ROWS for predicate in row.when or ("",)]
NEVER_SUDDENLY = {
    "opioid", "opioid-3a", "opioid-2d6", "tramadol", "tapentadol", "methadone", "opioid-patch",
    "buprenorphine", "tianeptine", "benzodiazepine", "benzodiazepine-3a", "z-drug", "barbiturate",
    "gabapentinoid", "baclofen", "carisoprodol", "oxybate", "phenibut", "clonidine", "guanfacine",
    "tizanidine", "ssri", "ssri-2d6", "ssri-qt", "snri", "duloxetine", "tca", "maoi", "nefazodone",
    "sedating-antidepressant", "bupropion", "buspirone", "inducing-antiepileptic", "lamotrigine",
    "quetiapine", "clozapine", "olanzapine", "antipsychotic", "lithium",
}  # fmt: skip


def label(value):
    return f"{value.id} {value.medicines[0]} {value.severity}" if hasattr(value, "why") else value


def of_class(wanted, but=()):
    """Ingredients that a class, or an ingredient's own name, stands for."""
    return [k for k, i in ingredients().items() if k not in but and wanted in {k, *i.classes}]


def kratom(*, daily):
    rated = [entry(day, 7, "rating", "pain", 5) for day in range(14)]
    return rated + (doses(range(14)) if daily else doses(range(0, 14, 7), hours=(8,)))


def diary_for(row, own, predicate="", **changes):
    """A diary in which a medicine of a row is in use and one predicate of the row holds."""
    kind, _, what = predicate.partition(":")
    other = [of_class(what, but=[own])[0]] if kind == "medicine" else []
    conditions = ("fibromyalgia", what) if kind == "condition" else ("fibromyalgia",)
    years = re.fullmatch(r"age>=?(\d+)", predicate)
    older = {"birth_year": 2026 - int(years[1]) - 1} if years else {}
    made = older | {
        "entries": kratom(daily=predicate == "daily use"),
        "form": row.products[0] if row.products else "leaf",
        "medicines": [own, *other],
        "conditions": conditions,
    }
    return diary(**(made | changes))


def speaks(row, made):
    """Whether a row itself is among what the interaction rule says of a diary."""
    drafts = interaction(build_facts(made))
    return any(draft.row_id == row.id and draft.why.startswith(row.why) for draft in drafts)


@pytest.mark.parametrize(("row", "predicate"), CASES, ids=label)
def test_a_medicine_of_the_row_triggers_it(row, predicate):
    names = [name for wanted in row.medicines for name in of_class(wanted)]
    reached = [name for name in names if speaks(row, diary_for(row, name, predicate))]
    assert reached
    found = check_safety(diary_for(row, reached[0], predicate)).findings
    assert any(row.id in finding.id.split("+") for finding in found)


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_without_its_medicine_or_without_kratom_the_row_is_silent(row):
    own = of_class(row.medicines[0])[0]
    assert not speaks(row, diary_for(row, own, medicines=["metformin"]))
    assert not speaks(row, diary_for(row, own, products={}, entries=kratom(daily=False)[:14]))


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_long_after_the_medicine_ended_the_row_is_silent(row):
    own = of_class(row.medicines[0])[0]
    ended = {own: Medicine(until="2026-02-01")}  # four weeks before the diary begins
    assert not speaks(row, diary_for(row, own, medicines=ended))


@pytest.mark.parametrize("row", [row for row in ROWS if row.when], ids=label)
def test_a_stricter_row_is_silent_when_nothing_it_asks_for_is_there(row):
    own = next(k for k in of_class(row.medicines[0]))
    assert not speaks(row, diary_for(row, own))


@pytest.mark.parametrize("row", [row for row in ROWS if row.products], ids=label)
def test_a_row_for_some_products_is_silent_for_leaf(row):
    own = of_class(row.medicines[0])[0]
    assert not speaks(row, diary_for(row, own, form="leaf"))


@pytest.mark.parametrize("row", [row for row in ROWS if row.severity == "S4"], ids=label)
def test_an_s4_row_rests_on_a_text_about_the_medicine(row):
    if row.review != "published":
        assert row.medicines == ("akuamma",)  # looked for, nothing could be read
        return
    about = [sources()[key] for key in row.sources]
    assert any(source.kind in {"label", "authority", "case", "observational"} for source in about)


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_nothing_that_must_not_end_suddenly_is_left_without_that_sentence(row):
    if NEVER_SUDDENLY & set(row.medicines):
        assert re.search(r"suddenly|on your own", row.action_if_already)


@pytest.mark.parametrize("row", ROWS, ids=label)
def test_both_actions_are_sentences_and_differ_where_it_matters(row):
    for text in (row.who, row.why, row.action_if_new, row.action_if_already):
        assert text == text.strip()
    assert row.action_if_new.endswith(".")
    assert row.action_if_already.endswith(".")
    if row.severity in {"S3", "S4"}:
        assert row.action_if_new != row.action_if_already or row.medicines == ("alcohol",)


def test_most_rows_rest_on_something_that_was_read():
    published = [row for row in ROWS if row.review == "published"]
    assert len(published) >= 0.6 * len(ROWS)
