"""A symptom's own ups and downs in a simulated person: not the analysis model's noise."""

from dataclasses import dataclass
from math import cos, exp, pi

import numpy as np

from speciosa.response.simulate.body import STEP_H
from speciosa.response.simulate.plan import Symptom


@dataclass(slots=True)
class Mind:
    """A fast and a slow process, and flares with a heavy tail that wear off."""

    symptom: Symptom
    rng: np.random.Generator
    fast: float = 0.0
    slow: float = 0.0
    flare: float = 0.0

    def step(self, clock_h: float, diary_share: float) -> float:
        """Advance one step; return the symptom without the product, unbounded, in points."""
        kept_fast, kept_slow = exp(-STEP_H / 6.0), exp(-STEP_H / 90.0)
        fast, slow = self.rng.standard_normal(2)
        self.fast = kept_fast * self.fast + 1.0 * (1.0 - kept_fast**2) ** 0.5 * fast
        self.slow = kept_slow * self.slow + 0.5 * (1.0 - kept_slow**2) ** 0.5 * slow
        self.flare *= exp(-STEP_H / 5.0)
        if self.rng.random() < STEP_H / (24.0 * 4.0):
            self.flare += float(self.rng.exponential(1.2))
        worse = 1.0 if self.symptom.better == "lower" else -1.0
        own = self.fast + self.slow + self.flare
        daily = self.symptom.daily_pts * cos(2.0 * pi * (clock_h - 19.0) / 24.0)
        drift = self.symptom.drift_pts * (diary_share - 0.5)
        return self.symptom.level_pts + drift + worse * (own + daily)
