"""Predicted concentrations of one person's doses, for every population draw."""

from dataclasses import dataclass, replace

import numpy as np

from speciosa.diary.doses import Dose
from speciosa.exposure.area import mean_ng_per_ml
from speciosa.exposure.kinetics import Array, Exponentials, Index
from speciosa.exposure.levels import LevelsUsed
from speciosa.exposure.substance import Substance
from speciosa.exposure.superpose import (
    History,
    concentration_ng_per_ml,
    one_dose_ng_per_ml,
)


@dataclass(frozen=True, slots=True)
class Stream:
    """The doses that share one release, with the curve of 1 mg.

    Attributes:
        curve: concentrations after 1 mg.
        lag_h: time between taking and the start of absorption, h.
        history: doses with their lag already added.
        dose: positions of the recorded ones in `SubstanceExposure.doses`.
        per_day_before_mg: reaching mg a day of regular use before the diary, (draws,).
    """

    curve: Exponentials
    lag_h: float
    history: History
    dose: tuple[int, ...]
    per_day_before_mg: Array

    def take(self, index: Index) -> "Stream":
        """The draws of `index`."""
        return replace(
            self,
            curve=self.curve.take(index),
            history=self.history.take(index),
            per_day_before_mg=self.per_day_before_mg[index],
        )


@dataclass(frozen=True, slots=True)
class SubstanceExposure:
    """One substance in one diary: a prediction for people who take these doses.

    Attributes:
        substance: its data file.
        doses: the recorded doses that are modelled, in order of time, zero doses included.
        content_mg: active substance of each dose per draw, (doses, draws), mg.
        reaching_mg: the same times the relative bioavailability of the form, mg.
        streams: the doses by release, with their curves.
        before_levels: the prediction for people in general, where measured levels changed it.
        levels: what measured levels did, where there are any.
    """

    substance: Substance
    doses: tuple[Dose, ...]
    content_mg: Array
    reaching_mg: Array
    streams: tuple[Stream, ...]
    before_levels: "SubstanceExposure | None" = None
    levels: LevelsUsed | None = None

    @property
    def analytes(self) -> tuple[str, ...]:
        """Names of what is predicted, in the order of every array."""
        return tuple(analyte.key for analyte in self.substance.analyte)

    @property
    def draws(self) -> int:
        """Number of population draws."""
        return int(self.reaching_mg.shape[1])

    def conc_ng_per_ml(self, at_h: Array) -> Array:
        """Concentrations at any times, (draws, analytes, T), ng/mL.

        Args:
            at_h: hours since the diary's origin, in any order; a reading at the moment of a dose
                does not see that dose.
        """
        at_h = np.asarray(at_h, dtype=np.float64)
        parts = [concentration_ng_per_ml(s.curve, s.history, at_h) for s in self.streams]
        return parts[0] if len(parts) == 1 else np.asarray(np.sum(parts, axis=0))

    def mean_ng_per_ml(self, edge_h: Array) -> Array:
        """Mean concentrations between rising edges, (draws, analytes, edges - 1), ng/mL."""
        parts = [mean_ng_per_ml(s.curve, s.history, edge_h) for s in self.streams]
        return np.asarray(np.sum(parts, axis=0))

    def one_dose_ng_per_ml(self, dose_index: int, after_h: Array) -> Array:
        """What one dose alone adds, (draws, analytes, T), ng/mL.

        Args:
            dose_index: position in `doses`.
            after_h: hours after that dose; 0 before it.
        """
        stream = next(s for s in self.streams if dose_index in s.dose)
        after_h = np.asarray(after_h, dtype=np.float64) - stream.lag_h
        one_mg = one_dose_ng_per_ml(stream.curve, after_h)
        return one_mg * self.reaching_mg[dose_index][:, None, None]

    def steady_ng_per_ml(self) -> Array:
        """Mean level of the regular use before the diary, (draws, analytes), zeros without it."""
        mean = np.zeros((self.draws, len(self.analytes)))
        for stream in self.streams:
            per_hour_mg = stream.per_day_before_mg / 24.0
            mean += stream.curve.area_ng_h_per_ml() * per_hour_mg[:, None]
        return mean

    def subset(self, index: Index) -> "SubstanceExposure":
        """The draws of `index` in its order; a draw may be taken more than once.

        Of the prediction before levels the same positions are taken.
        """
        return replace(
            self,
            content_mg=self.content_mg[:, index],
            reaching_mg=self.reaching_mg[:, index],
            streams=tuple(stream.take(index) for stream in self.streams),
            before_levels=self.before_levels.subset(index) if self.before_levels else None,
        )
