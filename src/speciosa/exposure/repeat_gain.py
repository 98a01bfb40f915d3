"""More than proportional levels after repeated high amounts, as a second line for comparison.

Repeated extract gave higher mitragynine levels than single doses predict, the more so the higher
the amount. Whether that holds for other people is not known, so it never replaces the curve: the
line is only drawn above an amount, and never below the curve.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from pydantic import Field

from speciosa.exposure.kinetics import Array
from speciosa.exposure.modifiers import TABLE
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.product import KRATOM
from speciosa.exposure.substance import Cited
from speciosa.knowledge.tables import read_toml, typed_row

_DAY_H: Final = 24.0
_ALMOST: Final = 1.0 + 1e-9  # a sum of equal amounts is not exactly their product


class Gain(Cited):
    """Factor on mitragynine: exp(gain times mg a day over `per_mg`), the gain drawn per person."""

    median: float = Field(gt=0)
    gain_sd: float = Field(ge=0)
    per_mg: float = Field(gt=0)
    above_mg: float = Field(gt=0)
    studied_mg: float = Field(gt=0)
    days: int = Field(gt=0)


@dataclass(frozen=True, slots=True)
class RepeatGain:
    """The second line.

    Attributes:
        ng_per_ml: mitragynine, (draws, T), never below the curve.
        extrapolated: the amounts go beyond those that were studied.
    """

    ng_per_ml: Array
    extrapolated: bool

    @property
    def note(self) -> str:
        """What the line is, in a sentence."""
        gain = gain_of_repetition()
        beyond = (
            f" Amounts beyond {gain.studied_mg:.0f} mg a day were not studied: there it is a guess."
            if self.extrapolated
            else ""
        )
        return (
            f"Above {gain.above_mg:.0f} mg mitragynine a day, levels may rise more than in "
            f"proportion to the amount; the second line shows by how much they might.{beyond}"
        )


@cache
def gain_of_repetition() -> Gain:
    """The row of the table."""
    return typed_row(TABLE, 0, Gain, read_toml(TABLE)["repeat_gain"])


def repeat_gain(
    exposure: SubstanceExposure, at_h: Array, rng: np.random.Generator
) -> RepeatGain | None:
    """Mitragynine with the gain of repeated amounts, or None where amounts stay low.

    Args:
        exposure: of kratom; other substances have no such line.
        at_h: hours since the diary's origin.
        rng: source of the gain of each draw.
    """
    if exposure.substance.key != KRATOM:
        return None
    gain = gain_of_repetition()
    daily_mg = per_day_mg(exposure, np.asarray(at_h, dtype=np.float64), gain.days)
    usual_mg = np.median(daily_mg, axis=0)
    if usual_mg.size == 0 or usual_mg.max() <= gain.above_mg:
        return None
    drawn = gain.median + gain.gain_sd * rng.standard_normal(exposure.draws)
    factor = np.exp(np.maximum(drawn, 0.0)[:, None] * daily_mg / gain.per_mg)
    factor = np.where(usual_mg > gain.above_mg, factor, 1.0)
    line = exposure.conc_ng_per_ml(at_h)[:, 0] * factor
    return RepeatGain(line, bool(usual_mg.max() > gain.studied_mg * _ALMOST))


def per_day_mg(exposure: SubstanceExposure, at_h: Array, days: int) -> Array:
    """Mitragynine that reached the blood, as mg of extract a day over the last days, (draws, T).

    Args:
        exposure: of kratom.
        at_h: moments, h.
        days: length of the window; use before the diary fills what lies before its first dose.
    """
    time_h = np.array([dose.time_h for dose in exposure.doses])
    sums = np.concatenate([np.zeros((1, exposure.draws)), np.cumsum(exposure.reaching_mg, axis=0)])
    until = np.searchsorted(time_h, at_h, side="left")
    since = np.searchsorted(time_h, at_h - days * _DAY_H, side="left")
    recorded = (sums[until] - sums[since]).T / days
    before = np.sum([stream.per_day_before_mg for stream in exposure.streams], axis=0)
    start_h = time_h[0] if time_h.size else np.inf
    share = np.clip(1.0 - (at_h - start_h) / (days * _DAY_H), 0.0, 1.0)
    return recorded + before[:, None] * share
