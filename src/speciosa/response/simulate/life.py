"""One simulated person, stepped through the diary, with everything that was never written down."""

from dataclasses import dataclass, field
from math import exp

import numpy as np

from speciosa.diary.entries import Kind
from speciosa.response.simulate.allotment import Block, Waits, blocks_of
from speciosa.response.simulate.body import STEP_H, STEPS_A_DAY, Body
from speciosa.response.simulate.log import Log
from speciosa.response.simulate.mind import Mind
from speciosa.response.simulate.plan import Plan
from speciosa.response.simulate.reaction import Course, Reaction
from speciosa.response.simulate.today import AFTER_H, Today, is_awake

_INTAKE_H = 1.0 / 30.0  # from the rating at the wish to the dose without a wait
_ZERO_CLOCK_H = 12.0  # when "no dose today" is written
_BAD_PTS = 1.0  # above usual: half the prompts are left unanswered


def product_of(plan: Plan, batch: int) -> str:
    """Key of a batch in the diary."""
    return "leaf" if len(plan.batches) == 1 else f"leaf{batch + 1}"


@dataclass(frozen=True, slots=True)
class Intake:
    """A dose as it was swallowed, in grams of the first batch's strength."""

    step: int  # of the diary; before it when negative
    strength_g: float


@dataclass(slots=True)
class Past:
    """What was in the body at every step of the diary, one list a symptom."""

    level: list[list[float]]
    used_level: list[list[float]]
    rated_steps: list[list[int]]
    intakes: list[Intake] = field(default_factory=list)

    @classmethod
    def of(cls, symptoms: int) -> "Past":
        """Nothing yet."""
        each = range(symptoms)
        return cls([[] for _ in each], [[] for _ in each], [[] for _ in each])


class Life:
    """One simulated person; `live` fills the log and the past."""

    def __init__(self, plan: Plan, rng: np.random.Generator) -> None:
        self.plan, self.rng = plan, rng
        self.log = Log.of(plan.first_day)
        self.body = Body.of(rng, plan.transit_per_h)
        self.minds = [Mind(s, rng) for s in plan.symptoms]
        self.courses = [Course(Reaction.of(s, plan, self.body, rng)) for s in plan.symptoms]
        self.today = Today(plan, rng)
        self.waits = Waits(rng)
        self.blocks = _blocks(plan, rng)
        self.prompts = list[float]()
        self.waiting_h: float | None = None  # when an allocated wait ends
        self.wanted_g = plan.amount_g
        self.last_wish_h = -24.0 * (plan.before_d + 1)
        self.usual_pts = _usual(plan, self.courses[0].reaction)
        self.past = Past.of(len(plan.symptoms))

    def live(self) -> None:
        """Step through the use before the diary and the diary."""
        self.log.add_blocks(product_of(self.plan, 0), self.blocks)
        for step in range(-STEPS_A_DAY * self.plan.before_d, STEPS_A_DAY * self.plan.days):
            if step % STEPS_A_DAY == 0:
                self._begin_day(step // STEPS_A_DAY)
            self._step(step)

    def _begin_day(self, day: int) -> None:
        self.today.begin()
        clock_h = self.plan.prompt_clock_h
        spread = 0.3 * self.rng.standard_normal(len(clock_h))
        self.prompts += [24.0 * day + h + float(s) for h, s in zip(clock_h, spread, strict=True)]
        if self._share_on(day) == 0.0:
            self.log.add(24.0 * day + _ZERO_CLOCK_H, Kind.DOSE, self._product(day), 0.0, "g")

    def _step(self, step: int) -> None:
        at_h = step * STEP_H
        clock_h, day = at_h % 24.0, step // STEPS_A_DAY
        state = self._feel(step, clock_h)
        if self.waiting_h is not None and self.waiting_h <= at_h:
            self._swallow(step, self.waiting_h, day)
        elif self._wants(at_h, clock_h, day, state[0]):
            self._wish(step, at_h, day, state)
        due = [p for p in self.prompts if p <= at_h]
        self.prompts = [p for p in self.prompts if p > at_h]
        if due and is_awake(clock_h):
            self._rate(step, at_h, state)

    def _wants(self, at_h: float, clock_h: float, day: int, felt_pts: float) -> bool:
        worse = self._worse_than_usual(felt_pts)
        wanted = self.today.wants(clock_h, at_h - self.last_wish_h, worse)
        return wanted and self.waiting_h is None and self._share_on(day) > 0.0

    def _worse_than_usual(self, felt_pts: float) -> float:
        above_pts = felt_pts - self.usual_pts
        return above_pts if self.plan.symptoms[0].better == "lower" else -above_pts

    def _feel(self, step: int, clock_h: float) -> list[float]:
        signal = self.body.step()
        share = max(step, 0) / (STEPS_A_DAY * self.plan.days)
        felt = []
        for i, (mind, course) in enumerate(zip(self.minds, self.courses, strict=True)):
            course.step(signal)
            felt.append(mind.step(clock_h, share) + course.effect_now())
            if step >= 0:
                self.past.level[i].append(course.level)
                self.past.used_level[i].append(course.used_level)
        return felt

    def _wish(self, step: int, at_h: float, day: int, state: list[float]) -> None:
        self.last_wish_h = at_h
        varied = 1.0 + self.plan.amount_cv * float(self.rng.standard_normal())
        self.wanted_g = self.plan.amount_g * varied
        if self.plan.rated != "by the clock":
            self.log.add(at_h, Kind.WISH, self._product(day))
            self._rate(step, at_h, state)
        if self.plan.rated == "at the wish and after":
            self.prompts.append(at_h + AFTER_H)
        if self.plan.random_wait and at_h >= 0.0:
            self.waiting_h = at_h + self._allotted_wait_h(at_h, day)
        else:
            self._swallow(step, at_h + _INTAKE_H, day)

    def _allotted_wait_h(self, at_h: float, day: int) -> float:
        wait_min = self.waits.next_min()
        note = f"pair {self.waits.pair}"
        self.log.add(at_h, Kind.ALLOCATION, self._product(day), float(wait_min), "min", note)
        return max(wait_min / 60.0, _INTAKE_H)

    def _swallow(self, step: int, at_h: float, day: int) -> None:
        self.waiting_h = None
        amount_g = max(0.5, round(2.0 * self.wanted_g * self._share_on(day)) / 2.0)
        self.log.add(at_h, Kind.DOSE, self._product(day), amount_g, "g")
        strength_g = amount_g * self.plan.batches[self._batch(day)]
        self.body.swallow(strength_g)
        self.past.intakes.append(Intake(step, strength_g))

    def _rate(self, step: int, at_h: float, state: list[float]) -> None:
        if self.rng.random() > self._answers(state[0]):
            effect = self.courses[0].effect_now()
            self.log.add_felt(at_h, self.plan.symptoms[0].key, None, state[0], effect)
            return
        for i, (symptom, level) in enumerate(zip(self.plan.symptoms, state, strict=True)):
            noisy = level + symptom.noise_pts * float(self.rng.standard_normal())
            value = float(round(min(10.0, max(0.0, noisy))))
            effect = self.courses[i].effect_now()
            self.log.add_felt(at_h, symptom.key, value, level, effect)
            if step >= 0:
                self.past.rated_steps[i].append(step)

    def _answers(self, felt_pts: float) -> float:
        share = self.plan.answered_share
        if self.plan.unanswered_when_bad:
            share /= 1.0 + exp(1.5 * (self._worse_than_usual(felt_pts) - _BAD_PTS))
        return share

    def _share_on(self, day: int) -> float:
        """Share of the usual amount that the plan allows on a day."""
        if self.plan.is_free(day):
            return 0.0
        allotted = [b.share for b in self.blocks if 0 <= day - b.first_day < b.length_d]
        return allotted[0] if allotted else 1.0

    def _batch(self, day: int) -> int:
        lasts_d = self.plan.days / len(self.plan.batches)
        return min(max(int(day / lasts_d), 0), len(self.plan.batches) - 1)

    def _product(self, day: int) -> str:
        return product_of(self.plan, self._batch(day))


def _blocks(plan: Plan, rng: np.random.Generator) -> tuple[Block, ...]:
    return () if plan.blocks is None else blocks_of(plan.blocks, plan.days, rng)


def _usual(plan: Plan, reaction: Reaction) -> float:
    """Where the first symptom usually is, which a person takes for granted."""
    first = plan.symptoms[0]
    return first.level_pts + 0.5 * first.effect_pts + 0.25 * reaction.worst_pts
