"""Ratings and wishes drawn from the models themselves, with NumPy and a dense covariance.

Used to check the numpyro models: what was put in must come out, and the rank of the truth among
posterior draws must be even.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_PEAK_H = 1.5
_EFFECT_HALF_LIFE_H = 6.0
HABIT_SD = np.array([2.0, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0])  # of the columns made by `_wishes`


@dataclass(frozen=True, slots=True)
class Truth:
    """Parameters that made a simulated diary."""

    sigma_pts: float
    nu_ratio: float
    rho_ratio: float
    fast_half_life_h: float
    seen_z: float
    urge: float
    shared_z: Array  # (3,)
    level_z: float
    habit: Array  # (7,)

    @classmethod
    def of(cls, rng: np.random.Generator) -> "Truth":
        """A draw from the prior."""
        mean = np.array([-2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
        return cls(
            sigma_pts=float(np.sqrt(4.0 / rng.gamma(3.0))),
            nu_ratio=float(rng.beta(3.0, 9.0)),
            rho_ratio=float(rng.beta(1.0, 6.0)),
            fast_half_life_h=float(6.0 * np.exp(0.5 * rng.standard_normal())),
            seen_z=float(rng.standard_normal()),
            urge=float(abs(1.5 * rng.standard_normal())),
            shared_z=rng.standard_normal(3),
            level_z=float(rng.standard_normal()),
            habit=mean + HABIT_SD * rng.standard_normal(7),
        )


def own_noise(at_h: Array, truth: Truth, rng: np.random.Generator) -> Array:
    """The ups and downs u at any times, in units of sigma, from its dense covariance."""
    apart_h = np.abs(at_h[:, None] - at_h)
    fast = 2.0 ** (-apart_h / truth.fast_half_life_h)
    slow = 2.0 ** (-apart_h / 120.0)
    mixed = (1.0 - truth.rho_ratio) * fast + truth.rho_ratio * slow
    covariance = (1.0 - truth.nu_ratio) * mixed + 1e-10 * np.eye(len(at_h))
    return np.linalg.cholesky(covariance) @ rng.standard_normal(len(at_h))


def effect_at(at_h: Array, dose_h: Array) -> Array:
    """A saturating effect column of a substance with one compartment, just before each time."""
    since_h = at_h[:, None] - dose_h
    rise = 1.0 - np.exp(-np.maximum(since_h, 0.0) / _PEAK_H)
    level = (rise * 2.0 ** (-np.maximum(since_h, 0.0) / _EFFECT_HALF_LIFE_H)).sum(axis=1)
    return level / (level + 1.0)


def shared_columns(at_h: Array, days: int) -> Array:
    """Drift, sine and cosine; midnight is at 0 h."""
    angle = 2.0 * np.pi * at_h / 24.0
    return np.column_stack([at_h / (24.0 * days) - 0.5, np.sin(angle), np.cos(angle)])


def plain_arrays(truth: Truth, days: int, per_day: int, rng: np.random.Generator) -> dict[str, Any]:
    """Ratings at random times, doses at random times that no symptom drives."""
    rating_h = np.sort(rng.uniform(0.0, 24.0 * days, days * per_day))
    dose_h = np.sort(rng.uniform(0.0, 24.0 * days, 3 * days))
    own = own_noise(rating_h, truth, rng)
    return _with_ratings(truth, rating_h, effect_at(rating_h, dose_h), own, rng, days)


def _with_ratings(
    truth: Truth, rating_h: Array, effect: Array, own: Array, rng: np.random.Generator, days: int
) -> dict[str, Any]:
    low, high = np.quantile(effect, [0.1, 0.9])
    shared = shared_columns(rating_h, days)
    slopes = truth.shared_z * [0.7, 0.5, 0.5]
    noise = own + np.sqrt(truth.nu_ratio) * rng.standard_normal(len(rating_h))
    in_sigma = shared @ slopes + truth.seen_z * effect / (high - low) + noise
    return {
        "rating_pts": 5.0 * truth.level_z + truth.sigma_pts * in_sigma,
        "rating_h": rating_h,
        "rating_counts": np.ones(len(rating_h)),
        "rating_shared": shared,
        "rating_effect": effect,
        "contrast": high - low,
        "range_pts": 10.0,
        "level_sd_sigma": 0.0,
    }


def joint_arrays(
    truth: Truth, days: int, per_day: int, tied: float, rng: np.random.Generator
) -> dict[str, Any]:
    """Ratings at random times, wishes in waking half hours by the model's own odds."""
    rating_h = np.sort(rng.uniform(0.0, 24.0 * days, days * per_day))
    clock_h = np.arange(8.0, 22.0, 0.5)
    slot_h = (24.0 * np.arange(days)[:, None] + clock_h).ravel()
    own = own_noise(np.concatenate([rating_h, slot_h]), truth, rng)
    own_slot = own[len(rating_h) :]
    # The prior of A sits on a contrast that is known only when all doses are: a fixed one here.
    contrast = 0.4
    dose_h, wish, habit = _wishes(
        truth, slot_h, own_slot, tied * truth.seen_z / contrast, days, rng
    )
    arrays = _with_ratings(
        truth, rating_h, effect_at(rating_h, dose_h), own[: len(rating_h)], rng, days
    )
    change = truth.sigma_pts * truth.seen_z * arrays["rating_effect"]
    arrays["rating_pts"] += change * (1.0 / contrast - 1.0 / arrays["contrast"])
    return {
        **arrays,
        "contrast": contrast,
        "slot_h": slot_h,
        "slot_weight": np.ones(len(slot_h)),
        "slot_wish": wish,
        "slot_habit": habit,
        "habit_sd": HABIT_SD,
        "slot_shared": shared_columns(slot_h, days),
        "slot_effect": effect_at(slot_h, dose_h),
        "tied": tied,
        "urge": -1.0,
        "side": 1.0,
    }


def _wishes(
    truth: Truth, slot_h: Array, own: Array, slope: float, days: int, rng: np.random.Generator
) -> tuple[Array, Array, Array]:
    """Slot by slot, because a wish that is granted changes what comes after it."""
    dose_h, wish, rows = np.array([-12.0]), np.zeros(len(slot_h)), []
    shared = shared_columns(slot_h, days) @ (truth.shared_z * [0.7, 0.5, 0.5])
    day_angle = 2.0 * np.pi * slot_h / 24.0
    for k, at_h in enumerate(slot_h):
        angles = day_angle[k] * np.array([1.0, 2.0])
        waves = np.column_stack([np.cos(angles), np.sin(angles)]).ravel()
        row = np.array([1.0, *waves, np.exp(-(at_h - dose_h[-1]) / 6.0), _place(at_h, days)])
        effect = float(effect_at(slot_h[k : k + 1], dose_h)[0])
        felt = own[k] + (slope * effect + shared[k] if slope else 0.0)
        odds = 1.0 / (1.0 + np.exp(-(row @ truth.habit + truth.urge * felt)))
        rows.append(row)
        if rng.random() < odds:
            wish[k] = 1.0
            dose_h = np.append(dose_h, at_h)
    return dose_h, wish, np.array(rows)


def _place(at_h: float, days: int) -> float:
    """Place in the diary, -0.5 to 0.5."""
    return at_h / (24.0 * days) - 0.5
