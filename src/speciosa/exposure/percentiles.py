"""Percentiles over population draws."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from speciosa.exposure.kinetics import Array
from speciosa.exposure.summary import Interval

_ENDS: Final = (0.05, 0.5, 0.95)


def percentiles(values: Array, wanted: Sequence[float]) -> Array:
    """Quantiles over the first axis, linear between draws; shape (wanted, rest of the shape).

    Args:
        values: draws first.
        wanted: shares between 0 and 1.
    """
    ordered = np.sort(np.ascontiguousarray(np.moveaxis(values, 0, -1)), axis=-1)
    place = np.asarray(wanted) * (ordered.shape[-1] - 1)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, ordered.shape[-1] - 1)
    found = ordered[..., below] + (place - below) * (ordered[..., above] - ordered[..., below])
    return np.moveaxis(found, -1, 0)


def interval(values: Array) -> Interval:
    """5th, 50th and 95th percentile of one value per draw."""
    return intervals(values[:, None])[0]


def intervals(values: Array) -> list[Interval]:
    """The same for every column of (draws, columns)."""
    rows = percentiles(values, _ENDS).T.tolist()
    return [Interval(p05=low, p50=middle, p95=high) for low, middle, high in rows]
