"""The whitening filter against a dense Cholesky factor, and its algebra."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.response.whiten import whiten

seeds = st.integers(0, 2**32 - 1)


def noise_from(rng, draws):
    return Noise(
        nu_ratio=rng.uniform(0.01, 0.9, draws),
        rho_ratio=rng.uniform(0.0, 0.95, draws),
        fast_half_life_h=rng.uniform(0.3, 40.0, draws),
    )


def columns_of(columns):
    """Blocks are whitened in place, so each is a copy."""
    return lambda rows: columns[rows].copy()


def dense_covariance(time_h, noise, i):
    apart_h = np.abs(time_h[:, None] - time_h[None, :])
    own = 1.0 - noise.nu_ratio[i]
    rho = noise.rho_ratio[i]
    fast = 2.0 ** (-apart_h / noise.fast_half_life_h[i])
    slow = 2.0 ** (-apart_h / SLOW_HALF_LIFE_H)
    return own * ((1.0 - rho) * fast + rho * slow) + noise.nu_ratio[i] * np.eye(len(time_h))


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(2, 150))
def test_the_filter_equals_a_dense_cholesky(seed, n):
    rng = np.random.default_rng(seed)
    # whole quarters of an hour: several ratings share an instant
    time_h = np.sort(rng.integers(0, 4 * 24 * 20, n)) / 4.0
    columns = rng.normal(size=(n, 4, 3))
    noise = noise_from(rng, 3)
    got = whiten(columns_of(columns), time_h, noise)
    for i in range(3):
        factor = np.linalg.cholesky(dense_covariance(time_h, noise, i))
        white = np.linalg.solve(factor, columns[:, :, i])
        scale = np.abs(white.T @ white).max()
        assert np.abs(got.gram[i] - white.T @ white).max() <= 1e-10 * scale
        assert abs(got.log_det[i] - 2.0 * np.log(np.diag(factor)).sum()) <= 1e-10 * n


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_the_time_origin_does_not_matter(seed):
    rng = np.random.default_rng(seed)
    time_h = np.sort(rng.uniform(0.0, 500.0, 60))
    columns, noise = rng.normal(size=(60, 3, 2)), noise_from(rng, 2)
    here, there = (
        whiten(columns_of(columns), time_h, noise),
        whiten(columns_of(columns), time_h + 8760.0, noise),
    )
    np.testing.assert_allclose(here.gram, there.gram, rtol=1e-8, atol=1e-8)


def test_a_long_gap_forgets_everything():
    """After 10,000 slow half-lives two stretches of ratings are independent."""
    rng = np.random.default_rng(3)
    noise = noise_from(rng, 2)
    near = np.array([0.0, 1.0, 2.5, 9.0])
    columns = rng.normal(size=(8, 3, 2))
    apart = whiten(columns_of(columns), np.concatenate([near, near + 1.2e6]), noise)
    first, second = (
        whiten(columns_of(columns[:4]), near, noise),
        whiten(columns_of(columns[4:]), near, noise),
    )
    np.testing.assert_allclose(apart.gram, first.gram + second.gram, rtol=1e-10)
    np.testing.assert_allclose(apart.log_det, first.log_det + second.log_det, rtol=1e-10)
