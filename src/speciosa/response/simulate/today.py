"""When a simulated person takes something."""

from dataclasses import dataclass, field
from math import exp
from typing import Final

import numpy as np

from speciosa.response.simulate.body import STEP_H
from speciosa.response.simulate.plan import Plan

WAKE_H: Final = (7.0, 23.0)
AFTER_H: Final = 1.5  # from the wish to the rating after it, and from one dose to the next wish
_FREE_CLOCK_H: Final = (8.0, 13.5, 19.0)


def is_awake(clock_h: float) -> bool:
    """Whether the person is up."""
    return WAKE_H[0] <= clock_h < WAKE_H[1]


@dataclass(slots=True)
class Today:
    """When the doses of a day are taken."""

    plan: Plan
    rng: np.random.Generator
    clock_h: list[float] = field(default_factory=list)

    def begin(self) -> None:
        """Choose the clock times of a day."""
        spread = 0.75 * self.rng.standard_normal(len(_FREE_CLOCK_H))
        taken = self.rng.random(len(_FREE_CLOCK_H)) < self.plan.doses_per_day / 3.3
        self.clock_h = [
            h + float(s) for h, s, t in zip(_FREE_CLOCK_H, spread, taken, strict=True) if t
        ]

    def wants(self, clock_h: float, since_dose_h: float, above_usual_pts: float) -> bool:
        """Whether a dose is wanted now."""
        if not is_awake(clock_h):
            return False
        if self.plan.dosing == "by the clock":
            due = [h for h in self.clock_h if h <= clock_h]
            self.clock_h = [h for h in self.clock_h if h > clock_h]
            return bool(due)
        per_h = self.plan.doses_per_day / (WAKE_H[1] - WAKE_H[0])
        hazard = 0.6 * per_h * exp(min(0.9 * above_usual_pts, 3.0))
        return since_dose_h > AFTER_H and self.rng.random() < hazard * STEP_H
