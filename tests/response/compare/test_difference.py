"""The difference of two sets of ratings: symmetry, honest width, coverage of a known truth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.response.compare.difference import Sides, difference_of


def swings(rng, time_h, half_life_h=12.0):
    felt = np.empty(len(time_h))
    felt[0] = rng.normal()
    for i in range(1, len(time_h)):
        keep = 2.0 ** (-(time_h[i] - time_h[i - 1]) / half_life_h)
        felt[i] = keep * felt[i - 1] + np.sqrt(1.0 - keep**2) * rng.normal()
    return felt


def sides(seed, days=42, truth=0.0, apart=False, drift=0.0, rounded=True, noise=True):
    rng = np.random.default_rng(seed)
    clock = np.array([9.0, 14.0, 20.0])
    time_h = (np.arange(days)[:, None] * 24.0 + clock).ravel()
    day = (time_h // 24.0).astype(int)
    is_a = day < days // 2 if apart else day // 7 % 2 == 0
    felt = 5.0 + truth * np.where(is_a, 0.5, -0.5) + drift * (time_h / time_h[-1] - 0.5)
    if noise:
        felt = felt + swings(rng, time_h) + 0.6 * rng.normal(size=len(time_h))
    pts = np.clip(np.round(felt), 0.0, 10.0) if rounded else felt
    return Sides(pts, time_h, np.tile(clock, days), is_a)


def test_the_other_way_round_the_sign_flips():
    one = sides(1, truth=1.0)
    ab, ba = difference_of(one, 10.0), difference_of(replace(one, is_a=~one.is_a), 10.0)
    assert (ba.mean, ba.low, ba.high) == pytest.approx((-ab.mean, -ab.high, -ab.low), rel=1e-4)
    assert ab.sd == pytest.approx(ba.sd, rel=1e-4)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.1, 20.0), st.floats(-50.0, 50.0))
def test_units_scale_the_difference_and_a_shift_does_nothing(factor, shift):
    one = sides(2, truth=1.0)
    plain = difference_of(one, 10.0)
    scaled = difference_of(replace(one, rating_pts=factor * one.rating_pts + shift), factor * 10.0)
    for name in ("mean", "sd", "low", "high"):
        assert getattr(scaled, name) == pytest.approx(factor * getattr(plain, name), rel=1e-3)


@settings(max_examples=5, deadline=None)
@given(st.floats(0.0, 1e5))
def test_the_calendar_date_does_not_matter(later_h):
    one = sides(3, truth=1.0)
    moved = difference_of(replace(one, time_h=one.time_h + later_h), 10.0)
    assert moved.mean == pytest.approx(difference_of(one, 10.0).mean, rel=1e-3)


def test_a_plain_difference_is_found_almost_whole():
    found = difference_of(sides(4, truth=2.0, rounded=False), 10.0)
    assert found.low < 2.0 < found.high
    assert found.low > 0.0


def test_periods_that_lie_apart_are_less_certain_than_alternating_ones():
    apart, mixed = (difference_of(sides(5, apart=apart), 10.0) for apart in (True, False))
    assert apart.sd > 1.2 * mixed.sd


def test_a_slope_within_both_periods_does_not_correct_the_difference_away():
    # Apart, a steady slope and a step look alike: most of the -1.5 between the middles stays.
    steep, level = (
        difference_of(sides(6, apart=True, drift=d, rounded=False), 10.0) for d in (3.0, 0.0)
    )
    assert -1.6 < steep.mean - level.mean < -1.1
    assert steep.high - steep.low > 1.5


def test_a_drift_shared_by_alternating_sides_is_taken_out():
    steep, level = (difference_of(sides(7, drift=d, rounded=False), 10.0) for d in (3.0, 0.0))
    assert steep.mean == pytest.approx(level.mean, abs=0.25)


def test_constant_ratings_have_no_difference():
    one = sides(8)
    found = difference_of(replace(one, rating_pts=np.full(len(one.time_h), 4.0)), 10.0)
    assert found.mean == pytest.approx(0.0, abs=1e-6)
    assert found.low < 0.0 < found.high


def test_the_interval_holds_95_percent_and_agrees_with_the_moments():
    found = difference_of(sides(9), 10.0)
    assert (found.high - found.low) / found.sd == pytest.approx(3.92, abs=0.25)


@pytest.mark.slow
@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize(("truth", "drift_sd"), [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)])
def test_the_interval_covers_the_truth(truth, drift_sd, apart):
    drifts = drift_sd * np.random.default_rng(1).normal(size=200)
    found = [
        difference_of(sides(100 + i, truth=truth, apart=apart, drift=drift), 10.0)
        for i, drift in enumerate(drifts)
    ]
    covered = sum(one.low <= truth <= one.high for one in found)
    assert covered >= 182  # below the 1 % quantile of a binomial with 200 and 0.95
    assert np.mean([one.mean for one in found]) == pytest.approx(truth, abs=0.15)
