"""The members of the family, their prior, and the short way to their evidence."""

from dataclasses import replace

import numpy as np
import pytest

from speciosa.response.design_matrix import design_matrix, shared_columns, shared_sd
from speciosa.response.parameters import dimensions, theta_of
from speciosa.response.posterior import sigma_prior
from speciosa.response.regression import marginalise
from speciosa.response.signal import EFFECT, TURN_OVER, WITHDRAWAL, effect_columns
from speciosa.response.variants import fit_family, log_prior_of, own_columns, specs_of
from speciosa.response.whiten import whiten
from validation.calibration import question_of

DRAWS = 6


@pytest.fixture(scope="module")
def asked():
    question = question_of(np.random.default_rng(8))
    rng = np.random.default_rng(1)
    return replace(
        question,
        rating_pts=rng.normal(size=len(question.time_h)),
        exposed=question.exposed.at(np.arange(DRAWS)),
        dose_time_h=np.sort(rng.uniform(0.0, 200.0, 20)),
        may_turn_over=True,
    )


def designed(question):
    rng = np.random.default_rng(2)
    theta = theta_of(rng.standard_normal((DRAWS, dimensions(question.exposed.uncertain_weights))))
    signal = effect_columns(
        question.exposed, theta.curve, question.time_h, turns_over=question.may_turn_over
    )
    return theta, design_matrix(question, signal, theta.noise)


def test_half_of_the_prior_is_no_effect(asked):
    for question in (
        asked,
        replace(asked, may_turn_over=False),
        replace(asked, dose_time_h=np.zeros(0)),
    ):
        _, design = designed(question)
        specs = specs_of(design)
        prior = np.exp(log_prior_of(specs))
        none = np.array([not spec.terms for spec in specs])
        assert prior[none].sum() == pytest.approx(0.5)
        assert prior.sum() == pytest.approx(1.0)
        with_it = np.array([spec.indication for spec in specs])
        assert prior[with_it].sum() == pytest.approx(0.5 if len(question.dose_time_h) else 0.0)
        assert len({spec.name for spec in specs}) == len(specs)


def test_the_members(asked):
    _, design = designed(asked)
    terms = {spec.terms for spec in specs_of(design)}
    assert terms == {
        (),
        (EFFECT,),
        (EFFECT, WITHDRAWAL),
        (EFFECT, TURN_OVER),
        (EFFECT, TURN_OVER, WITHDRAWAL),
        (WITHDRAWAL,),
    }
    names = [spec.name for spec in specs_of(design)]
    assert {"null", "null, indication", "effect, turning over, withdrawal", "withdrawal"} <= set(
        names
    )
    _, plain = designed(replace(asked, may_turn_over=False, dose_time_h=np.zeros(0)))
    assert [s.name for s in specs_of(plain)] == [
        "null",
        "effect",
        "effect, withdrawal",
        "withdrawal",
    ]


def test_integrating_the_common_columns_out_first_changes_nothing(asked):
    theta, design = designed(asked)
    whitened = whiten(design.block, asked.time_h, theta.noise)
    scale, n = sigma_prior(10.0), len(asked.time_h)
    family = fit_family(whitened, design, n, scale)
    for spec, short in zip(family.specs, family.marginals, strict=True):
        own = own_columns(spec, design)
        whole = marginalise(whitened, (*own, *design.common), design.precision, n, scale)
        np.testing.assert_allclose(short.log_evidence, whole.log_evidence, rtol=1e-9)
        np.testing.assert_allclose(short.rate, whole.rate, rtol=1e-9)
        k = len(own)
        np.testing.assert_allclose(short.mean, whole.mean[:, :k], rtol=1e-6, atol=1e-9)
        np.testing.assert_allclose(
            short.covariance, whole.covariance[:, :k, :k], rtol=1e-6, atol=1e-12
        )


def test_columns_are_where_they_are_said_to_be(asked):
    _, design = designed(asked)
    block = design.block(slice(3, 9))
    assert block.shape == (6, design.width, DRAWS)
    np.testing.assert_array_equal(block[:, 0, 2], asked.rating_pts[3:9])
    np.testing.assert_array_equal(block[:, design.indication_at, 1], design.indication[3:9, 1])
    np.testing.assert_array_equal(block[:, list(design.common), 4], shared_columns(asked)[3:9])
    assert len(shared_sd(asked)) == len(design.common)
    # the prior of a term sits on what is seen of it
    assert design.column_of(WITHDRAWAL) == 3
