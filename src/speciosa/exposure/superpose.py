"""A dose history as a sum of shifted curves, in one pass over doses and readings.

Every exponential carries one number, its amount, that changes from event to event: a dose adds to
it, a zero-order input switches a flow into it on and off. Nothing is ever raised to a positive
power, so a history of decades neither overflows nor loses its tail, and the work grows with doses
plus readings, not with their product.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil, inf
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from speciosa.exposure.kinetics import Array, Exponentials, Feed, Index

Either = NDArray[Any]  # real for plain draws, complex for guarded ones

_DRAWS_AT_ONCE: Final = 512
_CELLS_AT_ONCE: Final = 1 << 17  # numbers of one block of readings, about a megabyte
_ALMOST: Final = 1e-9  # an input of a whole number of intervals stays whole after division


@dataclass(frozen=True, slots=True)
class Regular:
    """Evenly spaced equal doses that ended before the history starts.

    Attributes:
        end_h: time of the moment one interval after the last of them, h.
        interval_h: time between two of them, h.
        count: how many; infinity for steady state.
        dose_mg: amount of each per draw, (N,).
        over_h: duration of each, h; may be longer than the interval.
    """

    end_h: float
    interval_h: float
    count: int | float
    dose_mg: Array
    over_h: float = 0.0

    def take(self, index: Index) -> "Regular":
        """The draws of `index`."""
        return replace(self, dose_mg=self.dose_mg[index])


@dataclass(frozen=True, slots=True)
class History:
    """What was absorbed when.

    Attributes:
        time_h: times of the doses in rising order, (D,), h.
        dose_mg: amounts per dose and draw, (D, N), mg.
        before: regular use that ended before.
        over_h: durations of the doses, (D,), h; None where all are given at once.
    """

    time_h: Array
    dose_mg: Array
    before: tuple[Regular, ...] = ()
    over_h: Array | None = None

    def take(self, index: Index) -> "History":
        """The draws of `index`."""
        before = tuple(regular.take(index) for regular in self.before)
        return replace(self, dose_mg=self.dose_mg[:, index], before=before)


@dataclass(frozen=True, slots=True)
class _Event:
    """What happens to some exponentials at one moment."""

    time_h: float
    rows: slice
    amount_mg: Either | float  # added to the amounts at once
    flow_mg_per_h: Array | float = 0.0  # added to what flows in from now on
    inputs: int = 0  # how many inputs begin (or, negative, end)


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
    for rows, rate, weight, fed in _sets(curve):
        for start in range(0, rows.size, _DRAWS_AT_ONCE):
            part = slice(start, start + _DRAWS_AT_ONCE)
            values = _pass(rate[part], weight[part], fed, history.take(rows[part]), at_h[order])
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


_Fed = tuple[tuple[slice, Feed], ...]


def _sets(curve: Exponentials) -> Iterator[tuple[Index, Either, Either, _Fed]]:
    """Draws that are computed together: their rows, rates, coefficients and feeds.

    Those with real rates; and those with complex ones, which differ in number, by powers of two
    of that number, so that one draw that needs many does not make all others slow.
    """
    plain = np.flatnonzero(curve.guarded < 0)
    of_plain = tuple((feed.columns, feed) for feed in curve.feeds)
    yield plain, curve.rate_per_h[plain], curve.coefficient[plain], of_plain
    close = np.flatnonzero(curve.guarded >= 0)
    slot = curve.guarded[close]
    used = (curve.guarded_coefficient[slot] != 0.0).any(axis=1)
    size = np.ceil(np.log2(used.sum(axis=1).clip(1)))
    for power in np.unique(size):
        own = size == power
        columns = np.flatnonzero(used[own].any(axis=0))
        fed = tuple((_within(feed.guarded_columns, columns), feed) for feed in curve.feeds)
        rate = curve.guarded_rate_per_h[slot[own]][:, columns]
        yield close[own], rate, curve.guarded_coefficient[slot[own]][:, :, columns], fed


def _within(wanted: slice, columns: Index) -> slice:
    """Where the wanted columns lie among those that were picked."""
    if wanted.stop is None:
        return wanted
    return slice(*np.searchsorted(columns, [wanted.start, wanted.stop]).tolist())


def _pass(
    rate_per_h: Either, coefficient: Either, fed: _Fed, history: History, at_h: Array
) -> Array:
    """Readings in rising order, shape (times, analytes, draws)."""
    rate = np.ascontiguousarray(rate_per_h.T)  # (K, n): the long axis last
    weight = np.ascontiguousarray(coefficient.transpose(1, 2, 0))
    events = sorted(_events(rate, fed, history), key=lambda event: event.time_h)
    state, flow, inputs = np.zeros_like(rate), np.zeros_like(rate), 0
    out = np.zeros((at_h.size, weight.shape[0], rate.shape[1]))
    edges = np.array([event.time_h for event in events] + [inf])
    seen = np.searchsorted(at_h, edges, side="right")
    for i, event in enumerate(events):
        state[event.rows] += event.amount_mg
        if event.inputs:
            flow[event.rows] += event.flow_mg_per_h
            inputs += event.inputs
        level = flow / rate if inputs else None
        for part in _blocks(int(seen[i]), int(seen[i + 1]), rate.size):
            _read(out[part], _amounts(at_h[part] - event.time_h, rate, state, level), weight)
        if event.time_h < edges[i + 1] < inf:
            state = _amounts(edges[i + 1 : i + 2] - event.time_h, rate, state, level)[0]
    return out


def _amounts(after_h: Array, rate: Either, state: Either, level: Either | None) -> Either:
    """Amounts (times, K, n) some hours after the state's time.

    Without a flow they decay; with one they go from the state to `level`, flow over rate, where
    the difference from the state is what is computed, so that a short input keeps its digits.
    """
    if level is None:
        decay = np.exp(-after_h[:, None, None] * rate)
        decay *= state
        return decay
    change = np.expm1(-after_h[:, None, None] * rate)
    change *= state - level
    change += state
    return change


def _events(rate: Either, fed: _Fed, history: History) -> Iterator[_Event]:
    """All changes of amounts and flows, in any order."""
    over_h = np.zeros(history.time_h.size) if history.over_h is None else history.over_h
    for rows, feed in fed:
        doses = zip(history.time_h.tolist(), history.dose_mg, over_h.tolist(), strict=True)
        for time_h, dose_mg, hours in doses:
            yield from _dose(rows, feed, time_h, dose_mg, hours)
        for regular in history.before:
            yield from _regular(rate, rows, feed, regular)


def _dose(
    rows: slice, feed: Feed, time_h: float, dose_mg: Array, over_h: float
) -> Iterator[_Event]:
    """One dose, at once or as an input that starts and stops."""
    start_h, over_h = time_h + feed.delay_h, _duration_h(feed, over_h)
    if over_h == 0.0:
        yield _Event(start_h, rows, dose_mg)
        return
    flow = dose_mg / over_h
    yield _Event(start_h, rows, 0.0, flow, 1)
    yield _Event(start_h + over_h, rows, 0.0, -flow, -1)


def _duration_h(feed: Feed, over_h: float) -> float:
    if feed.over_h and over_h:
        raise ValueError("an infusion into a release that itself takes some hours")
    return feed.over_h or over_h


def _regular(rate: Either, rows: slice, feed: Feed, regular: Regular) -> Iterator[_Event]:
    """Doses whose input still runs at the end one by one, all earlier ones as a series."""
    lasts_h = feed.delay_h + _duration_h(feed, regular.over_h)
    running = max(0, ceil(lasts_h / regular.interval_h - _ALMOST) - 1)
    running = int(min(running, regular.count))
    for back in range(1, running + 1):
        time_h = regular.end_h - back * regular.interval_h
        yield from _dose(rows, feed, time_h, regular.dose_mg, regular.over_h)
    if regular.count > running:
        amount = _sum_of_regular(rate[rows], feed, regular, running)
        yield _Event(regular.end_h, rows, amount)


def _sum_of_regular(rate: Either, feed: Feed, regular: Regular, skipped: int) -> Either:
    """Amount of every exponential that finished doses leave, a geometric series.

    Args:
        rate: (K, n).
        feed: how a dose reaches them.
        regular: the doses.
        skipped: how many of the last ones are left out.
    """
    over_h = _duration_h(feed, regular.over_h)
    gone_h = (skipped + 1) * regular.interval_h - feed.delay_h - over_h
    step = -rate * regular.interval_h
    count = regular.count - skipped
    last = np.exp(-rate * gone_h)
    if over_h:
        last *= np.expm1(-rate * over_h) / (-rate * over_h)
    whole = np.expm1(step * count) if count < inf else -1.0
    return np.asarray(last * whole / np.expm1(step) * regular.dose_mg)


def _blocks(start: int, stop: int, cells: int) -> list[slice]:
    """Readings `start` to `stop` in pieces whose working arrays stay small."""
    size = max(1, _CELLS_AT_ONCE // max(cells, 1))
    return [slice(a, min(a + size, stop)) for a in range(start, stop, size)]


def _read(out: Array, amounts: Either, weight: Either) -> None:
    """Fill one block of readings, (times, analytes, draws)."""
    for analyte in range(weight.shape[0]):
        out[:, analyte] = np.einsum("tkn,kn->tn", amounts, weight[analyte]).real
