"""Correlated ratings: the whitening filter against a dense Cholesky factor of every draw."""

import numpy as np

from benchmarks.row import Row, best
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Theta
from speciosa.response.whiten import whiten
from speciosa.sampling.quasirandom import Array

DRAWS, COLUMNS = 64, 7


def dense(columns: Array, time_h: Array, theta: Theta) -> Array:
    """Gram matrices by a Cholesky factor of each draw's covariance."""
    apart_h = np.abs(time_h[:, None] - time_h)
    gram = np.empty((DRAWS, COLUMNS, COLUMNS))
    for i in range(DRAWS):
        own, rho = 1.0 - theta.nu_ratio[i], theta.rho_ratio[i]
        fast = 2.0 ** (-apart_h / theta.fast_half_life_h[i])
        slow = 2.0 ** (-apart_h / SLOW_HALF_LIFE_H)
        cov = own * ((1.0 - rho) * fast + rho * slow) + theta.nu_ratio[i] * np.eye(len(time_h))
        white = np.linalg.solve(np.linalg.cholesky(cov), columns[:, i])
        gram[i] = white.T @ white
    return gram


def rows() -> list[Row]:
    """One line for a short and one for a long diary."""
    return [_row(180), _row(720)]


def _row(ratings: int) -> Row:
    rng = np.random.default_rng(1)
    time_h = np.sort(rng.uniform(0.0, 24.0 * 60.0, ratings))
    columns = rng.standard_normal((ratings, DRAWS, COLUMNS))
    theta = Theta(
        nu_ratio=rng.uniform(0.1, 0.5, DRAWS),
        rho_ratio=rng.uniform(0.0, 0.5, DRAWS),
        fast_half_life_h=rng.uniform(2.0, 12.0, DRAWS),
        ec50_ratio=np.ones(DRAWS),
        weight_z=np.zeros((DRAWS, 0)),
    )
    ours_s = best(lambda: whiten(lambda rows: columns[rows].copy(), time_h, theta))
    peer_s = best(lambda: dense(columns, time_h, theta), times=1)
    name = f"whiten {ratings} ratings, {DRAWS} draws, {COLUMNS} columns"
    return Row(name, ours_s, "dense Cholesky", peer_s, "same Gram matrices to 1e-10")
