"""The noise sigma (u + e) in JAX: its density with u integrated out, and u from innovations.

u is the sum of a fast and a slow Ornstein-Uhlenbeck process with stationary variances
(1 - nu)(1 - rho) and (1 - nu) rho; e is independent with variance nu.
"""

import math
from typing import Final, NamedTuple

import jax
import jax.numpy as jnp
import numpyro
import numpyro.distributions as dist

SLOW_HALF_LIFE_H: Final = 120.0
FAST_MEDIAN_H: Final = 6.0
FAST_LOG_SD: Final = 0.5
_UNROLL: Final = 2  # fastest in the end: more of it costs more in compiling than it saves

_Row = tuple[jax.Array, jax.Array]


class Noise(NamedTuple):
    """Parameters of the noise."""

    nu_ratio: jax.Array
    rho_ratio: jax.Array
    fast_half_life_h: jax.Array

    @property
    def stationary(self) -> jax.Array:
        """Variances of the fast and the slow process, (2,)."""
        own = 1.0 - self.nu_ratio
        return jnp.stack([own * (1.0 - self.rho_ratio), own * self.rho_ratio])

    def kept(self, gap_h: jax.Array) -> jax.Array:
        """What is left of both processes after gaps (n,): (n, 2)."""
        return 2.0 ** -self.half_lives(gap_h)

    def half_lives(self, gap_h: jax.Array) -> jax.Array:
        """Gaps (n,) in half-lives of both processes, (n, 2)."""
        return gap_h[:, None] / jnp.stack([self.fast_half_life_h, jnp.asarray(SLOW_HALF_LIFE_H)])


def sample_noise() -> Noise:
    """Draw the noise parameters from their priors."""
    return Noise(
        numpyro.sample("nu_ratio", dist.Beta(3.0, 9.0)),
        numpyro.sample("rho_ratio", dist.Beta(1.0, 6.0)),
        numpyro.sample("fast_half_life_h", dist.LogNormal(jnp.log(FAST_MEDIAN_H), FAST_LOG_SD)),
    )


def sample_sigma(range_pts: jax.Array) -> jax.Array:
    """Draw sigma: sigma^2 is inverse gamma (3, 4) on a scale of 0 to 10."""
    rate_pts2 = 4.0 * (range_pts / 10.0) ** 2
    return jnp.sqrt(numpyro.sample("variance_pts2", dist.InverseGamma(3.0, rate_pts2)))


def log_density(residual: jax.Array, gap_h: jax.Array, noise: Noise) -> jax.Array:
    """Log density of (u + e) at each of n times given those before, by a Kalman filter; (n,).

    Args:
        residual: (n,), in units of sigma.
        gap_h: (n,), time since the value before; of the first one it does not matter.
        noise: its parameters.
    """
    fast_var, slow_var = noise.stationary

    def step(state: tuple[jax.Array, ...], row: _Row) -> tuple[tuple[jax.Array, ...], _Row]:
        fast, slow, p_fast, p_slow, p_both = state
        value, (a, b) = row
        fast, slow = a * fast, b * slow
        p_fast = fast_var + a * a * (p_fast - fast_var)
        p_slow = slow_var + b * b * (p_slow - slow_var)
        p_both = a * b * p_both
        to_fast, to_slow = p_fast + p_both, p_slow + p_both
        variance = to_fast + to_slow + noise.nu_ratio
        error = value - fast - slow
        after = (
            fast + to_fast * error / variance,
            slow + to_slow * error / variance,
            p_fast - to_fast * to_fast / variance,
            p_slow - to_slow * to_slow / variance,
            p_both - to_fast * to_slow / variance,
        )
        return after, (error, variance)

    none = jnp.zeros(())
    start = (none, none, fast_var, slow_var, none)
    rows = (residual, noise.kept(gap_h))
    error, variance = jax.lax.scan(step, start, rows, unroll=_UNROLL)[1]
    return -0.5 * (jnp.log(2.0 * jnp.pi * variance) + error**2 / variance)


def paths(innovation: jax.Array, gap_h: jax.Array, noise: Noise) -> jax.Array:
    """The ups and downs u at n times, in units of sigma, (n,).

    Args:
        innovation: (n, 2), standard normal.
        gap_h: (n,), time since the value before; of the first one it does not matter.
        noise: its parameters.
    """
    kept = noise.kept(gap_h).at[0].set(0.0)
    # A hair above zero: the slope of the root at two values of one instant would be infinite.
    fresh = jnp.sqrt(jnp.maximum(1.0 - kept**2, 1e-12)) * jnp.sqrt(noise.stationary) * innovation
    # x_i = sum of fresh_j 2^(-(t_i - t_j) / half-life) as one running sum, from the middle of time
    # so that the powers stay within the numbers of 64 bits for months.
    since_h = jnp.cumsum(gap_h.at[0].set(0.0))
    power = noise.half_lives(since_h - 0.5 * since_h[-1])
    return jnp.sum(2.0**-power * _running_sum(2.0**power * fresh), axis=1)


def _running_sum(values: jax.Array) -> jax.Array:
    """Running sums of (n, columns) in two levels of blocks, fewer and larger steps than a scan."""
    n, columns = values.shape
    side = math.isqrt(n - 1) + 1
    padded = jnp.zeros((side * side, columns)).at[:n].set(values)
    blocks = padded.reshape(side, side, columns)
    within = jnp.tril(jnp.ones((side, side)))
    before = jnp.tril(jnp.ones((side, side)), -1) @ blocks.sum(axis=1)
    summed = jnp.einsum("ij,bjc->bic", within, blocks) + before[:, None]
    return summed.reshape(-1, columns)[:n]
