"""Own sentences in the manner of articles by others, and the count on such articles.

The sentences hold what was learned from articles of vendors, clinics, newspapers and blogs; none is
one of theirs. The count on articles that were never looked at before stands in
`articles_result.toml`, and in `docs/validation/appraise.md`.
"""

from pathlib import Path

import pytest
from scipy.stats import binomtest

from speciosa.appraise.appraisal import appraise
from speciosa.appraise.matching import DEFAULT, matchers
from tests.appraise.labelled import read_file, sentences

ROWS = sentences("manner")
PAGE = Path(__file__).parents[2] / "docs" / "validation" / "appraise.md"


def claims_of(text):
    return {(row.claim, row.sentences[0].stance) for row in appraise(text).answers}


@pytest.mark.parametrize("row", ROWS, ids=[f"{n}" for n in range(len(ROWS))])
def test_a_sentence_in_the_manner_of_articles_is_read_as_labelled(row):
    reading = matchers.load()[DEFAULT](row["text"], row.get("before", "kratom"))
    assert {f"{match.claim} {match.stance}" for match in reading.matches} == set(row["claims"])


def test_at_least_half_of_the_sentences_are_traps():
    assert len(ROWS) >= 60
    assert sum(not row["claims"] for row in ROWS) >= len(ROWS) // 2


@pytest.mark.parametrize(
    "title", ["# Kratom for pain", "# How kratom eases pain", "# Kratom effects: pain relief"]
)
def test_a_title_without_a_statement_claims_nothing(title):
    assert claims_of(f"{title}\n\nKratom is a tree.") == set()


def test_a_title_that_states_something_is_judged():
    assert claims_of("# Kratom is not addictive") == {("CL-21", "denies")}


def test_points_of_a_list_of_effects_are_read_with_the_line_above():
    listed = "Side effects of kratom include:\n\n- Nausea\n- Seizures\n- Liver damage"
    assert claims_of(listed) == {("CL-27", "asserts"), ("CL-23", "asserts")}


@pytest.mark.parametrize(
    "lead",
    [
        "Avoid kratom if you have:", "Signs of withdrawal:", "Side effects of ibuprofen:",
        "People with these illnesses wrote to us:",
    ],
)  # fmt: skip
def test_points_of_another_list_are_left_alone(lead):
    assert claims_of(f"Kratom is a tree.\n\n{lead}\n\n- Seizures\n- Liver damage") == set()


def test_what_is_noted_by_users_is_passed_on():
    listed = "Benefits of kratom reported by users:\n\n- Relief from pain"
    assert claims_of(listed) == {("CL-03", "reports")}


def test_the_intervals_of_the_articles_are_wilson():
    result = read_file("articles_result")
    for name, others in (("precision", "wrong"), ("recall", "missed")):
        total = result["found"] + result[others]
        interval = binomtest(result["found"], total).proportion_ci(0.95, method="wilson")
        assert result[name]["value"] == pytest.approx(result["found"] / total, abs=1e-4)
        assert result[name]["low"] == pytest.approx(interval.low, abs=1e-4)
        assert result[name]["high"] == pytest.approx(interval.high, abs=1e-4)


def test_the_page_tells_what_was_counted():
    result, page = read_file("articles_result"), PAGE.read_text(encoding="utf-8")
    precision, recall = (result[name]["value"] for name in ("precision", "recall"))
    assert f"{result['found']}/{result['found'] + result['wrong']}" in page
    assert f"{result['found']}/{result['found'] + result['missed']}" in page
    assert f"{precision:.2f}" in page
    assert f"{recall:.2f}" in page
