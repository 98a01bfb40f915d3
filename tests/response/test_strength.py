"""Grades: what each needs, and that one missing piece lowers it."""

from dataclasses import replace

import pytest

from speciosa.response.result import Check
from speciosa.response.strength import Evidence, after_fit, before_fit, grade_of

GOOD = Evidence(
    days=28,
    doses=60,
    ratings=80,
    modal_share=0.3,
    fixed_schedule=False,
    amount_variation=0.3,
    calendar_share=0.0,
    stretches=9,
    rated_before_share=0.7,
)
FIXED = replace(GOOD, fixed_schedule=True)


def test_doses_as_needed_reach_b_with_the_joint_model_only():
    assert grade_of(GOOD, "joint")[0] == "B"
    assert grade_of(GOOD, "plain")[0] == "C"


@pytest.mark.parametrize("change", [{"rated_before_share": 0.59}, {"days": 13}, {"doses": 19}])
def test_one_missing_piece_is_c_with_its_reason(change):
    grade, reasons = grade_of(replace(GOOD, **change), "joint")
    assert grade == "C"
    assert len(reasons) == 2
    assert any(character.isdigit() for character in reasons[1])


def test_chance_and_analysis_as_assigned_is_a_whatever_else():
    assert grade_of(replace(GOOD, rated_before_share=0.0), "plain", randomised=True)[0] == "A"


def test_a_schedule_needs_amounts_that_varied_back_and_forth():
    assert grade_of(FIXED, "plain")[0] == "B"
    for change in (
        {"amount_variation": 0.05},
        {"calendar_share": 0.9},
        {"stretches": 2},
        {"days": 10},
    ):
        assert grade_of(replace(FIXED, **change), "plain")[0] == "C"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"days": 6}, "6 days"),
        ({"doses": 7}, "7 doses"),
        ({"ratings": 14}, "14 of 15"),
        ({"modal_share": 0.92}, "92 %"),
    ],
)
def test_too_little_is_counted_out(change, told):
    assert before_fit(GOOD) == ()
    (reason,) = before_fit(replace(GOOD, **change))
    assert told in reason


def test_a_failed_check_names_itself():
    def check(name, *, passed):
        return Check(name=name, observed=1.0, low=0.0, high=0.5, passed=passed)

    checks = (check("spread", passed=False), check("ends of the scale", passed=True))
    (reason,) = after_fit(trusted=True, varies=True, checks=checks)
    assert "(spread)" in reason
    assert len(after_fit(trusted=False, varies=False, checks=checks)) == 3
