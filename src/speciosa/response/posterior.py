"""Weighted draws of the plain family: sampling, whitening and marginalising of one question."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from speciosa.response.design_matrix import DesignMatrix, design_matrix, varies
from speciosa.response.parameters import Theta, dimensions, theta_of
from speciosa.response.question import Question
from speciosa.response.regression import Marginal, Scale
from speciosa.response.sampler import Sample, sample
from speciosa.response.signal import TERMS, Columns, effect_columns
from speciosa.response.variants import FOLLOWED, Family, VariantSpec, fit_family
from speciosa.response.whiten import Whitened, whiten
from speciosa.sampling.quasirandom import Array

SIGMA_SHAPE: Final = 3.0
SIGMA_RATE_PTS2: Final = 4.0  # on a 0-10 scale


@dataclass(frozen=True, slots=True)
class Posterior:
    """All rounds together.

    Attributes:
        question: what was asked.
        specs: the variants.
        sample: draws with their weights.
        weight: (variants, draws), after the indication rule; sums to one.
        coefficients: of the effect terms.
        seen: (draws, terms), contrast of the seen effect.
        log_bayes_indication: None when it cannot be asked.
        varies: whether the level differs between the ratings at all.
    """

    question: Question
    specs: tuple[VariantSpec, ...]
    sample: Sample
    weight: Array
    coefficients: "Coefficients"
    seen: Array
    log_bayes_indication: float | None
    varies: bool


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Effect terms given the draw, sigma integrated out; zeros where a variant has none.

    Attributes:
        mean: (variants, draws, terms), rating points.
        covariance: (variants, draws, terms, terms), of the t distribution.
        prior_var: (variants, draws, terms), prior variance under the posterior mean of sigma^2.
        degrees: degrees of freedom of the t distribution.
    """

    mean: Array
    covariance: Array
    prior_var: Array
    degrees: float


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One set of parameters, evaluated."""

    family: Family
    design: DesignMatrix
    signal: Columns
    whitened: Whitened


def sigma_prior(range_pts: float) -> Scale:
    """Prior of sigma^2, scaled with the squared range of the outcome."""
    return Scale(SIGMA_SHAPE, SIGMA_RATE_PTS2 * (range_pts / 10.0) ** 2)


def evaluate(question: Question, theta: Theta) -> Evaluated:
    """Signal, design, whitening and marginalisation for one set of parameters."""
    signal = effect_columns(
        question.exposed, theta.curve, question.time_h, turns_over=question.may_turn_over
    )
    design = design_matrix(question, signal, theta.noise)
    whitened = whiten(design.block, question.time_h, theta.noise)
    scale = sigma_prior(question.range_pts)
    family = fit_family(whitened, design, len(question.time_h), scale)
    return Evaluated(family, design, signal, whitened)


def fit(question: Question, rng: np.random.Generator) -> Posterior:
    """Sample the posterior of one question."""
    exposed = question.exposed.at_ratings()
    specs, parts, signals = list[VariantSpec](), list[Coefficients](), list[Columns]()

    def evidence(z: Array, point: Array) -> Array:
        now = evaluate(replace(question, exposed=exposed.at(point)), theta_of(z))
        specs[:] = now.family.specs
        parts.append(_coefficients(now))
        signals.append(now.signal)
        return now.family.log_evidence

    found = sample(evidence, dimensions(exposed.uncertain_weights), exposed.draws, rng)
    log_bayes = _log_bayes_indication(specs, found.weight)
    return Posterior(
        question=question,
        specs=tuple(specs),
        sample=found,
        weight=_indication_rule(specs, found.weight, log_bayes),
        coefficients=_joined(parts),
        seen=np.concatenate([s.seen for s in signals]),
        log_bayes_indication=log_bayes,
        varies=varies(signals[0]),
    )


def _coefficients(now: Evaluated) -> Coefficients:
    pairs = zip(now.family.specs, now.family.marginals, strict=True)
    parts = [_of_variant(spec, marginal, now.signal.prior_sd) for spec, marginal in pairs]
    mean, covariance, prior_var = (np.stack(part) for part in zip(*parts, strict=True))
    return Coefficients(mean, covariance, prior_var, 2.0 * now.family.marginals[0].shape)


def _of_variant(
    spec: VariantSpec, marginal: Marginal, prior_sd: Array
) -> tuple[Array, Array, Array]:
    """Mean, covariance and prior variance of all terms; the effect terms are the first columns."""
    draws, own, terms = len(marginal.rate), np.array(spec.terms, dtype=np.intp), len(TERMS)
    sigma2 = (marginal.rate / (marginal.shape - 1.0))[:, None]
    mean, prior_var = np.zeros((draws, terms)), np.zeros((draws, terms))
    covariance = np.zeros((draws, terms, terms))
    mean[:, own] = marginal.mean[:, : len(own)]
    prior_var[:, own] = sigma2 * prior_sd[:, own] ** 2
    covariance[:, own[:, None], own] = (
        sigma2[:, :, None] * marginal.covariance[:, : len(own), : len(own)]
    )
    return mean, covariance, prior_var


def _joined(parts: list[Coefficients]) -> Coefficients:
    return Coefficients(
        np.concatenate([p.mean for p in parts], axis=1),
        np.concatenate([p.covariance for p in parts], axis=1),
        np.concatenate([p.prior_var for p in parts], axis=1),
        parts[0].degrees,
    )


def _log_bayes_indication(specs: list[VariantSpec], weight: Array) -> float | None:
    with_it = np.array([s.indication for s in specs])
    if not with_it.any():
        return None
    # Equal prior shares, so the ratio of the posterior shares is the Bayes factor.
    tiny = np.finfo(np.float64).tiny
    return float(np.log(weight[with_it].sum() + tiny) - np.log(weight[~with_it].sum() + tiny))


def _indication_rule(specs: list[VariantSpec], weight: Array, log_bayes: float | None) -> Array:
    """Over 10 : 1 for doses that follow the symptom, no variant without the column is used."""
    if log_bayes is None or log_bayes <= FOLLOWED:
        return weight
    kept = weight * np.array([[float(s.indication)] for s in specs])
    return np.asarray(kept / kept.sum())
