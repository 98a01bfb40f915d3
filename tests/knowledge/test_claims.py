"""The claims and studies against the clinical text."""

import re

import pytest

from speciosa.knowledge.claims import claims
from speciosa.knowledge.sources import sources
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.knowledge.tables import data_folder

# Verdicts of the clinical text: supported, uncertain, contradicted, mixed. The key is the claim as
# an article makes it: its assertion, or its denial where articles deny.
CLINICAL = {
    "CL-01": ("asserts", "supported"),
    "CL-02": ("asserts", "not supported"),
    "CL-03": ("asserts", "not supported"),
    "CL-04": ("asserts", "not supported"),
    "CL-05": ("asserts", "partly supported"),
    "CL-06": ("asserts", "contradicted"),
    "CL-07": ("asserts", "not supported"),
    "CL-08": ("asserts", "not supported"),
    "CL-09": ("hedges", "supported"),
    "CL-10": ("asserts", "partly supported"),
    "CL-11": ("asserts", "not supported"),
    "CL-13": ("asserts", "not supported"),
    "CL-15": ("asserts", "partly supported"),
    "CL-16": ("denies", "contradicted"),
    "CL-17": ("asserts", "not supported"),
    "CL-18": ("asserts", "supported"),
    "CL-19": ("asserts", "supported"),
    "CL-20": ("asserts", "contradicted"),
}
AMOUNT = re.compile(r"\d\s*(?:mg|g|grams?|ml|capsules?|tablets?)\b")


@pytest.mark.parametrize(("claim", "expected"), CLINICAL.items())
def test_the_verdict_is_the_one_of_the_clinical_text(claim, expected):
    stance, verdict = expected
    assert claims()[claim].verdict.on(stance) == verdict


def test_breathing_is_mixed_only_when_it_is_compared():
    """Slowed breathing in kratom-only calls contradicts "none"; less than opioids is mixed."""
    claim = claims()["CL-12"]
    assert claim.verdict.on("denies") == "contradicted"
    assert claim.variant[0].verdict.on("asserts") == "partly supported"


def test_drug_tests_are_missed_by_routine_panels_only():
    claim = claims()["CL-14"]
    routine = next(row for row in claim.variant if "routine" in row.words)
    assert routine.verdict.on("denies") == "supported"
    assert claim.verdict.on("denies") == "partly supported"


def test_the_twenty_claims_stand_and_each_file_is_one_claim():
    ids = list(claims())
    assert ids[:20] == [f"CL-{number:02}" for number in range(1, 21)]
    assert ids == [f"CL-{number:02}" for number in range(1, len(ids) + 1)]
    files = sorted(item.name for item in (data_folder() / "claims").iterdir())
    assert files == [f"{name}.toml" for name in ids]


def test_nothing_is_called_a_benefit():
    """No benefit may be asserted as supported: none has more than very low certainty."""
    for claim in ("CL-03", "CL-04", "CL-07", "CL-08", "CL-13", "CL-22"):
        row = claims()[claim]
        assert row.certainty == "very low"
        assert row.verdict.on("asserts") == "not supported"
        assert row.verdict.on("reports") == "partly supported"


def test_harm_is_never_denied_with_support():
    for claim in ("CL-09", "CL-12", "CL-16", "CL-19", "CL-21", "CL-23", "CL-27"):
        row = claims()[claim]
        assert row.verdict.on("denies") == "contradicted"
        assert row.verdict.on("doubts") == "contradicted"


def test_every_key_resolves_and_certainty_comes_from_a_statement():
    graded = {row.id: row.certainty for row in statements()}
    for row in claims().values():
        assert set(row.sources) <= set(sources())
        assert set(row.studies) <= set(studies())
        expected = {graded[key] for key in row.statements} or {"not graded"}
        assert row.certainty in expected, row.id


def test_no_answer_names_an_amount_or_a_way_to_take_it():
    for row in claims().values():
        assert not AMOUNT.search(row.known), row.id
        assert not re.search(r"\b(?:taper|pause|contraindicated)\b", row.known), row.id
        assert len(row.known) <= 600, row.id


def test_each_claim_has_examples_of_more_than_one_stance_or_both_sides():
    for row in claims().values():
        assert len(row.examples) >= 2, row.id
        assert len(row.counter_examples) >= 2, row.id


def test_studies_e01_to_e22_with_source_and_weakness():
    assert list(studies()) == [f"E-{number:02}" for number in range(1, 23)]
    assert {row.source for row in studies().values()} <= set(sources())


def test_a_study_that_was_not_read_is_marked():
    for key in ("E-08", "E-11", "E-12", "E-20"):
        assert studies()[key].review == "unverified"


def test_figures_of_the_trials_as_their_abstracts_print_them():
    """Vicknasingam 2020, Tanna 2023, Hill 2024, Smith 2022 (abstracts)."""
    assert "24.9 seconds" in studies()["E-01"].finding
    assert "1.39 times (90 % interval 1.23 to 1.57)" in studies()["E-13"].finding
    assert "25.5 %" in studies()["E-15"].finding
    assert "29.5 % (mild 14.0, moderate 7.0, severe 8.5)" in studies()["E-16"].finding


def test_no_study_has_severed_its_trial_from_healthy_people():
    """The pain trial left chronic pain out, the attention study was not in ADHD."""
    assert "chronic pain were excluded" in studies()["E-01"].weakness
    assert "not ADHD" in studies()["E-02"].weakness
