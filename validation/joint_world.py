"""People drawn from the joint model's own prior, for simulation-based calibration.

Wishes are drawn one half hour after the other, because each dose changes the level that the next
wish and the next rating see. Talts, Betancourt, Simpson, Vehtari and Gelman, Validating Bayesian
Inference Algorithms with Simulation-Based Calibration (arXiv 1804.06788).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard, JointData
from speciosa.response.joint.grid import SLOPE_SD
from speciosa.response.parameters import SLOW_HALF_LIFE_H, noise_of_z
from speciosa.sampling.quasirandom import Array

STEP_H: Final = 0.5
DAYS: Final = 21
SIGMA_SHAPE: Final = 3.0
SIGMA_RATE: Final = 4.0
CONTRAST: Final = 0.4  # f(E90) - f(E10), known, so that the prior does not depend on the data
WITHDRAWAL_CONTRAST: Final = 2.0  # the same for the lag behind what the body is used to
DRAWS: Final = 8  # of the kinetics
MERGED: Final = 2  # idle half hours that make one slot
SEEN: Final = "seen effect"
DOSE: Final = "effect of a dose"
AMOUNT: Final = "effect of twice the amount"
SEEN_BESIDE: Final = "seen effect beside withdrawal"
WITHDRAWAL: Final = "withdrawal"
NET: Final = "net effect beside withdrawal"
ESTIMANDS: Final = (SEEN, DOSE, AMOUNT, SEEN_BESIDE, WITHDRAWAL, NET)

_SPAN_H: Final = 24.0 * DAYS
_WAKE_H: Final = (7.0, 23.0)
_PROMPT_H: Final = (9.5, 21.0)
_TIED: Final = 0.5  # share of people whose wishes follow the whole level
_AFTER_STEPS: Final = 3  # a rating 1.5 h after the wish
_FEWEST, _MOST = 15, 160  # wishes of a diary that a person would keep
_MOST_TRIALS: Final = 1000
_FAMILY_SEED: Final = 7
_DOSE_DELAY_H: Final = 1e-3  # a rating at the wish does not see its dose
_SINCE_DOSE_H: Final = 6.0
_HABIT_MEAN: Final = np.array([-2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])
_HABIT_SD: Final = np.array([2.0, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0])
_COMMON_SD: Final = np.array([5.0, 0.7, 0.5, 0.5])  # level, drift, sine and cosine of the day


@dataclass(frozen=True, slots=True)
class Curve:
    """One compartment with first-order absorption; a saturating effect; slow adaptation."""

    absorb_per_h: float
    lose_per_h: float
    ec50_ratio: float
    adapt_per_h: float

    def terms(self, since_h: Array, *, withdrawal: bool) -> Array:
        """Effect, and withdrawal where wanted, from hours since each dose.

        Args:
            since_h: (times, doses), negative before a dose.
            withdrawal: whether that term is wanted.

        Returns:
            (terms, times).
        """
        level = self.level(since_h)
        effect = self.saturated(level)
        if not withdrawal:
            return effect[None]
        gone_h = np.maximum(since_h, 0.0)
        used_to = self._adapted(*self._kept(gone_h), gone_h).sum(axis=-1)
        return np.stack([effect, used_to - level])

    def level(self, since_h: Array) -> Array:
        """Concentration, (times,), from hours since each dose, (times, doses)."""
        lost, absorbed = self._kept(np.maximum(since_h, 0.0))
        return (lost - absorbed).sum(axis=-1)

    def saturated(self, level: Array) -> Array:
        """Effect of a concentration."""
        return level / (level + self.ec50_ratio)

    def _kept(self, gone_h: Array) -> tuple[Array, Array]:
        return np.exp(-self.lose_per_h * gone_h), np.exp(-self.absorb_per_h * gone_h)

    def _adapted(self, lost: Array, absorbed: Array, gone_h: Array) -> Array:
        """Solution of da/dt = rate (E - a) from rest, after one dose."""
        rate, kept = self.adapt_per_h, np.exp(-self.adapt_per_h * gone_h)
        of_lost = (lost - kept) / (rate - self.lose_per_h)
        return rate * (of_lost - (absorbed - kept) / (rate - self.absorb_per_h))


@cache
def curves(draws: int) -> tuple[Curve, ...]:
    """The kinetic draws that truth and analysis share."""
    normal = np.random.default_rng(_FAMILY_SEED).standard_normal((draws, 3))
    adapt_h = 36.0 * np.geomspace(0.5, 2.0, draws)  # half-life
    return tuple(
        Curve(1.5 * np.exp(0.25 * a), 0.15 * np.exp(0.25 * b), np.exp(0.6 * c), np.log(2.0) / h)
        for (a, b, c), h in zip(normal.tolist(), adapt_h.tolist(), strict=True)
    )


@dataclass(frozen=True, slots=True)
class Known:
    """One estimand of one diary: a weighted sum of the effect coefficients.

    Attributes:
        name: what is asked.
        contrast: (draws, terms), weights of the coefficients.
        truth_pts: what is true of this person.
    """

    name: str
    contrast: Array
    truth_pts: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """One diary with its truth."""

    data: JointData
    known: tuple[Known, ...]
    slope: float
    tied: bool


@dataclass(frozen=True, slots=True)
class _Truth:
    """One person: everything that a diary of theirs depends on, coefficients in sigma."""

    draw: int  # of the kinetics
    curve: Curve
    sigma_pts: float
    hazard: Hazard
    habit: Array
    common: Array
    terms: Array
    nu_ratio: float
    state_var: Array  # (2,), of the fast and the slow process
    kept: Array  # (2,), share of each that is left after a step


@dataclass(frozen=True, slots=True)
class _Slot:
    """Half an hour in which a dose was possible."""

    at_h: float
    clock_h: float
    wanted: bool
    habit: Array


@dataclass(slots=True)
class _Record:
    """A diary while it is kept."""

    dose_h: list[float] = field(default_factory=list)
    rating_h: list[float] = field(default_factory=list)
    rating_pts: list[float] = field(default_factory=list)
    slots: list[_Slot] = field(default_factory=list)


def drawn(
    seed: int, draws: int = DRAWS, merged: int = MERGED, *, withdrawal: bool = False
) -> Drawn:
    """One diary from the prior; drawn again until its number of wishes is that of a person.

    Which diaries are kept depends on what is recorded alone, so ranks stay uniform.

    Args:
        seed: of the diary.
        draws: kinetic draws that truth and analysis share.
        merged: how many idle half hours make one slot at most.
        withdrawal: whether the symptom also follows the lag behind what the body is used to.

    Raises:
        RuntimeError: when no such diary is found.
    """
    family = curves(draws)
    for trial in range(_MOST_TRIALS):
        rng = np.random.default_rng([seed, trial])
        truth = _truth(rng, family, withdrawal=withdrawal)
        record = _kept_diary(truth, rng)
        if _FEWEST <= len(record.dose_h) <= _MOST:
            data = _data(record, family, merged, withdrawal=withdrawal)
            known = tuple(_known(data, family, truth))
            return Drawn(data, known, truth.hazard.slope, truth.hazard.tied)
    raise RuntimeError(f"no diary from seed {seed}")


def _truth(rng: np.random.Generator, family: tuple[Curve, ...], *, withdrawal: bool) -> _Truth:
    draw = int(rng.integers(len(family)))
    noise = noise_of_z(rng.standard_normal((1, 3)))
    sigma_pts = (SIGMA_RATE / rng.gamma(SIGMA_SHAPE)) ** 0.5
    slope, tied = abs(SLOPE_SD * rng.standard_normal()), bool(rng.random() < _TIED)
    nu, rho, fast_h = (
        float(each[0]) for each in (noise.nu_ratio, noise.rho_ratio, noise.fast_half_life_h)
    )
    return _Truth(
        draw=draw,
        curve=family[draw],
        sigma_pts=sigma_pts,
        hazard=Hazard(float(slope), tied=tied, log_prior=0.0),
        habit=_HABIT_MEAN + _HABIT_SD * rng.standard_normal(len(_HABIT_SD)),
        common=_COMMON_SD * rng.standard_normal(len(_COMMON_SD)),
        terms=_term_sd(withdrawal=withdrawal) * rng.standard_normal(1 + withdrawal),
        nu_ratio=nu,
        state_var=(1.0 - nu) * np.array([1.0 - rho, rho]),
        kept=2.0 ** (-STEP_H / np.array([fast_h, SLOW_HALF_LIFE_H])),
    )


def _known(data: JointData, family: tuple[Curve, ...], truth: _Truth) -> Iterator[Known]:
    """Every estimand, by the definitions of the package, for doses of one unit."""
    terms, draws = len(truth.terms), len(family)

    def one(name: str, contrast: Array) -> Known:
        return Known(name, contrast, float(truth.sigma_pts * contrast[truth.draw] @ truth.terms))

    def of_effect(contrast: Array) -> Array:
        return np.column_stack([contrast, np.zeros((draws, terms - 1))])

    seen = of_effect(np.full(draws, CONTRAST))
    if terms == 1:
        yield one(SEEN, seen)
        yield one(DOSE, of_effect(_peak(family, 1.0)))
        yield one(AMOUNT, of_effect(_peak(family, 2.0) - _peak(family, 1.0)))
        return
    yield one(SEEN_BESIDE, seen)
    yield one(WITHDRAWAL, np.tile([0.0, WITHDRAWAL_CONTRAST], (draws, 1)))
    # Without it both terms are zero all the time.
    yield one(NET, data.rating_terms.mean(axis=2).T)


def _peak(family: tuple[Curve, ...], doses: float) -> Array:
    """The highest effect of a single intake of so many doses, (draws,)."""
    since_h = np.arange(0.0, 24.0, 0.25)[:, None]
    return np.array([c.saturated(doses * c.level(since_h)).max() for c in family])


def _term_sd(*, withdrawal: bool) -> Array:
    """Prior sd of the coefficients: what is seen of each has the sd sigma."""
    return 1.0 / np.array([CONTRAST, WITHDRAWAL_CONTRAST][: 1 + withdrawal])


def _kept_diary(truth: _Truth, rng: np.random.Generator) -> _Record:
    """Step through the diary; given up once it has more wishes than a person would keep."""
    record, due = _Record(), set[int]()
    state = np.sqrt(truth.state_var) * rng.standard_normal(2)
    step_sd = np.sqrt(truth.state_var * (1.0 - truth.kept**2))
    for step in range(round(_SPAN_H / STEP_H)):
        at_h = step * STEP_H
        state = truth.kept * state + step_sd * rng.standard_normal(2)
        own = float(state.sum())
        symptom = own + float(_timed(at_h) @ truth.common) + _effect(truth, at_h, record.dose_h)
        wanted = _wanted(truth, rng, record, at_h, symptom - truth.common[0], own)
        if wanted or step in due or at_h % 24.0 in _PROMPT_H:
            noise = truth.nu_ratio**0.5 * rng.standard_normal()
            record.rating_h.append(at_h)
            record.rating_pts.append(truth.sigma_pts * (symptom + noise))
        if wanted:
            record.dose_h.append(at_h + _DOSE_DELAY_H)
            due.add(step + _AFTER_STEPS)
        if len(record.dose_h) > _MOST:
            break
    return record


def _effect(truth: _Truth, at_h: float, dose_h: list[float]) -> float:
    since_h = at_h - np.array(dose_h)[None]
    return float(truth.terms @ truth.curve.terms(since_h, withdrawal=len(truth.terms) > 1)[:, 0])


def _wanted(
    truth: _Truth, rng: np.random.Generator, record: _Record, at_h: float, whole: float, own: float
) -> bool:
    """Whether a dose is wished for now; asleep, no slot is recorded."""
    clock_h = at_h % 24.0
    if not _WAKE_H[0] <= clock_h < _WAKE_H[1]:
        return False
    habit = _habit(at_h, record.dose_h)
    follows = whole if truth.hazard.tied else own
    log_odds = float(habit @ truth.habit) + truth.hazard.slope * follows
    wanted = bool(rng.random() < 1.0 / (1.0 + np.exp(-log_odds)))
    record.slots.append(_Slot(at_h, clock_h, wanted, habit))
    return wanted


def _timed(at_h: float) -> Array:
    """What every rating shares: level, drift, daily rhythm."""
    return _timed_at(at_h, at_h % 24.0)


def _timed_at(at_h: float, clock_h: float) -> Array:
    angle = 2.0 * np.pi * clock_h / 24.0
    return np.array([1.0, at_h / _SPAN_H - 0.5, np.sin(angle), np.cos(angle)])


def _habit(at_h: float, dose_h: list[float]) -> Array:
    """What else makes a dose likely: the clock, the time since the last dose, a trend."""
    angle = 2.0 * np.pi * (at_h % 24.0) / 24.0
    daily = [np.cos(angle), np.sin(angle), np.cos(2.0 * angle), np.sin(2.0 * angle)]
    since = np.exp(-(at_h - dose_h[-1]) / _SINCE_DOSE_H) if dose_h else 0.0
    return np.array([1.0, *daily, since, at_h / _SPAN_H - 0.5])


def _data(
    record: _Record, family: tuple[Curve, ...], merged: int, *, withdrawal: bool
) -> JointData:
    groups = _grouped(record.slots, merged)
    rating_h, dose_h = np.array(record.rating_h), np.array(record.dose_h)
    slot_h = np.array([np.mean([s.at_h for s in g]) for g in groups])
    clock_h = [float(np.mean([s.clock_h for s in g])) for g in groups]
    at_slot = np.stack([_timed_at(h, c) for h, c in zip(slot_h.tolist(), clock_h, strict=True)])
    at_slot[:, 0] = 0.0  # the habit's own level absorbs the level

    def terms(at_h: Array) -> Array:
        since_h = at_h[:, None] - dose_h
        return np.stack([c.terms(since_h, withdrawal=withdrawal) for c in family], axis=1)

    return JointData(
        rating_pts=np.array(record.rating_pts),
        rating_h=rating_h,
        rating_columns=np.stack([_timed(h) for h in record.rating_h]),
        common_sd=_COMMON_SD,
        slot_h=slot_h,
        slot_columns=at_slot,
        habit=np.stack([np.mean([s.habit for s in g], axis=0) for g in groups]),
        habit_mean=_HABIT_MEAN,
        habit_sd=_HABIT_SD,
        wanted=np.array([float(g[0].wanted) for g in groups]),
        slot_weight=np.array([float(len(g)) for g in groups]),
        rating_terms=terms(rating_h),
        slot_terms=terms(slot_h),
        term_sd=np.tile(_term_sd(withdrawal=withdrawal), (len(family), 1)),
    )


def _grouped(slots: list[_Slot], merged: int) -> list[list[_Slot]]:
    """Neighbouring idle slots together, `merged` at most; a wish stays alone."""
    groups = list[list[_Slot]]()
    for slot in slots:
        last = groups[-1] if groups else None
        if last is not None and _joins(slot, last, merged):
            last.append(slot)
        else:
            groups.append([slot])
    return groups


def _joins(slot: _Slot, group: list[_Slot], merged: int) -> bool:
    idle = not slot.wanted and not group[0].wanted
    next_to = slot.at_h - group[-1].at_h < 1.5 * STEP_H
    return idle and next_to and len(group) < merged
