"""People for whom the product does nothing: how often is something declared all the same?

The simulator is not the model. 100 diaries each; a share above the limit would have to be seen in
more than that many of 100.
"""

from collections import Counter

import pytest

from tests.response.people import one_response, plan

PEOPLE = range(1, 101)

pytestmark = pytest.mark.slow


def declared(dosing, **changes):
    return Counter(one_response(plan(0.0, dosing, **changes), seed).declared for seed in PEOPLE)


def test_doses_that_follow_pain_are_not_called_harmful():
    assert declared("when it hurts")["worse"] <= 8


def test_doses_that_follow_pain_without_a_rating_at_the_wish():
    assert declared("when it hurts", rated="by the clock")["worse"] <= 8


def test_doses_by_the_clock_declare_nothing():
    counts = declared("by the clock", rated="by the clock")
    assert counts["worse"] + counts["better"] <= 6
