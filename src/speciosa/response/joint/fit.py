"""Fit the joint model to one question, and hand it on like every other family."""

from functools import partial
from typing import Final

import numpy as np

from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.design_matrix import terms_of
from speciosa.response.fitted import Fitted, Typical
from speciosa.response.joint.assemble import Assembled, assemble
from speciosa.response.joint.mixing import followed, mixture_of
from speciosa.response.joint.posterior import JointPosterior, fit_arrays
from speciosa.response.joint.replicates import replicate
from speciosa.response.joint.slots import Slots
from speciosa.response.mixture import Mixture
from speciosa.response.parameters import CurveParameters, Noise
from speciosa.response.posterior import sigma_prior
from speciosa.response.question import Question
from speciosa.response.result import Fit, Variant
from speciosa.response.signal import EFFECT, TERMS, TURN_OVER, WITHDRAWAL
from speciosa.sampling.importance import effective

_VARIANTS: Final = (
    (EFFECT,),
    (WITHDRAWAL,),
    (EFFECT, WITHDRAWAL),
    (EFFECT, TURN_OVER),
    (EFFECT, TURN_OVER, WITHDRAWAL),
)
_FEWEST_CELLS: Final = 30.0  # fewer that count, and the grids are too coarse for this diary


def fit_joint(
    question: Question, slots: Slots, exposure: SubstanceExposure, rng: np.random.Generator
) -> Fitted:
    """The joint posterior of ratings and wishes.

    Args:
        question: the ratings and all kinetic draws.
        slots: when a dose was possible and when one was wanted.
        exposure: curves of the substance.
        rng: source of all random numbers.
    """
    found = assemble(question, slots, exposure, rng)
    posterior = fit_assembled(question, found)
    wishes = followed(posterior)
    ess = effective(posterior.weight.ravel())
    return Fitted(
        family="joint",
        mixture=mixture_of(posterior, found),
        variants=_shares(posterior, found),
        fit=Fit(draws=len(found.curve.ec50_ratio), rounds=1, ess=ess, pareto_k=None),
        trusted=ess >= _FEWEST_CELLS,
        varies=found.varies,
        log_bayes_indication=wishes.log_bayes,
        odds_per_point=wishes.odds_per_point,
        replicate=partial(replicate, posterior),
        typical=_typical(posterior, found),
        readings=_readings(posterior, found),
        ignoring=partial(mixture_of, posterior, found, posterior.slope == 0.0),
    )


def fit_assembled(question: Question, found: Assembled) -> JointPosterior:
    """All variants of one question, equally probable beforehand."""
    place = {term: i for i, term in enumerate(found.terms)}
    possible = [v for v in _VARIANTS if set(v) <= set(terms_of(question))]
    variants = [(tuple(place[t] for t in v), 1.0 / len(possible)) for v in possible]
    return fit_arrays(found.data, sigma_prior(question.range_pts), variants)


def _readings(posterior: JointPosterior, found: Assembled) -> tuple[Mixture, ...]:
    """Free and tied wishes apart: which of the two a person is, some weeks cannot tell."""
    none, tied = posterior.slope == 0.0, posterior.tied
    return tuple(mixture_of(posterior, found, none | side) for side in (~tied, tied))


def _shares(posterior: JointPosterior, found: Assembled) -> tuple[Variant, ...]:
    weight = posterior.weight.sum(axis=(1, 2, 3)).tolist()
    names = [" + ".join(TERMS[found.terms[t]] for t in fit.terms) for fit in posterior.variants]
    return tuple(Variant(name=n, weight=w) for n, w in zip(names, weight, strict=True))


def _typical(posterior: JointPosterior, found: Assembled) -> Typical:
    """Posterior mean noise, and the most probable curve draw."""
    weight = posterior.weight
    by_member, by_draw = weight.sum(axis=(0, 2, 3)), weight.sum(axis=(0, 1, 3))
    noise = posterior.noise(np.arange(len(by_member)))
    draw = int(np.argmax(by_draw))
    curve = found.curve
    return Typical(
        noise=Noise(*(np.atleast_1d(by_member @ getattr(noise, k)) for k in Noise.__slots__)),
        curve=CurveParameters(*(getattr(curve, k)[[draw]] for k in CurveParameters.__slots__)),
        point=int(found.point[draw]),
    )


__all__ = ["fit_assembled", "fit_joint"]
