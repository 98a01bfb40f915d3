"""Linear compartment models as sums of exponentials, one set for every population draw.

A model is a list of poles (the rates of all its compartments) and of terms: the Laplace transform
of an analyte after 1 mg is the sum of its terms, each `gain * prod(s + zero) / prod(s + pole)`.
Where all poles of a draw lie apart, partial fractions give the exponentials. Where two nearly
coincide, partial fractions lose all digits; the inverse transform is then taken over a circle
around the close poles by the trapezoidal rule, which converges geometrically and is again a sum
of exponentials, with complex rates. Everything downstream treats both alike.
"""

from dataclasses import dataclass
from math import ceil, log
from typing import Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Index = NDArray[np.intp]

CLOSE_RATIO: Final = 1e-2  # relative gap of two rates below which partial fractions are not used
_APART_RATIO: Final = 4.0  # a circle's nearest outer pole lies this many cluster radii away
_ACCURACY: Final = 1e-16


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of an analyte's transform.

    Attributes:
        analyte: position of the analyte.
        gain: per draw, shape (N,).
        zeros_per_h: per draw, each of shape (N,).
        poles: positions in the system's rates.
    """

    analyte: int
    gain: Array
    zeros_per_h: tuple[Array, ...]
    poles: tuple[int, ...]

    def at(self, s: Complex, rate_per_h: Array, draw: int) -> Complex:
        """The transform of one draw at complex points `s`."""
        value = np.full(s.shape, self.gain[draw], dtype=np.complex128)
        for zero in self.zeros_per_h:
            value *= s + zero[draw]
        for pole in self.poles:
            value /= s + rate_per_h[draw, pole]
        return value

    def residue(self, rate_per_h: Array, pole: int) -> Array:
        """The coefficient of `exp(-rate t)` for one of the term's poles, all draws."""
        here = rate_per_h[:, pole]
        value = self.gain.copy()
        for zero in self.zeros_per_h:
            value *= zero - here
        for other in self.poles:
            if other != pole:
                value /= rate_per_h[:, other] - here
        return value


@dataclass(frozen=True, slots=True)
class Exponentials:
    """Concentration after 1 mg: the sum over k of `coefficient[k] exp(-rate[k] t)`, ng/mL.

    Attributes:
        rate_per_h: (N, K).
        coefficient: (N, analytes, K), ng/mL per mg.
        guarded: (N,), row of the guarded set that replaces this draw, or -1.
        guarded_rate_per_h: (G, K'), complex; the real part of the sum counts.
        guarded_coefficient: (G, analytes, K'), complex.
    """

    rate_per_h: Array
    coefficient: Array
    guarded: Index
    guarded_rate_per_h: Complex
    guarded_coefficient: Complex

    def take(self, index: Index) -> "Exponentials":
        """The draws of `index`, in its order; a draw may be taken more than once."""
        return Exponentials(
            self.rate_per_h[index],
            self.coefficient[index],
            self.guarded[index],
            self.guarded_rate_per_h,
            self.guarded_coefficient,
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


def exponentials(rate_per_h: Array, terms: tuple[Term, ...], analytes: int) -> Exponentials:
    """The curve after 1 mg as exponentials.

    Args:
        rate_per_h: the poles of every draw, (N, K), all positive.
        terms: the transforms.
        analytes: how many analytes the terms speak of.
    """
    draws, count = rate_per_h.shape
    close = _has_close_rates(rate_per_h)
    coefficient = np.zeros((draws, analytes, count))
    with np.errstate(divide="ignore", invalid="ignore"):  # such draws are guarded below
        for term in terms:
            for pole in term.poles:
                coefficient[:, term.analyte, pole] += term.residue(rate_per_h, pole)
    coefficient[close] = 0.0
    guarded = np.full(draws, -1, dtype=np.intp)
    guarded[close] = np.arange(int(close.sum()))
    rates, weights = _guarded(rate_per_h, terms, coefficient.shape[1], np.flatnonzero(close))
    return Exponentials(rate_per_h, coefficient, guarded, rates, weights)


def _has_close_rates(rate_per_h: Array) -> NDArray[np.bool_]:
    """Draws in which two rates lie closer than `CLOSE_RATIO` of the larger one."""
    ordered = np.sort(rate_per_h, axis=1)
    gap = np.diff(ordered, axis=1) / ordered[:, 1:]
    return np.asarray((gap < CLOSE_RATIO).any(axis=1))


def _guarded(
    rate_per_h: Array, terms: tuple[Term, ...], analytes: int, draws: Index
) -> tuple[Complex, Complex]:
    """Complex rates and coefficients of the draws with close rates, padded to one length."""
    curves = [_contour_curve(rate_per_h, terms, analytes, int(draw)) for draw in draws]
    longest = max((len(rate) for rate, _ in curves), default=0)
    rates = np.ones((len(curves), longest), dtype=np.complex128)
    weights = np.zeros((len(curves), analytes, longest), dtype=np.complex128)
    for row, (rate, weight) in enumerate(curves):
        rates[row, : len(rate)] = rate
        weights[row, :, : len(rate)] = weight
    return rates, weights


def _contour_curve(
    rate_per_h: Array, terms: tuple[Term, ...], analytes: int, draw: int
) -> tuple[Complex, Complex]:
    """One draw's exponentials, from a circle around every group of close poles."""
    nodes, factors = [], []
    for group, apart_per_h in _groups(rate_per_h[draw]):
        node, factor = _circle(group, apart_per_h)
        nodes.append(node)
        factors.append(factor)
    s, factor = np.concatenate(nodes), np.concatenate(factors)
    weight = np.zeros((analytes, s.size), dtype=np.complex128)
    for term in terms:
        weight[term.analyte] += factor * term.at(s, rate_per_h, draw)
    return -s, weight


def _groups(rate_per_h: Array) -> list[tuple[Array, float]]:
    """Poles in groups that a circle can enclose, each with its distance to the nearest other.

    The distance is measured from the middle of the group and never exceeds 0.8 of it, so that
    every node keeps decaying.
    """
    ordered = np.sort(rate_per_h)
    groups = np.split(ordered, np.flatnonzero(np.diff(ordered) > CLOSE_RATIO * ordered[1:]) + 1)
    while True:
        apart = [_apart_per_h(groups, i) for i in range(len(groups))]
        crowded = [
            i
            for i, g in enumerate(groups)
            if len(groups) > 1 and _half(g) > apart[i] / _APART_RATIO
        ]
        if not crowded:
            return list(zip(groups, apart, strict=True))
        i = crowded[0]
        below = i > 0 and (
            i == len(groups) - 1
            or groups[i][0] - groups[i - 1][-1] < groups[i + 1][0] - groups[i][-1]
        )
        j = i - 1 if below else i
        groups[j : j + 2] = [np.concatenate(groups[j : j + 2])]


def _half(group: Array) -> float:
    return float(group[-1] - group[0]) / 2.0


def _apart_per_h(groups: list[Array], i: int) -> float:
    """Distance from the middle of group `i` to the nearest pole outside it."""
    middle = float(groups[i][0] + groups[i][-1]) / 2.0
    found = [0.8 * middle]
    if i > 0:
        found.append(middle - float(groups[i - 1][-1]))
    if i < len(groups) - 1:
        found.append(float(groups[i + 1][0]) - middle)
    return min(found)


def _circle(group: Array, apart_per_h: float) -> tuple[Complex, Complex]:
    """Nodes and quadrature factors of the upper half circle; the lower half is its mirror."""
    middle, half = float(group[0] + group[-1]) / 2.0, _half(group)
    radius = max((half * apart_per_h) ** 0.5, apart_per_h / _APART_RATIO)
    slowest = max(half / radius, radius / apart_per_h)
    count = ceil(log(_ACCURACY) / log(slowest) / 2.0)
    turn = np.exp(1j * np.pi * (np.arange(count) + 0.5) / count)
    return -middle + radius * turn, radius * turn / count
