"""The fitted family of one question: weighted draws with everything the estimands need."""

from dataclasses import dataclass, replace

import numpy as np

from speciosa.response.design_matrix import DesignMatrix, design_matrix
from speciosa.response.parameters import Theta, dimensions, theta_of
from speciosa.response.question import Question, Signal, effect_signal
from speciosa.response.regression import Scale
from speciosa.response.sampler import Sample, sample
from speciosa.response.variants import FOLLOWED, Family, VariantSpec, fit_family
from speciosa.response.whiten import whiten
from speciosa.sampling.quasirandom import Array

SIGMA_SHAPE = 3.0
SIGMA_RATE_PTS2 = 4.0  # on a 0-10 scale


@dataclass(frozen=True, slots=True)
class Posterior:
    """All rounds together; draws are columns, variants rows."""

    question: Question
    specs: tuple[VariantSpec, ...]
    sample: Sample
    weight: Array  # (variants, draws), after the indication rule; sums to one
    effect_mean: Array  # (variants, draws) coefficient A; 0 where the variant has none
    effect_var: Array  # (variants, draws) given the draw, sigma integrated out
    sigma2: Array  # (variants, draws) posterior mean of sigma^2
    degrees: float  # of freedom of the coefficients' t distribution
    contrast: Array  # (draws,)
    one_dose: Array  # (draws,)
    log_bayes_indication: float | None
    has_effect: bool


@dataclass(frozen=True, slots=True)
class _Round:
    family: Family
    signal: Signal
    has_effect: bool


def sigma_prior(range_pts: float) -> Scale:
    """Prior of sigma^2, scaled with the squared range of the outcome."""
    return Scale(SIGMA_SHAPE, SIGMA_RATE_PTS2 * (range_pts / 10.0) ** 2)


def evaluate(question: Question, theta: Theta) -> tuple[Family, Signal, DesignMatrix]:
    """Signal, design, whitening and marginalisation for one set of parameters."""
    signal = effect_signal(question.exposed, theta.weight_z, theta.ec50_ratio)
    design = design_matrix(question, signal, theta)
    whitened = whiten(design.block, question.time_h, theta)
    scale = sigma_prior(question.range_pts)
    return fit_family(whitened, design, len(question.time_h), scale), signal, design


def fit(question: Question, rng: np.random.Generator) -> Posterior:
    """Sample the posterior of one question."""
    exposed = question.exposed
    uncertain = int(np.sum(exposed.weight_log_sd > 0.0))
    rounds = list[_Round]()

    def evidence(z: Array, point: Array) -> Array:
        chosen = replace(question, exposed=exposed.at(point)) if rounds else question
        family, signal, design = evaluate(chosen, theta_of(z))
        rounds.append(_Round(family, signal, design.has_effect))
        return family.log_evidence

    draws = exposed.conc_ng_per_ml.shape[0]
    found = sample(evidence, dimensions(uncertain), draws, rng)
    return _collect(question, rounds, found)


def _collect(question: Question, rounds: list[_Round], found: Sample) -> Posterior:
    specs = rounds[0].family.specs
    log_bayes = _log_bayes_indication(specs, found.weight)
    weight = _indication_rule(specs, found.weight, log_bayes)
    shape = rounds[0].family.marginals[0].shape

    def joined(pick: str) -> Array:
        return np.concatenate([getattr(r.signal, pick) for r in rounds])

    mean, var, sigma2 = (np.concatenate(part, axis=1) for part in zip(*map(_effects, rounds)))  # noqa: B905
    return Posterior(
        question,
        specs,
        found,
        weight,
        mean,
        var,
        sigma2,
        2.0 * shape,
        joined("contrast"),
        joined("one_dose"),
        log_bayes,
        rounds[0].has_effect,
    )


def _effects(one: _Round) -> tuple[Array, Array, Array]:
    means, variances, sigma2 = [], [], []
    for spec, marginal in zip(one.family.specs, one.family.marginals, strict=True):
        s2 = marginal.rate / (marginal.shape - 1.0)
        sigma2.append(s2)
        # The effect is the first column of a variant that has it.
        means.append(marginal.mean[:, 0] if spec.effect else np.zeros_like(s2))
        variances.append(s2 * marginal.covariance[:, 0, 0] if spec.effect else np.zeros_like(s2))
    return np.stack(means), np.stack(variances), np.stack(sigma2)


def _log_bayes_indication(specs: tuple[VariantSpec, ...], weight: Array) -> float | None:
    with_it = np.array([s.indication for s in specs])
    if not with_it.any():
        return None
    # Equal prior shares, so the ratio of the posterior shares is the Bayes factor.
    tiny = np.finfo(np.float64).tiny
    return float(np.log(weight[with_it].sum() + tiny) - np.log(weight[~with_it].sum() + tiny))


def _indication_rule(
    specs: tuple[VariantSpec, ...], weight: Array, log_bayes: float | None
) -> Array:
    """Over 10 : 1 for doses that follow the symptom, no variant without the column is used."""
    if log_bayes is None or log_bayes <= FOLLOWED:
        return weight
    kept = weight * np.array([[float(s.indication)] for s in specs])
    return kept / kept.sum()
