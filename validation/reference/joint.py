"""The joint model of ratings and wishes, given one kinetic draw, with its exact likelihood.

    y_j ~ as in the plain model,   d_k ~ Bernoulli(logistic(eta_k)) with weight m_k
    eta_k = gamma'v_k + g u(t_k) + c g [drift t_k + daily(t_k) + A f(E(t_k))] / sigma

u is sampled at all ratings and slots from independent innovations, without any approximation.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist

from validation.reference.noise import paths, sample_noise, sample_sigma
from validation.reference.plain import PlainData, mean_of_ratings

LATENT = "innovation"  # hundreds of values that nobody asks for
_URGE_SD = 1.5
_LEVEL_MEAN = -2.0  # log odds of a wish, the first column of v


class JointData(NamedTuple):
    """Plain arrays of n ratings and s slots."""

    plain: PlainData
    slot_h: jax.Array  # (s,)
    slot_weight: jax.Array  # (s,) m: how many half hours were merged; 0 to fill up
    slot_wish: jax.Array  # (s,) 0 or 1
    slot_habit: jax.Array  # (s, h) v, the first column 1
    slot_shared: jax.Array  # (s, 3): drift, sine and cosine as at the ratings
    slot_effect: jax.Array  # (s,): f(E) just before
    habit_sd: jax.Array  # (h,) prior sd of gamma
    order: jax.Array  # (n + s,) ratings, then slots: their order in time
    gap_h: jax.Array  # (n + s,) in that order
    tied: jax.Array  # c: 0 or 1
    urge: jax.Array  # size of g where it is fixed; below 0 it is sampled
    side: jax.Array  # sign of g: -1 where doses follow feeling well


def joint_data(arrays: dict[str, jax.Array], plain: PlainData) -> JointData:
    """Put the times in order."""
    at_h = jnp.concatenate([plain.rating_h, arrays["slot_h"]])
    order = jnp.argsort(at_h, stable=True)
    gap_h = jnp.diff(at_h[order], prepend=at_h[order][:1])
    fields = set(JointData._fields) - {"plain", "order", "gap_h"}
    return JointData(plain=plain, order=order, gap_h=gap_h, **{key: arrays[key] for key in fields})


def joint_model(data: JointData) -> None:
    """Numpyro model of ratings and wishes."""
    sigma_pts = sample_sigma(data.plain.range_pts)
    noise = sample_noise()
    mean_pts, slopes = mean_of_ratings(data.plain, sigma_pts)
    total = len(data.gap_h)
    innovation = numpyro.sample(LATENT, dist.Normal(0.0, 1.0).expand([total, 2]).to_event(2))
    own = jnp.zeros(total).at[data.order].set(paths(innovation, data.gap_h, noise))
    ratings = len(data.plain.rating_h)
    spread_pts = sigma_pts * jnp.sqrt(noise.nu_ratio)
    observed = dist.Normal(mean_pts + sigma_pts * own[:ratings], spread_pts)
    said = observed.log_prob(data.plain.rating_pts)
    numpyro.factor("ratings", data.plain.rating_counts @ said)
    numpyro.factor("wishes", _wishes(data, slopes, own[ratings:]))


def _wishes(data: JointData, slopes: jax.Array, own: jax.Array) -> jax.Array:
    width = data.slot_habit.shape[1]
    habit_z = numpyro.sample("habit_z", dist.Normal(0.0, 1.0).expand([width]).to_event(1))
    habit = jnp.zeros(width).at[0].set(_LEVEL_MEAN) + data.habit_sd * habit_z
    sampled = numpyro.sample("urge", dist.HalfNormal(_URGE_SD))
    urge = data.side * jnp.where(data.urge < 0.0, sampled, data.urge)
    columns = jnp.column_stack([data.slot_shared, data.slot_effect])
    felt = own + data.tied * (columns @ slopes)
    log_odds = data.slot_habit @ habit + urge * felt
    idle = data.slot_weight - data.slot_wish
    said = data.slot_wish * jax.nn.log_sigmoid(log_odds) + idle * jax.nn.log_sigmoid(-log_odds)
    return said.sum()
