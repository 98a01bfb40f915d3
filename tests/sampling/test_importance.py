"""What importance samplers share."""

import numpy as np
import pytest
from scipy.stats import multivariate_t, norm

from speciosa.sampling.importance import (
    StudentT,
    effective,
    equal_draws,
    fit_student_t,
    log_normal_cdf,
    log_prior,
    tempered,
)
from speciosa.sampling.quasirandom import normal_points


def test_the_log_distribution_function_is_scipys():
    x = np.array([[-60.0, -37.0, -10.1, -9.9], [-3.0, 0.0, 2.0, 40.0]])
    np.testing.assert_allclose(log_normal_cdf(x), norm.logcdf(x), rtol=2e-4, atol=1e-15)
    assert log_normal_cdf(np.empty((3, 0))).shape == (3, 0)


def test_the_density_is_a_mixture_of_student_t_and_prior():
    shape = np.array([[1.0, 0.0], [0.5, 0.7]])
    proposal = StudentT(np.array([1.0, -2.0]), shape)
    z = normal_points(64, 2, np.random.default_rng(1))
    t = multivariate_t([1.0, -2.0], shape @ shape.T, df=7).logpdf(z)
    expected = np.logaddexp(np.log(0.9) + t, np.log(0.1) + log_prior(z))
    np.testing.assert_allclose(proposal.log_density(z), expected, rtol=1e-10)


def test_draws_have_the_density_they_state():
    """The mean of prior / density over its own draws is one."""
    proposal = StudentT(np.array([0.5, 0.5, -1.0]), 0.8 * np.eye(3))
    z = proposal.draw(1 << 14, np.random.default_rng(2))
    ratio = np.exp(log_prior(z) - proposal.log_density(z))
    assert ratio.mean() == pytest.approx(1.0, abs=0.03)


def test_a_fit_follows_the_weights():
    z = normal_points(8192, 2, np.random.default_rng(3))
    target = norm.logpdf(z[:, 0], 1.0, 0.5) + norm.logpdf(z[:, 1], 0.0, 1.0)
    weight = np.exp(target - log_prior(z))
    fitted = fit_student_t(z, weight)
    np.testing.assert_allclose(fitted.mean, [1.0, 0.0], atol=0.05)
    scale = fitted.factor @ fitted.factor.T
    np.testing.assert_allclose(np.sqrt(np.diag(scale) / 1.2), [0.5, 1.0], rtol=0.08)


def test_effective_and_tempered():
    assert effective(np.ones(50)) == pytest.approx(50.0)
    few = np.exp(-0.5 * np.arange(2000.0))
    assert effective(few) < 5.0
    assert effective(tempered(few)) >= 60.0


def test_equal_draws_take_each_as_often_as_it_weighs():
    weight = np.array([0.5, 0.0, 0.25, 0.25])
    index = equal_draws(weight, 400, np.random.default_rng(4))
    assert np.bincount(index, minlength=4).tolist() == [200, 0, 100, 100]
    assert not (np.diff(index) >= 0).all()  # in random order, so that any part of them will do


def test_normal_points_go_on_beyond_the_known_dimensions():
    z = normal_points(4096, 40, np.random.default_rng(5))
    assert z.shape == (4096, 40)
    np.testing.assert_allclose(z.std(axis=0), 1.0, atol=0.05)
