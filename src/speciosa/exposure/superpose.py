"""A dose history as a sum of shifted curves, in one pass over doses and readings.

Every exponential carries one number, its amount, that decays from event to event; nothing is ever
raised to a positive power, so a history of decades neither overflows nor loses its tail.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from speciosa.exposure.kinetics import Array, Exponentials, Index

Either = NDArray[Any]  # real for plain draws, complex for guarded ones

_DRAWS_AT_ONCE: Final = 512
_CELLS_AT_ONCE: Final = 1 << 17  # numbers of one block of readings, about a megabyte


@dataclass(frozen=True, slots=True)
class Regular:
    """Evenly spaced equal doses that ended before the history starts.

    Attributes:
        end_h: time of the moment one interval after the last of them, h.
        interval_h: time between two of them, h.
        count: how many.
        dose_mg: amount of each per draw, (N,).
    """

    end_h: float
    interval_h: float
    count: int
    dose_mg: Array

    def take(self, index: Index) -> "Regular":
        """The draws of `index`."""
        return Regular(self.end_h, self.interval_h, self.count, self.dose_mg[index])


@dataclass(frozen=True, slots=True)
class History:
    """What was absorbed when.

    Attributes:
        time_h: times of the doses in rising order, (D,), h.
        dose_mg: amounts per dose and draw, (D, N), mg.
        before: regular use that ended before.
    """

    time_h: Array
    dose_mg: Array
    before: tuple[Regular, ...] = ()

    def take(self, index: Index) -> "History":
        """The draws of `index`."""
        before = tuple(regular.take(index) for regular in self.before)
        return History(self.time_h, self.dose_mg[:, index], before)


def concentration_ng_per_ml(curve: Exponentials, history: History, at_h: Array) -> Array:
    """Concentration at any times, shape (draws, analytes, times), ng/mL.

    A reading at the very moment of a dose does not see it.

    Args:
        curve: the model after 1 mg.
        history: the doses.
        at_h: times of the readings in any order, h.
    """
    draws, analytes = curve.coefficient.shape[:2]
    out = np.empty((draws, analytes, at_h.size))
    order = np.argsort(at_h, kind="stable")
    back = np.empty_like(order)
    back[order] = np.arange(order.size)
    for rows, rate, weight in _sets(curve):
        for start in range(0, rows.size, _DRAWS_AT_ONCE):
            part = slice(start, start + _DRAWS_AT_ONCE)
            values = _pass(rate[part], weight[part], history.take(rows[part]), at_h[order])
            out[rows[part]] = values.transpose(2, 1, 0)[:, :, back]
    return np.maximum(out, 0.0, out=out)


def one_dose_ng_per_ml(curve: Exponentials, after_h: Array) -> Array:
    """Concentration after a single 1 mg, shape (draws, analytes, times), ng/mL.

    Args:
        curve: the model after 1 mg.
        after_h: hours since its absorption began, in any order; 0 before it.
    """
    single = History(np.zeros(1), np.ones((1, curve.coefficient.shape[0])))
    return concentration_ng_per_ml(curve, single, after_h)


def _sets(curve: Exponentials) -> list[tuple[Index, Either, Either]]:
    """The draws with real and those with complex rates: rows, rates and coefficients."""
    plain = np.flatnonzero(curve.guarded < 0)
    close = np.flatnonzero(curve.guarded >= 0)
    slot = curve.guarded[close]
    return [
        (plain, curve.rate_per_h[plain], curve.coefficient[plain]),
        (close, curve.guarded_rate_per_h[slot], curve.guarded_coefficient[slot]),
    ]


def _pass(rate_per_h: Either, coefficient: Either, history: History, at_h: Array) -> Array:
    """Readings in rising order, shape (times, analytes, draws)."""
    rate = np.ascontiguousarray(rate_per_h.T)  # (K, n): the long axis last
    weight = np.ascontiguousarray(coefficient.transpose(1, 2, 0))
    events = _events(rate, history)
    state = np.zeros_like(rate)
    out = np.zeros((at_h.size, weight.shape[0], rate.shape[1]))
    edges = np.array([time_h for time_h, _ in events] + [np.inf])
    seen = np.searchsorted(at_h, edges, side="right")
    for i, (time_h, amount) in enumerate(events):
        state += amount
        for part in _blocks(int(seen[i]), int(seen[i + 1]), rate.size):
            _read(out[part], at_h[part] - time_h, rate, state, weight)
        if i + 1 < len(events) and edges[i + 1] > time_h:
            state *= np.exp((time_h - edges[i + 1]) * rate)
    return out


def _events(rate: Either, history: History) -> list[tuple[float, Either]]:
    """What is added to every exponential's amount, and when, in rising order of time."""
    before = [(r.end_h, _sum_of_regular(rate, r)) for r in history.before]
    doses = zip(history.time_h.tolist(), history.dose_mg, strict=True)
    return sorted([*before, *doses], key=lambda event: event[0])


def _sum_of_regular(rate: Either, regular: Regular) -> Either:
    """Amount of every exponential left of evenly spaced doses, a geometric series."""
    step = -rate * regular.interval_h
    series = np.exp(step) * np.expm1(step * regular.count) / np.expm1(step)
    return np.asarray(series * regular.dose_mg)


def _blocks(start: int, stop: int, cells: int) -> list[slice]:
    """Readings `start` to `stop` in pieces whose working arrays stay small."""
    size = max(1, _CELLS_AT_ONCE // max(cells, 1))
    return [slice(a, min(a + size, stop)) for a in range(start, stop, size)]


def _read(
    out: Array,
    after_h: Array,
    rate: Either,
    state: Either,
    weight: Either,
) -> None:
    """Fill one block of readings, (times, analytes, draws), `after_h` after the state's time."""
    decay = np.exp(-after_h[:, None, None] * rate)
    decay *= state
    for analyte in range(weight.shape[0]):
        out[:, analyte] = np.einsum("tkn,kn->tn", decay, weight[analyte]).real
