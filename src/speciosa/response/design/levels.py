"""The effect signal of one substance for a test: at the ratings, and after one usual dose."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.exposure.curve import SubstanceExposure
from speciosa.sampling.quasirandom import Array

DRAWS: Final = 24
EC50_LOG_SD: Final = 0.6  # as in the response model
# From level to effect, h: six equal parts of a lognormal, median 0.5 h and log sd 0.6. Expert
# proposal: no onset was measured in people, and a wait of 2 h is compared on this very scale.
_DELAY_H: Final = np.array([0.22, 0.33, 0.44, 0.57, 0.75, 1.15])
_LOW_SHARE: Final = 0.1
_HIGH_SHARE: Final = 0.9
_LONGEST_H: Final = 21.0 * 24.0
_GRID_STEP_H: Final = 1.0
_MOST_GRID: Final = 2400
_LEFT: Final = 0.25  # of a change that may be missing, on average over a block
LONGEST_BLOCK_D: Final = 14


@dataclass(frozen=True, slots=True)
class Kernel:
    """Signal after one usual dose over its typical level, for every draw.

    The draws are possible people; `typical` is what one unit of the ratio means for each.
    """

    after_h: Array  # (grid,)
    signal_ratio: Array  # (draws, grid)

    def at(self, gap_h: Array) -> Array:
        """Mean over draws at any hours after the dose; 0 before it and after the last hour."""
        return np.interp(gap_h, self.after_h, self.signal_ratio.mean(axis=0), left=0.0, right=0.0)

    def of_draw(self, draw: int, gap_h: Array) -> Array:
        """One draw's signal at any hours after the dose."""
        return np.interp(gap_h, self.after_h, self.signal_ratio[draw], left=0.0, right=0.0)


@dataclass(frozen=True, slots=True)
class Levels:
    """A few possible people: their signal, what it saturates to, and the kernel of a dose."""

    exposure: SubstanceExposure
    weight: Array  # (draws, analytes)
    typical: Array  # (draws,)
    ec50_ratio: Array  # (draws,)
    delay_h: Array  # (draws,) from level to effect
    kernel: Kernel

    def effect_at(self, time_h: Array) -> Array:
        """f(E) of the doses as taken, shape (draws, times), each draw with its own delay."""
        ratio = np.empty((len(self.typical), len(time_h)))
        for delay_h in np.unique(self.delay_h):
            own = np.flatnonzero(self.delay_h == delay_h)
            conc = self.exposure.subset(own).conc_ng_per_ml(time_h - delay_h)
            ratio[own] = np.einsum("da,dat->dt", self.weight[own], conc)
        return saturate(ratio / self.typical[:, None], self.ec50_ratio[:, None])


def saturate(ratio: Array, ec50_ratio: Array | float = 1.0) -> Array:
    """f(E) = E / (E + EC50), both over the typical level."""
    return ratio / (ratio + ec50_ratio)


def contrast_of(effect: Array) -> Array:
    """f(E90) - f(E10) of each draw, from f at the ratings; shape (draws,)."""
    low, high = np.quantile(effect, [_LOW_SHARE, _HIGH_SHARE], axis=1)
    return high - low


def usual_dose_index(exposure: SubstanceExposure, product: str, amount: float) -> int | None:
    """Position of the recorded dose of a product closest to an amount; None without any."""
    own = [i for i, d in enumerate(exposure.doses) if d.product == product and d.amount > 0.0]
    return min(own, key=lambda i: abs(exposure.doses[i].amount - amount), default=None)


def levels_of(exposure: SubstanceExposure, dose_index: int, rng: np.random.Generator) -> Levels:
    """Some draws of the exposure with their uncertain weights and half-saturation.

    Args:
        exposure: of the tested substance.
        dose_index: position in `exposure.doses` of a usual dose.
        rng: picks the draws, the uncertain effect weights and the half-saturation.
    """
    few = rng.choice(exposure.draws, min(DRAWS, exposure.draws), replace=False)
    exposure = exposure.subset(np.sort(few))
    weights = [exposure.substance.effect_weights[key] for key in exposure.analytes]
    median = np.array([w.fixed if w.median is None else w.median for w in weights])
    spread = np.array([w.log_sd or 0.0 for w in weights])
    weight = median * np.exp(spread * rng.standard_normal((exposure.draws, len(weights))))
    typical = _typical(exposure, weight)
    after_h = np.concatenate([np.arange(0.0, 24.0, 0.1), np.arange(24.0, _LONGEST_H + 1.0)])
    delay_h = np.resize(_DELAY_H, exposure.draws)
    one_dose = exposure.one_dose_ng_per_ml(dose_index, after_h)
    signal = np.einsum("da,dat->dt", weight, one_dose) / typical[:, None]
    later = [
        np.interp(after_h - d, after_h, s, left=0.0) for d, s in zip(delay_h, signal, strict=True)
    ]
    ec50 = np.exp(EC50_LOG_SD * rng.standard_normal(exposure.draws))
    return Levels(exposure, weight, typical, ec50, delay_h, Kernel(after_h, np.array(later)))


def _typical(exposure: SubstanceExposure, weight: Array) -> Array:
    """Median of the signal over the hours in which it is above 1 % of its maximum."""
    times = [d.time_h for d in exposure.doses]
    end_h = max(times) + exposure.substance.horizon_h
    count = int(np.clip((end_h - min(times)) / _GRID_STEP_H, 48, _MOST_GRID))
    conc = exposure.conc_ng_per_ml(np.linspace(min(times), end_h, count))
    signal = np.einsum("da,dat->dt", weight, conc)
    kept = np.where(signal > 0.01 * signal.max(axis=1, keepdims=True), signal, np.nan)
    return np.nanmedian(kept, axis=1)


def block_days(kernel: Kernel) -> int:
    """Length of a block in whole days, chosen from how fast the level follows the doses.

    The shortest block over which, on average, at most a quarter of the change from one regular
    amount to the other is still missing; never more than 14 days.
    """
    signal = kernel.signal_ratio.mean(axis=0)
    step_h = np.diff(kernel.after_h)
    area = np.concatenate([[0.0], np.cumsum(0.5 * (signal[1:] + signal[:-1]) * step_h)])
    missing = 1.0 - area / area[-1]
    filled = np.concatenate([[0.0], np.cumsum(0.5 * (missing[1:] + missing[:-1]) * step_h)])
    for days in range(1, LONGEST_BLOCK_D + 1):
        if np.interp(24.0 * days, kernel.after_h, filled) / (24.0 * days) <= _LEFT:
            return days
    return LONGEST_BLOCK_D
