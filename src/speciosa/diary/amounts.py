"""Amounts of a product: which units it is counted in, and what they weigh."""

import re
from typing import Final

from speciosa.diary.person import Product
from speciosa.diary.text import listed, nearest, read_number
from speciosa.errors import InputError
from speciosa.units import COUNTABLE, convert, tidy_unit

KRATOM: Final = "kratom"
ACTIVE_MG: Final = "mg mitragynine"
_KRATOM_UNITS: Final = ("g", "mg", "kg", "ml", ACTIVE_MG, "mg 7-hydroxymitragynine")
_OTHER_UNITS: Final = ("mg", "ug", "g", "ml")
MASS_UNITS: Final = ("g", "mg", "kg", "ug")
_SHOWN_COUNTABLE: Final = ("capsules", "tablets", "cups")
_TYPED: Final = re.compile(r"([-+]?[\d.,]+(?:[eE][-+]?\d+)?)\s*(.*)", re.DOTALL)
_SPOKEN: Final = {
    "mg mit": ACTIVE_MG,
    "mg mitragynin": ACTIVE_MG,
    "mg 7-oh": "mg 7-hydroxymitragynine",
    "mg 7oh": "mg 7-hydroxymitragynine",
}


def read_unit(typed: str, product: Product, amount: float | None, field: str = "unit") -> str:
    """The tidy unit of an amount of this product; raises InputError that lists the units.

    Args:
        typed: as written, e.g. `Capsules`.
        product: counted in g, mg, ml, the countable units, and those it names in `unit_g`.
        amount: the number; zero needs no unit.
        field: the column or key for the message.
    """
    unit = _own_unit(typed, product)
    masses = _KRATOM_UNITS if product.substance == KRATOM else _OTHER_UNITS
    if unit in masses or unit in COUNTABLE or unit in product.unit_g:
        return unit
    if not unit and amount == 0:
        return ""
    names = [*masses[:4], *_SHOWN_COUNTABLE, *product.unit_g]
    what = "a unit that is not known" if unit else "an amount without its unit"
    known = listed(dict.fromkeys(names))
    like = nearest(unit, [*masses, *COUNTABLE, *product.unit_g]) if unit else ""
    raise InputError(what, field, unit, known, like)


def _own_unit(typed: str, product: Product) -> str:
    if typed.strip() in product.unit_g:
        return typed.strip()
    unit = tidy_unit(typed)
    if unit in product.unit_g:
        return unit
    plain = " ".join(unit.lower().split())
    for name in product.unit_g:
        if plain in {name.lower(), name.lower() + "s"} or unit == tidy_unit(name):
            return name
    if plain in _SPOKEN:
        return _SPOKEN[plain]
    return plain if plain in _KRATOM_UNITS else unit


def content(amount: float, unit: str, product: Product) -> tuple[float | None, float | None]:
    """Grams of product and mg of active substance in an amount; None where unknown.

    Args:
        amount: number of `unit`, zero or more.
        unit: a unit from `read_unit`.
        product: knows the weight of its countable units, g.
    """
    kratom = product.substance == KRATOM
    if kratom and unit == ACTIVE_MG:
        return (0.0 if amount == 0 else None), amount
    if amount == 0:
        return (0.0, None) if kratom else (None, 0.0)
    weight_g = _weight_g(amount, unit, product)
    if weight_g is None:
        return None, None
    return (weight_g, None) if kratom else (None, weight_g * 1000.0)


def _weight_g(amount: float, unit: str, product: Product) -> float | None:
    if unit in product.unit_g:
        return amount * product.unit_g[unit]
    return convert(amount, unit, "g") if unit in MASS_UNITS else None


def read_amount(typed: str, product: Product, field: str) -> tuple[float, str]:
    """Number and unit of an amount written as one text, e.g. `3 g` or `2 capsules`."""
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        raise InputError("not an amount", field, typed, "a number and a unit", "3 g")
    amount = read_number(found.group(1), field, "an amount")
    if amount < 0:
        raise InputError("a negative amount", field, typed, "zero or more")
    return amount, read_unit(found.group(2), product, amount, field)
