"""From a diary to predicted concentrations: `expose`."""

from collections.abc import Mapping
from math import inf

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.exposure.levels import Level, for_analytes, levels_of
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.prior import Prior, prior_of
from speciosa.exposure.update import with_levels
from speciosa.exposure.use import Use, uses_of
from speciosa.sampling.quasirandom import normal_points

__all__ = ["SubstanceExposure", "expose", "not_modelled"]


def expose(diary: Diary, draws: int, rng: np.random.Generator) -> dict[str, SubstanceExposure]:
    """Predicted concentrations of every substance that has a kinetics file and was used.

    Where levels were measured, the draws are those of this person.

    Args:
        diary: doses, products, the use before the first entry, measured levels, and what makes
            the curves less certain.
        draws: number of population draws.
        rng: source of all random numbers.

    Returns:
        Exposure by substance, in alphabetical order.
    """
    priors = _priors(diary)
    levels = levels_of(diary)
    return {
        key: _exposure(prior, _levels_of(prior, priors, levels), draws, rng)
        for key, prior in priors.items()
    }


def not_modelled(diary: Diary) -> dict[str, str]:
    """Products that were used but have no curve, with the reason."""
    return {use.key: use.reason for use in uses_of(diary) if use.reason}


def _priors(diary: Diary) -> dict[str, Prior]:
    by_substance: dict[str, list[Use]] = {}
    for use in uses_of(diary):
        if not use.reason:
            by_substance.setdefault(use.product.substance, []).append(use)
    return {key: prior_of(diary, key, uses) for key, uses in sorted(by_substance.items())}


def _exposure(
    prior: Prior, levels: tuple[Level, ...], draws: int, rng: np.random.Generator
) -> SubstanceExposure:
    normal = normal_points(draws, prior.columns, rng)
    of_weighing, of_levels = rng.spawn(2)  # what one substance needs does not shift the next one
    weighing = prior.weighing(draws, of_weighing)
    return with_levels(prior, normal, weighing, levels, of_levels)


def _levels_of(
    prior: Prior, priors: Mapping[str, Prior], levels: tuple[Level, ...]
) -> tuple[Level, ...]:
    """The levels of one substance, with what speaks against each."""
    others = [other for other in priors.values() if other is not prior]
    elsewhere = [key for other in others for key in _in_blood(other)]
    return for_analytes(levels, _in_blood(prior), elsewhere, _first_h(prior))


def _in_blood(prior: Prior) -> list[str]:
    """What a sample can hold: no effect site."""
    return [analyte.key for analyte in prior.substance.analyte if not analyte.effect_of]


def _first_h(prior: Prior) -> float:
    """Time of the first dose, h; regular use before the diary is earlier than every level."""
    if any(use.habit for use in prior.uses):
        return -inf
    return min((dose.time_h for dose in prior.doses if dose.amount > 0), default=inf)
