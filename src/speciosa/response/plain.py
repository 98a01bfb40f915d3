"""The plain family: an effect on correlated ratings, its dose times taken as given."""

from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np

from speciosa.response.design_matrix import DesignMatrix
from speciosa.response.fitted import Fitted, Typical
from speciosa.response.mixture import Contrasts, Mixture, root_of
from speciosa.response.noise import noise_of
from speciosa.response.parameters import theta_of
from speciosa.response.posterior import Evaluated, Posterior, evaluate, fit, sigma_prior
from speciosa.response.question import Question
from speciosa.response.regression import marginalise
from speciosa.response.result import Fit, Variant
from speciosa.response.signal import WITHDRAWAL, effect_signal
from speciosa.response.variants import VariantSpec, own_columns
from speciosa.sampling.quasirandom import Array

_REPLICATES: Final = 200
_COMPONENTS: Final = 512


def fit_plain(question: Question, rng: np.random.Generator) -> Fitted:
    """Fit all variants of the plain family to one question."""
    posterior = fit(question, rng)
    found = posterior.sample
    shares = posterior.weight.sum(axis=1)
    variants = zip(posterior.specs, shares, strict=True)
    return Fitted(
        family="plain",
        mixture=mixture_of(posterior),
        variants=tuple(Variant(name=s.name, weight=float(w)) for s, w in variants),
        fit=Fit(draws=len(found.z), rounds=found.rounds, ess=found.ess, pareto_k=found.pareto_k),
        trusted=found.trusted,
        varies=posterior.varies,
        log_bayes_indication=posterior.log_bayes_indication,
        odds_per_point=None,
        replicate=partial(_replicate, posterior),
        typical=_typical(posterior),
    )


def mixture_of(posterior: Posterior) -> Mixture:
    """A mixture of equally weighted components, and one for all variants without an effect.

    Components are variants x draws, thousands of which hold hardly any weight. They are resampled
    in the order of what they say about the seen effect, so that little is lost.
    """
    variant, draw, none = _resampled(posterior)
    theta = theta_of(posterior.sample.z[draw])
    question, coefficients = posterior.question, posterior.coefficients
    exposed = question.exposed.at(posterior.sample.point[draw])
    signal = effect_signal(exposed, theta.curve, question.time_h, turns_over=question.may_turn_over)
    adapts = np.array([WITHDRAWAL in spec.terms for spec in posterior.specs])
    count = len(draw)
    covariance = _after_zero(coefficients.covariance[variant, draw])
    return Mixture(
        weight=np.append(none, np.full(count, (1.0 - none) / max(count, 1))),
        mean=_after_zero(coefficients.mean[variant, draw]),
        covariance=covariance,
        degrees=coefficients.degrees,
        prior_var=_after_zero(coefficients.prior_var[variant, draw]),
        draw=np.append(0, np.arange(count)),
        adapts=np.append(False, adapts[variant]),
        adapt_half_life_h=np.append(0.0, theta.curve.adapt_half_life_h),
        contrasts=Contrasts(signal.seen, signal.dose, signal.net, signal.by_amount),
        root=root_of(covariance),
    )


def _resampled(posterior: Posterior) -> tuple[Array, Array, float]:
    """Variants and draws of equally weighted components with an effect, and the weight without."""
    effect = np.array([i for i, spec in enumerate(posterior.specs) if spec.terms])
    weight = posterior.weight[effect]
    total = float(weight.sum())
    seen = np.einsum("vdk,dk->vd", posterior.coefficients.mean[effect], posterior.seen)
    order = np.argsort(seen.ravel(), kind="stable")
    at = (np.arange(_COMPONENTS) + 0.5) / _COMPONENTS
    steps = np.cumsum(weight.ravel()[order])
    place = np.minimum(np.searchsorted(steps, at * steps[-1]), len(order) - 1)
    variant, draw = np.unravel_index(order[place], weight.shape)
    return effect[variant], draw, 1.0 - total


def _after_zero(values: Array) -> Array:
    """The component without an effect first."""
    return np.concatenate([np.zeros_like(values, shape=(1, *values.shape[1:])), values])


def _typical(posterior: Posterior) -> Typical:
    """The posterior mean of the parameters, with the kinetic draw nearest to it."""
    weight, z = posterior.weight.sum(axis=0), posterior.sample.z
    mean = weight @ z
    near = int(np.argmin(np.sum((z - mean) ** 2, axis=1)))
    theta = theta_of(mean[None, :])
    return Typical(theta.noise, theta.curve, int(posterior.sample.point[near]))


def _replicate(posterior: Posterior, rng: np.random.Generator) -> Array:
    """Ratings the fitted family would give, shape (replicates, n)."""
    weight = posterior.weight.ravel()
    at = (np.arange(_REPLICATES) + rng.random()) / _REPLICATES
    chosen = np.minimum(np.searchsorted(np.cumsum(weight), at), len(weight) - 1)
    variant, pick = np.unravel_index(chosen, posterior.weight.shape)
    theta = theta_of(posterior.sample.z[pick])
    exposed = posterior.question.exposed.at_ratings().at(posterior.sample.point[pick])
    question = replace(posterior.question, exposed=exposed)
    mean, sigma_pts = _draw_regression(question, evaluate(question, theta), variant, rng)
    return mean + sigma_pts[:, None] * noise_of(question.time_h, theta.noise, rng)


def _draw_regression(
    question: Question, now: Evaluated, variant: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Means (replicates, n) and sigma (replicates,), drawn from each replicate's own variant."""
    columns = now.design.block(slice(None))
    n, _, draws = columns.shape
    scale = sigma_prior(question.range_pts)
    mean_pts, sigma_pts = np.zeros((draws, n)), np.zeros(draws)
    for v in np.unique(variant):
        mine = np.flatnonzero(variant == v)
        used = used_columns(now.family.specs[v], now.design)
        marginal = marginalise(now.whitened, used, now.design.precision, n, scale)
        sigma_pts[mine] = np.sqrt(marginal.rate[mine] / rng.gamma(marginal.shape, size=len(mine)))
        factor = np.linalg.cholesky(marginal.covariance[mine])
        normal = rng.standard_normal((len(mine), factor.shape[1]))
        spread = sigma_pts[mine, None] * np.einsum("rij,rj->ri", factor, normal)
        chosen = columns[:, :, mine][:, list(used)]
        mean_pts[mine] = np.einsum("ncr,rc->rn", chosen, marginal.mean[mine] + spread)
    return mean_pts, sigma_pts


def used_columns(spec: VariantSpec, design: DesignMatrix) -> tuple[int, ...]:
    """Design columns of one variant, the effect terms first, the common ones last."""
    return (*own_columns(spec, design), *design.common)
