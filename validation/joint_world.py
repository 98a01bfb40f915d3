"""People drawn from the joint model's own prior, for simulation-based calibration.

Wishes are drawn one half hour after the other, because each dose changes the level that the next
wish and the next rating see. Talts, Betancourt, Simpson, Vehtari and Gelman, Validating Bayesian
Inference Algorithms with Simulation-Based Calibration (arXiv 1804.06788).
"""

from dataclasses import dataclass

import numpy as np

from speciosa.response.joint.data import JointData
from speciosa.response.joint.grid import SLOPES, hazards
from speciosa.response.parameters import SLOW_HALF_LIFE_H, noise_of_z
from speciosa.sampling.quasirandom import Array

STEP_H = 0.5
DAYS = 21
WAKE_H = (7.0, 23.0)
PROMPT_H = (9.5, 21.0)
AFTER_STEPS = 3  # a rating 1.5 h after the wish
SIGMA_SHAPE, SIGMA_RATE = 3.0, 4.0
HABIT_MEAN = np.array([-2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
HABIT_SD = np.array([2.0, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0])
COMMON_SD = np.array([5.0, 0.7, 0.5, 0.5])
CONTRAST = 0.4  # f(E90) - f(E10) taken as known, so that the prior does not depend on the data
_LEAST, _MOST = 15, 160  # wishes of a diary that a person would keep


@dataclass(frozen=True, slots=True)
class Curve:
    """One compartment with first-order absorption, and a saturating effect."""

    absorb_per_h: float
    lose_per_h: float
    ec50: float

    def f(self, since_h: Array) -> Array:
        """Effect at the end of a (times, doses) table of hours since each dose."""
        gone_h = np.maximum(since_h, 0.0)
        level = (np.exp(-self.lose_per_h * gone_h) - np.exp(-self.absorb_per_h * gone_h)).sum(
            axis=-1
        )
        return level / (level + self.ec50)


def curves(draws: int) -> tuple[Curve, ...]:
    """The kinetic draws that truth and analysis share."""
    rng = np.random.default_rng(7)
    normal = rng.standard_normal((draws, 3))
    return tuple(
        Curve(1.5 * np.exp(0.25 * a), 0.15 * np.exp(0.25 * b), 1.0 * np.exp(0.6 * c))
        for a, b, c in normal
    )


@dataclass(frozen=True, slots=True)
class Drawn:
    """One diary with its truth."""

    data: JointData
    seen_pts: float
    slope: float
    tied: bool


def drawn(seed: int, draws: int = 8, merged: int = 2) -> Drawn:
    """One diary from the prior; drawn again until its number of wishes is that of a person."""
    for trial in range(1000):
        found = _drawn(np.random.default_rng([seed, trial]), curves(draws), merged)
        if found is not None:
            return found
    raise RuntimeError(f"no diary from seed {seed}")


def _drawn(rng: np.random.Generator, family: tuple[Curve, ...], merged: int) -> Drawn | None:
    curve = family[rng.integers(len(family))]
    noise = noise_of_z(rng.standard_normal((1, 3)))
    sigma = (SIGMA_RATE / rng.gamma(SIGMA_SHAPE)) ** 0.5
    every = hazards()
    hazard = every[rng.choice(len(every), p=np.exp([h.log_prior for h in every]))]
    habit = HABIT_MEAN + HABIT_SD * rng.standard_normal(len(HABIT_SD))
    common = COMMON_SD * rng.standard_normal(len(COMMON_SD))
    effect = rng.standard_normal() / CONTRAST
    nu, rho, fast_h = (float(getattr(noise, k)[0]) for k in type(noise).__slots__)
    var = np.array([(1.0 - nu) * (1.0 - rho), (1.0 - nu) * rho])
    kept = 2.0 ** (-STEP_H / np.array([fast_h, SLOW_HALF_LIFE_H]))
    state = np.sqrt(var) * rng.standard_normal(2)
    doses, rated, due = list[float](), list[tuple[float, float, float]](), set[int]()
    slots = list[tuple[float, float, Array, float]]()
    span_h = 24.0 * DAYS
    for i in range(round(span_h / STEP_H)):
        at_h = i * STEP_H
        clock_h = at_h % 24.0
        state = kept * state + np.sqrt(var * (1.0 - kept**2)) * rng.standard_normal(2)
        effect_now = effect * float(curve.f(at_h - np.array(doses))) if doses else 0.0
        timed = _timed(at_h, clock_h, span_h)
        symptom = effect_now + timed @ common + state.sum()
        wished = False
        if WAKE_H[0] <= clock_h < WAKE_H[1]:
            v = _habit(at_h, clock_h, span_h, doses)
            follows = symptom - common[0] if hazard.tied else state.sum()
            wished = rng.random() < 1.0 / (1.0 + np.exp(-(v @ habit + hazard.slope * follows)))
            slots.append((at_h, float(wished), v, clock_h))
        if wished or i in due or clock_h in PROMPT_H:
            value = sigma * (symptom + np.sqrt(nu) * rng.standard_normal())
            rated.append((at_h, clock_h, value))
        if wished:
            doses.append(at_h + 1e-3)
            due.add(i + AFTER_STEPS)
        if len(doses) > _MOST:
            return None
    if len(doses) < _LEAST:
        return None
    data = _data(rated, slots, doses, family, span_h, merged)
    return Drawn(data, float(sigma * effect * CONTRAST), hazard.slope, hazard.tied)


def _timed(at_h: float, clock_h: float, span_h: float) -> Array:
    angle = 2.0 * np.pi * clock_h / 24.0
    return np.array([1.0, at_h / span_h - 0.5, np.sin(angle), np.cos(angle)])


def _habit(at_h: float, clock_h: float, span_h: float, doses: list[float]) -> Array:
    angle = 2.0 * np.pi * clock_h / 24.0
    since = np.exp(-(at_h - doses[-1]) / 6.0) if doses else 0.0
    return np.array(
        [
            1.0,
            np.cos(angle),
            np.sin(angle),
            np.cos(2 * angle),
            np.sin(2 * angle),
            since,
            at_h / span_h - 0.5,
        ]
    )


def _data(rated, slots, doses, family, span_h, merged) -> JointData:  # noqa: ANN001
    rating_h = np.array([r[0] for r in rated])
    groups = _grouped(slots, merged)
    slot_h = np.array([np.mean([s[0] for s in g]) for g in groups])
    clock_h = np.array([np.mean([s[3] for s in g]) for g in groups])
    at_slot = np.stack([_timed(h, c, span_h) for h, c in zip(slot_h, clock_h, strict=True)])
    at_slot[:, 0] = 0.0
    dose_h = np.array(doses)
    return JointData(
        rating_pts=np.array([r[2] for r in rated]),
        rating_h=rating_h,
        rating_columns=np.stack([_timed(r[0], r[1], span_h) for r in rated]),
        common_sd=COMMON_SD,
        slot_h=slot_h,
        slot_columns=at_slot,
        habit=np.stack([np.mean([s[2] for s in g], axis=0) for g in groups]),
        habit_mean=HABIT_MEAN,
        habit_sd=HABIT_SD,
        wanted=np.array([g[0][1] for g in groups]),
        slot_weight=np.array([float(len(g)) for g in groups]),
        rating_terms=_terms(rating_h, dose_h, family),
        slot_terms=_terms(slot_h, dose_h, family),
        term_sd=np.full((len(family), 1), 1.0 / CONTRAST),
    )


def _terms(at_h: Array, dose_h: Array, family: tuple[Curve, ...]) -> Array:
    since_h = at_h[:, None] - dose_h
    return np.stack([curve.f(since_h) for curve in family])[None]


def _grouped(slots, merged):  # noqa: ANN001, ANN202
    groups = []
    for slot in slots:
        last = groups[-1] if groups else None
        joins = (
            last is not None
            and not slot[1]
            and not last[0][1]
            and len(last) < merged
            and slot[0] - last[-1][0] < 1.5 * STEP_H
        )
        if joins:
            last.append(slot)
        else:
            groups.append([slot])
    return groups


__all__ = ["SLOPES", "Drawn", "curves", "drawn"]
