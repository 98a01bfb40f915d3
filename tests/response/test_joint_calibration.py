"""Simulation-based calibration of the joint model."""

import numpy as np
import pytest

from validation.joint_calibration import (
    BESIDE,
    Tilt,
    calibrate,
    groups_of,
    p_values,
    page,
)
from validation.joint_world import (
    AMOUNT,
    CONTRAST,
    DOSE,
    ESTIMANDS,
    NET,
    SEEN,
    SEEN_BESIDE,
    WITHDRAWAL,
    WITHDRAWAL_CONTRAST,
    curves,
    drawn,
)

DIARIES = 120
LEAST_P = 0.001
LEAST_COVERED = 0.88


@pytest.mark.slow
def test_the_truth_lies_anywhere_in_the_posterior():
    found = calibrate(DIARIES, 0)[SEEN]
    assert len(found.rank) == DIARIES
    assert p_values({SEEN: found})[SEEN] > LEAST_P
    assert found.covered.mean() >= LEAST_COVERED
    assert abs(Tilt.of(found.rank).z) < 3.3


def test_a_few_diaries_go_all_the_way_to_the_page():
    found = calibrate(3, 2)
    assert {name: len(one.rank) for name, one in found.items()} == {
        SEEN: 3,
        DOSE: 3,
        AMOUNT: 3,
        SEEN_BESIDE: 2,
        WITHDRAWAL: 2,
        NET: 2,
    }
    assert all(((one.rank >= 0.0) & (one.rank <= 1.0)).all() for one in found.values())
    text = page(found)
    assert all(f"| {name} |" in text for name in ESTIMANDS)
    assert str(Tilt.of(found[SEEN].rank)) in text


def test_the_same_seed_gives_the_same_diary_and_another_one_another():
    first, again, other = drawn(4), drawn(4), drawn(5)
    assert np.array_equal(first.data.rating_pts, again.data.rating_pts)
    assert first.known[0].truth_pts == again.known[0].truth_pts != other.known[0].truth_pts
    assert first.slope == again.slope != other.slope


def test_every_estimand_is_a_sum_that_the_truth_and_the_posterior_share():
    alone = {k.name: k for k in drawn(4).known}
    both = {k.name: k for k in drawn(4, withdrawal=True).known}
    assert {*alone, *both} == set(ESTIMANDS)
    # A dose from nothing, and twice as much of it: the curve bends down.
    assert (alone[DOSE].contrast > alone[AMOUNT].contrast).all()
    assert (alone[AMOUNT].contrast > 0.0).all()
    assert np.sign(alone[DOSE].truth_pts) == np.sign(alone[SEEN].truth_pts)
    # Higher levels relieve or harm by the effect; the lag lifts the symptom when levels fall.
    assert both[NET].contrast.shape == (8, 2)
    assert (both[NET].contrast[:, 0] > 0.0).all()


def test_a_diary_is_one_that_a_person_would_keep():
    data = drawn(1).data
    idle = data.wanted == 0.0
    assert 15 <= data.wanted.sum() <= 160
    assert set(data.slot_weight[idle]) == {1.0, 2.0}
    assert set(data.slot_weight[~idle]) == {1.0}
    assert (np.diff(data.rating_h) > 0.0).all()
    assert data.term_sd[0, 0] == 1.0 / CONTRAST
    assert (drawn(1, withdrawal=True).data.term_sd[:, 1] == 1.0 / WITHDRAWAL_CONTRAST).all()


def test_adaptation_follows_its_differential_equation():
    curve, h = curves(8)[2], 0.01
    at_h = np.arange(0.0, 96.0, h)
    level = np.exp(-curve.lose_per_h * at_h) - np.exp(-curve.absorb_per_h * at_h)
    used_to = np.zeros_like(at_h)
    for i in range(1, len(at_h)):
        middle = 0.5 * (level[i] + level[i - 1])
        used_to[i] = used_to[i - 1] + h * curve.adapt_per_h * (middle - used_to[i - 1])
    effect, lag = curve.terms(at_h[:, None], withdrawal=True)
    assert lag == pytest.approx(used_to - level, abs=1e-3)
    assert effect == pytest.approx(level / (level + curve.ec50_ratio))
    before = curve.terms(np.array([[-1.0], [-9.0]]), withdrawal=True)
    assert (before == 0.0).all()


def test_ranks_that_lean_are_told_from_ranks_that_do_not():
    even = (np.arange(200) + 0.5) / 200
    assert abs(Tilt.of(even).z) < 1e-9
    assert Tilt.of(even**1.3).z < -3.0


def test_groups_split_every_slope_by_what_wishes_follow():
    found = calibrate(2, 0)[SEEN]
    groups = groups_of(found)
    assert all(np.unique(found.tied[chosen]).size == 1 for chosen in groups.values())
    assert BESIDE >= 300
