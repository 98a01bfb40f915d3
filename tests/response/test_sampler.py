"""Adaptive importance sampling on targets whose answer is known."""

import numpy as np
import pytest

from speciosa.response.sampler import ENOUGH, sample


def gaussian_evidence(mean, sd):
    """Evidence that turns the N(0, 1) prior into a posterior with a known mean."""

    def evidence(z, _point):
        return -0.5 * np.sum(((z - mean) / sd) ** 2, axis=1)[None, :]

    return evidence


@pytest.mark.parametrize(("mean", "sd"), [(0.0, 3.0), (1.5, 0.3), (2.5, 0.15)])
def test_the_posterior_of_a_known_target_is_found(mean, sd):
    got = sample(gaussian_evidence(mean, sd), 4, 1024, np.random.default_rng(1))
    exact_mean, exact_var = mean / (1.0 + sd**2), sd**2 / (1.0 + sd**2)
    weight = got.weight.sum(axis=0)
    found = weight @ got.z
    assert got.trusted
    assert got.ess >= ENOUGH
    np.testing.assert_allclose(found, exact_mean, atol=0.12 * exact_var**0.5)
    np.testing.assert_allclose(weight @ (got.z - found) ** 2, exact_var, rtol=0.15)


def test_variants_get_their_evidence():
    """Two variants with constant evidence 3 : 1 share the weight 3 : 1."""

    def evidence(z, _point):
        flat = np.zeros(len(z))
        return np.stack([flat + np.log(3.0), flat])

    got = sample(evidence, 3, 512, np.random.default_rng(2))
    assert got.weight.sum(axis=1) == pytest.approx([0.75, 0.25])
    assert got.weight.sum() == pytest.approx(1.0)


def test_kinetic_points_that_fit_are_found_and_weighted_back():
    """Evidence for one point in forty: its posterior share is exact, and many draws count."""

    def evidence(z, point):
        fits = point % 40 == 0
        return np.where(fits, 0.0, -6.0)[None, :] - 8.0 * (z[:, 0] - 1.0)[None, :] ** 2

    got = sample(evidence, 4, 1024, np.random.default_rng(6))
    exact = 26.0 / (26.0 + 998.0 * np.exp(-6.0))
    assert got.ess >= ENOUGH
    assert got.weight[0, got.point % 40 == 0].sum() == pytest.approx(exact, abs=0.01)


def test_the_same_generator_gives_the_same_draws():
    one = sample(gaussian_evidence(1.0, 0.2), 4, 256, np.random.default_rng(3))
    two = sample(gaussian_evidence(1.0, 0.2), 4, 256, np.random.default_rng(3))
    assert np.array_equal(one.z, two.z)
    assert np.array_equal(one.weight, two.weight)


def test_a_target_out_of_reach_is_not_trusted():
    got = sample(gaussian_evidence(9.0, 0.01), 6, 128, np.random.default_rng(4))
    assert not got.trusted
