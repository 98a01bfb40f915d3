"""What a certificate says about the lead of a product: units, and micrograms in one gram."""

from typing import Final

from speciosa.diary.person import Product
from speciosa.knowledge.tables import read_toml

TABLE: Final = "calculators/lead"


def lead_units() -> dict[str, float]:
    """Units a certificate may print, each with its micrograms per gram."""
    return dict(read_toml(TABLE)["units"])


def lead_factor(unit: str) -> float | None:
    """Micrograms per gram in one of a unit; None for a unit that is not known.

    >>> lead_factor("ppm"), lead_factor("µg/kg"), lead_factor("spoons")
    (1.0, 0.001, None)
    """
    plain = unit.strip().casefold().replace("µ", "u").replace("μ", "u").replace("mcg", "ug")
    return lead_units().get(plain)


def lead_ug_per_g(product: Product) -> float | None:
    """Lead in one gram of a product as its certificate says; None where none says it."""
    factor = lead_factor(product.lead_unit)
    return None if product.lead is None or factor is None else product.lead * factor
