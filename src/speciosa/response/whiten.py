"""The whitening filter: correlated ratings become independent ones in O(n).

The noise of a rating is sigma times (u + e): a fast and a slow Ornstein-Uhlenbeck process and
independent rating noise, with unit variance in all,

    cov(t, s) = (1-nu)(1-rho) 2^(-|t-s|/fast) + (1-nu) rho 2^(-|t-s|/slow) + nu [t = s].

A two-state Kalman filter (Durbin and Koopman, Time Series Analysis by State Space Methods,
2nd ed.) gives the innovations of every column with one and the same gain, so that
the Gram matrix of whitened columns equals X' K^-1 X of the dense covariance K.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.sampling.quasirandom import Array

_BLOCK: Final = 64  # ratings whitened before their products are summed


@dataclass(frozen=True, slots=True)
class Whitened:
    """What the regression needs of n correlated ratings, for each draw."""

    gram: Array  # (draws, columns, columns): X' K^-1 X
    log_det: Array  # (draws,): log det K


def whiten(block: Callable[[slice], Array], time_h: Array, noise: Noise) -> Whitened:
    """Gram matrices of the whitened columns.

    Args:
        block: the columns of some ratings, (ratings, columns, draws), rows in time order; they
            are whitened in place.
        time_h: (n,), not decreasing; equal times are allowed.
        noise: of each draw.
    """
    gap_h = np.diff(time_h, prepend=time_h[:1]).tolist()
    width, draws = block(slice(0, 1)).shape[1:]
    gram, log_det = np.zeros((draws, width, width)), np.zeros(draws)
    state = _Filter(width, noise)
    for start in range(0, len(gap_h), _BLOCK):
        rows = block(slice(start, start + _BLOCK))
        for row, gap in zip(rows, gap_h[start : start + _BLOCK], strict=True):
            log_det += state.whiten(gap, row)
        white = np.ascontiguousarray(rows.transpose(2, 1, 0))
        gram += white @ white.transpose(0, 2, 1)
    return Whitened(gram, log_det)


class _Filter:
    """Filter state: means (columns, draws) and covariances (draws,) of both processes."""

    def __init__(self, width: int, noise: Noise) -> None:
        self.fast_rate_per_h = -np.log(2.0) / noise.fast_half_life_h
        self.noise_var = noise.nu_ratio
        self.fast_var = (1.0 - noise.nu_ratio) * (1.0 - noise.rho_ratio)
        self.slow_var = (1.0 - noise.nu_ratio) * noise.rho_ratio
        self.fast = np.zeros((width, noise.draws))
        self.slow = np.zeros((width, noise.draws))
        self.p_fast = self.fast_var.copy()
        self.p_slow = self.slow_var.copy()
        self.p_both = np.zeros(noise.draws)

    def whiten(self, gap_h: float, row: Array) -> Array:
        """Advance by `gap_h`, whiten the row (columns, draws) in place, return log variance."""
        if gap_h > 0.0:
            self._decay(gap_h)
        gain_fast = self.p_fast + self.p_both
        gain_slow = self.p_slow + self.p_both
        variance = gain_fast + gain_slow + self.noise_var
        row -= self.fast
        row -= self.slow
        self.fast += (gain_fast / variance) * row
        self.slow += (gain_slow / variance) * row
        self.p_both -= gain_fast * gain_slow / variance
        self.p_fast -= gain_fast * gain_fast / variance
        self.p_slow -= gain_slow * gain_slow / variance
        row /= np.sqrt(variance)
        return np.log(variance)

    def _decay(self, gap_h: float) -> None:
        fast = np.exp(self.fast_rate_per_h * gap_h)
        slow = 2.0 ** (-gap_h / SLOW_HALF_LIFE_H)
        self.fast *= fast
        self.slow *= slow
        self.p_fast += (self.fast_var - self.p_fast) * (1.0 - fast * fast)
        self.p_slow += (self.slow_var - self.p_slow) * (1.0 - slow * slow)
        self.p_both *= fast * slow
