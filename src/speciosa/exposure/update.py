"""A person's measured levels change which population draws count.

Adaptive importance sampling in the space of the standard normal draws: the population first, then
Student-t proposals around the draws that fit, all weighted against the mixture of proposals, until
enough of them count. Equally weighted draws are then taken, so that nothing downstream changes.

The errors of measuring out each dose are not searched: every round uses those of the population
draws again, which follow their prior in every proposal and so leave the weights as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np

from speciosa.exposure.kinetics import Array
from speciosa.exposure.levels import Level, LevelsUsed
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.prior import Prior
from speciosa.sampling.importance import (
    StudentT,
    effective,
    equal_draws,
    fit_student_t,
    log_normal_cdf,
    log_prior,
)
from speciosa.sampling.pareto import MOST_K, smooth

MOST_ROUNDS: Final = 8
_ENOUGH_SHARE: Final = 1.0  # effective draws wanted beside the draws of one round
_FEWEST_SHARE: Final = 0.15  # fewer than this and the population prediction stays
_NOTHING_NG_PER_ML: Final = 1e-9  # keeps the logarithm of a level before absorption finite
_FAR_SD: Final = 3.0
_FAR_OFF: Final = (
    "far from what is predicted for the recorded doses; its unit and the doses before it are worth "
    "a look"
)


@dataclass(frozen=True, slots=True)
class _Pool:
    """All draws of all rounds with the weights of their levels."""

    normal: Array  # (rounds * draws, columns)
    weight: Array
    ess: float
    pareto_k: float
    rounds: int

    def trusted(self, draws: int) -> bool:
        return self.pareto_k <= MOST_K and self.ess >= _FEWEST_SHARE * draws


_NO_POOL: Final = _Pool(np.empty((0, 0)), np.empty(0), 0.0, 0.0, 0)


def with_levels(
    prior: Prior,
    normal: Array,
    weighing: Array,
    levels: Sequence[Level],
    rng: np.random.Generator,
) -> SubstanceExposure:
    """The exposure of a person whose levels were measured.

    Args:
        prior: of one substance.
        normal: the population draws, (draws, columns).
        weighing: their errors of measuring out, (doses, draws).
        levels: of this substance; those with a reason against them are left out.
        rng: source of further draws; not touched where no level counts.
    """
    before = prior.exposure(normal, weighing)
    if not levels:
        return before
    counted = tuple(level for level in levels if not level.reason)
    unused = tuple(level for level in levels if level.reason)
    draws = len(normal)
    pool = _search(prior, before, normal, weighing, counted, rng) if counted else _NO_POOL
    updated = bool(counted) and pool.trusted(draws)
    told = LevelsUsed(
        levels=counted,
        unused=unused,
        updated=updated,
        ess=pool.ess,
        pareto_k=pool.pareto_k,
        rounds=pool.rounds,
        notes=_notes(before, counted, unused, updated=updated),
    )
    if not updated:
        return replace(before, levels=told)
    index = equal_draws(pool.weight, draws, rng)
    after = prior.exposure(pool.normal[index], weighing[:, index % draws])
    return replace(after, before_levels=before, levels=told)


def log_likelihood(exposure: SubstanceExposure, levels: Sequence[Level]) -> Array:
    """Log likelihood of measured levels, (draws,), up to a constant.

    Levels are lognormal around the curve; one below the limit counts as the chance of that.
    """
    log_sd = np.array([level.log_sd for level in levels])
    away = _log_away(exposure, levels) / log_sd
    below = np.array([level.below for level in levels])
    found = -0.5 * np.sum(away[:, ~below] ** 2, axis=1)
    return found + log_normal_cdf(away[:, below]).sum(axis=1) if below.any() else found


def _log_away(exposure: SubstanceExposure, levels: Sequence[Level]) -> Array:
    """Log of measured over predicted, (draws, levels)."""
    at_h = np.array([level.time_h for level in levels])
    of = [exposure.analytes.index(level.analyte) for level in levels]
    predicted = exposure.conc_ng_per_ml(at_h)[:, of, np.arange(len(levels))]
    measured = np.array([level.value_ng_per_ml for level in levels])
    return np.log(measured / np.maximum(predicted, _NOTHING_NG_PER_ML))


def _search(
    prior: Prior,
    before: SubstanceExposure,
    normal: Array,
    weighing: Array,
    levels: Sequence[Level],
    rng: np.random.Generator,
) -> _Pool:
    found, proposals = log_likelihood(before, levels), list[StudentT]()
    draws = len(normal)
    for used in range(1, MOST_ROUNDS + 1):
        weight, k = _weigh(normal, found, proposals)
        ess = effective(weight)
        if used == MOST_ROUNDS or (ess >= _ENOUGH_SHARE * draws and k <= MOST_K):
            break
        proposals.append(fit_student_t(normal, weight))
        fresh = proposals[-1].draw(draws, rng)
        normal = np.concatenate([normal, fresh])
        more = log_likelihood(prior.exposure(fresh, weighing), levels)
        found = np.concatenate([found, more])
    return _Pool(normal, weight, ess, k, used)


def _weigh(normal: Array, found: Array, proposals: Sequence[StudentT]) -> tuple[Array, float]:
    at_prior = log_prior(normal)
    densities = [at_prior, *(proposal.log_density(normal) for proposal in proposals)]
    mixture = np.logaddexp.reduce(densities, axis=0) - log(len(densities))
    smoothed, k = smooth(found + at_prior - mixture)
    return np.exp(smoothed), k


def _notes(
    before: SubstanceExposure,
    levels: tuple[Level, ...],
    unused: tuple[Level, ...],
    *,
    updated: bool,
) -> tuple[str, ...]:
    notes = [_sentence(before.substance.name, levels, updated=updated)] if levels else []
    notes += [level.note(_FAR_OFF) for level in _far_off(before, levels)]
    return (*notes, *(level.note(f"not used, {level.reason}") for level in unused))


def _far_off(before: SubstanceExposure, levels: tuple[Level, ...]) -> list[Level]:
    """Levels that hardly anybody would have after these doses."""
    if not levels:
        return []
    away = _log_away(before, levels)
    sd = np.hypot(away.std(axis=0), [level.log_sd for level in levels])
    far = away.mean(axis=0) / sd
    return [
        level
        for level, z in zip(levels, far.tolist(), strict=True)
        if z < -_FAR_SD or (z > _FAR_SD and not level.below)
    ]


def _sentence(name: str, levels: tuple[Level, ...], *, updated: bool) -> str:
    count = f"{len(levels)} measured level{'s' if len(levels) > 1 else ''}"
    below = sum(level.below for level in levels)
    lay = f" ({below} below the laboratory's limit)" if below else ""
    if updated:
        return f"{name}: {count}{lay} changed the curve; the prediction without is kept beside it."
    return (
        f"{name}: {count}{lay} could not change the curve, too few predictions come near; it "
        "stays the prediction for people in general."
    )
