"""Dosing records with the meaning they have in NONMEM, as histories for the closed form.

The definitions follow the documentation of NONMEM's PREDPP (User's Guide VI chapter V and the
help pages of the data items EVID, AMT, RATE, ADDL, II and SS):

- A dose of `amount_mg` enters at `time_h + lag_h`, at once, or as an infusion. `availability_ratio`
  multiplies the amount. With a `rate_mg_per_h` the rate stays as it is and the duration changes
  with it; with a `duration_h` (a modelled duration, RATE -2) the duration stays and the rate
  changes.
- `additional` more doses follow, `interval_h` apart.
- Steady state "reset" (SS 1): amounts of earlier records are zeroed, their running infusions and
  pending doses cancelled; then the system is as if the dose had been given every `interval_h`
  for ever, the last time one interval before. Infusions longer than the interval overlap and run
  on. With a lag those earlier doses are late as well. Steady state "add" (SS 2) is the same
  without the reset. An amount of 0 with a rate and no interval is a constant infusion that ends
  at the record.
- A reset (EVID 3) empties the system; with `reset` on a dose (EVID 4) it is emptied first.

Not covered: turning compartments off, doses into other than the named places, SS 3 and the
empirical steady state, a lag of a whole steady-state interval or more (programs disagree).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, Literal

import numpy as np

from speciosa.errors import InputError
from speciosa.exposure.kinetics import Array, Exponentials
from speciosa.exposure.superpose import History, Regular, concentration_ng_per_ml

_ANY_INTERVAL_H: Final = 1.0  # back-to-back infusions of any length are a constant one

Steady = Literal["no", "reset", "add"]


@dataclass(frozen=True, slots=True)
class Record:
    """One dosing record.

    Attributes:
        time_h: time of the record, h.
        amount_mg: amount of each dose, mg; 0 for a reset or a constant infusion.
        into: where it goes; a key of the curves.
        rate_mg_per_h: rate of an infusion, mg/h; 0 for none.
        duration_h: its duration instead, h; 0 for none.
        lag_h: between the record and the dose, h.
        availability_ratio: share of the amount that counts.
        additional: how many more equal doses follow.
        interval_h: time between doses, h.
        steady: whether the system is at steady state of this dose.
        reset: whether everything before is forgotten.
    """

    time_h: float
    amount_mg: float
    into: str
    rate_mg_per_h: float = 0.0
    duration_h: float = 0.0
    lag_h: float = 0.0
    availability_ratio: float = 1.0
    additional: int = 0
    interval_h: float = 0.0
    steady: Steady = "no"
    reset: bool = False

    def __post_init__(self) -> None:
        positive = ("amount_mg", "rate_mg_per_h", "duration_h", "lag_h", "availability_ratio",
                    "additional", "interval_h")  # fmt: skip
        for name in positive:
            if not 0.0 <= getattr(self, name) < inf:
                raise InputError("a dosing record", name, getattr(self, name), "zero or more")
        if self.rate_mg_per_h and self.duration_h:
            raise InputError("a dosing record", "duration_h", self.duration_h, "no rate beside it")
        if self.needs_interval and not self.interval_h:
            raise InputError("a dosing record", "interval_h", 0, "the time between its doses")
        if self.steady != "no" and self.needs_interval and self.lag_h >= self.interval_h:
            expected = "at steady state, less than the interval"
            raise InputError("a dosing record", "lag_h", self.lag_h, expected)

    @property
    def constant(self) -> bool:
        """Whether this is a constant infusion that has run for ever and ends here."""
        return self.steady != "no" and not self.amount_mg and self.rate_mg_per_h > 0.0

    @property
    def needs_interval(self) -> bool:
        """Whether there is more than one dose."""
        return self.additional > 0 or (self.steady != "no" and not self.constant)

    @property
    def absorbed_mg(self) -> float:
        """Amount that counts of each dose, mg."""
        return self.amount_mg * self.availability_ratio

    @property
    def over_h(self) -> float:
        """Duration of each dose, h."""
        return self.absorbed_mg / self.rate_mg_per_h if self.rate_mg_per_h else self.duration_h

    def times_h(self) -> list[float]:
        """When its doses enter, h; at steady state with a lag also the last one before."""
        if not self.amount_mg:
            return []
        first = -1 if self._late else 0
        return [
            self.time_h + self.lag_h + i * self.interval_h
            for i in range(first, self.additional + 1)
        ]

    @property
    def _late(self) -> bool:
        """Whether the last dose before a steady state is still on its way or just arrived."""
        return self.steady != "no" and self.lag_h > 0.0

    def before(self) -> Regular | None:
        """The doses before a steady state, or None."""
        if self.steady == "no":
            return None
        if self.constant:
            each = np.array([self.rate_mg_per_h * _ANY_INTERVAL_H])
            return Regular(self.time_h, _ANY_INTERVAL_H, inf, each, _ANY_INTERVAL_H)
        each = np.array([self.absorbed_mg])
        end_h = self.time_h + self.lag_h - (self.interval_h if self._late else 0.0)
        return Regular(end_h, self.interval_h, inf, each, self.over_h)


def concentration_of_records(
    records: Sequence[Record], curves: Mapping[str, Exponentials], at_h: Array
) -> Array:
    """Concentration at any times, (draws, analytes, times), ng/mL.

    A reading at the moment of a dose comes after it, as a record that follows the dose does.

    Args:
        records: in the order of the data set, times rising.
        curves: the model after 1 mg, by the place that a dose goes into.
        at_h: times of the readings in any order, h.
    """
    some = next(iter(curves.values()))
    out = np.zeros((*some.coefficient.shape[:2], at_h.size))
    for begin_h, end_h, record in _layers(records):
        seen = (at_h >= begin_h) & (at_h < end_h)
        curve = curves[record.into]
        just_after_h = np.nextafter(at_h[seen], inf)
        history = history_of(record, curve.coefficient.shape[0])
        out[:, :, seen] += concentration_ng_per_ml(curve, history, just_after_h)
    return out


def history_of(record: Record, draws: int) -> History:
    """The doses of one record.

    Args:
        record: the record.
        draws: how many population draws take them.
    """
    time_h = np.array(record.times_h())
    before = record.before()
    return History(
        time_h,
        np.full((time_h.size, draws), record.absorbed_mg),
        () if before is None else (before.take(np.zeros(draws, dtype=np.intp)),),
        np.full(time_h.size, record.over_h),
    )


def _layers(records: Sequence[Record]) -> list[tuple[float, float, Record]]:
    """Every record with the times from which and until which they count.

    A reset ends everything before it. The doses that a steady state stands for are not seen
    before its record.
    """
    layers: list[tuple[float, float, Record]] = []
    for record in records:
        if record.reset or record.steady == "reset":
            layers = [(begin, min(end, record.time_h), own) for begin, end, own in layers]
        layers.append((record.time_h, inf, record))
    return layers
