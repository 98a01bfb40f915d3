"""What a dose holds: mg of active substance per population draw, one strength per batch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import hypot
from statistics import median
from typing import Final

import numpy as np

from speciosa.diary.doses import Dose
from speciosa.diary.person import Product
from speciosa.exposure.draws import Columns
from speciosa.exposure.forms import Lognormal, ProductForm, certificate_error, form_of, per_use
from speciosa.exposure.kinetics import Array

KRATOM: Final = "kratom"
NO_MG: Final = "not modelled: the amounts are not known in mg"
SEVEN_OH_UNIT: Final = "mg 7-hydroxymitragynine"


@dataclass(frozen=True, slots=True)
class Strength:
    """How the amounts of one product become mg, one value per draw.

    Attributes:
        mg_per_g: mg of active substance in a gram, or None where it is not used.
        per_use_mg: mg in a usual dose when nothing else is known.
        usual: usual amount by unit, which `per_use_mg` belongs to.
        availability: share that reaches the blood beside the reference.
    """

    mg_per_g: Array | None
    per_use_mg: Array | None
    usual: Mapping[str, float]
    availability: Array


def why_not_modelled(product: Product, doses: Iterable[Dose]) -> str:
    """The reason why a product has no curve, or "" when it has one."""
    used = [dose for dose in doses if dose.amount > 0]
    if product.substance != KRATOM:
        return NO_MG if any(dose.active_mg is None for dose in used) else ""
    form = form_of(product.form)
    if any(dose.unit == SEVEN_OH_UNIT for dose in used):
        form = form_of("7-oh")
    certified = product.mitragynine_mg_per_g is not None
    labelled = all(
        dose.active_mg is not None or (certified and dose.product_g is not None) for dose in used
    )
    if form.modelled == "no" or (form.modelled == "labelled" and not labelled):
        return form.reason
    return ""


def columns(product: Product) -> int:
    """How many normal columns `strength` takes for a product."""
    return 1 if product.substance == KRATOM else 0


def strength(
    product: Product, doses: Iterable[Dose], normals: Columns, availability: Array
) -> Strength:
    """Draw the strength of one product, once for all its doses.

    Args:
        product: its form and certificate.
        doses: all its doses, for the usual amount.
        normals: one column is taken for a kratom product, none for a medicine.
        availability: relative bioavailability of its form, per draw.
    """
    if product.substance != KRATOM:
        return Strength(None, None, {}, availability)
    normal = normals.take()
    prior = _content(product, form_of(product.form))
    usual = _usual(doses)
    if prior is not None:
        mg_per_g = prior[0] * np.exp(prior[1] * normal)
        return Strength(mg_per_g, _lognormal(per_use(), normal), usual, availability)
    return Strength(None, _lognormal(per_use(), normal), usual, availability)


def availability(form: ProductForm, normals: Columns, extra_log_sd: float = 0.0) -> Array:
    """Relative bioavailability of a form per draw, shared by all its products.

    Args:
        form: its prior.
        normals: one column is taken.
        extra_log_sd: widens the prior, its median stays.
    """
    normal, prior = normals.take(), form.availability
    if prior is None:
        return np.ones_like(normal)
    return np.asarray(prior.median * np.exp(hypot(prior.log_sd, extra_log_sd) * normal))


def _content(product: Product, form: ProductForm) -> tuple[float, float] | None:
    """Median and log sd of mg per g."""
    if product.mitragynine_mg_per_g is not None:
        return product.mitragynine_mg_per_g, certificate_error().log_sd
    return (form.content.median, form.content.log_sd) if form.content else None


def _lognormal(prior: Lognormal, normal: Array) -> Array:
    return np.asarray(prior.median * np.exp(prior.log_sd * normal))


def _usual(doses: Iterable[Dose]) -> dict[str, float]:
    """Median positive amount of every unit."""
    amounts: dict[str, list[float]] = {}
    for dose in doses:
        if dose.amount > 0:
            amounts.setdefault(dose.unit, []).append(dose.amount)
    return {unit: median(values) for unit, values in amounts.items()}


def content_mg(
    amount: float, unit: str, product_g: float | None, active_mg: float | None, of: Strength
) -> Array:
    """Active substance in one amount per draw, mg.

    Args:
        amount: number of `unit`.
        unit: as in the diary.
        product_g: grams of product where known.
        active_mg: mg of active substance where typed.
        of: the product's strength.
    """
    draws = of.availability.shape
    if active_mg is not None:
        return np.full(draws, active_mg)
    if amount == 0:
        return np.zeros(draws)
    if product_g is not None and of.mg_per_g is not None:
        return product_g * of.mg_per_g
    if of.per_use_mg is None:
        return np.zeros(draws)
    return of.per_use_mg * (amount / of.usual.get(unit, amount))
