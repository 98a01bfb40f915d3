"""Lead swallowed with a product, as a range, against two published daily limits."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from speciosa.diary.certificate import TABLE, lead_factor, lead_units
from speciosa.errors import InputError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml
from speciosa.record import Number, Record
from speciosa.safety.words import number_text

Band = Literal[
    "below both limits",
    "above the limit for medicines",
    "above the reference level",
    "cannot tell",
]
_SOURCED: Final = ("daily_limit", "reference_level", "unknown_product", "blood_test")


@dataclass(frozen=True, slots=True)
class Content:
    """Lead in one gram of product; both ends are equal where a certificate says it."""

    low_ug_per_g: float
    high_ug_per_g: float
    certified: bool


class LeadIntake(Record):
    """Micrograms a day as a range, where it lies, and what it rests on."""

    low_ug_per_day: Number | None  # None: the weight of the product is not known
    high_ug_per_day: Number | None
    band: Band
    certified: bool
    text: str
    ask: str  # what would make it exact; empty when nothing is missing


@cache
def _numbers() -> Mapping[str, float]:
    table = read_toml(TABLE)
    for place, name in enumerate(_SOURCED, start=1):
        check_keys(table[name]["sources"], f"{TABLE} [{name}]", place)
    return {
        "limit": table["daily_limit"]["ug"],
        "level": table["reference_level"]["ug"],
        "low": table["unknown_product"]["low_ug_per_g"],
        "high": table["unknown_product"]["high_ug_per_g"],
    }


def content(value: float | None = None, unit: str = "ppm") -> Content:
    """Lead per gram from a certificate, or the published range without one.

    Args:
        value: the number on the certificate; a "less than" counts as that number.
        unit: as printed there.

    >>> content(800, "ppb").high_ug_per_g
    0.8
    """
    if value is None:
        return Content(_numbers()["low"], _numbers()["high"], certified=False)
    if not (math.isfinite(value) and value >= 0):
        raise InputError("a content that cannot be meant", "lead", f"{value:g}", "zero or more")
    factor = lead_factor(unit)
    if factor is None:
        raise InputError("a unit that is not known", "unit", unit, ", ".join(lead_units()), "ppm")
    held = value * factor
    return Content(held, held, certified=True)


def lead_intake(products: Iterable[tuple[float | None, Content]]) -> LeadIntake:
    """Add up what several products bring in a day.

    Args:
        products: grams a day and content of each; None where the weight is not known.

    >>> lead_intake([(25, content(0.8, "ppm"))]).band
    'above the reference level'
    """
    parts = list(products)
    certified = bool(parts) and all(held.certified for _, held in parts)
    grams = [amount_g for amount_g, _ in parts if amount_g is not None]
    if not parts or len(grams) < len(parts):
        return LeadIntake(
            low_ug_per_day=None,
            high_ug_per_day=None,
            band="cannot tell",
            certified=certified,
            text="Lead from the product: cannot tell, because its weight is not known.",
            ask="Weigh the product, and ask the seller for a certificate of its lead content.",
        )
    low = sum(amount_g * held.low_ug_per_g for amount_g, held in parts if amount_g is not None)
    high = sum(amount_g * held.high_ug_per_g for amount_g, held in parts if amount_g is not None)
    return LeadIntake(
        low_ug_per_day=low,
        high_ug_per_day=high,
        band=_band(low, high),
        certified=certified,
        text=_text(low, high, certified=certified),
        ask="" if certified else "Ask the seller for a certificate of the batch with its lead.",
    )


def _band(low: float, high: float) -> Band:
    limit, level = _numbers()["limit"], _numbers()["level"]
    if low > level:
        return "above the reference level"
    if high <= limit:
        return "below both limits"
    return "above the limit for medicines" if low > limit and high <= level else "cannot tell"


def _text(low: float, high: float, *, certified: bool) -> str:
    table = read_toml(TABLE)
    ends = list(dict.fromkeys((number_text(low), number_text(high))))
    limits = " and ".join(
        f"{table[name]['ug']:g} ug ({table[name]['label']})"
        for name in ("daily_limit", "reference_level")
    )
    rests = "the certificate" if certified else "other products, because no certificate is known"
    return f"Lead from the product: {' to '.join(ends)} ug a day, by {rests}. Compare {limits}."
