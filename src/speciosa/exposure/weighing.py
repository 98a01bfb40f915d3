"""How far a single dose may be off what was written down."""

from collections.abc import Sequence
from functools import cache
from typing import Final

import numpy as np
from pydantic import Field

from speciosa.diary.doses import Dose
from speciosa.exposure.kinetics import Array
from speciosa.exposure.substance import Cited, Source
from speciosa.knowledge.tables import load_table

TABLE: Final = "weighing"


class Way(Cited):
    """One way of measuring out: a lognormal error of every dose on its own."""

    key: str
    units: tuple[str, ...]
    whole: bool | None = None  # only whole, only broken numbers of the unit, or both
    log_sd: float = Field(ge=0)

    def fits(self, amount: float, unit: str) -> bool:
        """Whether an amount was measured this way."""
        if self.units and unit not in self.units:
            return False
        return self.whole is None or self.whole == amount.is_integer()


@cache
def ways() -> tuple[Way, ...]:
    """All rows, the first that fits an amount counts."""
    load_table(TABLE, "source", Source)
    return load_table(TABLE, "way", Way)


def weighing_log_sd(dose: Dose) -> float:
    """Log standard deviation of one dose of kratom; 0 where mg of mitragynine were typed."""
    if dose.active_mg is not None:
        return 0.0
    return next(way.log_sd for way in ways() if way.fits(dose.amount, dose.unit))


def weighing_factors(doses: Sequence[Dose], draws: int, rng: np.random.Generator) -> Array:
    """What each dose really was beside what was written, median 1, shape (doses, draws)."""
    log_sd = np.array([weighing_log_sd(dose) for dose in doses])
    return np.exp(log_sd[:, None] * rng.standard_normal((len(doses), draws)))
