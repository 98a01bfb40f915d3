"""The joint posterior as a mixture of coefficients, and what it says of the wishes."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.joint.assemble import Assembled
from speciosa.response.joint.posterior import JointPosterior
from speciosa.response.mixture import Mixture, root_of
from speciosa.response.signal import TERMS, WITHDRAWAL
from speciosa.sampling.quasirandom import Array

_COMPONENTS: Final = 2048
_NOTHING: Final = 1e-5  # a hundred thousand cells below this share of the best hold no weight


@dataclass(frozen=True, slots=True)
class Chosen:
    """Components drawn from the grids, each (components,)."""

    variant: Array
    member: Array
    draw: Array
    sigma: Array


def mixture_of(
    posterior: JointPosterior, found: Assembled, members: Array | None = None
) -> Mixture:
    """Equally weighted components of the members of a mask, by default of all.

    The grids hold a hundred thousand components, most without weight; they are resampled in the
    order of what they say about the seen effect, so that little is lost.
    """
    weight = posterior.weight
    if members is not None:
        weight = weight * members[None, :, None, None]
    chosen = choose(weight, _seen(posterior, found), _COMPONENTS)
    mean, covariance, prior_var = coefficients_of(posterior, found, chosen)
    return Mixture(
        weight=np.full(_COMPONENTS, 1.0 / _COMPONENTS),
        mean=mean,
        covariance=covariance,
        degrees=np.inf,
        prior_var=prior_var,
        draw=chosen.draw,
        adapts=prior_var[:, WITHDRAWAL] > 0.0,
        adapt_half_life_h=found.curve.adapt_half_life_h[chosen.draw],
        contrasts=found.contrasts,
        root=root_of(covariance),
    )


def choose(weight: Array, value: Array, count: int) -> Chosen:
    """Systematic resampling of grid cells (variants, batch, draws, sigmas) in order of a value."""
    some = np.flatnonzero(weight > weight.max() * _NOTHING)
    order = some[np.argsort(_levels(value.ravel()[some]), kind="stable")]
    steps = np.cumsum(weight.ravel()[order])
    at = (np.arange(count) + 0.5) / count * steps[-1]
    place = order[np.minimum(np.searchsorted(steps, at), len(order) - 1)]
    return Chosen(*np.unravel_index(place, weight.shape))


def _levels(value: Array) -> Array:
    """Values in 65536 steps: finer order keeps nothing, and whole numbers are sorted at once."""
    low, high = value.min(), value.max()
    return ((value - low) * (65535.0 / max(high - low, 1e-300))).astype(np.uint16)


def _seen(posterior: JointPosterior, found: Assembled) -> Array:
    """Mean seen effect of every component, (variants, batch, draws, sigmas)."""
    out = np.zeros(posterior.log_weight.shape)
    for number, fit in enumerate(posterior.variants):
        contrast = found.contrasts.seen[:, [found.terms[t] for t in fit.terms]]
        by_y = np.einsum("dk,bdk->bd", contrast, fit.by_y)
        by_z = np.einsum("dk,bdk->bd", contrast, fit.by_z)
        out[number] = by_y[:, :, None] + posterior.sigma_pts * by_z[:, :, None]
    return out


def coefficients_of(
    posterior: JointPosterior, found: Assembled, chosen: Chosen
) -> tuple[Array, Array, Array]:
    """Mean, covariance and prior variance of the effect coefficients, in rating points."""
    count, width = len(chosen.draw), len(TERMS)
    mean, prior_var = np.zeros((count, width)), np.zeros((count, width))
    covariance = np.zeros((count, width, width))
    for number, fit in enumerate(posterior.variants):
        mine = np.flatnonzero(chosen.variant == number)
        member, draw = chosen.member[mine], chosen.draw[mine]
        sigma_pts = posterior.sigma_pts[chosen.sigma[mine]][:, None]
        place = np.array([found.terms[t] for t in fit.terms], dtype=np.intp)
        row = mine[:, None]
        mean[row, place] = fit.by_y[member, draw] + sigma_pts * fit.by_z[member, draw]
        prior_sd = posterior.data.term_sd[draw][:, list(fit.terms)]
        prior_var[row, place] = (sigma_pts * prior_sd) ** 2
        within = sigma_pts[:, :, None] ** 2 * fit.covariance[member, draw]
        covariance[mine[:, None, None], place[:, None], place] = within
    return mean, covariance, prior_var


@dataclass(frozen=True, slots=True)
class Followed:
    """What the posterior says of the wishes.

    Attributes:
        log_bayes: log evidence averaged over the slopes over that of slope 0.
        odds_per_point: a point worse multiplies the odds of a wish by this.
    """

    log_bayes: float
    odds_per_point: float


def followed(posterior: JointPosterior) -> Followed:
    """Whether wishes follow the symptom, and how steeply."""
    slope = posterior.slope
    by_member = posterior.weight.sum(axis=(0, 2, 3))
    none = np.logaddexp.reduce(posterior.log_weight[:, slope == 0.0], axis=None)
    log_prior_none = next(h.log_prior for h in posterior.batch.hazards if h.slope == 0.0)
    sigma = posterior.weight.sum(axis=(0, 1, 2)) @ posterior.sigma_pts
    return Followed(
        log_bayes=float(log_prior_none - none),  # the weights sum to one
        odds_per_point=float(np.exp(by_member @ slope / sigma)),
    )
