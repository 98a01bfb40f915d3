"""The marginal likelihood against the multivariate t density it must equal."""

import numpy as np
import pytest
from scipy.stats import multivariate_t

from speciosa.response.regression import Scale, marginalise
from speciosa.response.whiten import Whitened


@pytest.mark.parametrize("used", [(1,), (1, 2), (2, 3), (1, 2, 3)])
def test_evidence_is_the_density_of_a_multivariate_t(used):
    """y ~ t(2 a0, 0, b0/a0 (I + X P^-1 X')), Gelman et al., Bayesian Data Analysis, 3rd ed."""
    rng = np.random.default_rng(5)
    n, scale = 12, Scale(3.0, 4.0)
    columns = rng.normal(size=(n, 4))
    precision = np.array([[np.nan, 0.5, 2.0, 0.1]])
    whitened = Whitened((columns.T @ columns)[None], np.zeros(1))
    got = marginalise(whitened, used, precision, n, scale)
    x = columns[:, used]
    cov = np.eye(n) + x @ np.diag(1.0 / precision[0, list(used)]) @ x.T
    reference = multivariate_t(np.zeros(n), scale.rate / scale.shape * cov, df=2 * scale.shape)
    assert got.log_evidence[0] == pytest.approx(reference.logpdf(columns[:, 0]), rel=1e-10)


def test_coefficients_are_ridge_regression():
    rng = np.random.default_rng(6)
    columns = rng.normal(size=(30, 4))
    precision = np.full((1, 4), 3.0)
    whitened = Whitened((columns.T @ columns)[None], np.zeros(1))
    got = marginalise(whitened, (1, 2, 3), precision, 30, Scale(3.0, 4.0))
    x, y = columns[:, 1:], columns[:, 0]
    np.testing.assert_allclose(got.mean[0], np.linalg.solve(x.T @ x + 3.0 * np.eye(3), x.T @ y))
