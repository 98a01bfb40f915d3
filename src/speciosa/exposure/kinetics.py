"""Linear compartment models as sums of exponentials, one set for every population draw.

Where all poles of a draw lie apart, partial fractions of its transfer functions give the
exponentials. Where some nearly coincide, `contour` gives them with complex rates instead.
Everything downstream treats both alike.

An exponential is fed by the dose at once, or evenly over some hours (zero-order release): its
amount obeys `da/dt = -rate a + input`, and the curve is the weighted sum of the amounts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from speciosa.exposure.contour import contour
from speciosa.exposure.transfer import Array, Complex, Index, Term

__all__ = ["Array", "Complex", "Exponentials", "Feed", "Index", "Term", "exponentials", "join"]

_MOST_LOST: Final = 1e3  # partial fractions this many times larger than the curve are not taken


@dataclass(frozen=True, slots=True)
class Feed:
    """How a dose reaches some of the exponentials.

    Attributes:
        columns: their positions among the plain ones.
        guarded_columns: their positions among the guarded ones.
        delay_h: time between the dose and the start of its input, h.
        over_h: duration of the input, h; 0 for all at once.
    """

    columns: slice
    guarded_columns: slice
    delay_h: float = 0.0
    over_h: float = 0.0


@dataclass(frozen=True, slots=True)
class Exponentials:
    """Concentration after 1 mg: the sum over k of `coefficient[k] amount[k](t)`, ng/mL.

    The amount of a dose that is taken in at once is `exp(-rate[k] t)`.

    Attributes:
        rate_per_h: (N, K).
        coefficient: (N, analytes, K), ng/mL per mg.
        slowest_per_h: the rate of each analyte's last decline, (N, analytes).
        guarded: (N,), row of the guarded set that replaces this draw, or -1.
        guarded_rate_per_h: (G, K'), complex; the real part of the sum counts.
        guarded_coefficient: (G, analytes, K'), complex.
        feeds: how a dose reaches which of them.
    """

    rate_per_h: Array
    coefficient: Array
    slowest_per_h: Array
    guarded: Index
    guarded_rate_per_h: Complex
    guarded_coefficient: Complex
    feeds: tuple[Feed, ...] = (Feed(slice(None), slice(None)),)

    def take(self, index: Index) -> "Exponentials":
        """The draws of `index`, in its order; a draw may be taken more than once."""
        return replace(
            self,
            rate_per_h=self.rate_per_h[index],
            coefficient=self.coefficient[index],
            slowest_per_h=self.slowest_per_h[index],
            guarded=self.guarded[index],
        )

    def area_ng_h_per_ml(self) -> Array:
        """Area under the curve after 1 mg, per draw and analyte, ng h/mL."""
        area = (self.coefficient / self.rate_per_h[:, None, :]).sum(axis=2)
        rows = self.guarded >= 0
        slot = self.guarded[rows]
        if slot.size:
            parts = self.guarded_coefficient[slot] / self.guarded_rate_per_h[slot][:, None, :]
            area[rows] = parts.real.sum(axis=2)
        return np.asarray(area)

    def fed(self, delay_h: float, over_h: float) -> "Exponentials":
        """The same model when every dose is taken in later, and evenly over some hours.

        Args:
            delay_h: time between the dose and the start of its input, h.
            over_h: duration of the input, h.
        """
        return replace(self, feeds=(Feed(slice(None), slice(None), delay_h, over_h),))


def exponentials(rate_per_h: Array, terms: tuple[Term, ...], analytes: int) -> Exponentials:
    """The curve after 1 mg as exponentials.

    Args:
        rate_per_h: the poles of every draw, (N, K), all positive.
        terms: the transforms.
        analytes: how many analytes the terms speak of.
    """
    draws, count = rate_per_h.shape
    coefficient = np.zeros((draws, analytes, count))
    lost = np.zeros(draws)
    with np.errstate(divide="ignore", invalid="ignore"):  # such draws are guarded below
        for term in terms:
            residues = np.stack([term.residue(rate_per_h, pole) for pole in term.poles])
            residues[:, term.gain == 0.0] = 0.0  # nothing passes here, whatever coincides
            coefficient[:, term.analyte, term.poles] += residues.T
            largest = np.abs(residues).max(axis=0) / term.peak_ratio(rate_per_h)
            lost = np.maximum(lost, largest / np.where(term.gain > 0.0, term.gain, 1.0))
    close = np.flatnonzero(~(lost <= _MOST_LOST))  # also where the residues are no number
    coefficient[close] = 0.0
    slowest = np.stack([_slowest_per_h(rate_per_h, terms, i) for i in range(analytes)], axis=1)
    guarded = np.full(draws, -1, dtype=np.intp)
    guarded[close] = np.arange(close.size)
    some = tuple(term.take(close) for term in terms)
    rates, weights = contour(rate_per_h[close], some, analytes)
    return Exponentials(rate_per_h, coefficient, slowest, guarded, rates, weights)


def _slowest_per_h(rate_per_h: Array, terms: tuple[Term, ...], analyte: int) -> Array:
    """Every draw's smallest pole that one analyte has."""
    poles = {pole for t in terms if t.analyte == analyte and t.gain.any() for pole in t.poles}
    return rate_per_h[:, sorted(poles)].min(axis=1, initial=np.inf)


def join(curves: Sequence[Exponentials]) -> Exponentials:
    """One curve out of several that are fed by the same dose.

    A draw that is guarded in one of them becomes guarded in all.

    Args:
        curves: of the same draws and analytes.
    """
    if len(curves) == 1:
        return curves[0]
    rows = np.flatnonzero(np.any([curve.guarded >= 0 for curve in curves], axis=0))
    guarded = np.full(len(curves[0].guarded), -1, dtype=np.intp)
    guarded[rows] = np.arange(rows.size)
    complex_sets = [_all_complex(curve, rows) for curve in curves]
    plain_at = np.cumsum([0, *(curve.rate_per_h.shape[1] for curve in curves)])
    close_at = np.cumsum([0, *(rate.shape[1] for rate, _ in complex_sets)])
    coefficient = np.concatenate([curve.coefficient for curve in curves], axis=2)
    coefficient[rows] = 0.0
    return Exponentials(
        np.concatenate([curve.rate_per_h for curve in curves], axis=1),
        coefficient,
        np.min([curve.slowest_per_h for curve in curves], axis=0),
        guarded,
        np.concatenate([rate for rate, _ in complex_sets], axis=1),
        np.concatenate([weight for _, weight in complex_sets], axis=2),
        tuple(
            replace(
                curve.feeds[0],
                columns=slice(int(plain_at[i]), int(plain_at[i + 1])),
                guarded_columns=slice(int(close_at[i]), int(close_at[i + 1])),
            )
            for i, curve in enumerate(curves)
        ),
    )


def _all_complex(curve: Exponentials, rows: Index) -> tuple[Complex, Complex]:
    """Rates and coefficients of some draws in complex form, guarded or not."""
    width = max(curve.rate_per_h.shape[1], curve.guarded_rate_per_h.shape[1])
    rates = np.ones((rows.size, width), dtype=np.complex128)
    weights = np.zeros((rows.size, curve.coefficient.shape[1], width), dtype=np.complex128)
    plain = curve.guarded[rows] < 0
    count = curve.rate_per_h.shape[1]
    rates[plain, :count] = curve.rate_per_h[rows[plain]]
    weights[plain, :, :count] = curve.coefficient[rows[plain]]
    slot = curve.guarded[rows[~plain]]
    count = curve.guarded_rate_per_h.shape[1]
    rates[~plain, :count] = curve.guarded_rate_per_h[slot]
    weights[~plain, :, :count] = curve.guarded_coefficient[slot]
    return rates, weights
