"""Prior transforms against SciPy's distributions."""

import numpy as np
from scipy.stats import beta, norm

from speciosa.response.parameters import normal_cdf, theta_of
from speciosa.sampling.quasirandom import normal_quantile, sobol


def test_shares_follow_their_beta_priors():
    u = sobol(4096, 5)
    theta = theta_of(normal_quantile(u))
    np.testing.assert_allclose(theta.nu_ratio, beta(3, 9).ppf(u[:, 0]), atol=1e-3)
    np.testing.assert_allclose(theta.rho_ratio, beta(1, 6).ppf(u[:, 1]), rtol=1e-9, atol=1e-12)


def test_half_life_and_ec50_have_their_medians_and_spreads():
    theta = theta_of(normal_quantile(sobol(4096, 5)))
    assert abs(np.median(theta.fast_half_life_h) - 6.0) < 0.01
    assert abs(np.log(theta.ec50_ratio).std() - 0.6) < 0.01


def test_the_normal_distribution_function_is_scipys():
    z = np.linspace(-8.0, 8.0, 201)
    np.testing.assert_allclose(normal_cdf(z), norm.cdf(z), rtol=1e-9, atol=1e-15)
