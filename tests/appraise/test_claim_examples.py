"""Every example of a claim is found with its stance, and no counter-example is."""

import pytest

from speciosa.appraise.matching import DEFAULT, matchers
from speciosa.knowledge.claims import claims

EXAMPLES = [(row.id, item.text, item.stance) for row in claims().values() for item in row.examples]
COUNTER = [(row.id, text) for row in claims().values() for text in row.counter_examples]


def read(text):
    return matchers.load()[DEFAULT](text, "").matches


@pytest.mark.parametrize(("claim", "text", "stance"), EXAMPLES)
def test_an_example_makes_its_claim_and_no_other(claim, text, stance):
    assert [(match.claim, match.stance) for match in read(text)] == [(claim, stance)]


@pytest.mark.parametrize(("claim", "text"), COUNTER)
def test_a_counter_example_does_not_make_the_claim(claim, text):
    assert claim not in {match.claim for match in read(text)}


# Sentences with words that no table may hold: examples of CL-06 and CL-17.
@pytest.mark.parametrize(
    ("text", "claim", "stance", "verdict"),
    [
        ("Kratom is natural and safe.", "CL-06", "asserts", "contradicted"),
        ("Kratom is harmless.", "CL-06", "asserts", "contradicted"),
        ("Kratom is not risk-free.", "CL-06", "denies", "supported"),
        (
            "A plant is not safe just because it is natural; take kratom.",
            "CL-06",
            "denies",
            "supported",
        ),
        ("The safe dosage of kratom is 3 grams.", "CL-17", "asserts", "not supported"),
        ("There is no safe dose of kratom.", "CL-17", "denies", "supported"),
        ("Kratom is a safer alternative to opioids.", "CL-06", "asserts", "not supported"),
        ("Kratom can safely be combined with alcohol.", "CL-19", "denies", "contradicted"),
    ],
)
def test_claims_of_absent_danger(text, claim, stance, verdict):
    found = [(m.claim, m.stance, m.verdict) for m in read(text)]
    assert found == [(claim, stance, verdict)]
