"""What the product does to one symptom of a simulated person, without noise.

The effect follows the person's own effect signal through a curve that the analysis model does not
have (a delay, a steepness); withdrawal is one-sided: it adds to the symptom only while the signal
is below what the body is used to.
"""

from dataclasses import dataclass
from math import exp, log
from typing import Self, TypeVar

import numpy as np

from speciosa.response.simulate.body import STEP_H, Body
from speciosa.response.simulate.plan import Curve, Plan, Symptom
from speciosa.sampling.quasirandom import Array

Level = TypeVar("Level", float, Array)  # one step, or all steps of a diary

_OVER_AT = 2.5  # level of the second, opposite effect over that of the first
_OVER_STEEPNESS = 4.0
_OVER_SIZE = 1.8  # its size over the first: at high levels it is worse than nothing


@dataclass(frozen=True, slots=True)
class Reaction:
    """One person's own curve of one symptom.

    Attributes:
        curve: its shape.
        effect_pts: full effect.
        half_level: signal of half the effect.
        steepness: Hill exponent.
        delay_kept: share of the lag that is left after one step; 0 without a delay.
        worst_pts: what withdrawal adds when the signal falls to nothing, in the outcome's points.
        used_kept: share of adaptation that is left after one step.
        usual_level: mean signal of the person's planned use.
    """

    curve: Curve
    effect_pts: float
    half_level: float
    steepness: float
    delay_kept: float
    worst_pts: float
    used_kept: float
    usual_level: float

    @classmethod
    def of(cls, symptom: Symptom, plan: Plan, body: Body, rng: np.random.Generator) -> Self:
        """Draw the person's own curve; draws only what the symptom needs."""
        usual = body.mean_signal(plan.amount_g * plan.doses_per_day)
        half, steepness, kept = 0.35 * body.scale * plan.amount_g / 10.0, 1.0, 0.0
        if symptom.curve != "saturating":
            draw = rng.standard_normal(3)
            half = usual * exp(0.3 * draw[0])
            steepness = 1.5 * exp(0.2 * draw[1])
            kept = _kept(plan.effect_lag_h * exp(0.4 * draw[2]))
        worst, used = 0.0, 0.0
        if symptom.withdrawal_pts:
            towards = 1.0 if symptom.better == "lower" else -1.0
            worst = towards * symptom.withdrawal_pts * float(rng.uniform(2.0 / 3.0, 4.0 / 3.0))
            used = _kept(96.0 * exp(0.4 * float(rng.standard_normal())))
        return cls(symptom.curve, symptom.effect_pts, half, steepness, kept, worst, used, usual)

    @property
    def adapts(self) -> bool:
        """Whether the body gets used to the product."""
        return self.worst_pts != 0.0

    def share(self, level: Level) -> Level:
        """Effect at a level of the effect signal, as a share of the full effect."""
        if self.curve == "saturating":
            return level / (level + self.half_level)
        first = _hill(level / self.half_level, self.steepness)
        if self.curve == "delayed sigmoid":
            return first
        return first - _OVER_SIZE * _hill(level / (_OVER_AT * self.half_level), _OVER_STEEPNESS)

    def effect_at(self, level: Level, used_level: Level) -> Level:
        """What the product adds to the symptom at a level, in somebody used to `used_level`."""
        drug = self.effect_pts * self.share(level)
        if not self.adapts:
            return drug
        missing = used_level - level
        return drug + self.worst_pts * 0.5 * (missing + abs(missing)) / self.usual_level


@dataclass(slots=True)
class Course:
    """The effect signal of one symptom and what the body is used to, stepped forward."""

    reaction: Reaction
    level: float = 0.0
    used_level: float = 0.0

    def step(self, signal: float) -> None:
        """Advance one step towards the body's signal."""
        reaction = self.reaction
        kept = reaction.delay_kept
        self.level = kept * self.level + (1.0 - kept) * signal
        if reaction.adapts:
            used = reaction.used_kept
            self.used_level = used * self.used_level + (1.0 - used) * self.level

    def effect_now(self) -> float:
        """What the product adds to the symptom now, in points."""
        return self.reaction.effect_at(self.level, self.used_level)


def _hill(ratio: Level, steepness: float) -> Level:
    raised = ratio**steepness
    return raised / (raised + 1.0)


def _kept(half_life_h: float) -> float:
    return exp(-log(2.0) * STEP_H / half_life_h)
