"""Population draws: how people differ, and what is unknown about a product."""

import numpy as np

from speciosa.exposure.kinetics import Array
from speciosa.exposure.model import REFERENCE_WEIGHT_KG, Values
from speciosa.exposure.substance import Spread, Substance
from speciosa.quasirandom import MOST_DIMENSIONS, normal_quantile, sobol


class Normals:
    """Independent standard normal columns, handed out in the order they are asked for."""

    def __init__(self, draws: int, columns: int, rng: np.random.Generator) -> None:
        even = min(columns, MOST_DIMENSIONS)
        table = normal_quantile(sobol(draws, even, rng)) if even else np.empty((draws, 0))
        more = rng.standard_normal((draws, columns - even))
        self._columns = iter(np.concatenate([table, more], axis=1).T)

    def take(self) -> Array:
        """The next column, shape (draws,)."""
        return np.ascontiguousarray(next(self._columns))


def figure_values(substance: Substance, normals: Normals, weight_kg: float | None) -> Values:
    """All figures of a substance, per draw.

    Args:
        substance: its file.
        normals: one column is taken for every spread, in file order.
        weight_kg: the person's weight; 70 kg where a figure is per kg and none is known.
    """
    log_shift: dict[str, Array] = {}
    for spread in substance.spread:
        log_shift[spread.key] = _log_shift(spread, normals.take(), log_shift)
    weight = weight_kg or REFERENCE_WEIGHT_KG
    values: Values = {}
    for figure in substance.figure:
        typical = figure.value * weight if figure.unit.endswith("/kg") else figure.value
        shifts = [log_shift[key] for key in figure.spread]
        values[figure.key] = typical * np.exp(np.sum(shifts, axis=0)) if shifts else (
            np.full(len(next(iter(log_shift.values()), np.zeros(1))), typical)
        )
    return values


def _log_shift(spread: Spread, normal: Array, earlier: dict[str, Array]) -> Array:
    shift = spread.log_sd * normal
    return shift + spread.slope * earlier[spread.follows] if spread.follows else shift


def typical_values(substance: Substance, weight_kg: float | None = None) -> Values:
    """The figures of the median person, each of shape (1,)."""
    still = substance.model_copy(update={"spread": tuple(
        spread.model_copy(update={"log_sd": 0.0}) for spread in substance.spread
    )})
    normals = Normals(1, len(still.spread), np.random.default_rng(0))
    return figure_values(still, normals, weight_kg)
