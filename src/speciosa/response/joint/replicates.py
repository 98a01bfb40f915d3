"""Ratings that the fitted joint model would give, for the posterior predictive checks."""

from typing import Final

import numpy as np

from speciosa.response.joint.filter import DATA
from speciosa.response.joint.mixing import choose
from speciosa.response.joint.posterior import JointPosterior
from speciosa.response.noise import noise_of
from speciosa.sampling.quasirandom import Array

_REPLICATES: Final = 200


def replicate(posterior: JointPosterior, rng: np.random.Generator) -> Array:
    """Ratings, centred and oriented, (replicates, n); the noise is drawn anew."""
    weight = posterior.weight
    chosen = choose(weight, rng.random(weight.shape), _REPLICATES)
    data = posterior.data
    out = noise_of(data.rating_h, posterior.noise(chosen.member), rng)
    for i, fit in enumerate(posterior.variants):
        mine = np.flatnonzero(chosen.variant == i)
        if not len(mine):
            continue
        member, draw = chosen.member[mine], chosen.draw[mine]
        sigma_pts = posterior.sigma_pts[chosen.sigma[mine]]
        drawn = _coefficients(posterior, fit.terms, member, draw, sigma_pts, rng)
        columns = data.rating_columns.shape[1]
        of_effects = data.rating_terms[list(fit.terms)][:, draw]
        mean = drawn[:, :columns] @ data.rating_columns.T
        mean += np.einsum("rt,trn->rn", drawn[:, -len(fit.terms) :], of_effects)
        out[mine] = sigma_pts[:, None] * (mean + out[mine])
    return out


def _coefficients(
    posterior: JointPosterior,
    terms: tuple[int, ...],
    member: Array,
    draw: Array,
    sigma_pts: Array,
    rng: np.random.Generator,
) -> Array:
    """One draw of common, habit and effect coefficients each, in units of sigma."""
    data, products = posterior.data, posterior.products
    index = np.array(terms, dtype=np.intp)
    common = products.shared[member]
    across = products.across[member, :, :, draw][:, :, index]
    effects = products.effects[member, draw][:, index[:, None], index]
    inner = np.concatenate(
        [
            np.concatenate([common[:, DATA:, DATA:], across[:, DATA:]], axis=2),
            np.concatenate([across[:, DATA:].transpose(0, 2, 1), effects], axis=2),
        ],
        axis=1,
    )
    shared_sd = np.concatenate([data.common_sd, data.habit_sd])
    sd = np.concatenate(
        [np.tile(shared_sd, (len(member), 1)), data.term_sd[draw][:, index]], axis=1
    )
    inner += sd[:, :, None] ** -2.0 * np.eye(inner.shape[1])
    right = np.concatenate([common[:, DATA:, :DATA], across[:, :DATA].transpose(0, 2, 1)], axis=1)
    target = right[:, :, 0] / sigma_pts[:, None] + right[:, :, 1]
    factor = np.linalg.cholesky(inner)
    mean = np.linalg.solve(inner, target[:, :, None])[:, :, 0]
    normal = rng.standard_normal(mean.shape)
    return mean + np.linalg.solve(factor.transpose(0, 2, 1), normal[:, :, None])[:, :, 0]
