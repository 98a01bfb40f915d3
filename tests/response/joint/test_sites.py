"""Sites of the slots against exact integrals."""

from dataclasses import replace

import numpy as np
import pytest

from speciosa.response.joint.markov import precision_of, sum_variance
from speciosa.response.joint.sites import Anchor, log_likelihood_of, sites_of
from tests.response.joint.made import FREE, TIED, covariance, dense, made, noise_of

SIGMA, DRAW = 1.3, 1


def eta_before(data, hazard, noise):
    """Mean and covariance of the log odds of all slots given the ratings, by dense algebra."""
    row_h = np.concatenate([data.rating_h, data.slot_h])
    follows = hazard.slope if hazard.tied else 0.0
    sd = np.concatenate([data.common_sd, data.term_sd[DRAW], data.habit_sd])
    nothing = np.zeros((data.ratings, data.habit.shape[1]))
    of_ratings = np.hstack([data.rating_columns, data.rating_terms[:, DRAW].T, nothing])
    of_slots = np.hstack(
        [follows * data.slot_columns, follows * data.slot_terms[:, DRAW].T, data.habit]
    )
    columns = np.vstack([of_ratings, of_slots])
    height = np.concatenate([np.ones(data.ratings), np.full(data.slots, hazard.slope)])
    total = height[:, None] * covariance(row_h, noise) * height + (columns * sd**2) @ columns.T
    n = data.ratings
    seen = total[:n, :n] + noise.nu_ratio[0] * np.eye(n)
    gain = total[n:, :n] @ np.linalg.inv(seen)
    mean = data.habit @ data.habit_mean + gain @ (data.rating_pts / SIGMA)
    return mean, total[n:, n:] - gain @ total[:n, n:]


@pytest.mark.parametrize("hazard", [FREE, TIED])
@pytest.mark.parametrize("wanted", [0.0, 1.0])
def test_with_one_slot_mean_variance_and_evidence_are_exact(hazard, wanted):
    data, noise = made(np.random.default_rng(5), ratings=12, slots=8), noise_of()
    data = one_slot(data, wanted)
    mean, cov = eta_before(data, hazard, noise)
    mean, var = float(mean[0]), float(cov[0, 0])
    eta = mean + np.sqrt(var) * np.linspace(-9.0, 9.0, 20001)
    density = np.exp(-0.5 * (eta - mean) ** 2 / var + log_likelihood_of(data, eta[:, None])[:, 0])
    exact_mean = np.sum(density * eta) / np.sum(density)
    exact_var = np.sum(density * (eta - exact_mean) ** 2) / np.sum(density)
    exact_log = np.log(np.sum(density) * (eta[1] - eta[0]) / np.sqrt(2.0 * np.pi * var))
    sites = sites_of(data, hazard, Anchor(noise, SIGMA, DRAW))
    found_var = 1.0 / (1.0 / var + sites.precision[0])
    found_mean = found_var * (mean / var + sites.precision[0] * sites.target[0])
    assert found_mean == pytest.approx(exact_mean, abs=2e-3)
    assert found_var == pytest.approx(exact_var, rel=5e-3)
    apart = var + 1.0 / sites.precision[0]
    log_gaussian = -0.5 * (np.log(2.0 * np.pi * apart) + (sites.target[0] - mean) ** 2 / apart)
    assert sites.log_constant + log_gaussian == pytest.approx(exact_log, abs=1e-3)


def one_slot(data, wanted):
    return replace(
        data,
        slot_h=data.slot_h[:1],
        slot_columns=data.slot_columns[:1],
        habit=data.habit[:1],
        wanted=np.array([wanted]),
        slot_weight=np.array([1.0]),
        slot_terms=data.slot_terms[:, :, :1],
    )


@pytest.mark.parametrize("hazard", [FREE, TIED])
def test_with_many_slots_the_log_odds_are_those_of_weighted_draws(hazard):
    """Importance sampling from the Gaussian of the ratings, with the exact likelihood."""
    data, noise = made(np.random.default_rng(9), ratings=14, slots=10), noise_of()
    mean, cov = eta_before(data, hazard, noise)
    rng = np.random.default_rng(1)
    eta = rng.multivariate_normal(mean, cov, size=200_000, method="cholesky")
    log_weight = log_likelihood_of(data, eta).sum(axis=1)
    weight = np.exp(log_weight - log_weight.max())
    weight /= weight.sum()
    exact = weight @ eta
    sites = sites_of(data, hazard, Anchor(noise, SIGMA, DRAW))
    inverse = np.linalg.inv(cov)
    total = inverse + np.diag(sites.precision)
    found = np.linalg.solve(total, inverse @ mean + sites.precision * sites.target)
    sd = np.sqrt(np.diag(np.linalg.inv(total)))
    np.testing.assert_allclose((found - exact) / sd, 0.0, atol=0.06)
    exact_log = np.log(np.mean(np.exp(log_weight)))
    apart = cov + np.diag(1.0 / sites.precision)
    off = sites.target - mean
    log_gaussian = -0.5 * (
        np.linalg.slogdet(2.0 * np.pi * apart)[1] + off @ np.linalg.solve(apart, off)
    )
    assert sites.log_constant + log_gaussian == pytest.approx(exact_log, abs=0.05)


def test_a_warm_start_ends_at_the_same_sites():
    data, anchor = made(np.random.default_rng(7)), Anchor(noise_of(), SIGMA, DRAW)
    cold, warm = sites_of(data, TIED, anchor), sites_of(data, FREE, anchor)
    for _ in range(8):
        cold, warm = (sites_of(data, TIED, anchor, start) for start in (cold, warm))
    np.testing.assert_allclose(warm.target, cold.target, rtol=1e-3, atol=1e-3)
    np.testing.assert_allclose(warm.precision, cold.precision, rtol=1e-3, atol=1e-3)


def test_the_precision_and_its_inverse_are_those_of_the_dense_covariance():
    noise, time_h = noise_of(0.2, 0.4, 5.0), np.array([0.0, 0.02, 3.0, 3.5, 40.0, 200.0])
    prior, n = precision_of(time_h, noise), len(time_h)
    found = sum_variance(prior.with_seen(np.zeros(n)))
    np.testing.assert_allclose(found, np.diag(covariance(time_h, noise)), rtol=1e-8)
    full = dense(prior.diagonal, prior.link)
    pair = np.kron(np.eye(n), np.ones((1, 2)))
    np.testing.assert_allclose(
        pair @ np.linalg.inv(full) @ pair.T, covariance(time_h, noise), rtol=1e-6
    )
