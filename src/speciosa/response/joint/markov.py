"""Two Ornstein-Uhlenbeck processes at irregular times as a banded precision matrix.

The state at time i is (fast, slow) at positions 2i and 2i + 1, so that the precision has two bands
above its diagonal and one linear solve is O(n): a Kalman smoother in another order. The tests prove
it against the dense covariance.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.sampling.quasirandom import Array

BANDS: Final = 2
_SMALLEST_VAR: Final = 1e-4


def precision_of(time_h: Array, noise: Noise) -> Array:
    """Upper banded precision, (3, 2n), of one draw's processes at rising times."""
    own_var = 1.0 - float(noise.nu_ratio[0])
    slow_var = max(own_var * float(noise.rho_ratio[0]), _SMALLEST_VAR)
    parts = [
        (max(own_var - slow_var, _SMALLEST_VAR), float(noise.fast_half_life_h[0])),
        (slow_var, SLOW_HALF_LIFE_H),
    ]
    bands = np.zeros((BANDS + 1, 2 * len(time_h)))
    gap_h = np.diff(time_h)
    for place, (variance, half_life_h) in enumerate(parts):
        kept = 2.0 ** (-gap_h / half_life_h)
        fresh = variance * -np.expm1(-2.0 * np.log(2.0) * gap_h / half_life_h)
        diagonal = np.zeros(len(time_h))
        diagonal[0] = 1.0 / variance
        diagonal[1:] += 1.0 / fresh
        diagonal[:-1] += kept**2 / fresh
        bands[BANDS, place::2] = diagonal
        bands[0, 2 + place :: 2] = -kept / fresh
    return bands


@dataclass(frozen=True, slots=True)
class Solved:
    """Gaussian in the states and the coefficients.

    Attributes:
        state: (n,), mean of fast plus slow.
        coefficient: (columns,), mean.
        bands: precision of the states given the coefficients, upper banded.
        response: (n, columns), how fast plus slow falls as each coefficient rises.
        inner: (columns, columns), precision of the coefficients, states integrated out.
    """

    state: Array
    coefficient: Array
    bands: Array
    response: Array
    inner: Array


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that see the sum of both states at some time, times a height, and coefficients."""

    first: Array  # (n,), first row of every time; rows are sorted by time
    state: Array  # (rows,), time of every row
    height: Array  # (rows,)
    design: Array  # (rows, columns)

    def sum_by_time(self, values: Array) -> Array:
        """Sum rows of the same time, (n, ...)."""
        return np.add.reduceat(values, self.first, axis=0)

    def predictor(self, solved: Solved) -> Array:
        """The linear predictor of every row."""
        return self.height * solved.state[self.state] + self.design @ solved.coefficient

    def variance(self, solved: Solved) -> Array:
        """Variance of the linear predictor of every row."""
        own = self.height**2 * sum_variance(solved.bands)[self.state]
        left = self.design - self.height[:, None] * solved.response[self.state]
        return own + np.einsum("rc,cr->r", left, np.linalg.solve(solved.inner, left.T))


def solve(bands: Array, rows: Rows, weight: Array, target: Array, prior: Array) -> Solved:
    """Mean of states and coefficients given a Gaussian target in each row.

    Args:
        bands: prior precision of the states.
        rows: what each row sees.
        weight: (rows,), precision of each target.
        target: (rows,).
        prior: (columns,), prior precision of the coefficients, mean 0.
    """
    from scipy.linalg import cho_solve_banded, cholesky_banded  # noqa: PLC0415  (slow to import)

    own = rows.sum_by_time(rows.height**2 * weight)
    total = bands.copy()
    total[BANDS] += np.repeat(own, 2)
    total[BANDS - 1, 1::2] += own
    factor = cholesky_banded(total, check_finite=False)
    seen = (rows.height * weight)[:, None] * np.column_stack([rows.design, target])
    across = np.repeat(rows.sum_by_time(seen), 2, axis=0)
    solved = cho_solve_banded((factor, False), across, check_finite=False)
    weighted = weight[:, None] * rows.design
    inner = rows.design.T @ weighted + np.diag(prior) - across[:, :-1].T @ solved[:, :-1]
    right = weighted.T @ target - across[:, :-1].T @ solved[:, -1]
    coefficient = np.linalg.solve(inner, right)
    states = solved[:, -1] - solved[:, :-1] @ coefficient
    return Solved(
        state=states[0::2] + states[1::2],
        coefficient=coefficient,
        bands=total,
        response=solved[0::2, :-1] + solved[1::2, :-1],
        inner=inner,
    )


def sum_variance(bands: Array) -> Array:
    """Variance of fast plus slow at every time, (n,), from their joint precision.

    The diagonal blocks of the inverse of a block tridiagonal matrix, by one pass forward and one
    backward. Plain numbers are faster here than arrays of two.
    """
    a, c = bands[BANDS, 0::2].tolist(), bands[BANDS, 1::2].tolist()
    b = bands[BANDS - 1, 1::2].tolist()
    p, q = bands[0, 0::2].tolist(), bands[0, 1::2].tolist()  # link to the time before
    inverse = [(0.0, 0.0, 0.0)] * len(a)
    i_a = i_b = i_c = 0.0
    for i in range(len(a)):
        s_a = a[i] - p[i] * p[i] * i_a
        s_b = b[i] - p[i] * q[i] * i_b
        s_c = c[i] - q[i] * q[i] * i_c
        det = s_a * s_c - s_b * s_b
        i_a, i_b, i_c = s_c / det, -s_b / det, s_a / det
        inverse[i] = (i_a, i_b, i_c)
    out = [0.0] * len(a)
    v_a, v_b, v_c = inverse[-1]
    out[-1] = v_a + 2.0 * v_b + v_c
    for i in range(len(a) - 2, -1, -1):
        i_a, i_b, i_c = inverse[i]
        p_i, q_i = p[i + 1], q[i + 1]
        t_a, t_b, t_c = p_i * p_i * v_a, p_i * q_i * v_b, q_i * q_i * v_c
        x_a, x_b = i_a * t_a + i_b * t_b, i_a * t_b + i_b * t_c
        y_a, y_b = i_b * t_a + i_c * t_b, i_b * t_b + i_c * t_c
        v_a = i_a + x_a * i_a + x_b * i_b
        v_b = i_b + x_a * i_b + x_b * i_c
        v_c = i_c + y_a * i_b + y_b * i_c
        out[i] = v_a + 2.0 * v_b + v_c
    return np.array(out)
