"""Simulation-based calibration: diaries drawn from the model's own prior.

Talts, Betancourt, Simpson, Vehtari and Gelman (2018), arXiv 1804.06788: when truth and data come
from the prior, the rank of the truth among posterior draws is uniform. Dose times come from the
simulator, ratings from the prior of one variant; ties (no effect at all) are broken at random.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import kstest

from speciosa.diary.instruments import outcome_of
from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.response.checks import noise_of
from speciosa.response.design_matrix import design_matrix
from speciosa.response.effects import draw_effects, effects_of
from speciosa.response.parameters import theta_of
from speciosa.response.posterior import SIGMA_RATE_PTS2, SIGMA_SHAPE, fit
from speciosa.response.question import effect_signal
from speciosa.response.questions import Asked, ask
from speciosa.response.simulate import simulate
from speciosa.response.variants import SPECS, used_columns
from tests.response.people import plan

DIARIES, DRAWS = 200, 512

pytestmark = pytest.mark.slow


def asked_of(seed):
    """The exposure and rating times of one simulated diary."""
    diary = simulate(plan(0.0, "when it hurts", days=21), np.random.default_rng(seed))
    exposures = expose(diary, DRAWS, np.random.default_rng(seed))
    asked = Asked.of(diary, "kratom", exposures)
    return ask(asked, ratings_of(diary)["pain"], outcome_of(diary, "pain"))


def from_the_prior(question, rng):
    """The question with ratings drawn from the prior, and the true seen effect."""
    exposed = question.exposed.at(rng.integers(DRAWS, size=1))
    theta = theta_of(rng.standard_normal((1, 5)))
    signal = effect_signal(exposed, theta.weight_z, theta.ec50_ratio)
    design = design_matrix(replace(question, exposed=exposed), signal, theta)
    spec = SPECS[rng.integers(len(SPECS))]
    used = list(used_columns(spec, design))
    sigma = (SIGMA_RATE_PTS2 / rng.gamma(SIGMA_SHAPE)) ** 0.5
    beta = sigma * rng.standard_normal(len(used)) / np.sqrt(design.precision[0, used])
    mean = design.block(slice(None))[:, 0][:, used] @ beta
    ratings = mean + sigma * noise_of(question.time_h, theta, rng)[0]
    truth = beta[0] * signal.contrast[0] if spec.effect else 0.0
    return replace(question, rating_pts=ratings), truth


@pytest.fixture(scope="module")
def ranked():
    """Rank of the truth, and whether the 95 % interval holds it, for every diary."""
    ranks, covered = [], []
    for seed in range(DIARIES):
        rng = np.random.default_rng(seed)
        question, truth = from_the_prior(asked_of(seed), rng)
        posterior = fit(question, rng)
        seen = effects_of(posterior, 1.0, 1.0, rng).seen
        pick, coefficient = draw_effects(posterior, rng)
        draws = coefficient * posterior.contrast[pick]
        ranks.append(np.mean(draws < truth) + rng.random() * np.mean(draws == truth))
        covered.append(seen.low <= truth <= seen.high)
    return np.array(ranks), np.array(covered)


def test_ranks_of_the_truth_are_uniform(ranked):
    assert kstest(ranked[0], "uniform").pvalue > 0.001


def test_intervals_hold_the_truth_as_often_as_they_claim(ranked):
    assert ranked[1].mean() >= 0.90
