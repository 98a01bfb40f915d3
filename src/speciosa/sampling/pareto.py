"""Pareto-smoothed importance weights.

Vehtari, Simpson, Gelman, Yao and Gabry, Pareto Smoothed Importance Sampling, JMLR 25 (2024) 72;
the tail fit is Zhang and Stephens, Technometrics 51 (2009) 316-325, with the weak prior of the
former (appendix) that pulls k to 0.5 by ten tail draws.
"""

from math import ceil, sqrt

import numpy as np

from speciosa.sampling.quasirandom import Array

MOST_K = 0.7  # beyond this the weighted means are not to be trusted
_FEWEST_TAIL = 5
_TINY_K = 1e-12


def fit_tail(excess: Array) -> tuple[float, float]:
    """Shape k and scale sigma of a generalised Pareto distribution; `excess` sorted, > 0."""
    n = len(excess)
    points = 30 + int(sqrt(n))
    quarter = excess[int(n / 4 + 0.5) - 1]
    b = 1.0 / excess[-1] + (1.0 - np.sqrt(points / (np.arange(1, points + 1) - 0.5))) / (
        3.0 * quarter
    )
    k = np.mean(np.log1p(-b[:, None] * excess), axis=1)
    log_likelihood = n * (np.log(-b / k) - k - 1.0)
    weight = np.exp(log_likelihood - log_likelihood.max())
    b_mean = float(np.sum(b * weight) / np.sum(weight))
    k_mean = float(np.mean(np.log1p(-b_mean * excess)))
    sigma = -k_mean / b_mean
    return (n * k_mean + 10.0 * 0.5) / (n + 10.0), sigma


def _quantile(p: Array, k: float, sigma: float) -> Array:
    if abs(k) < _TINY_K:
        return -sigma * np.log1p(-p)
    return sigma * np.expm1(-k * np.log1p(-p)) / k


def smooth(log_weight: Array) -> tuple[Array, float]:
    """Smoothed log weights that sum to one, and the Pareto k of their upper tail."""
    log_weight = log_weight - log_weight.max()
    n = len(log_weight)
    tail = min(ceil(n / 5), ceil(3.0 * sqrt(n)))
    order = np.argsort(log_weight, kind="stable")
    cut = np.exp(log_weight[order[-tail - 1]])
    top = order[-tail:]
    excess = np.exp(log_weight[top]) - cut
    k = 0.0
    if tail >= _FEWEST_TAIL and excess[0] > 0.0 and excess[-1] > excess[0]:
        k, sigma = fit_tail(excess)
        quantile = _quantile((np.arange(tail) + 0.5) / tail, k, sigma)
        log_weight = log_weight.copy()
        log_weight[top] = np.minimum(np.log(cut + quantile), 0.0)
    log_sum = np.log(np.sum(np.exp(log_weight)))
    return log_weight - log_sum, k
