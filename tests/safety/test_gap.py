from types import SimpleNamespace

from speciosa.diary.person import Medicine, Product
from speciosa.safety.facts import build_facts
from speciosa.safety.rules import gap as gap_rule
from tests.safety.diaries import diary, findings, found

SENTENCE = "No information about this pair. That is not the same as no risk."


def test_an_understood_medicine_without_a_row():
    seen = found(findings(medicines=["omeprazol 20"]), "no-row:omeprazole")
    assert seen.severity == "no information"
    assert seen.why == SENTENCE
    assert "omeprazole" in seen.title


def test_a_name_that_is_not_understood():
    seen = found(findings(medicines=["foozle"]), "no-name:foozle")
    assert seen.title == 'No information about "foozle": the name was not understood'


def test_a_name_that_must_be_asked_lists_what_it_may_be():
    seen = found(findings(medicines=["clonapam"]), "no-name:clonapam")
    assert "clonazepam" in seen.action
    assert "?" in seen.action


def test_a_covered_medicine_has_no_gap():
    assert all(f.severity != "no information" for f in findings(medicines=["sertraline"]))


def test_a_row_for_another_kind_of_product_is_no_information_about_this_one(monkeypatch):
    """Rows that speak of 7-OH products only say nothing about leaf."""
    rows = [SimpleNamespace(products=("7-oh",))]
    monkeypatch.setattr(gap_rule, "covering", lambda _: rows)
    medicines = ["sertraline"]
    assert drafts(medicines, form="leaf") == ["no-row:sertraline"]
    assert drafts(medicines, form="7-oh") == []


def drafts(medicines, **kwargs):
    facts = build_facts(diary(medicines=medicines, **kwargs))
    return [draft.row_id for draft in gap_rule.gap(facts)]


def test_a_medicine_that_ended_is_not_asked_about_and_no_kratom_no_gap():
    ended = {"omeprazole": Medicine(since="2025-01-01", until="2025-06-01")}
    assert drafts(ended) == []
    other = {"v": Product(name="v", substance="venlafaxine")}
    assert drafts(["omeprazole"], products=other, entries=[]) == []


def test_conditions_that_no_table_knows_are_named():
    seen = found(findings(conditions=("fibromyalgia", "xyzitis")), "no-name:conditions")
    assert "xyzitis" in seen.title
    assert "fibromyalgia" not in seen.title
