"""A whole article: what it claims, the answers, and what was left alone."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.appraise.appraisal import LEFT_OUT, appraise, without_amounts
from speciosa.knowledge.sources import sources
from speciosa.knowledge.statements import statements

ARTICLE = (Path(__file__).parent / "article.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found():
    return appraise(ARTICLE)


def verdicts(appraisal):
    return {
        (answer.claim, part.stance): answer.verdict
        for answer in appraisal.answers
        for part in answer.sentences
    }


# Claims of the article, as a clinician would list them, with the verdicts of the clinical text.
EXPECTED = {
    ("CL-06", "asserts"): "contradicted",
    ("CL-21", "denies"): "contradicted",
    ("CL-16", "denies"): "contradicted",
    ("CL-02", "asserts"): "not supported",
    ("CL-03", "asserts"): "not supported",
    ("CL-04", "asserts"): "not supported",
    ("CL-07", "asserts"): "not supported",
    ("CL-17", "asserts"): "not supported",
    ("CL-05", "asserts"): "partly supported",
    ("CL-08", "reports"): "partly supported",
    ("CL-10", "asserts"): "partly supported",
    ("CL-01", "asserts"): "supported",
    ("CL-09", "hedges"): "supported",
    ("CL-14", "denies"): "supported",
    ("CL-18", "asserts"): "supported",
    ("CL-19", "asserts"): "supported",
    ("CL-26", "asserts"): "supported",
}


def test_the_example_article_makes_these_claims_and_no_other(found):
    assert verdicts(found) == EXPECTED


def test_every_sentence_is_judged_or_listed_as_not_judged(found):
    judged = {part.number for answer in found.answers for part in answer.sentences}
    left = {part.number for part in found.unjudged}
    assert judged | left == set(range(1, found.sentences + 1))
    assert not judged & left


def test_sentences_on_something_else_are_not_judged(found):
    reasons = {part.text: part.reason for part in found.unjudged}
    assert reasons["Ibuprofen, by contrast, can hurt the stomach."] == "about something else"
    assert reasons["Is it right for you?"] == "a question"
    assert reasons["How it works"] == "a heading"
    assert "Dr. Miller, a family doctor, says that more research is needed." in reasons


def test_worst_verdicts_come_first(found):
    order = ["contradicted", "not supported", "partly supported", "cannot be judged", "supported"]
    places = [order.index(answer.verdict) for answer in found.answers]
    assert places == sorted(places)


def test_every_answer_rests_on_sources_and_its_certainty_on_statements(found):
    graded = {row.id: row.certainty for row in statements()}
    cited = {row.key for row in found.sources}
    for answer in found.answers:
        assert set(answer.sources) <= cited <= set(sources())
        if answer.statements:
            assert answer.certainty in {graded[row.id] for row in answer.statements}


def test_no_amount_is_handed_on(found):
    text = found.model_dump_json()
    assert "2 to 5" not in text
    assert f"A safe dose of kratom is {LEFT_OUT} of powder." in text


@pytest.mark.parametrize(
    "text",
    [
        "Take 2 g.", "Take 2-5 grams.", "Take 2.5 to 5 g now.", "Take one teaspoon.", "Take 3 capsules.",
        "Take half a teaspoon.", "Take two or three pills.", "Take 500mg.", "A 5-gram dose.", "Drink 2 cups.",
    ],
)  # fmt: skip
def test_amounts_are_left_out(text):
    left = without_amounts(text)
    assert LEFT_OUT in left
    assert not any(sign.isdigit() for sign in left)


def test_other_numbers_stay():
    text = "In 2018, 199 people in 41 states fell ill within 7 days."
    assert without_amounts(text) == text


def test_a_bullet_list_is_about_what_introduces_it():
    listed = appraise("Kratom has dangers:\n\n- It can damage the liver\n- It can cause seizures")
    assert set(verdicts(listed)) == {("CL-23", "asserts"), ("CL-27", "asserts")}
    other = appraise("Bupropion has dangers:\n\n- It can damage the liver\n- It can cause seizures")
    assert other.answers == ()


def test_an_article_about_something_else_gets_no_answer():
    text = "Ibuprofen relieves pain. It is not addictive. Paracetamol can damage the liver."
    assert appraise(text).answers == ()


def test_equal_articles_give_equal_bytes():
    assert appraise(ARTICLE).model_dump_json() == appraise(ARTICLE).model_dump_json()


WORDS = st.sampled_from(
    [
        "kratom",
        "not",
        "may",
        "relieves",
        "pain",
        "is",
        "addictive",
        "safe",
        "no",
        "evidence",
        ",",
        ".",
        "?",
        "it",
        "opioids",
        "users",
        "say",
        "low",
        "risk",
        "of",
        "addiction",
        "and",
        "but",
        "the",
        "liver",
        "can",
        "damage",
        "5",
        "grams",
        "dose",
        "withdrawal",
        "ADHD",
        "focus\n",
        "-",
        "#",
        "<b>",
        "</b>",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_any_words_are_judged_or_listed_and_never_raise(text):
    found = appraise(text)
    judged = {part.number for answer in found.answers for part in answer.sentences}
    assert len(judged) + len(found.unjudged) == found.sentences
    assert "5 grams" not in found.model_dump_json().replace("sentences", "")
