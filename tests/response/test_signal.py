"""The effect terms, adaptation and contrasts, on curves whose answer is known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.response.parameters import CurveParameters
from speciosa.response.question import AfterDoses, Cells, Exposed
from speciosa.response.signal import (
    EFFECT,
    TURN_OVER,
    WITHDRAWAL,
    effect_columns,
    effect_curve,
    effect_signal,
    middle_range,
    typical_level,
)

RATE_PER_H = 0.2
DOSE_H = np.array([10.0, 34.0, 58.0, 82.0])
END_H = 130.0


def level(at_h, dose_h=DOSE_H):
    """Each dose adds 1, gone at `RATE_PER_H`; a reading at a dose does not see it."""
    since = np.asarray(at_h)[:, None] - dose_h
    return np.where(since > 0.0, np.exp(-RATE_PER_H * np.maximum(since, 0.0)), 0.0).sum(axis=1)


def mean_level(edge_h):
    since = np.maximum(edge_h[:, None] - DOSE_H, 0.0)
    area = ((1.0 - np.exp(-RATE_PER_H * since)) / RATE_PER_H).sum(axis=1)
    return np.diff(area) / np.diff(edge_h)


def exposed(time_h, before=0.0, cell_h=1.0, amount_ratio=((1.0,) * 4, (2.0,) * 4), steps=40):
    step_h = 4.0 / steps
    after_h = (np.arange(steps) + 0.5) * step_h
    at_h = np.concatenate([d + after_h for d in DOSE_H])
    alone = np.tile(np.exp(-RATE_PER_H * after_h), len(DOSE_H))
    edge_h = np.arange(0.0, END_H + cell_h, cell_h)
    grid_h = np.linspace(0.0, END_H, 400)
    return Exposed(
        conc_ng_per_ml=level(time_h)[None, None],
        typical_h=grid_h,
        typical_ng_per_ml=level(grid_h)[None, None],
        after=AfterDoses(
            time_h=at_h,
            conc_ng_per_ml=level(at_h)[None, None],
            one_dose_ng_per_ml=alone[None, None],
            step_h=step_h,
            steps=steps,
            amount_ratio=np.array(amount_ratio),
        ),
        cells=Cells(edge_h, mean_level(edge_h)[None, None], np.array([[before]])),
        weight_median=np.ones(1),
        weight_log_sd=np.zeros(1),
    )


def curve_of(half_life_h=24.0, ec50=1.0, high=3.0):
    one = np.array([1.0])
    return CurveParameters(ec50 * one, high * one, half_life_h * one, np.zeros((1, 0)))


def adapted(at_h, half_life_h, before, step_h=0.002):
    """da/dt = rate * (E - a) in tiny steps."""
    rate, a = np.log(2.0) / half_life_h, before
    grid = np.arange(0.0, END_H, step_h)
    values = level(grid + 0.5 * step_h)
    trace = np.empty(len(grid) + 1)
    trace[0] = a
    for i, e in enumerate(values):
        a += rate * step_h * (e - a)
        trace[i + 1] = a
    return np.interp(at_h, np.append(grid, grid[-1] + step_h), trace)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_the_typical_level_is_the_median_above_one_per_cent(seed, n):
    rng = np.random.default_rng(seed)
    signal = np.exp(3.0 * rng.standard_normal((4, n)))
    signal[rng.random((4, n)) < 0.3] = 0.0
    for row, got in zip(signal, typical_level(signal), strict=True):
        above = row[row > 0.01 * row.max()]
        if len(above):
            np.testing.assert_allclose(got, np.median(above))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_the_middle_range_is_numpys(seed, n):
    values = np.random.default_rng(seed).normal(size=(3, n))
    np.testing.assert_allclose(middle_range(values), np.quantile(values, [0.1, 0.9], axis=1))


def test_no_exposure_at_all_gives_no_division_by_zero():
    assert (typical_level(np.zeros((2, 5))) > 0.0).all()


@pytest.mark.parametrize("before", [0.0, 1.3])
def test_adaptation_follows_the_level_as_its_equation_says(before):
    time_h = np.array([1.0, 12.0, 40.0, 83.0, 120.0])
    found = effect_columns(exposed(time_h, before), curve_of(), time_h)
    typical = typical_level(level(np.linspace(0.0, END_H, 400))[None])[0]
    want = (adapted(time_h, 24.0, before) - level(time_h)) / typical
    np.testing.assert_allclose(found.columns[WITHDRAWAL, 0], want, atol=0.01)


def test_the_terms_are_their_definitions():
    time_h = np.array([5.0, 12.0, 40.0, 83.0])
    found = effect_columns(exposed(time_h), curve_of(ec50=0.7, high=2.0), time_h)
    ratio = level(time_h) / typical_level(level(np.linspace(0.0, END_H, 400))[None])[0]
    np.testing.assert_allclose(found.columns[EFFECT, 0], ratio / (ratio + 0.7))
    np.testing.assert_allclose(found.columns[TURN_OVER, 0], ratio**2 / (ratio**2 + 4.0))


def test_the_seen_contrast_holds_adaptation_still():
    time_h = np.linspace(0.0, END_H, 200)
    found = effect_columns(exposed(time_h), curve_of(), time_h)
    ratio = level(time_h) / typical_level(level(np.linspace(0.0, END_H, 400))[None])[0]
    low, high = np.quantile(ratio, [0.1, 0.9])
    assert found.seen[0, EFFECT] == pytest.approx(high / (high + 1.0) - low / (low + 1.0))
    assert found.seen[0, WITHDRAWAL] == pytest.approx(low - high)
    assert found.prior_sd[0, EFFECT] == pytest.approx(1.0 / abs(found.seen[0, EFFECT]))


def test_the_dose_contrast_is_the_world_without_that_dose():
    """Each dose left out by hand, its part of adaptation too."""
    time_h = np.linspace(0.0, END_H, 50)
    signal = effect_signal(exposed(time_h, before=0.5), curve_of(), time_h)
    typical = typical_level(level(np.linspace(0.0, END_H, 400))[None])[0]
    after_h = np.linspace(0.0, 4.0, 401)[1:] - 0.005
    effect, withdrawal = [], []
    for dose in DOSE_H:
        at_h, rest = dose + after_h, DOSE_H[dose != DOSE_H]
        on, off = level(at_h) / typical, level(at_h, rest) / typical
        effect.append((on / (on + 1.0) - off / (off + 1.0)).mean())
        # what this dose alone adds to adaptation, da/dt = rate * (its level - a)
        rate, a, own = np.log(2.0) / 24.0, 0.0, []
        for e in np.exp(-RATE_PER_H * after_h):
            a += rate * 0.01 * (e - a)
            own.append(a)
        withdrawal.append((np.array(own) - np.exp(-RATE_PER_H * after_h)).mean() / typical)
    assert signal.dose[0, EFFECT] == pytest.approx(np.mean(effect), rel=1e-3)
    assert signal.dose[0, WITHDRAWAL] == pytest.approx(np.mean(withdrawal), rel=0.02)


def test_the_usual_amount_is_the_usual_dose_and_twice_as_much_does_more():
    time_h = np.linspace(0.0, END_H, 50)
    signal = effect_signal(exposed(time_h), curve_of(), time_h)
    np.testing.assert_allclose(signal.by_amount[0], signal.dose, rtol=1e-12)
    assert signal.by_amount[1, 0, EFFECT] > signal.dose[0, EFFECT]
    assert signal.by_amount[1, 0, WITHDRAWAL] == pytest.approx(2.0 * signal.dose[0, WITHDRAWAL])


def test_the_net_contrast_is_the_mean_of_the_terms_over_the_diary():
    time_h = np.linspace(0.0, END_H, 50)
    given_ = exposed(time_h)
    signal = effect_signal(given_, curve_of(), time_h)
    curve = effect_curve(given_, curve_of())
    want = curve.terms_at(given_.typical_ng_per_ml, given_.typical_h).mean(axis=2)[:, 0]
    np.testing.assert_allclose(signal.net[0], want)


def test_an_outcome_that_cannot_turn_over_has_no_such_term():
    time_h = np.linspace(0.0, END_H, 50)
    signal = effect_signal(exposed(time_h), curve_of(), time_h, turns_over=False)
    for values in (signal.seen, signal.dose, signal.net, signal.by_amount[1]):
        assert values[0, TURN_OVER] == 0.0
        assert values[0, EFFECT] != 0.0


def test_coarse_cells_hardly_change_what_the_body_is_used_to():
    time_h = np.linspace(0.0, END_H, 50)
    fine = effect_columns(exposed(time_h, cell_h=0.5), curve_of(96.0), time_h).columns[WITHDRAWAL]
    coarse = effect_columns(exposed(time_h, cell_h=6.0), curve_of(96.0), time_h).columns[WITHDRAWAL]
    np.testing.assert_allclose(coarse, fine, atol=0.1)  # of levels from 0 to 9
