"""The coins alone: exact p-values, intervals that cover, weights that leave nuisance out."""

import numpy as np
import pytest

from speciosa.response.design.coins import coin_table, infer, is_exact, sign_flip, whitener

RANGE = 10.0


def test_every_way_is_looked_at_for_few_pairs_and_the_real_one_comes_first():
    table = coin_table(6, np.random.default_rng(1))
    assert len(table) == 64
    assert len({tuple(row) for row in table.tolist()}) == 64
    assert not table[0].any()
    assert is_exact(6)
    assert not is_exact(20)
    assert not coin_table(20, np.random.default_rng(1))[0].any()


def test_sign_flip_agrees_with_counting_by_hand():
    difference = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    found = sign_flip(difference, coin_table(7, np.random.default_rng(1)), RANGE)
    assert found.p_value == pytest.approx(2 / 128)  # all signs alike, either way
    assert found.estimate == pytest.approx(4.0)
    assert 0.0 < found.low < 4.0 < found.high


def test_five_pairs_cannot_exclude_anything():
    found = sign_flip(np.full(5, 3.0), coin_table(5, np.random.default_rng(1)), RANGE)
    assert found.p_value == pytest.approx(2 / 32)
    assert (found.low, found.high) == (None, None)


def test_the_mean_of_pairs_is_covered_whatever_the_noise():
    rng, inside = np.random.default_rng(7), 0
    flips = coin_table(9, rng)
    for _ in range(300):
        difference = -1.0 + rng.choice([-1, 1], 9) * rng.standard_cauchy(9).clip(-6, 6)
        found = sign_flip(difference, flips, 30.0)
        low = -np.inf if found.low is None else found.low
        high = np.inf if found.high is None else found.high
        inside += low <= -1.0 <= high
    assert inside / 300 >= 0.93


def setup(rng, pairs=16, followed=1.0):
    """Pairs of two ratings; what is taken follows the plan only partly, and pain besides."""
    side = rng.random(pairs) < 0.5
    plan = np.column_stack([side, ~side]).ravel().astype(float)
    trouble = rng.standard_normal(2 * pairs)
    taken = np.where(rng.random(2 * pairs) < followed, plan, trouble > 0.5)
    flips = coin_table(pairs, rng, 999)
    other = np.repeat(flips, 2, axis=1)
    return plan, taken.astype(float), trouble, np.where(other, 1.0 - plan, plan)


def test_doses_that_follow_pain_do_not_bias_the_answer():
    rng, covered, naive = np.random.default_rng(3), [], []
    for _ in range(200):
        _, taken, trouble, instrument = setup(rng, followed=0.7)
        rating = 1.5 * trouble - 2.0 * taken
        found = infer(rating, taken[None, :], np.ones(1), instrument, RANGE)
        low = -RANGE if found.low is None else found.low
        high = RANGE if found.high is None else found.high
        covered.append(low <= -2.0 <= high)
        naive.append(rating[taken > 0.5].mean() - rating[taken < 0.5].mean())
    assert np.mean(covered) >= 0.91
    assert np.mean(naive) > -1.6  # the trap is really there


def test_no_effect_is_rejected_in_five_percent():
    rng, rejected = np.random.default_rng(5), 0
    for _ in range(400):
        _, taken, trouble, instrument = setup(rng, followed=0.7)
        found = infer(trouble, taken[None, :], np.ones(1), instrument, RANGE, ends=False)
        rejected += found.p_value <= 0.05
    assert rejected / 400 <= 0.08


def test_an_interval_excludes_zero_exactly_when_p_is_small():
    rng = np.random.default_rng(11)
    for effect in (0.0, -0.8, -1.6):
        for _ in range(20):
            _, taken, trouble, instrument = setup(rng)
            found = infer(trouble + effect * taken, taken[None, :], np.ones(1), instrument, RANGE)
            excludes = found.low is not None and (found.low > 0.0 or found.high < 0.0)
            assert excludes == (found.p_value <= 0.05)


def test_no_first_stage_gives_no_interval():
    rng = np.random.default_rng(2)
    _, _, trouble, instrument = setup(rng)
    found = infer(trouble, np.zeros((1, 32)), np.ones(1), instrument, RANGE)
    assert (found.low, found.high) == (None, None)


def test_weights_leave_level_drift_and_rhythm_out():
    time_h = np.sort(np.random.default_rng(1).uniform(0, 300, 60))
    nuisance = np.column_stack([np.ones(60), time_h, np.sin(time_h)])
    white = whitener(time_h, nuisance)
    np.testing.assert_allclose(white @ nuisance, 0.0, atol=1e-9)
