from datetime import date, timedelta

import pytest

from speciosa.safety.check import check_safety
from speciosa.safety.jurisdiction_table import jurisdiction_rows, legal_facts
from tests.safety.diaries import FIRST, diary, doses, entry, findings, found


def until(day):
    """A diary with a last entry on a day."""
    days = (day - FIRST.date()).days
    return [*doses(range(3)), entry(days, 9, "rating", "pain", 4)]


@pytest.mark.parametrize("place", ["IT", "US-LA", "AU", "MY"])
def test_where_it_is_controlled_the_report_is_restricted_and_dated(place):
    result = check_safety(diary(country=place))
    assert result.restrictions == ("jurisdiction",)
    seen = found(result.findings, "C-27")
    assert (seen.severity, seen.rank) == ("S4", "law")
    assert "As of 2" in seen.why
    assert "November 2026" in seen.why
    assert "this is not legal advice" in seen.why


@pytest.mark.parametrize("place", ["US-KS", "US-TN", "US-IA", "US-CA", "SE", "DK", "LT", "TH"])
def test_what_was_not_confirmed_says_nothing_about_the_law(place):
    result = check_safety(diary(country=place))
    assert result.restrictions == ()
    seen = found(result.findings, "C-27")
    assert (seen.severity, seen.review) == ("no information", "unverified")
    assert seen.title == f"The law in {place} was not confirmed"
    assert "without a clear answer. This is not legal advice." in seen.why


def test_rhode_island_left_the_bans_on_1_april_2026():
    result = check_safety(diary(until(date(2026, 4, 20)), country="US-RI"))
    seen = found(result.findings, "C-27")
    assert result.restrictions == ()
    assert (seen.severity, seen.title) == ("S1", "The law in US-RI has rules for kratom")
    before = found(findings(until(date(2026, 3, 20)), country="US-RI"), "C-27")
    assert before.severity == "no information"


def test_ohio_controls_7_oh_until_the_rule_ran_out_and_leaf_is_not_known():
    inside, after = date(2026, 5, 1), date(2026, 6, 11)
    strong = check_safety(diary(until(inside), country="US-OH", form="7-oh"))
    assert strong.restrictions == ("jurisdiction",)
    assert "180 days" in found(strong.findings, "C-27").why
    later = check_safety(diary(until(after), country="US-OH", form="7-oh"))
    assert later.restrictions == ()
    assert found(later.findings, "C-27").severity == "no information"
    leaf = found(findings(until(inside), country="US-OH"), "C-27")
    assert leaf.severity == "no information"


def test_the_federal_proposal_on_7_oh_stays_unknown_and_leaf_is_not_its_target():
    assert found(findings(country="US", form="7-oh"), "C-27").severity == "no information"
    assert found(findings(country="US"), "C-27") is None


def test_a_state_speaks_before_its_country():
    seen = found(findings(country="US-LA", form="7-oh"), "C-27")
    assert seen.severity == "S4"
    assert "without a clear answer" not in seen.why


def test_a_place_without_a_row_has_no_finding():
    assert found(findings(country="DE"), "C-27") is None
    assert found(findings(country=""), "C-27") is None


def test_every_row_is_dated_and_only_what_was_read_says_something():
    for row in jurisdiction_rows():
        assert row.as_of >= date(2026, 11, 23), row.place
        assert (row.status == "unknown") == (row.review == "unverified"), row.place
        assert bool(row.fact) == (row.status != "unknown"), row.place
        assert (row.severity == "S4") == (row.status == "controlled"), row.place


def test_no_place_has_two_rows_for_one_product():
    seen = set()
    for row in jurisdiction_rows():
        for kind in row.products or ("leaf", "extract", "7-oh"):
            assert (row.place, kind) not in seen
            seen.add((row.place, kind))


def test_the_dated_facts_are_in_order_and_name_no_outcome_that_was_not_found():
    facts = legal_facts()
    assert [fact.day for fact in facts] == sorted(fact.day for fact in facts)
    assert len(facts) >= 20
    assert {"US-RI", "US-LA", "US-OH", "US-KS", "US"} <= {fact.place for fact in facts}
    for fact in facts:
        assert fact.as_of - date(2026, 11, 23) < timedelta(days=30)
        if fact.place in {"US-KS", "US-TN", "US-IA"}:
            assert "not found" in fact.text
