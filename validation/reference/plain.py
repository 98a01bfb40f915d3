"""The plain model of one outcome, given the effect column of one kinetic draw.

    y = b + drift * t + daily sine and cosine + A f + sigma (u + e)

A is normal with standard deviation sigma / |f(E90) - f(E10)|, drift 0.7 sigma, sine and cosine
0.5 sigma each, b half the range. u is integrated out by a filter, everything else is sampled.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist

from validation.reference.noise import log_density, sample_noise, sample_sigma

_SHARED_SD = (0.7, 0.5, 0.5)  # of drift, sine and cosine, in units of sigma


class PlainData(NamedTuple):
    """Plain arrays of n ratings in the order of time."""

    rating_pts: jax.Array  # (n,) up = worse, centred at the middle of the scale
    rating_h: jax.Array  # (n,)
    rating_counts: jax.Array  # (n,): 1, or 0 for rows at the end that only fill up
    rating_shared: jax.Array  # (n, 3): drift over the diary, sine and cosine of the day
    rating_effect: jax.Array  # (n,): f(E)
    contrast: jax.Array  # f(E90) - f(E10)
    range_pts: jax.Array
    level_sd_sigma: jax.Array  # of b in units of sigma; 0 for half the range in points


def mean_of_ratings(data: PlainData, sigma_pts: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Draw the coefficients; mean of the ratings in points and slopes in units of sigma.

    The slopes are those of drift, sine, cosine and A.
    """
    in_sigma = data.level_sd_sigma * sigma_pts
    level_sd_pts = jnp.where(data.level_sd_sigma > 0.0, in_sigma, 0.5 * data.range_pts)
    level_pts = level_sd_pts * numpyro.sample("level_z", dist.Normal(0.0, 1.0))
    shared = numpyro.sample("shared_z", dist.Normal(0.0, 1.0).expand([3]).to_event(1))
    seen = numpyro.sample("seen_z", dist.Normal(0.0, 1.0))
    numpyro.deterministic("seen_pts", sigma_pts * seen * jnp.sign(data.contrast))
    slopes = jnp.append(shared * jnp.asarray(_SHARED_SD), seen / jnp.abs(data.contrast))
    columns = jnp.column_stack([data.rating_shared, data.rating_effect])
    return level_pts + sigma_pts * (columns @ slopes), slopes


def plain_model(data: PlainData) -> None:
    """Numpyro model of the ratings."""
    sigma_pts = sample_sigma(data.range_pts)
    noise = sample_noise()
    mean_pts, _ = mean_of_ratings(data, sigma_pts)
    gap_h = jnp.diff(data.rating_h, prepend=data.rating_h[:1])
    standard = (data.rating_pts - mean_pts) / sigma_pts
    each = log_density(standard, gap_h, noise) - jnp.log(sigma_pts)
    numpyro.factor("ratings", data.rating_counts @ each)
