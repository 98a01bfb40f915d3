"""What is true of a simulated person, from their own curve and not from any model.

Differences are "with minus without", in the outcome's own points, of the symptom without noise.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.simulate.body import STEP_H, Body
from speciosa.response.simulate.life import Life, Past
from speciosa.response.simulate.reaction import Course, Reaction
from speciosa.sampling.quasirandom import Array

HORIZON_H: Final = 4.0  # after a dose
_LOW, _HIGH = 0.1, 0.9  # quantiles of the person's own signal at the ratings


@dataclass(frozen=True, slots=True)
class Truth:
    """The true answers to three questions about one outcome; None where there is nothing to ask.

    Attributes:
        seen_effect_pts: the effect at the 90th minus that at the 10th percentile of the person's
            own signal at the ratings, the body used to its mean.
        dose_effect_pts: mean over 4 h after a dose, and over the person's doses in the diary, of
            the symptom as it was minus as it had been without this one dose.
        net_effect_pts: mean over every step of the diary, day and night, of the symptom as it was
            minus as it had been in somebody long free of the product.
    """

    seen_effect_pts: float | None
    dose_effect_pts: float | None
    net_effect_pts: float


def truth_of(life: Life) -> dict[str, Truth]:
    """The truth of every outcome of a person who has lived their diary."""
    return {
        symptom.key: _truth(course.reaction, life.body, life.past, i)
        for i, (symptom, course) in enumerate(zip(life.plan.symptoms, life.courses, strict=True))
    }


def _truth(reaction: Reaction, body: Body, past: Past, i: int) -> Truth:
    level, used_level = np.array(past.level[i]), np.array(past.used_level[i])
    return Truth(
        seen_effect_pts=_seen(reaction, level, used_level, past.rated_steps[i]),
        dose_effect_pts=_one_dose(reaction, body, past, level, used_level),
        net_effect_pts=float(np.mean(reaction.effect_at(level, used_level))),
    )


def _seen(
    reaction: Reaction, level: Array, used_level: Array, rated_steps: list[int]
) -> float | None:
    if not rated_steps:
        return None
    ends = np.quantile(level[rated_steps], [_LOW, _HIGH])
    low_pts, high_pts = reaction.effect_at(ends, np.full(2, used_level[rated_steps].mean()))
    return float(high_pts - low_pts)


def _one_dose(
    reaction: Reaction, body: Body, past: Past, level: Array, used_level: Array
) -> float | None:
    of_level, of_used = _one_gram(reaction, body)
    found = []
    for intake in past.intakes:
        after = np.arange(intake.step + 1, min(intake.step + 1 + len(of_level), len(level)))
        if intake.step < 0 or not len(after):
            continue
        # Everything before the curve is linear: leaving a dose out is a subtraction.
        alone = intake.strength_g * of_level[: len(after)]
        alone_used = intake.strength_g * of_used[: len(after)]
        without = reaction.effect_at(
            np.maximum(level[after] - alone, 0.0), np.maximum(used_level[after] - alone_used, 0.0)
        )
        found.append(float(np.mean(reaction.effect_at(level[after], used_level[after]) - without)))
    return float(np.mean(found)) if found else None


def _one_gram(reaction: Reaction, body: Body) -> tuple[Array, Array]:
    """Level and what the body is used to in the hours after 1 g and nothing before."""
    alone, course = body.fresh(), Course(reaction)
    alone.swallow(1.0)
    steps = []
    for _ in range(round(HORIZON_H / STEP_H)):
        course.step(alone.step())
        steps.append((course.level, course.used_level))
    level, used_level = np.array(steps).T
    return level, used_level
