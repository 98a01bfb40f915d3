"""What is assumed behind the curves, in plain words."""

from collections.abc import Iterator, Mapping
from math import exp
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.exposure.draws import REFERENCE_WEIGHT_KG
from speciosa.exposure.forms import form_of
from speciosa.exposure.levels import level_notes
from speciosa.exposure.modifiers import modifier_notes
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.product import KRATOM
from speciosa.exposure.substance import Substance
from speciosa.exposure.use import Use, uses_of

PREDICTION: Final = (
    "The curve is a prediction for people in general who take these doses, not a measurement."
)
BAND: Final = (
    "Its width shows how far people and products differ. Ratings say almost nothing about it; "
    "a measured blood level would narrow it."
)
PERSON: Final = (
    "{name}: the curve is a prediction for this person, from the doses and {levels}; between and "
    "after them nothing was measured."
)
_NINE_TENTHS: Final = 1.645  # normal quantile of 0.95


def notes_of(
    diary: Diary, exposures: Mapping[str, SubstanceExposure], step_h: int
) -> tuple[str, ...]:
    """All notes, each once, in a fixed order.

    Args:
        diary: products and person.
        exposures: the substances that have a curve.
        step_h: hours between two points of the curves.
    """
    others = [exposure for exposure in exposures.values() if not _own(exposure)]
    notes = [PREDICTION, BAND] if others else []
    notes += [_of_person(exposure) for _, exposure in sorted(exposures.items()) if _own(exposure)]
    for use in uses_of(diary):
        notes += list(_of_use(use))
    notes += modifier_notes(diary)
    notes += level_notes(diary, {key: exposure.levels for key, exposure in exposures.items()})
    for _, exposure in sorted(exposures.items()):
        notes += list(_of_substance(exposure.substance, diary.person.weight_kg))
    if step_h > 1 and exposures:
        notes.append(f"Points of the curve are {step_h} hours apart; peaks between them are lost.")
    return tuple(dict.fromkeys(notes))


def _own(exposure: SubstanceExposure) -> bool:
    """Whether measured levels made the curve this person's."""
    return exposure.levels is not None and exposure.levels.updated


def _of_person(exposure: SubstanceExposure) -> str:
    count = exposure.levels.values if exposure.levels else 0
    levels = f"{count} measured level{'s' if count > 1 else ''}"
    return PERSON.format(name=exposure.substance.name, levels=levels)


def _of_use(use: Use) -> Iterator[str]:
    name = use.product.name
    if use.reason:
        yield f"{name}: {use.reason}."
        return
    if use.product.substance == KRATOM:
        yield from _of_strength(use)
    if use.product.before and use.habit:
        before = use.product.before
        since = f"{before.since.day} {before.since:%B %Y}"
        yield (
            f"{name}: the use before the diary ({before.doses_per_day:g} doses a day of "
            f"{before.amount} since {since}) is taken as regular and evenly spread over day and "
            "night. It sets where the curve starts."
        )


def _of_strength(use: Use) -> Iterator[str]:
    name, form = use.product.name, form_of(use.product.form)
    weighed = [d for d in use.amounts if d.amount > 0 and d.active_mg is None]
    if not weighed:
        return
    grams = all(dose.product_g is not None for dose in weighed)
    if use.product.mitragynine_mg_per_g is not None and grams:
        yield f"{name}: the certificate's strength is used, give or take a tenth."
    elif form.content is not None and grams:
        factor = exp(_NINE_TENTHS * form.content.log_sd)
        low, high = form.content.median / factor, form.content.median * factor
        content = f"{_two(low)} to {_two(high)} mg mitragynine in a gram"
        yield f"{name}: strength not known; {content} assumed."
    else:
        yield (
            f"{name}: neither form nor strength is known well enough; an ordinary amount of it is "
            "taken as one usual use of kratom (median 25 mg mitragynine, very uncertain)."
        )
    yield "Every dose carries its own error of weighing or counting."


def _two(value: float) -> str:
    """Two significant digits, never with an exponent."""
    return f"{float(f'{value:.2g}'):g}"


def _of_substance(substance: Substance, weight_kg: float | None) -> Iterator[str]:
    yield from substance.notes
    per_kg = any(figure.unit.endswith("/kg") for figure in substance.figure)
    if per_kg and weight_kg is None:
        yield f"{substance.name}: weight not recorded, {REFERENCE_WEIGHT_KG:.0f} kg assumed."
