"""Own ups and downs of a symptom, drawn forward in time."""

import numpy as np

from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.sampling.quasirandom import Array


def noise_of(time_h: Array, noise: Noise, rng: np.random.Generator) -> Array:
    """Correlated noise of unit variance, shape (draws, n).

    Args:
        time_h: (n,), not decreasing.
        noise: of each draw.
        rng: source of all random numbers.
    """
    draws, n = noise.draws, len(time_h)
    own_var = 1.0 - noise.nu_ratio
    slow_h = np.full(draws, SLOW_HALF_LIFE_H)
    parts = [
        (own_var * (1.0 - noise.rho_ratio), noise.fast_half_life_h),
        (own_var * noise.rho_ratio, slow_h),
    ]
    drawn = np.sqrt(noise.nu_ratio) * rng.standard_normal((n, draws))
    gap_h = np.diff(time_h, prepend=time_h[:1])
    for variance, half_life_h in parts:
        state = np.sqrt(variance) * rng.standard_normal(draws)
        kept = 2.0 ** (-gap_h[:, None] / half_life_h)
        fresh = np.sqrt(variance * (1.0 - kept * kept)) * rng.standard_normal((n, draws))
        for j in range(n):
            state = kept[j] * state + fresh[j]
            drawn[j] += state
    return drawn.T
