"""How a person's ratings vary by themselves: size and memory, estimated from the diary."""

from dataclasses import dataclass
from itertools import product
from typing import Final

import numpy as np

from speciosa.record import Number, Record
from speciosa.response.design.trial import nuisance_of
from speciosa.sampling.quasirandom import Array

_SHARES: Final = (0.1, 0.25, 0.5, 0.8)
_HALF_LIVES_H: Final = (2.0, 6.0, 18.0, 48.0)
_MOST: Final = 300
_WHOLE: Final = 1e-9


class Noise(Record):
    """Own ups and downs with a half-life, and the error of a single rating beside them."""

    sd_pts: Number
    rating_share: Number  # of the variance that one rating does not share with the next
    half_life_h: Number
    whole_numbers: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws noise at given times, (times,)."""

    lower: Array  # Cholesky factor

    def draw(self, rng: np.random.Generator) -> Array:
        """One possible course."""
        return self.lower @ rng.standard_normal(len(self.lower))


def noise_of(rating_pts: Array, time_h: Array, clock_h: Array, effect: Array) -> Noise:
    """Maximum likelihood on a small grid, level, drift, daily rhythm and exposure taken out.

    Args:
        rating_pts: (n,) of the outcome; the last 300 are used.
        time_h: (n,), not decreasing.
        clock_h: (n,) local hours.
        effect: (n,) mean f(E) at the ratings.
    """
    last = slice(-_MOST, None)
    rating_pts, time_h, clock_h, effect = (
        values[last] for values in (rating_pts, time_h, clock_h, effect)
    )
    columns = np.column_stack([nuisance_of(time_h, clock_h), effect])
    best = max(
        (_likelihood(rating_pts, time_h, columns, share, half_life_h), share, half_life_h)
        for share, half_life_h in product(_SHARES, _HALF_LIVES_H)
    )
    (_, sd_pts), share, half_life_h = best
    whole = bool(np.all(np.abs(rating_pts - np.round(rating_pts)) < _WHOLE))
    return Noise(
        sd_pts=max(sd_pts, 0.1), rating_share=share, half_life_h=half_life_h, whole_numbers=whole
    )


def drawing(noise: Noise, time_h: Array) -> Drawing:
    """Noise of this kind at these times."""
    return Drawing(noise.sd_pts * np.linalg.cholesky(_correlation(noise, time_h)))


def _correlation(noise: Noise, time_h: Array) -> Array:
    return correlation(time_h, noise.rating_share, noise.half_life_h)


def correlation(time_h: Array, rating_share: float, half_life_h: float) -> Array:
    """Correlation of ratings, (n, n)."""
    gap_h = np.abs(time_h[:, None] - time_h[None, :])
    found = (1.0 - rating_share) * 2.0 ** (-gap_h / half_life_h)
    found[np.diag_indices(len(time_h))] += rating_share
    return np.asarray(found)


def _likelihood(
    rating_pts: Array, time_h: Array, columns: Array, share: float, half_life_h: float
) -> tuple[float, float]:
    """Log likelihood with the scale profiled out, and that scale in points."""
    lower = np.linalg.cholesky(correlation(time_h, share, half_life_h))
    white = np.linalg.solve(lower, np.column_stack([rating_pts, columns]))
    fitted = np.linalg.lstsq(white[:, 1:], white[:, 0], rcond=None)[0]
    left = white[:, 0] - white[:, 1:] @ fitted
    free = max(len(left) - columns.shape[1], 1)
    variance = max(float(left @ left) / free, 1e-6)
    log_det = 2.0 * float(np.sum(np.log(np.diag(lower))))
    return -0.5 * (len(left) * float(np.log(variance)) + log_det), variance**0.5
