"""Prior transforms against SciPy's distributions."""

import numpy as np
from scipy.stats import beta, norm

from speciosa.response.parameters import noise_of_z, normal_cdf, theta_of
from speciosa.sampling.quasirandom import normal_quantile, sobol


def test_shares_follow_their_beta_priors():
    u = sobol(4096, 5)
    noise = noise_of_z(normal_quantile(u[:, :3]))
    np.testing.assert_allclose(noise.nu_ratio, beta(3, 9).ppf(u[:, 0]), atol=1e-3)
    np.testing.assert_allclose(noise.rho_ratio, beta(1, 6).ppf(u[:, 1]), rtol=1e-9, atol=1e-12)


def test_half_life_and_ec50_have_their_medians_and_spreads():
    theta = theta_of(normal_quantile(sobol(4096, 7)))
    assert abs(np.median(theta.noise.fast_half_life_h) - 6.0) < 0.01
    assert abs(np.log(theta.curve.ec50_ratio).std() - 0.6) < 0.01
    assert abs(np.log(theta.curve.adapt_half_life_h / 96.0).std() - 0.7) < 0.01
    assert theta.curve.weight_z.shape == (4096, 1)


def test_the_second_ec50_is_its_prior_cut_off_below_the_first():
    """Against draws of the prior that are thrown away below the first one."""
    curve = theta_of(normal_quantile(sobol(1 << 15, 6))).curve
    assert (curve.ec50_high_ratio > curve.ec50_ratio).all()
    rng = np.random.default_rng(1)
    both = np.exp(0.6 * rng.standard_normal((2, 1 << 20)))
    low, high = both[0], 3.0 * both[1]
    # given the first one in a narrow range, the second is the rest of its prior
    near, kept = np.abs(curve.ec50_ratio - 2.0) < 0.2, (np.abs(low - 2.0) < 0.2) & (high > low)
    got = np.quantile(curve.ec50_high_ratio[near], [0.1, 0.5, 0.9])
    np.testing.assert_allclose(got, np.quantile(high[kept], [0.1, 0.5, 0.9]), rtol=0.05)


def test_the_normal_distribution_function_is_scipys():
    z = np.linspace(-8.0, 8.0, 201)
    np.testing.assert_allclose(normal_cdf(z), norm.cdf(z), rtol=1e-9, atol=1e-15)


def test_far_tails_give_finite_parameters():
    z = np.array([[-40.0] * 7, [40.0] * 7, [-9.0, 9.0, -9.0, -9.0, -9.0, 9.0, -9.0]])
    theta = theta_of(z)
    for values in (theta.noise.nu_ratio, theta.noise.rho_ratio, theta.curve.ec50_high_ratio):
        assert np.isfinite(values).all()
    assert ((theta.noise.nu_ratio > 0.0) & (theta.noise.nu_ratio < 1.0)).all()
