"""Small joint data sets for the tests, drawn from the model itself."""

import numpy as np

from speciosa.response.joint.data import Hazard, JointData
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise


def covariance(row_h, noise):
    """Dense covariance of the own ups and downs at row times, unit total variance with nu."""
    apart = np.abs(row_h[:, None] - row_h)
    own, rho = 1.0 - noise.nu_ratio[0], noise.rho_ratio[0]
    fast = 2.0 ** (-apart / noise.fast_half_life_h[0])
    slow = 2.0 ** (-apart / SLOW_HALF_LIFE_H)
    return own * ((1.0 - rho) * fast + rho * slow)


def noise_of(nu=0.25, rho=0.15, fast_h=6.0):
    return Noise(np.array([nu]), np.array([rho]), np.array([fast_h]))


def made(rng, ratings=25, slots=40, draws=3, terms=2, days=6.0):
    rating_h = np.sort(rng.uniform(0.0, 24.0 * days, ratings))
    rating_h[5] = rating_h[4]  # two ratings in the same minute
    slot_h = np.sort(rng.uniform(0.0, 24.0 * days, slots))
    slot_h[7] = rating_h[9]  # a wish at the moment of a rating
    slot_h = np.sort(slot_h)
    common, habits = 3, 2
    return JointData(
        rating_pts=rng.normal(size=ratings) * 1.5,
        rating_h=rating_h,
        rating_columns=np.column_stack([np.ones(ratings), rng.normal(size=(ratings, common - 1))]),
        common_sd=np.array([5.0, 0.7, 0.5]),
        slot_h=slot_h,
        slot_columns=np.column_stack([np.zeros(slots), rng.normal(size=(slots, common - 1))]),
        habit=np.column_stack([np.ones(slots), rng.normal(size=(slots, habits - 1))]),
        habit_mean=np.array([-2.0, 0.0]),
        habit_sd=np.array([2.0, 1.0]),
        wanted=(rng.random(slots) < 0.2).astype(float),
        slot_weight=np.where(rng.random(slots) < 0.5, 1.0, 2.0),
        rating_terms=rng.normal(size=(terms, draws, ratings)),
        slot_terms=rng.normal(size=(terms, draws, slots)),
        term_sd=rng.uniform(0.5, 2.0, (draws, terms)),
    )


FREE = Hazard(1.2, tied=False, log_prior=-1.0)
TIED = Hazard(2.0, tied=True, log_prior=-1.5)


def dense(diagonal, link):
    """A chain of blocks as one matrix."""
    n = len(diagonal)
    full = np.zeros((2 * n, 2 * n))
    for i in range(n):
        full[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = diagonal[i]
        if i:
            full[2 * i : 2 * i + 2, 2 * i - 2 : 2 * i] = link[i]
            full[2 * i - 2 : 2 * i, 2 * i : 2 * i + 2] = link[i].T
    return full
