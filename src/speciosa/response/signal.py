"""From concentrations to what the model sees of them: effect columns and estimand contrasts.

The effect signal is E = sum of weight * concentration, in units of its typical level. An effect
has up to three terms, each linear in its coefficient:

    A  f(E) = E / (E + EC50)                            "effect"
    A2 f2(E) = E^2 / (E^2 + EC50_high^2)                "turn-over"
    W  w = (a - E) / E_typ, da/dt = rate * (E - a)      "withdrawal"

An estimand is a linear combination of the three coefficients: its contrast.
"""

from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from speciosa.response.parameters import CurveParameters
from speciosa.response.question import AfterDoses, Cells, Exposed
from speciosa.sampling.quasirandom import Array

TERMS: Final = ("effect", "turn-over", "withdrawal")
EFFECT, TURN_OVER, WITHDRAWAL = range(3)
LOW_SHARE: Final = 0.1  # the seen effect is between these quantiles of the effect signal
HIGH_SHARE: Final = 0.9
_EVEN_H: Final = 1e-9  # cells that differ by less are of one width
FLAT: Final = 1e-6  # a term that hardly varies tells nothing


@dataclass(frozen=True, slots=True)
class Columns:
    """Effect columns at the ratings, and what is seen between low and high levels.

    Attributes:
        columns: (terms, draws, ratings).
        prior_sd: (draws, terms), of each coefficient in units of sigma, so that the prior sits on
            what is seen: the 10-90 % contrast of each term has the standard deviation sigma.
        seen: (draws, terms), contrast of the effect between low and high levels.
        curve: what it was computed with.
    """

    columns: Array
    prior_sd: Array
    seen: Array
    curve: "EffectCurve"


@dataclass(frozen=True, slots=True)
class Signal(Columns):
    """Effect columns with the contrasts of every estimand.

    Attributes:
        dose: (draws, terms), of one usual dose.
        net: (draws, terms), of all use against none, long after.
        by_amount: (amounts, draws, terms), of one dose of each grid amount.
    """

    dose: Array
    net: Array
    by_amount: Array


@dataclass(frozen=True, slots=True)
class EffectCurve:
    """Effect terms at any times, for every draw."""

    weight: Array  # (draws, analytes), divided by the typical level
    parameters: CurveParameters
    edge_h: Array  # (cells + 1,)
    adapted: Array  # (draws, cells + 1), a at the edges in units of the typical level
    turns_over: bool = True  # whether the turn-over term is wanted; zeros otherwise

    def ratio(self, conc_ng_per_ml: Array) -> Array:
        """The effect signal in units of its typical level, (draws, times)."""
        return np.einsum("na,nat->nt", self.weight, conc_ng_per_ml)

    def adapted_at(self, at_h: Array) -> Array:
        """What the body is used to, (draws, times), between the edges by a straight line."""
        right = np.clip(np.searchsorted(self.edge_h, at_h, side="right"), 1, len(self.edge_h) - 1)
        width_h = self.edge_h[right] - self.edge_h[right - 1]
        share = np.clip((at_h - self.edge_h[right - 1]) / width_h, 0.0, 1.0)
        return self.adapted[:, right - 1] * (1.0 - share) + self.adapted[:, right] * share

    def terms(self, ratio: Array, adapted: Array) -> Array:
        """Saturating, turn-over and withdrawal term, (terms, draws, times)."""
        out = np.zeros((len(TERMS), *ratio.shape))
        ec50 = self.parameters.ec50_ratio[:, None]
        np.divide(ratio, ratio + ec50, out=out[EFFECT])
        if self.turns_over:
            square = ratio * ratio
            high = self.parameters.ec50_high_ratio[:, None]
            np.divide(square, square + high * high, out=out[TURN_OVER])
        np.subtract(adapted, ratio, out=out[WITHDRAWAL])
        return out

    def terms_at(self, conc_ng_per_ml: Array, at_h: Array) -> Array:
        """The terms at some times, (terms, draws, times)."""
        return self.terms(self.ratio(conc_ng_per_ml), self.adapted_at(at_h))


def effect_curve(
    exposed: Exposed, parameters: CurveParameters, *, turns_over: bool = True
) -> EffectCurve:
    """The curve of every draw, its effect signal scaled by its typical level."""
    weight = np.tile(exposed.weight_median, (len(parameters.ec50_ratio), 1))
    uncertain = np.flatnonzero(exposed.weight_log_sd > 0.0)
    if len(uncertain):
        weight[:, uncertain] *= np.exp(exposed.weight_log_sd[uncertain] * parameters.weight_z)
    level = typical_level(np.einsum("na,nat->nt", weight, exposed.typical_ng_per_ml))
    weight /= level[:, None]
    adapted = _adapted(exposed.cells, weight, parameters.adapt_half_life_h)
    return EffectCurve(weight, parameters, exposed.cells.edge_h, adapted, turns_over)


def effect_columns(
    exposed: Exposed, parameters: CurveParameters, time_h: Array, *, turns_over: bool = True
) -> Columns:
    """Columns at the ratings and the contrast of the seen effect.

    Args:
        exposed: concentrations, draws first.
        parameters: of the same draws.
        time_h: (ratings,).
        turns_over: whether the turn-over term is wanted.
    """
    curve = effect_curve(exposed, parameters, turns_over=turns_over)
    ratio = curve.ratio(exposed.conc_ng_per_ml)
    columns = curve.terms(ratio, curve.adapted_at(time_h))
    low, high = middle_range(ratio)
    seen = _seen(curve, low, high)
    spread = np.abs(seen)
    spread[:, WITHDRAWAL] = np.subtract(*middle_range(columns[WITHDRAWAL])[::-1])
    return Columns(columns, 1.0 / np.maximum(spread, FLAT), seen, curve)


def effect_signal(
    exposed: Exposed, parameters: CurveParameters, time_h: Array, *, turns_over: bool = True
) -> Signal:
    """Columns and contrasts; arguments as of `effect_columns`."""
    found = effect_columns(exposed, parameters, time_h, turns_over=turns_over)
    by_amount = _dose_contrasts(found.curve, exposed.after)
    return Signal(
        columns=found.columns,
        prior_sd=found.prior_sd,
        seen=found.seen,
        curve=found.curve,
        dose=by_amount[0],
        net=_net(found.curve, exposed),
        by_amount=by_amount[1:],
    )


def middle_range(values: Array) -> tuple[Array, Array]:
    """The 10 % and 90 % quantile along the last axis; sorting is faster than `np.quantile`."""
    ordered = np.sort(values, axis=-1)
    return _between(ordered, LOW_SHARE), _between(ordered, HIGH_SHARE)


def _between(ordered: Array, share: float) -> Array:
    place = share * (ordered.shape[-1] - 1)
    below = int(place)
    above = min(below + 1, ordered.shape[-1] - 1)
    return np.asarray(
        ordered[..., below] + (place - below) * (ordered[..., above] - ordered[..., below])
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


def _adapted(cells: Cells, weight: Array, half_life_h: Array) -> Array:
    """What the body is used to at the edges of the cells, (draws, cells + 1)."""
    mean = np.einsum("na,nac->nc", weight, cells.mean_ng_per_ml)
    state = np.einsum("na,na->n", weight, cells.before_ng_per_ml)
    width_h = np.diff(cells.edge_h)
    even = np.ptp(width_h) <= _EVEN_H
    kept = np.exp(-log(2.0) * (width_h[:1] if even else width_h)[:, None] / half_life_h)
    out = np.empty((mean.shape[1] + 1, len(half_life_h)))
    out[0] = state
    for i, level in enumerate(np.ascontiguousarray(mean.T)):
        state = level + kept[0 if even else i] * (state - level)
        out[i + 1] = state
    return out.T


def _seen(curve: EffectCurve, low: Array, high: Array) -> Array:
    """f(E90) - f(E10) and -(E90 - E10) / E_typ, adaptation held; (draws, terms)."""
    ends = np.stack([low, high], axis=1)
    terms = curve.terms(ends, np.zeros_like(ends))
    return (terms[:, :, 1] - terms[:, :, 0]).T


def _dose_contrasts(curve: EffectCurve, after: AfterDoses) -> Array:
    """As taken minus without one dose, mean over the horizon; the first as taken, then by amount.

    Shape (1 + amounts, draws, terms).
    """
    with_it, alone = curve.ratio(after.conc_ng_per_ml), curve.ratio(after.one_dose_ng_per_ml)
    learned = _adapted_to_one(alone, curve.parameters.adapt_half_life_h, after)
    adapted = curve.adapted_at(after.time_h)
    without = np.maximum(with_it - alone, 0.0)
    base = curve.terms(without, adapted - learned)
    out = [(curve.terms(with_it, adapted) - base).mean(axis=2).T]
    for amount_ratio in after.amount_ratio:
        times = np.repeat(amount_ratio, after.steps)
        taken = curve.terms(without + times * alone, adapted - learned + times * learned)
        out.append((taken - base).mean(axis=2).T)
    return np.stack(out)


def _adapted_to_one(alone: Array, half_life_h: Array, after: AfterDoses) -> Array:
    """What one dose adds to adaptation within the horizon, by the midpoint rule."""
    by_dose = alone.reshape(len(alone), -1, after.steps)
    area = (np.cumsum(by_dose, axis=2) - 0.5 * by_dose) * after.step_h
    return (log(2.0) / half_life_h)[:, None] * area.reshape(alone.shape)


def _net(curve: EffectCurve, exposed: Exposed) -> Array:
    """Mean of each term over the diary; free of it, all are 0."""
    return curve.terms_at(exposed.typical_ng_per_ml, exposed.typical_h).mean(axis=2).T
