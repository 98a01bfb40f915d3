"""Kinetics of a simulated person: transit absorption, two compartments and a metabolite.

The analysis model absorbs by first order and knows none of these rates.
"""

from dataclasses import dataclass, field
from math import exp
from typing import Final

import numpy as np

STEP_H: Final = 1.0 / 6.0
STEPS_A_DAY: Final = round(24.0 / STEP_H)
_ABSORBED: Final = 0.9  # as the parent; the rest arrives as metabolite
_FORMED: Final = 0.1  # share of the cleared parent that becomes metabolite
_PARENT_WEIGHT: Final = 0.02  # of the parent in the effect signal


@dataclass(slots=True)
class Body:
    """One person's kinetics, stepped forward; amounts and levels in units of their own."""

    scale: float
    transit_per_h: float
    clear_per_h: float
    metabolite_per_h: float
    stages: list[float] = field(default_factory=lambda: [0.0, 0.0, 0.0])
    central: float = 0.0
    deep: float = 0.0
    metabolite: float = 0.0

    @classmethod
    def of(cls, rng: np.random.Generator, transit_per_h: float = 3.5) -> "Body":
        """A person drawn at random, around a median rate of absorption."""
        draw = rng.standard_normal(4)
        return cls(
            scale=14.0 * exp(0.5 * draw[0]),
            transit_per_h=transit_per_h * exp(0.3 * draw[1]),
            clear_per_h=0.22 * exp(0.3 * draw[2]),
            metabolite_per_h=0.19 * exp(0.15 * draw[3]),
        )

    def fresh(self) -> "Body":
        """The same person with nothing of the product inside."""
        return Body(self.scale, self.transit_per_h, self.clear_per_h, self.metabolite_per_h)

    def swallow(self, amount_g: float) -> None:
        """Take `amount_g` of the first batch's strength."""
        self.stages[0] += self.scale * amount_g

    def step(self) -> float:
        """Advance one step; return the effect signal."""
        moved = 1.0 - exp(-self.transit_per_h * STEP_H)
        flow = [s * moved for s in self.stages]
        self.stages[0] -= flow[0]
        self.stages[1] += flow[0] - flow[1]
        self.stages[2] += flow[1] - flow[2]
        into_deep = 0.25 * self.central * STEP_H
        back = 0.025 * self.deep * STEP_H
        cleared = self.clear_per_h * self.central * STEP_H
        self.central += _ABSORBED * flow[2] - into_deep + back - cleared
        self.deep += into_deep - back
        gone = self.metabolite_per_h * self.metabolite * STEP_H
        self.metabolite += 0.1 * flow[2] + _FORMED * cleared - gone
        return self.metabolite + _PARENT_WEIGHT * self.central

    def mean_signal(self, g_per_day: float) -> float:
        """Mean effect signal of long regular use: what comes in over how fast it goes."""
        parent = _ABSORBED / self.clear_per_h
        metabolite = (0.1 + _FORMED * _ABSORBED) / self.metabolite_per_h
        return self.scale * g_per_day / 24.0 * (metabolite + _PARENT_WEIGHT * parent)
