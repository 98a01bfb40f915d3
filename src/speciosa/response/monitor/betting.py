"""Two betting games that cannot be won by looking often.

Each is a nonnegative process that starts at 1 and, while its null holds, is expected to stay where
it is whatever was seen before: a test martingale. By Ville's inequality it ever reaches c with
probability at most 1/c, however often and whenever somebody looks. Averages of such processes are
such processes again (see Vovk and Wang, arXiv 1912.06116), so several bets are mixed equally.

**Signs.** `log_e_of_signs` bets on the sign of differences. Given the past and the size |x|, a fair
coin for the sign makes the mean of exp(b x) / cosh(b x) exactly

    (exp(b |x|) + exp(-b |x|)) / (2 cosh(b |x|)) = 1.

So validity rests on the fair sign alone: x need not be bounded, its size may depend on anything,
successive sizes may depend on each other. The scale decides only how well small differences are
seen; it must not be chosen after the sign was known. A factor is at most 2, so one wild difference
cannot decide. It is a bet on an invariance, as in Koning (arXiv 2310.01153, signs among others)
and, for bets within pairs of observations, arXiv 2310.14293.

**Ranks.** `log_e_of_ranks` bets on each value's rank among all values so far. If the values are
exchangeable, the rank of the k-th is uniform on 1..k and independent of the earlier ranks, ties
broken by chance. The bet exp(b rank / k), over its mean, rises with the rank; ties are given their
lowest rank, so the process lies below the one with ties broken by chance, path by path, and the
bound holds for it too.
"""

from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array

# Bets on signs, per one unit of the scale (the smallest important change). A bet wins most when it
# equals mean / variance of the differences: from 0.15 for a small difference among noisy days to 1
# for one that is as large as the noise.
SIGN_BETS: Final = (0.15, 0.3, 0.6, 1.0)
# Bets on ranks. A bet of 3 trebles the evidence at most and loses little on middle ranks; bets of 2
# to 6 and mixtures of them were tried on thirteen values a year and found no more.
RANK_BETS: Final = (3.0,)


def log_e_of_signs(x: Array, bets: tuple[float, ...] = SIGN_BETS) -> Array:
    """Log evidence after each difference that the differences lean upwards.

    Args:
        x: (..., n) differences over a scale fixed in advance, in order of time.
        bets: how much is put on "upwards"; fixed in advance.

    Returns:
        (..., n) log e-values; 0.0 before anything was seen is not included.
    """
    steps = np.stack([b * x - _log_cosh(b * x) for b in bets])
    return _mixed(np.cumsum(steps, axis=-1))


def log_e_of_ranks(values: Array, bets: tuple[float, ...] = RANK_BETS) -> Array:
    """Log evidence after each value that the values rise.

    Args:
        values: (..., n) in order of time.
        bets: how much is put on high ranks; fixed in advance.

    Returns:
        (..., n) log e-values.
    """
    values = np.asarray(values, dtype=np.float64)
    steps = np.zeros((len(bets), *values.shape))
    for k in range(values.shape[-1]):
        lower = np.sum(values[..., :k] < values[..., k : k + 1], axis=-1)
        slots = np.arange(1, k + 2) / (k + 1)
        for i, b in enumerate(bets):
            steps[i, ..., k] = b * slots[lower] - np.log(np.mean(np.exp(b * slots)))
    return _mixed(np.cumsum(steps, axis=-1))


def _mixed(log_e: Array) -> Array:
    """Log of the mean over the first axis."""
    top = log_e.max(axis=0)
    return np.asarray(top + np.log(np.mean(np.exp(log_e - top), axis=0)))


def _log_cosh(x: Array) -> Array:
    size = np.abs(x)
    return np.asarray(size + np.log1p(np.exp(-2.0 * size)) - np.log(2.0))
