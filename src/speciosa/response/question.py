"""One question: what one substance does to one outcome, as plain arrays.

Ratings are oriented so that up is worse and centred at the scale's midpoint; the answer is turned
back into the outcome's own points in `effects`.
"""

from dataclasses import dataclass, replace

import numpy as np

from speciosa.sampling.quasirandom import Array

LOW_SHARE = 0.1  # the seen effect is between these quantiles of the effect signal
HIGH_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Exposed:
    """Concentrations of one substance for every kinetic draw, shared by all outcomes."""

    conc_ng_per_ml: Array  # (draws, analytes, ratings)
    typical_ng_per_ml: Array  # (draws, analytes, grid), an even grid over the diary
    after_ng_per_ml: Array  # (draws, analytes, doses * horizon), after each of some doses
    one_dose_ng_per_ml: Array  # the same times, what that one dose contributes
    weight_median: Array  # (analytes,)
    weight_log_sd: Array  # (analytes,), 0 where the weight is fixed

    def at(self, point: Array) -> "Exposed":
        """The same for a choice of kinetic draws, repeated ones included."""
        return replace(
            self,
            conc_ng_per_ml=self.conc_ng_per_ml[point],
            typical_ng_per_ml=self.typical_ng_per_ml[point],
            after_ng_per_ml=self.after_ng_per_ml[point],
            one_dose_ng_per_ml=self.one_dose_ng_per_ml[point],
        )


@dataclass(frozen=True, slots=True)
class Question:
    """Ratings of one outcome beside the exposure to one substance."""

    rating_pts: Array  # (n,) up = worse, centred
    time_h: Array  # (n,)
    clock_h: Array  # (n,) local wall clock
    dose_time_h: Array  # (doses,) of doses above zero; empty when the schedule is fixed
    exposed: Exposed
    others: Array  # (n, other substances), scaled to their typical level
    range_pts: float


@dataclass(frozen=True, slots=True)
class Signal:
    """The effect signal E of every draw in units of its typical level, and what it saturates to."""

    at_ratings: Array  # (draws, n) f(E) in 0..1
    contrast: Array  # (draws,) f(E90) - f(E10)
    one_dose: Array  # (draws,) mean of f(E) - f(E without this dose) after a dose


def saturate(signal_ratio: Array, ec50_ratio: Array) -> Array:
    """f(E) = E / (E + EC50), both in units of the typical signal."""
    return signal_ratio / (signal_ratio + ec50_ratio)


def effect_signal(exposed: Exposed, weight_z: Array, ec50_ratio: Array) -> Signal:
    """E from the analytes, and the saturated contrasts the estimands need.

    Args:
        exposed: concentrations, draws first.
        weight_z: (draws, uncertain weights) standard normal.
        ec50_ratio: (draws,).
    """
    weight = np.tile(exposed.weight_median, (len(ec50_ratio), 1))
    uncertain = np.flatnonzero(exposed.weight_log_sd > 0.0)
    if len(uncertain):
        weight[:, uncertain] *= np.exp(exposed.weight_log_sd[uncertain] * weight_z)

    def signal(conc_ng_per_ml: Array) -> Array:
        return np.einsum("na,nat->nt", weight, conc_ng_per_ml)

    level = typical_level(signal(exposed.typical_ng_per_ml))[:, None]
    ec50 = ec50_ratio[:, None]
    ratio = signal(exposed.conc_ng_per_ml) / level
    low, high = np.quantile(ratio, [LOW_SHARE, HIGH_SHARE], axis=1)
    after = signal(exposed.after_ng_per_ml) / level
    without = np.maximum(after - signal(exposed.one_dose_ng_per_ml) / level, 0.0)
    return Signal(
        at_ratings=saturate(ratio, ec50),
        contrast=saturate(high, ec50_ratio) - saturate(low, ec50_ratio),
        one_dose=np.mean(saturate(after, ec50) - saturate(without, ec50), axis=1),
    )


def typical_level(signal: Array) -> Array:
    """Median of each draw's signal over the times above 1 % of its maximum; shape (draws,)."""
    ordered = np.sort(signal, axis=1)
    below = np.sum(ordered <= 0.01 * ordered[:, -1:], axis=1)
    last = signal.shape[1] - 1
    middle = 0.5 * (np.minimum(below, last) + last)
    rows = np.arange(len(signal))
    low = ordered[rows, np.floor(middle).astype(int)]
    high = ordered[rows, np.ceil(middle).astype(int)]
    return np.maximum(0.5 * (low + high), np.finfo(np.float64).tiny)
