"""A bound: what ratings alone can tell somebody who knows the person's curve and noise.

Nobody can know these. Where even this is wrong, the dose times are to blame; where it finds little,
the ratings are too few or too noisy for more.
"""

import numpy as np

from speciosa.diary.ratings import Ratings
from validation.found import Found
from validation.simple import judged

# (variance in points squared, time constant in hours) of the simulated ups and downs: the fast and
# the slow process, flares; then what is independent: error of a rating and rounding.
_PROCESSES = ((1.0, 6.0), (0.25, 90.0), (0.1, 5.0))
_INDEPENDENT_PTS2 = 0.6**2 + 1.0 / 12.0
_NORMAL_95 = 1.959964


def knowing_the_curve(
    ratings: Ratings, effect_pts: np.ndarray, seen_pts: float, *, lower_is_better: bool
) -> Found:
    """Generalised least squares of the ratings on the true effect, trend and daily rhythm.

    Args:
        ratings: of one outcome.
        effect_pts: what the product really did at each rating.
        seen_pts: the true seen effect; a coefficient of 1 gives it back.
        lower_is_better: which direction is good.
    """
    time_h = ratings.time_h
    apart_h = np.abs(time_h[:, None] - time_h)
    covariance = _INDEPENDENT_PTS2 * np.eye(len(time_h))
    for variance_pts2, constant_h in _PROCESSES:
        covariance += variance_pts2 * np.exp(-apart_h / constant_h)
    daily = 2.0 * np.pi * time_h / 24.0
    design = np.column_stack(
        [effect_pts, np.ones_like(time_h), time_h / time_h.max(), np.cos(daily), np.sin(daily)]
    )
    root = np.linalg.cholesky(covariance)
    white, value = np.linalg.solve(root, design), np.linalg.solve(root, ratings.value_pts)
    spread = np.linalg.inv(white.T @ white)
    estimate = float((spread @ white.T @ value)[0]) * seen_pts
    half = _NORMAL_95 * float(np.sqrt(spread[0, 0])) * abs(seen_pts)
    return judged(estimate, estimate - half, estimate + half, lower_is_better)
