"""The estimands, from weighted draws to the outcome's own points."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.posterior import Posterior
from speciosa.response.result import Estimate
from speciosa.sampling.quasirandom import Array

_DRAWS: Final = 8192  # for quantiles; their Monte-Carlo error is about 4 % of the sd
_TAIL: Final = 0.025


@dataclass(frozen=True, slots=True)
class Effects:
    """Estimands of one question in the outcome's own points."""

    seen: Estimate
    dose: Estimate
    p_benefit: float
    p_worse: float


def effects_of(
    posterior: Posterior, sign: float, important_pts: float, rng: np.random.Generator
) -> Effects:
    """All estimands; `sign` is +1 when lower is better, -1 otherwise."""
    pick, coefficient = draw_effects(posterior, rng)
    seen = coefficient * posterior.contrast[pick]
    dose = coefficient * posterior.one_dose[pick]
    return Effects(
        seen=_estimate(posterior, posterior.contrast, seen, sign),
        dose=_estimate(posterior, posterior.one_dose, dose, sign),
        # Inside, up is worse whatever the outcome's own direction.
        p_benefit=float(np.mean(seen <= -important_pts)),
        p_worse=float(np.mean(seen >= important_pts)),
    )


def draw_effects(posterior: Posterior, rng: np.random.Generator) -> tuple[Array, Array]:
    """Systematic resampling: indices of draws and one coefficient for each."""
    weight = posterior.weight.ravel()
    at = (np.arange(_DRAWS) + rng.random()) / _DRAWS
    chosen = np.minimum(np.searchsorted(np.cumsum(weight), at), len(weight) - 1)
    variant, pick = np.unravel_index(chosen, posterior.weight.shape)
    shape = posterior.degrees / 2.0
    # effect_var is the variance of the t distribution; its scale is smaller by (shape-1)/shape.
    spread = np.sqrt(posterior.effect_var[variant, pick] * (shape - 1.0) / shape)
    noise = rng.standard_t(posterior.degrees, size=_DRAWS)
    return pick, posterior.effect_mean[variant, pick] + spread * noise


def _estimate(posterior: Posterior, multiple: Array, draws: Array, sign: float) -> Estimate:
    mean = posterior.effect_mean * multiple
    second = posterior.effect_var * multiple**2 + mean**2
    centre = float(np.sum(posterior.weight * mean))
    sd = float(np.sqrt(max(np.sum(posterior.weight * second) - centre**2, 0.0)))
    low, high = np.quantile(sign * draws, [_TAIL, 1.0 - _TAIL])
    return Estimate(
        mean=sign * centre,
        sd=sd,
        low=float(low),
        high=float(high),
        learned=_learned(posterior, multiple, mean, second),
    )


def _learned(posterior: Posterior, multiple: Array, mean: Array, second: Array) -> float | None:
    """1 - sd(posterior)/sd(prior), the prior under the posterior of sigma and theta."""
    weight = posterior.weight * np.array([[float(s.effect)] for s in posterior.specs])
    total = weight.sum()
    if total <= 0.0:
        return None
    centre = np.sum(weight * mean) / total
    var = np.sum(weight * second) / total - centre**2
    # A's prior sd is sigma / contrast, so that of the estimand is sigma * multiple / contrast.
    share = multiple / np.maximum(posterior.contrast, np.finfo(np.float64).eps)
    prior_var = np.sum(weight * posterior.sigma2 * share**2) / total
    if prior_var <= 0.0:
        return None
    return float(1.0 - np.sqrt(max(var, 0.0) / prior_var))
