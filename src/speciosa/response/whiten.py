"""The whitening filter: correlated ratings become independent ones in O(n).

The noise of a rating is sigma times (u + e): a fast and a slow Ornstein-Uhlenbeck process and
independent rating noise, with unit variance in all,

    cov(t, s) = (1-nu)(1-rho) 2^(-|t-s|/fast) + (1-nu) rho 2^(-|t-s|/slow) + nu [t = s].

A two-state Kalman filter (Durbin and Koopman, Time Series Analysis by State Space Methods,
2nd ed., section 4.3) gives the innovations of every column with one and the same gain, so that
the Gram matrix of whitened columns equals X' K^-1 X of the dense covariance K.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.quasirandom import Array
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Theta

_BLOCK: Final = 64  # ratings whitened before their products are summed


@dataclass(frozen=True, slots=True)
class Whitened:
    """What the regression needs of n correlated ratings, for each draw."""

    gram: Array  # (draws, columns, columns): X' K^-1 X
    log_det: Array  # (draws,): log det K


def whiten(columns: Array, time_h: Array, theta: Theta) -> Whitened:
    """Gram matrices of the whitened columns.

    Args:
        columns: (n, draws, columns), rows in time order.
        time_h: (n,), not decreasing; equal times are allowed.
        theta: noise parameters of each draw.
    """
    n, draws, width = columns.shape
    gap_h = np.diff(time_h, prepend=time_h[:1])
    rows = np.empty((min(n, _BLOCK), draws, width))
    gram = np.zeros((draws, width, width))
    log_det = np.zeros(draws)
    state = _Filter(draws, width, theta)
    for j in range(n):
        row = rows[j % _BLOCK]
        log_det += state.step(float(gap_h[j]), columns[j], row)
        if j % _BLOCK == _BLOCK - 1 or j == n - 1:
            block = rows[: j % _BLOCK + 1].transpose(1, 2, 0)
            gram += block @ block.transpose(0, 2, 1)
    return Whitened(gram, log_det)


class _Filter:
    """Filter state: means (draws, columns) and covariances (draws,) of both processes."""

    def __init__(self, draws: int, width: int, theta: Theta) -> None:
        self.fast_rate_per_h = -np.log(2.0) / theta.fast_half_life_h
        self.noise_var = theta.nu_ratio
        self.fast_var = (1.0 - theta.nu_ratio) * (1.0 - theta.rho_ratio)
        self.slow_var = (1.0 - theta.nu_ratio) * theta.rho_ratio
        self.fast = np.zeros((draws, width))
        self.slow = np.zeros((draws, width))
        self.p_fast = self.fast_var.copy()
        self.p_slow = self.slow_var.copy()
        self.p_both = np.zeros(draws)

    def step(self, gap_h: float, x: Array, out: Array) -> Array:
        """Advance by `gap_h`, write the whitened row of `x` to `out`, return log variance."""
        if gap_h > 0.0:
            self._decay(gap_h)
        gain_fast = self.p_fast + self.p_both
        gain_slow = self.p_slow + self.p_both
        variance = gain_fast + gain_slow + self.noise_var
        np.subtract(x, self.fast, out=out)
        out -= self.slow
        self.fast += (gain_fast / variance)[:, None] * out
        self.slow += (gain_slow / variance)[:, None] * out
        self.p_both -= gain_fast * gain_slow / variance
        self.p_fast -= gain_fast * gain_fast / variance
        self.p_slow -= gain_slow * gain_slow / variance
        out /= np.sqrt(variance)[:, None]
        return np.log(variance)

    def _decay(self, gap_h: float) -> None:
        fast = np.exp(self.fast_rate_per_h * gap_h)
        slow = 2.0 ** (-gap_h / SLOW_HALF_LIFE_H)
        self.fast *= fast[:, None]
        self.slow *= slow
        self.p_fast += (self.fast_var - self.p_fast) * (1.0 - fast * fast)
        self.p_slow += (self.slow_var - self.p_slow) * (1.0 - slow * slow)
        self.p_both *= fast * slow
