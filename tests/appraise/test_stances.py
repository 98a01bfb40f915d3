"""Paraphrase, negation, hedging, attribution and missing proof are told apart."""

import pytest

from speciosa.appraise.matching import DEFAULT, matchers


def judged(text, before=""):
    return [
        (match.claim, match.stance, match.verdict)
        for match in matchers.load()[DEFAULT](text, before).matches
    ]


def test_three_sentences_on_addiction_are_three_different_things():
    assert judged("Kratom is not addictive.") == [("CL-21", "denies", "contradicted")]
    assert judged("Kratom has a low addiction risk.") == [("CL-05", "asserts", "partly supported")]
    assert judged("Kratom may cause dependence.") == [("CL-21", "hedges", "supported")]


@pytest.mark.parametrize(
    ("text", "stance", "verdict"),
    [
        ("Kratom relieves chronic pain.", "asserts", "not supported"),
        ("Kratom doesn't relieve chronic pain.", "denies", "not supported"),
        ("Kratom may relieve chronic pain.", "hedges", "cannot be judged"),
        ("Some people say that kratom relieves chronic pain.", "reports", "partly supported"),
        ("There is no evidence that kratom relieves chronic pain.", "doubts", "supported"),
    ],
)
def test_five_stances_to_relief_of_pain(text, stance, verdict):
    assert judged(text) == [("CL-03", stance, verdict)]


@pytest.mark.parametrize(
    "text",
    [
        "Does kratom relieve chronic pain?",
        "It is a myth that kratom is not addictive.",
        "Not everyone finds that kratom relieves pain.",
        "If kratom were addictive, we would know.",
        "Ask your doctor whether kratom could damage the liver.",
        "There is no evidence that kratom is not addictive.",
        "Some people use kratom for chronic pain.",
        "Consult a doctor before you use kratom for the treatment of ADHD.",
    ],
)
def test_what_asks_or_turns_twice_is_left_alone(text):
    assert judged(text, "kratom") == []


@pytest.mark.parametrize(
    "text",
    [
        "Ibuprofen relieves chronic pain.",
        "Unlike kratom, paracetamol relieves pain.",
        "Opioids are highly addictive, and so people try kratom.",
        "Cannabis may ease anxiety, but kratom is another story.",
        "Alcohol, not kratom, damaged his liver.",
        "Morphine slows breathing.",
    ],
)
def test_what_is_said_of_something_else_is_left_alone(text):
    assert judged(text, "kratom") == []


def test_what_is_compared_with_is_not_the_subject():
    assert judged("Unlike oxycodone, kratom does not slow breathing.") == [
        ("CL-12", "denies", "contradicted")
    ]


def test_a_pronoun_stands_for_kratom_only_after_kratom():
    assert judged("It relieves chronic pain.", "kratom") == [("CL-03", "asserts", "not supported")]
    assert judged("It relieves chronic pain.", "other") == []
    assert judged("It relieves chronic pain.", "") == []


def test_an_empty_it_stands_for_nothing():
    assert judged("It is important to treat chronic pain early.", "kratom") == []


def test_not_only_denies_nothing():
    assert judged("Kratom is not only addictive but expensive.") == [
        ("CL-21", "asserts", "supported")
    ]


def test_a_negation_does_not_reach_over_and_may():
    assert ("CL-21", "hedges", "supported") in judged(
        "Kratom is not cheap and may lead to dependence."
    )


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kratom does not show up on drug tests.", "partly supported"),
        ("Kratom does not show up on routine drug tests.", "supported"),
        ("Special drug tests detect kratom.", "supported"),
        ("Kratom does not depress breathing.", "contradicted"),
        ("Kratom causes less respiratory depression than morphine.", "partly supported"),
        ("Kratom is legal.", "cannot be judged"),
        ("Kratom is legal everywhere.", "contradicted"),
        ("Kratom is banned in some countries.", "supported"),
    ],
)
def test_a_few_words_make_a_claim_narrower_or_wider(text, verdict):
    assert [found[2] for found in judged(text)] == [verdict]
