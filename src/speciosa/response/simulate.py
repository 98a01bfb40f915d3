"""Simulated people, deliberately not the analysis model.

Transit absorption instead of first order, flares with heavy tails, drift, ratings rounded and
bounded, missed prompts, and kinetics that the analyst does not know. The truth is the person's
own curve; whatever the model says about such a diary is judged against it.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import cos, exp, pi
from typing import Literal
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Outcome, Person, Product

_STEP_H = 1.0 / 6.0
_WAKE_H = (7.0, 23.0)
_FREE_CLOCK_H = (8.0, 13.5, 19.0)
_FIXED_PROMPT_CLOCK_H = (9.5, 21.0)
_AFTER_H = 1.5
_PRODUCT = "leaf"


@dataclass(frozen=True, slots=True)
class Symptom:
    """One outcome of a simulated person; `effect_pts` is what a full effect adds to it."""

    key: str
    effect_pts: float = 0.0
    level_pts: float = 5.0
    better: Literal["lower", "higher"] = "lower"
    drift_pts: float = 0.0  # over the diary
    daily_pts: float = 0.4
    noise_pts: float = 0.6  # of a single rating


@dataclass(frozen=True, slots=True)
class Plan:
    """How one simulated person lives and records."""

    days: int = 42
    first_day: date = date(2026, 3, 2)
    symptoms: tuple[Symptom, ...] = (Symptom("pain"),)
    dosing: Literal["when it hurts", "by the clock"] = "when it hurts"
    rated: Literal["at the wish and after", "by the clock"] = "at the wish and after"
    doses_per_day: float = 3.0
    amount_g: float = 3.0
    answered_share: float = 0.85


@dataclass(slots=True)
class _Body:
    """Kinetics of one person, stepped forward: three transit stages, two compartments, 7-OH."""

    rng: np.random.Generator
    scale: float = field(init=False)
    transit_per_h: float = field(init=False)
    clear_per_h: float = field(init=False)
    metabolite_per_h: float = field(init=False)
    stages: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    central: float = 0.0
    deep: float = 0.0
    metabolite: float = 0.0

    def __post_init__(self) -> None:
        draw = self.rng.standard_normal(4)
        self.scale = 14.0 * exp(0.5 * draw[0])
        self.transit_per_h = 3.5 * exp(0.3 * draw[1])
        self.clear_per_h = 0.22 * exp(0.3 * draw[2])
        self.metabolite_per_h = 0.19 * exp(0.15 * draw[3])

    def swallow(self, amount_g: float) -> None:
        self.stages[0] += self.scale * amount_g

    def step(self) -> float:
        """Advance one step; return the effect signal."""
        moved = 1.0 - exp(-self.transit_per_h * _STEP_H)
        flow = [s * moved for s in self.stages]
        self.stages[0] -= flow[0]
        self.stages[1] += flow[0] - flow[1]
        self.stages[2] += flow[1] - flow[2]
        into_deep = 0.25 * self.central * _STEP_H
        back = 0.025 * self.deep * _STEP_H
        cleared = self.clear_per_h * self.central * _STEP_H
        self.central += 0.9 * flow[2] - into_deep + back - cleared
        self.deep += into_deep - back
        gone = self.metabolite_per_h * self.metabolite * _STEP_H
        self.metabolite += 0.1 * flow[2] + 0.1 * cleared - gone
        return self.metabolite + 0.02 * self.central


@dataclass(slots=True)
class _Mind:
    """Own ups and downs of one symptom: a fast and a slow process and flares."""

    symptom: Symptom
    rng: np.random.Generator
    fast: float = 0.0
    slow: float = 0.0
    flare: float = 0.0

    def step(self, clock_h: float, share_of_diary: float) -> float:
        kept_fast, kept_slow = exp(-_STEP_H / 6.0), exp(-_STEP_H / 90.0)
        fast, slow = self.rng.standard_normal(2)
        self.fast = kept_fast * self.fast + 1.0 * (1.0 - kept_fast**2) ** 0.5 * fast
        self.slow = kept_slow * self.slow + 0.5 * (1.0 - kept_slow**2) ** 0.5 * slow
        self.flare *= exp(-_STEP_H / 5.0)
        if self.rng.random() < _STEP_H / (24.0 * 4.0):
            self.flare += float(self.rng.exponential(1.2))
        worse = 1.0 if self.symptom.better == "lower" else -1.0
        own = self.fast + self.slow + self.flare
        daily = self.symptom.daily_pts * cos(2.0 * pi * (clock_h - 19.0) / 24.0)
        drift = self.symptom.drift_pts * (share_of_diary - 0.5)
        return self.symptom.level_pts + drift + worse * (own + daily)


@dataclass(slots=True)
class _Log:
    """Collects the entries of a simulated diary in local time."""

    midnight: datetime
    entries: list[Entry] = field(default_factory=list)

    def add(self, at_h: float, kind: Kind, what: str, value: float | None, unit: str = "") -> None:
        at = self.midnight + timedelta(minutes=round(60.0 * at_h))  # wall clock, as people write
        number = f"sim-{len(self.entries) + 1:05d}"
        entry = Entry(at=at, kind=kind, what=what, value=value, unit=unit, id=number)
        self.entries.append(entry)


def simulate(plan: Plan, rng: np.random.Generator, name: str = "simulated") -> Diary:
    """One simulated person's diary, marked as such; the same generator gives the same diary."""
    zone = ZoneInfo("Europe/Berlin")
    log = _Log(datetime.combine(plan.first_day, time(), tzinfo=zone))
    life = _Life(plan, rng, log)
    steps_a_day = round(24.0 / _STEP_H)
    for i in range(steps_a_day * plan.days):
        if i % steps_a_day == 0:
            life.begin_day(i * _STEP_H)
        life.step(i * _STEP_H)
    outcomes = {s.key: Outcome(better=s.better) for s in plan.symptoms}
    return Diary(
        timezone=zone.key,
        simulated=True,
        person=Person(id=name, birth_year=1984, aims=tuple(outcomes)),
        products={_PRODUCT: Product(name="leaf powder", form="leaf")},
        outcomes=outcomes,
        entries=tuple(sorted(log.entries, key=lambda e: (e.at, e.id))),
    )


class _Life:
    """One simulated person, stepped through the diary."""

    def __init__(self, plan: Plan, rng: np.random.Generator, log: _Log) -> None:
        self.plan, self.rng, self.log = plan, rng, log
        self.body = _Body(rng)
        self.minds = [_Mind(s, rng) for s in plan.symptoms]
        self.half_effect = 0.35 * self.body.scale * plan.amount_g / 10.0
        self.today = _Today(plan, rng)
        self.prompts = list[float]()
        self.last_dose_h = -24.0

    def step(self, at_h: float) -> None:
        clock_h = at_h % 24.0
        state = self._feel(at_h, clock_h)
        first = self.plan.symptoms[0]
        above_usual = state[0] - (first.level_pts + 0.5 * first.effect_pts)
        if self.today.wants(clock_h, at_h - self.last_dose_h, above_usual):
            self._dose(at_h, state)
        due = [p for p in self.prompts if p <= at_h]
        self.prompts = [p for p in self.prompts if p > at_h]
        if due and _WAKE_H[0] <= clock_h < _WAKE_H[1]:
            self._rate(at_h, state)

    def begin_day(self, midnight_h: float) -> None:
        self.today.begin()
        spread = 0.3 * self.rng.standard_normal(len(_FIXED_PROMPT_CLOCK_H))
        self.prompts += [
            midnight_h + h + float(s) for h, s in zip(_FIXED_PROMPT_CLOCK_H, spread, strict=True)
        ]

    def _feel(self, at_h: float, clock_h: float) -> list[float]:
        signal = self.body.step()
        effect = signal / (signal + self.half_effect)
        share = at_h / (24.0 * self.plan.days)
        return [m.step(clock_h, share) + m.symptom.effect_pts * effect for m in self.minds]

    def _dose(self, at_h: float, state: list[float]) -> None:
        self.last_dose_h = at_h
        varied_g = self.plan.amount_g * (1.0 + 0.2 * float(self.rng.standard_normal()))
        amount_g = max(0.5, round(2.0 * varied_g) / 2.0)
        if self.plan.rated == "at the wish and after":
            self.log.add(at_h, Kind.WISH, _PRODUCT, None)
            self._rate(at_h, state)
            self.prompts.append(at_h + _AFTER_H)
        self.log.add(at_h + 1.0 / 30.0, Kind.DOSE, _PRODUCT, amount_g, "g")
        self.body.swallow(amount_g)

    def _rate(self, at_h: float, state: list[float]) -> None:
        if self.rng.random() > self.plan.answered_share:
            self.log.add(at_h, Kind.PROMPT, self.plan.symptoms[0].key, None)
            return
        for symptom, level in zip(self.plan.symptoms, state, strict=True):
            noisy = level + symptom.noise_pts * float(self.rng.standard_normal())
            value = float(round(min(10.0, max(0.0, noisy))))
            self.log.add(at_h, Kind.RATING, symptom.key, value)


@dataclass(slots=True)
class _Today:
    """When the doses of a day are taken."""

    plan: Plan
    rng: np.random.Generator
    clock_h: list[float] = field(default_factory=list)

    def begin(self) -> None:
        spread = 0.75 * self.rng.standard_normal(len(_FREE_CLOCK_H))
        taken = self.rng.random(len(_FREE_CLOCK_H)) < self.plan.doses_per_day / 3.3
        self.clock_h = [
            h + float(s) for h, s, t in zip(_FREE_CLOCK_H, spread, taken, strict=True) if t
        ]

    def wants(self, clock_h: float, since_dose_h: float, above_usual_pts: float) -> bool:
        if not _WAKE_H[0] <= clock_h < _WAKE_H[1]:
            return False
        if self.plan.dosing == "by the clock":
            due = [h for h in self.clock_h if h <= clock_h]
            self.clock_h = [h for h in self.clock_h if h > clock_h]
            return bool(due)
        per_h = self.plan.doses_per_day / (_WAKE_H[1] - _WAKE_H[0])
        hazard = 0.6 * per_h * exp(min(0.9 * above_usual_pts, 3.0))
        return since_dose_h > _AFTER_H and self.rng.random() < hazard * _STEP_H
