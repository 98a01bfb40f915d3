"""Amounts taken, in one common unit, and the grid that the dose response is asked on."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.diary.doses import Dose
from speciosa.sampling.quasirandom import Array

_AMOUNTS: Final = 5  # grid of the dose response, inside the range taken
_RANGE: Final = (0.05, 0.95)  # of the amounts
_SAME_AMOUNT: Final = 1.1  # amounts closer than this ratio are one amount


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts in one common unit, and a grid inside the range taken; empty where none fits."""

    unit: str
    taken: Array  # (doses above zero,)
    grid: Array  # (amounts,)


def amounts_of(given: tuple[Dose, ...]) -> Amounts:
    """Grams of product, or mg of the substance, whichever is known of every dose."""
    for unit, pick in (("g", "product_g"), ("mg", "active_mg")):
        known = [getattr(d, pick) for d in given]
        if given and None not in known:
            taken = np.array(known, dtype=np.float64)
            return Amounts(unit, taken, _amount_grid(taken))
    return Amounts("", np.ones(len(given)), np.zeros(0))


def _amount_grid(taken: Array) -> Array:
    low, high = np.quantile(taken, _RANGE)
    if high < _SAME_AMOUNT * low:
        return np.array([np.median(taken)])
    return np.linspace(low, high, _AMOUNTS)
