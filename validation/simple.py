"""What people usually do with a diary, for comparison: it is never shown in a report."""

from datetime import date

import numpy as np
from scipy import stats

from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.ratings import Ratings
from validation.found import Found

_AFTER_H = 4.0
_FEWEST = 3
_TAIL = 0.975


def before_and_after(diary: Diary, ratings: Ratings, *, lower_is_better: bool) -> Found:
    """Mean of the ratings within 4 h after a dose minus that of the others, Welch's interval."""
    dose_h = np.array([d.time_h for d in doses_of(diary) if d.amount > 0.0])
    since_h = np.full(len(ratings.time_h), np.inf)
    last = np.searchsorted(dose_h, ratings.time_h) - 1  # a rating at a dose comes before it
    since_h[last >= 0] = ratings.time_h[last >= 0] - dose_h[last[last >= 0]]
    after = ratings.value_pts[since_h <= _AFTER_H]
    others = ratings.value_pts[since_h > _AFTER_H]
    if min(len(after), len(others)) < _FEWEST:
        return Found()
    interval = stats.ttest_ind(after, others, equal_var=False).confidence_interval(0.95)
    estimate = float(after.mean() - others.mean())
    return judged(estimate, float(interval.low), float(interval.high), lower_is_better)


def daily_means(diary: Diary, ratings: Ratings, *, lower_is_better: bool) -> Found:
    """Daily mean rating on the amount of the day, least squares.

    The contrast is between the 10th and 90th percentile of the daily amount; its standard error
    allows for correlation of neighbouring days (Newey and West 1987, doi 10.2307/1913610).
    """
    amount_g, mean_pts = _days(diary, ratings)
    if len(amount_g) < 2 * _FEWEST or np.ptp(amount_g) == 0.0:
        return Found()
    low_g, high_g = np.quantile(amount_g, [0.1, 0.9])
    slope, error = _regress(amount_g, mean_pts)
    span_g = float(high_g - low_g)
    half = float(stats.t.ppf(_TAIL, len(amount_g) - 2)) * error * span_g
    estimate = slope * span_g
    return judged(estimate, estimate - half, estimate + half, lower_is_better)


def _days(diary: Diary, ratings: Ratings) -> tuple[np.ndarray, np.ndarray]:
    taken: dict[date, float] = {}
    for dose in doses_of(diary):
        day = dose.taken_at.date()
        taken[day] = taken.get(day, 0.0) + dose.amount
    rated: dict[date, list[float]] = {}
    for at, value in zip(ratings.rated_at, ratings.value_pts, strict=True):
        rated.setdefault(at.date(), []).append(float(value))
    days = sorted(rated)
    amount_g = np.array([taken.get(day, 0.0) for day in days])
    return amount_g, np.array([np.mean(rated[day]) for day in days])


def _regress(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Slope and its standard error."""
    design = np.column_stack([np.ones_like(x), x])
    inverse = np.linalg.inv(design.T @ design)
    beta = inverse @ design.T @ y
    score = design * (y - design @ beta)[:, None]
    middle = score.T @ score
    lags = int(4.0 * (len(x) / 100.0) ** (2.0 / 9.0))
    for lag in range(1, lags + 1):
        shifted = score[lag:].T @ score[:-lag]
        middle += (1.0 - lag / (lags + 1.0)) * (shifted + shifted.T)
    var = (inverse @ middle @ inverse)[1, 1]
    return float(beta[1]), float(np.sqrt(max(var, 0.0)))


def judged(estimate: float, low: float, high: float, lower_is_better: bool) -> Found:
    """An estimate that is declared when its interval leaves out zero."""
    declared = ""
    if low > 0.0 or high < 0.0:
        declared = "better" if (estimate < 0.0) == lower_is_better else "worse"
    return Found(estimate, low, high, declared)
