"""Two Ornstein-Uhlenbeck processes at irregular times as a chain of pairs.

The pair at time i is (fast, slow) and is linked to the times before and after only, so that one
linear solve is O(n): a Kalman smoother in another order. The tests prove it against the dense
covariance.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.joint.chain import Chain
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.sampling.quasirandom import Array

_SMALLEST_VAR: Final = 1e-4


@dataclass(frozen=True, slots=True)
class Precision:
    """Prior precision of the pairs.

    Attributes:
        diagonal: (n, 2, 2), of every pair.
        link: (n, 2, 2), of every pair with the one before; the first is 0.
    """

    diagonal: Array
    link: Array

    def with_seen(self, weight: Array) -> Chain:
        """Add what is seen of fast plus slow at every time, (n,), a precision."""
        return Chain.of(self.diagonal + weight[:, None, None], self.link)


def precision_of(time_h: Array, noise: Noise) -> Precision:
    """Prior precision of one draw's processes at rising times."""
    own_var = 1.0 - float(noise.nu_ratio[0])
    slow_var = max(own_var * float(noise.rho_ratio[0]), _SMALLEST_VAR)
    parts = [
        (max(own_var - slow_var, _SMALLEST_VAR), float(noise.fast_half_life_h[0])),
        (slow_var, SLOW_HALF_LIFE_H),
    ]
    diagonal, link = np.zeros((2, len(time_h), 2, 2))
    gap_h = np.diff(time_h)
    for place, (variance, half_life_h) in enumerate(parts):
        kept = 2.0 ** (-gap_h / half_life_h)
        fresh = variance * -np.expm1(-2.0 * np.log(2.0) * gap_h / half_life_h)
        diagonal[0, place, place] = 1.0 / variance
        diagonal[1:, place, place] += 1.0 / fresh
        diagonal[:-1, place, place] += kept**2 / fresh
        link[1:, place, place] = -kept / fresh
    return Precision(diagonal, link)


@dataclass(frozen=True, slots=True)
class Solved:
    """Gaussian in the states and the coefficients.

    Attributes:
        state: (n,), mean of fast plus slow.
        coefficient: (columns,), mean.
        chain: precision of the pairs given the coefficients.
        response: (n, columns), how fast plus slow falls as each coefficient rises.
        inner: (columns, columns), precision of the coefficients, states integrated out.
    """

    state: Array
    coefficient: Array
    chain: Chain
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
        own = self.height**2 * sum_variance(solved.chain)[self.state]
        left = self.design - self.height[:, None] * solved.response[self.state]
        return own + np.einsum("rc,cr->r", left, np.linalg.solve(solved.inner, left.T))


def solve(prior: Precision, rows: Rows, weight: Array, target: Array, columns: Array) -> Solved:
    """Mean of states and coefficients given a Gaussian target in each row.

    Args:
        prior: precision of the pairs.
        rows: what each row sees.
        weight: (rows,), precision of each target.
        target: (rows,).
        columns: (columns,), prior precision of the coefficients, mean 0.
    """
    chain = prior.with_seen(rows.sum_by_time(rows.height**2 * weight))
    seen = (rows.height * weight)[:, None] * np.column_stack([rows.design, target])
    across = rows.sum_by_time(seen)
    solved = chain.solve(np.repeat(across[:, None, :], 2, axis=1)).sum(axis=1)
    weighted = weight[:, None] * rows.design
    inner = rows.design.T @ weighted + np.diag(columns) - across[:, :-1].T @ solved[:, :-1]
    right = weighted.T @ target - across[:, :-1].T @ solved[:, -1]
    coefficient = np.linalg.solve(inner, right)
    return Solved(
        state=solved[:, -1] - solved[:, :-1] @ coefficient,
        coefficient=coefficient,
        chain=chain,
        response=solved[:, :-1],
        inner=inner,
    )


def sum_variance(chain: Chain) -> Array:
    """Variance of fast plus slow at every time, (n,)."""
    return chain.inverse_blocks().sum(axis=(1, 2))
