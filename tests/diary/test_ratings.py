"""Ratings by outcome, and how outcomes are described and ordered."""

import numpy as np
import pytest

from speciosa.diary.instruments import known_outcomes, may_turn_over, ordered_outcomes, outcome_of
from speciosa.diary.ratings import ratings_of
from tests.diary.folders import HEAD, diary

ROWS = (
    "2026-03-01T10:00,rating,pain,6,,,b",
    "2026-03-01T09:00,rating,pain,5,,,a",
    "2026-03-01T09:00,rating,pain,5,,,a2",  # the same said twice
    "2026-03-01T09:00,rating,pain,4,,,a3",  # another value at the same instant
    "2026-03-01T09:00,rating,focus,4,,,f",
    "2026-03-01T09:00,rating,own_thing,4,,,o",
    "2026-03-01T09:00,rating,own_thing,5,,,p",
    "2026-03-07T20:00,scale,peg,5.3,,,s",
    "2026-03-07T20:00,scale,peg.1,5,,,s1",
    "2026-03-07T20:00,scale,mine,5,,,s2",
    "2026-03-07T20:00,prompt,pain,,,,q",
)


def test_ratings_are_sorted_arrays_that_cannot_be_changed(tmp_path):
    ratings = ratings_of(diary(tmp_path / "d", *ROWS))
    assert list(ratings) == ["focus", "own_thing", "pain", "peg"]
    pain = ratings["pain"]
    assert pain.entry_id == ("a", "a3", "b")
    np.testing.assert_array_equal(pain.value_pts, [5, 4, 6])
    np.testing.assert_array_equal(pain.time_h, [8, 8, 9])
    with pytest.raises(ValueError, match="read-only"):
        pain.value_pts[0] = 1


def test_a_declared_scale_is_an_outcome_too(tmp_path):
    d = diary(tmp_path / "d", *ROWS, head=HEAD + "[outcomes.mine]\nhigh = 30\n")
    assert "mine" in ratings_of(d)


def test_aims_go_first_then_the_most_rated(tmp_path):
    d = diary(
        tmp_path / "d", *ROWS, head=HEAD.replace('["pain", "focus"]', '["sleep", "focus", "pain"]')
    )
    assert ordered_outcomes(d) == ("focus", "pain", "own_thing", "peg")


def test_an_outcome_is_described_by_the_diary_then_the_table_then_the_usual(tmp_path):
    head = (
        HEAD
        + '[outcomes.pain]\nlow = 1\nhigh = 7\n[outcomes.own]\nlabel = "mine"\nimportant_change = 2\n'
    )
    d = diary(tmp_path / "d", head=head)
    pain = outcome_of(d, "pain")
    assert (pain.low, pain.high, pain.label) == (1, 7, "Pain")
    assert pain.important_change == pytest.approx(0.6)
    assert outcome_of(d, "own").important_change == 2
    assert outcome_of(d, "own").label == "mine"
    assert outcome_of(d, "focus").better == "higher"
    assert outcome_of(d, "focus").important_change == pytest.approx(1.0)
    assert outcome_of(d, "peg").important_change == 1.0
    unknown = outcome_of(d, "low_spirits")
    assert (unknown.low, unknown.high, unknown.better, unknown.label) == (
        0,
        10,
        "lower",
        "Low spirits",
    )


def test_a_change_of_the_table_is_not_carried_to_another_range(tmp_path):
    d = diary(tmp_path / "d", head=HEAD + "[outcomes.gad7]\nlow = 0\nhigh = 100\n")
    assert outcome_of(d, "gad7").important_change == pytest.approx(10)


def test_the_table_of_outcomes_is_sound():
    for row in known_outcomes().values():
        assert row.low < row.high
        assert row.label
        assert bool(row.question) != row.questionnaire
        assert row.important_change is None or (row.source and row.review)
    assert may_turn_over("focus")
    assert may_turn_over("restlessness")
    assert not may_turn_over("pain")
    assert not may_turn_over("anything")
