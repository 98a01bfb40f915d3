"""Pareto smoothing: it finds the shape of known tails and leaves light ones alone."""

import numpy as np
import pytest

from speciosa.sampling.pareto import fit_tail, smooth


@pytest.mark.parametrize("k", [0.1, 0.4, 0.7, 1.0])
def test_the_shape_of_a_pareto_tail_is_found(k):
    rng = np.random.default_rng(1)
    excess = np.sort(2.0 / k * np.expm1(-k * np.log(rng.random(4000))))
    got_k, got_sigma = fit_tail(excess)
    assert got_k == pytest.approx(k, abs=0.08)
    assert got_sigma == pytest.approx(2.0, rel=0.08)


def test_equal_weights_stay_equal_and_count_fully():
    log_weight, k = smooth(np.full(500, -7.0))
    np.testing.assert_allclose(np.exp(log_weight), 1.0 / 500)
    assert k < 0.1


def test_smoothed_weights_sum_to_one_and_keep_their_order():
    rng = np.random.default_rng(2)
    raw = 3.0 * rng.standard_normal(1000)
    log_weight, k = smooth(raw)
    assert np.exp(log_weight).sum() == pytest.approx(1.0)
    assert (np.diff(log_weight[np.argsort(raw)]) >= 0.0).all()  # the largest are capped, not moved
    assert k > 0.5  # a lognormal tail this wide cannot be trusted blindly
