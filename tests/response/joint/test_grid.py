"""The grids are fine enough, and hold the priors they claim to hold."""

import numpy as np
import pytest

from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.joint import choice, grid
from speciosa.response.joint.assemble import assemble
from speciosa.response.joint.fit import fit_assembled
from speciosa.response.joint.slots import slots_of
from speciosa.response.parameters import FAST_LOG_SD, FAST_MEDIAN_H
from speciosa.response.questions import Asked, ask
from speciosa.response.signal import EFFECT
from speciosa.response.simulate import SCENARIOS


def seen_of(posterior, contrast, tied):
    """Mean and sd of what the saturating effect alone does to the seen one, in points."""
    log_share = np.where(posterior.slope == 0.0, np.log(0.5), 0.0)
    log_share[(posterior.slope > 0.0) & (posterior.tied != tied)] = -np.inf
    log_weight = posterior.log_weight[0] + log_share[:, None, None]
    weight = np.exp(log_weight - np.logaddexp.reduce(log_weight, axis=None))
    fit, sigma_pts = posterior.variants[0], posterior.sigma_pts
    mean = contrast * (fit.by_y[:, :, :1] + sigma_pts * fit.by_z[:, :, :1])
    var = contrast**2 * sigma_pts**2 * fit.covariance[:, :, 0, :1]
    centre = np.sum(weight * mean)
    return centre, np.sqrt(np.sum(weight * (var + (mean - centre) ** 2)))


@pytest.fixture(scope="module", params=["clock-relief", "hurts-null", "hurts-after-relief"])
def found(request):
    scenario = SCENARIOS[request.param]
    diary = scenario.person(1).diary
    asked = Asked.of(diary, "kratom", expose(diary, 64, np.random.default_rng(1)))
    question = ask(asked, ratings_of(diary)[scenario.outcome], diary.outcomes[scenario.outcome])
    slots = slots_of(diary, "kratom")
    return question, assemble(question, slots, asked.exposure, np.random.default_rng(2), draws=1)


def both_readings(found):
    question, assembled = found
    posterior = fit_assembled(question, assembled)
    contrast = float(assembled.contrasts.seen[0, EFFECT])
    return np.array([seen_of(posterior, contrast, tied) for tied in (False, True)])


def test_finer_slopes_change_no_answer(found, monkeypatch):
    usual = both_readings(found)
    slopes = np.array(grid.SLOPES)
    twice = np.sort(np.concatenate([slopes, 0.5 * (slopes[1:] + slopes[:-1])]))
    monkeypatch.setattr(grid, "SLOPES", tuple(twice))
    finer = both_readings(found)
    assert np.abs((usual[:, 0] - finer[:, 0]) / finer[:, 1]).max() < 0.05
    np.testing.assert_allclose(usual[:, 1], finer[:, 1], rtol=0.05)


def test_finer_cells_and_keeping_all_of_them_change_no_answer(found, monkeypatch):
    usual = both_readings(found)
    monkeypatch.setattr(grid, "_SCORES", tuple(np.linspace(-2.5, 2.5, 7) for _ in range(3)))
    monkeypatch.setattr(choice, "_KEEP_PAIRS", 0.999)
    monkeypatch.setattr(choice, "_KEEP_OF_NONE", 0.99)
    monkeypatch.setattr(choice, "_KEEP_HAZARDS", 30.0)
    finer = both_readings(found)
    assert np.abs((usual[:, 0] - finer[:, 0]) / finer[:, 1]).max() < 0.06
    np.testing.assert_allclose(usual[:, 1], finer[:, 1], rtol=0.06)


def test_hazards_hold_all_of_the_prior_half_of_it_tied():
    every = grid.hazards()
    prior = np.exp([h.log_prior for h in every])
    assert prior.sum() == pytest.approx(1.0)
    slope = np.array([h.slope for h in every])
    # The mean of a half-normal of 1.5 is 1.5 sqrt(2 / pi) = 1.197.
    assert prior @ slope == pytest.approx(1.197, abs=0.03)
    assert prior[[h.tied for h in every]].sum() == pytest.approx(0.5 * prior[slope > 0.0].sum())
    mirrored = grid.hazards(mirrored=True)
    assert [h.slope for h in mirrored] == [-s for s in slope]


def test_cells_hold_the_moments_of_the_priors():
    cells = grid.noise_cells()
    share = np.exp(cells.log_prior)
    assert share.sum() == pytest.approx(1.0)
    # Beta(3, 9) has mean 1/4, Beta(1, 6) 1/7; the half-life is lognormal.
    assert share @ cells.noise.nu_ratio == pytest.approx(0.25, abs=0.01)
    assert share @ cells.noise.rho_ratio == pytest.approx(1 / 7, abs=0.02)
    log_h = np.log(cells.noise.fast_half_life_h / FAST_MEDIAN_H)
    assert share @ log_h == pytest.approx(0.0, abs=1e-9)
    assert np.sqrt(share @ log_h**2) == pytest.approx(FAST_LOG_SD, rel=0.1)
