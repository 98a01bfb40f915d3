"""A test of one person, analysed by assignment: arms, pairs, adherence, grade, estimate."""

from datetime import timedelta

import numpy as np
import pytest

from speciosa.diary.entries import Kind
from speciosa.response.design.assignments import randomised_of
from speciosa.response.design.pairs import pairs_of
from speciosa.response.design.usual import usual_of
from tests.response.design.people import block_plan, diary_of, result_of, wait_plan, without

WAIT = wait_plan(-4.0, days=21, answered_share=1.0)
BLOCKS = block_plan(-4.0, answered_share=1.0)


def changed(diary, change):
    return diary.model_copy(update={"entries": tuple(change(e) for e in diary.entries)})


def test_arms_are_read_back_as_pairs():
    found = randomised_of(diary_of(WAIT))
    assert found.kind == "wait"
    assert all(a.first.value + a.second.value == 120 for a in found.pairs)
    blocks = randomised_of(diary_of(BLOCKS))
    assert (blocks.kind, len(blocks.pairs)) == ("blocks", 7)
    assert {arm.length_h for arm in blocks.arms} <= {47.0, 48.0}
    assert randomised_of(without(diary_of(WAIT), Kind.ALLOCATION)) is None


def test_an_arm_without_its_partner_is_left_out():
    diary = diary_of(WAIT)
    arms = [e for e in diary.entries if e.kind is Kind.ALLOCATION]
    kept = tuple(e for e in diary.entries if e is not arms[2])
    found = randomised_of(diary.model_copy(update={"entries": kept}))
    assert found.unpaired >= 1
    assert len(found.pairs) == len(randomised_of(diary).pairs) - 1


def test_a_relief_is_found_and_has_its_sign():
    for plan in (WAIT, BLOCKS):
        found = result_of(diary_of(plan))
        assert found.grade_a
        assert found.estimate.mean < 0.0
        assert found.difference.mean < 0.0
        assert found.adherence > 0.7


def test_swapping_the_good_direction_swaps_the_sign():
    diary = diary_of(BLOCKS)
    turned = changed(
        diary,
        lambda e: e.model_copy(update={"value": 10.0 - e.value}) if e.kind is Kind.RATING else e,
    )
    one, other = result_of(diary), result_of(turned)
    assert other.estimate.mean == pytest.approx(-one.estimate.mean, abs=1e-3)
    assert other.p_value == one.p_value


def test_the_same_diary_gives_the_same_bytes_in_any_order():
    diary = diary_of(WAIT)
    shuffled = list(diary.entries)
    np.random.default_rng(4).shuffle(shuffled)
    again = diary.model_copy(update={"entries": tuple(shuffled)})
    assert result_of(diary).model_dump_json() == result_of(again).model_dump_json()


def test_a_pair_says_which_arm_came_first_and_its_fixed_scale():
    pairs = pairs_of(diary_of(WAIT), "pain")
    arms = {p.first.at: p for p in randomised_of(diary_of(WAIT)).pairs}
    assert len(pairs) == len(arms)
    for pair in pairs:
        first = arms[pair.assigned_at].first
        assert pair.first_arm == ("higher" if first.value <= 30 else "lower")
        assert pair.scale_pts == 3.0
        assert pair.complete_at > pair.assigned_at
    assert pairs_of(diary_of(WAIT), "sleep") == ()


def test_the_difference_of_a_wait_is_the_change_since_the_wish():
    diary = diary_of(WAIT)
    arms = randomised_of(diary).arms
    start, end = arms[4].at - timedelta(minutes=5), arms[5].at - timedelta(minutes=5)

    def lifted(entry):  # a bad day is no difference: wish and later ratings rise together
        if entry.kind is Kind.RATING and start <= entry.at < end:
            return entry.model_copy(update={"value": entry.value + 1.0})
        return entry

    before = [p.difference_pts for p in pairs_of(diary, "pain")]
    assert [p.difference_pts for p in pairs_of(changed(diary, lifted), "pain")] == before
    assert np.mean([d for d in before if d is not None]) < 0.0


def test_ratings_that_only_a_wish_brings_about_are_not_compared():
    """On days without it nobody rates at a wish, so bad moments would count on one side only."""
    diary = diary_of(
        block_plan(0.0, length_d=1, rated="at the wish", prompt_clock_h=(9.5, 15.0, 21.0))
    )
    wishes = {e.at for e in diary.entries if e.kind is Kind.WISH}

    def worse(entry):
        at_wish = entry.kind is Kind.RATING and entry.at in wishes
        return entry.model_copy(update={"value": 10.0}) if at_wish else entry

    one, other = result_of(diary), result_of(changed(diary, worse))
    assert [p.difference_pts for p in one.pairs] == [p.difference_pts for p in other.pairs]
    assert one.p_value == other.p_value


def test_a_lower_share_is_undone_in_the_usual_amount():
    diary = diary_of(block_plan(0.0, low_share=0.5, amount_cv=0.0))
    assert usual_of(diary, "leaf", randomised_of(diary)).amount == 3.0
    assert result_of(diary).adherence > 0.9


def test_not_following_the_plan_lowers_adherence_but_not_the_allotment():
    diary = diary_of(BLOCKS)
    free = {
        a.at.date() + timedelta(days=d)
        for a in randomised_of(diary).arms
        if a.value == 0.0
        for d in (0, 1)
    }
    cheated = changed(
        diary,
        lambda e: (
            e.model_copy(update={"value": 3.0})
            if e.kind is Kind.DOSE and e.at.date() in free
            else e
        ),
    )
    honest, other = result_of(diary), result_of(cheated)
    assert other.adherence < honest.adherence - 0.3
    assert [p.difference_pts for p in other.pairs] == [p.difference_pts for p in honest.pairs]


def test_few_pairs_are_not_grade_a():
    found = result_of(diary_of(block_plan(-4.0, days=16, answered_share=1.0)))
    assert len(found.pairs) == 4
    assert not found.grade_a
    assert "4 complete pairs of 5" in found.reasons[0]
    assert found.estimate is None
    assert found.reason


def test_no_doses_or_no_ratings_give_a_reason_and_no_number():
    found = result_of(without(diary_of(WAIT), Kind.DOSE))
    assert found.estimate is None
    assert "doses" in found.reason
    assert result_of(diary_of(WAIT), outcome="sleep") is None


def test_an_unrelated_outcome_changes_nothing():
    diary = diary_of(WAIT)
    more = [
        e.model_copy(update={"id": f"x{i}", "what": "mood", "value": 5.0})
        for i, e in enumerate(diary.entries)
        if e.kind is Kind.RATING
    ]
    wider = diary.model_copy(update={"entries": (*diary.entries, *more)})
    assert result_of(wider).model_dump_json() == result_of(diary).model_dump_json()


def test_a_comparison_is_read_from_its_notes():
    def with_heat(entry):
        if entry.kind is not Kind.ALLOCATION:
            return entry
        lower = entry.value == 0.5
        note = f"{entry.note}, with heat pad" if lower else entry.note
        return entry.model_copy(update={"note": note, "value": 1.0})

    diary = changed(diary_of(block_plan(0.0, low_share=0.5, answered_share=1.0)), with_heat)
    found = result_of(diary)
    assert (found.kind, found.other) == ("versus", "heat pad")
    assert found.adherence is None  # nobody wrote that heat was used
    assert not found.grade_a
    day = randomised_of(diary).arms
    notes = [
        diary.entries[0].model_copy(
            update={"id": f"n{i}", "kind": Kind.NOTE, "what": "", "value": "Heat pad", "unit": "", "note": "",
                    "at": arm.at + timedelta(days=d, hours=20)}
        )
        for i, arm in enumerate(day) if arm.other for d in (0, 1)
    ]  # fmt: skip
    told = result_of(diary.model_copy(update={"entries": (*diary.entries, *notes)}))
    assert told.adherence is not None
