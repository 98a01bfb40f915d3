"""Population draws: how people differ, and what is unknown about a product."""

from typing import Final

import numpy as np

from speciosa.exposure.kinetics import Array
from speciosa.exposure.model import Values
from speciosa.exposure.substance import Figure, Spread, Substance
from speciosa.sampling.quasirandom import normal_points

REFERENCE_WEIGHT_KG: Final = 70.0  # where a label gives a figure per kg and no weight is known


class Columns:
    """Standard normal columns of a table, handed out in the order they are asked for."""

    def __init__(self, table: Array) -> None:
        self.draws = table.shape[0]
        self._columns = iter(table.T)

    def take(self) -> Array:
        """The next column, shape (draws,)."""
        return np.ascontiguousarray(next(self._columns))


class Normals(Columns):
    """Independent standard normal columns, freshly drawn."""

    def __init__(self, draws: int, columns: int, rng: np.random.Generator) -> None:
        super().__init__(normal_points(draws, columns, rng))


def figure_values(substance: Substance, normals: Columns, weight_kg: float | None) -> Values:
    """All figures of a substance, per draw.

    Args:
        substance: its file.
        normals: one column is taken for every spread, in file order.
        weight_kg: the person's weight; 70 kg where a figure is per kg and none is known.
    """
    shift: dict[str, Array] = {}
    for spread in substance.spread:
        shift[spread.key] = _log_shift(spread, normals.take(), shift)
    weight = weight_kg or REFERENCE_WEIGHT_KG
    return {
        figure.key: _per_draw(figure, shift, weight, normals.draws) for figure in substance.figure
    }


def _per_draw(figure: Figure, shift: dict[str, Array], weight_kg: float, draws: int) -> Array:
    typical = figure.value * weight_kg if figure.unit.endswith("/kg") else figure.value
    value = np.full(draws, typical)
    for key in figure.spread:
        value *= np.exp(shift[key])
    return value


def _log_shift(spread: Spread, normal: Array, earlier: dict[str, Array]) -> Array:
    shift = spread.log_sd * normal
    return shift + spread.slope * earlier[spread.follows] if spread.follows else shift


def typical_values(substance: Substance, weight_kg: float | None = None) -> Values:
    """The figures of the median person, each of shape (1,)."""
    still = tuple(spread.model_copy(update={"log_sd": 0.0}) for spread in substance.spread)
    middle = Columns(np.zeros((1, len(still))))
    return figure_values(substance.model_copy(update={"spread": still}), middle, weight_kg)
