"""One pass over ratings and slots against the dense covariance of all rows."""

from dataclasses import replace

import numpy as np
import pytest

from speciosa.response.joint.filter import Batch, products_of
from speciosa.response.joint.grid import Cells
from speciosa.response.joint.pooled import fit_variant, reduce
from speciosa.response.joint.sites import Anchor, sites_of
from speciosa.response.parameters import Noise
from tests.response.joint.made import FREE, TIED, covariance, made, noise_of

NOISES = [noise_of(), noise_of(0.4, 0.5, 3.0)]


@pytest.fixture(scope="module")
def fitted():
    data = made(np.random.default_rng(3))
    sites = tuple(sites_of(data, h, Anchor(NOISES[0], 1.3, 1)) for h in (FREE, TIED))
    both = Noise(*(np.concatenate([getattr(n, k) for n in NOISES]) for k in Noise.__slots__))
    batch = Batch(
        (FREE, TIED), sites, Cells.of(both), np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    )
    return data, batch, products_of(data, batch)


def dense(data, batch, member):
    """Columns and covariance of all rows, without any filter."""
    hazard, sites = batch.hazards[batch.hazard[member]], batch.sites[batch.hazard[member]]
    noise = NOISES[batch.cell[member]]
    follows = hazard.slope if hazard.tied else 0.0
    height = np.concatenate([np.ones(data.ratings), np.full(data.slots, hazard.slope)])
    row_h = np.concatenate([data.rating_h, data.slot_h])
    own_var = np.concatenate([np.full(data.ratings, noise.nu_ratio[0]), 1.0 / sites.precision])
    cov = height[:, None] * covariance(row_h, noise) * height + np.diag(own_var)
    y = np.concatenate([data.rating_pts, np.zeros(data.slots)])
    z = np.concatenate([np.zeros(data.ratings), sites.target - data.habit @ data.habit_mean])
    common = np.vstack([data.rating_columns, follows * data.slot_columns])
    habit = np.vstack([np.zeros((data.ratings, data.habit.shape[1])), data.habit])
    effects = np.concatenate([data.rating_terms, follows * data.slot_terms], axis=2)
    return np.column_stack([y, z, common, habit]), effects, cov


@pytest.mark.parametrize("member", range(4))
def test_products_are_those_of_the_dense_covariance(fitted, member):
    data, batch, products = fitted
    left, effects, cov = dense(data, batch, member)
    inverse = np.linalg.inv(cov)
    np.testing.assert_allclose(
        products.shared[member], left.T @ inverse @ left, rtol=1e-10, atol=1e-10
    )
    across = np.einsum("rl,rs,tds->ltd", left, inverse, effects)
    np.testing.assert_allclose(products.across[member], across, rtol=1e-10, atol=1e-10)
    squares = np.einsum("tdr,rs,uds->dtu", effects, inverse, effects)
    np.testing.assert_allclose(products.effects[member], squares, rtol=1e-10, atol=1e-10)
    assert products.log_det[member] == pytest.approx(np.linalg.slogdet(cov)[1], abs=1e-9)


@pytest.mark.parametrize(("member", "terms"), [(0, ()), (1, (0,)), (2, (0, 1)), (3, (1,))])
def test_evidence_and_coefficients_are_those_of_the_dense_gaussian(fitted, member, terms):
    """The marginal density of y / sigma + z, and the conditional mean of the coefficients."""
    data, batch, products = fitted
    sigma, draw = 1.7, 2
    left, effects, cov = dense(data, batch, member)
    columns = np.column_stack([left[:, 2:], *(effects[t, draw] for t in terms)])
    sd = np.concatenate([data.common_sd, data.habit_sd, data.term_sd[draw, list(terms)]])
    target = left[:, 0] / sigma + left[:, 1]
    total = cov + (columns * sd**2) @ columns.T
    log_density = -0.5 * (np.linalg.slogdet(total)[1] + target @ np.linalg.solve(total, target))
    hazard, sites = batch.hazards[batch.hazard[member]], batch.sites[batch.hazard[member]]
    expected = log_density - data.ratings * np.log(sigma) + sites.log_constant + hazard.log_prior
    fit = fit_variant(data, reduce(data, batch, products), terms, np.array([sigma]))
    assert fit.log_evidence[member, draw, 0] == pytest.approx(expected, abs=1e-8)
    posterior = np.diag(sd**2) @ columns.T @ np.linalg.solve(total, target)
    count = len(terms)
    mean = fit.by_y[member, draw] / sigma + fit.by_z[member, draw]
    np.testing.assert_allclose(mean, posterior[len(posterior) - count :], rtol=1e-8, atol=1e-9)


def test_rows_of_equal_time_may_change_places(fitted):
    data, batch, products = fitted
    swap = np.arange(data.ratings)
    swap[[4, 5]] = [5, 4]
    swapped = replace(
        data,
        rating_pts=data.rating_pts[swap],
        rating_columns=data.rating_columns[swap],
        rating_terms=data.rating_terms[:, :, swap],
    )
    again = products_of(swapped, batch)
    np.testing.assert_allclose(again.shared, products.shared, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(again.log_det, products.log_det, rtol=1e-10)
