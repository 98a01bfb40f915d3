"""Sobol points against SciPy's, which uses the same direction numbers."""

import numpy as np
from scipy.stats import norm, qmc

from speciosa.sampling.quasirandom import MOST_DIMENSIONS, normal_quantile, sobol


def test_the_points_are_scipys_in_every_known_dimension():
    theirs = qmc.Sobol(MOST_DIMENSIONS, scramble=False, bits=32).random(512)
    np.testing.assert_allclose(sobol(512, MOST_DIMENSIONS), theirs, atol=2e-10)


def test_a_shift_keeps_each_dimension_evenly_filled():
    points = sobol(256, 5, np.random.default_rng(1))
    for column in points.T:
        assert sorted((column * 256).astype(int)) == list(range(256))


def test_normal_quantiles_are_scipys():
    p = sobol(1024, 2)
    np.testing.assert_allclose(normal_quantile(p), norm.ppf(p), rtol=1e-12, atol=1e-14)


def test_normal_quantiles_hold_far_into_the_tails():
    p = np.concatenate([10.0 ** -np.arange(1.0, 300.0, 7.3), 1.0 - 10.0 ** -np.arange(1.0, 15.0)])
    np.testing.assert_allclose(normal_quantile(p), norm.ppf(p), rtol=1e-9)


def test_normal_quantiles_are_antisymmetric_and_keep_the_shape():
    p = sobol(256, 3)
    z = normal_quantile(p)
    assert z.shape == p.shape
    np.testing.assert_allclose(normal_quantile(1.0 - p), -z, rtol=1e-9)
