"""One dose: the test vector, other engines, coinciding rates, mass balance."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from speciosa.exposure.library import load_substance, typical_curve
from speciosa.exposure.superpose import one_dose_ng_per_ml
from tests.exposure.helpers import FourStates

AFTER_H = np.concatenate([[0.0, 0.001, 0.02], np.geomspace(0.1, 3000.0, 60)])


def test_the_curve_of_one_mg_of_extract_has_the_published_coefficients():
    curve = typical_curve(load_substance("substances/kratom"), "swallowed")
    np.testing.assert_allclose(curve.rate_per_h[0], [1.62, 0.408972, 0.0154354, 0.1887], rtol=2e-6)
    np.testing.assert_allclose(curve.coefficient[0, 0], [-6.1564, 5.9550, 0.20141, 0], atol=5e-5)
    expected = [-0.670494, -0.231959, 0.00997395, 0.892479]
    np.testing.assert_allclose(curve.coefficient[0, 1], expected, atol=5e-7)


def by_matrix(model: FourStates) -> np.ndarray:
    states = [expm(model.matrix * h) @ model.start(1.0) for h in AFTER_H]
    return np.array(states)[:, [1, 3]].T


def assert_equal_to_the_matrix_exponential(model: FourStates) -> None:
    mine = one_dose_ng_per_ml(model.curve, AFTER_H)[0]
    theirs = by_matrix(model)
    error = np.abs(mine - theirs).max(axis=1) / theirs.max(axis=1)
    assert error.max() <= 1e-10, error


rate = st.floats(0.005, 5.0)
apart = st.floats(1.3, 50.0)
tiny = st.floats(-16.0, -1.5).map(lambda power: 10.0**power) | st.just(0.0)


@settings(max_examples=60, deadline=None)
@given(rate, rate, apart, apart, rate)
def test_any_model_equals_its_matrix_exponential(absorption, slow, up, down, metabolite):
    back = slow * up
    model = FourStates(absorption, back * down, slow, back, metabolite)
    assert_equal_to_the_matrix_exponential(model)


@settings(max_examples=60, deadline=None)
@given(rate, apart, apart, tiny, tiny, st.sampled_from(["two", "other two", "three"]))
@example(0.1, 3.0, 3.0, 0.0, 0.0, "three")
@example(0.1, 3.0, 3.0, 1e-12, 0.0, "two")
@example(0.1, 3.0, 3.0, 1e-2, 0.011, "three")
def test_rates_that_coincide_cost_no_accuracy(slow, up, down, gap, second_gap, which):
    back = slow * up
    fast = back * down
    absorption = fast * (1.0 + gap) if which != "other two" else 3.3 * fast
    metabolite = {
        "two": 0.7 * slow,
        "other two": slow * (1.0 + gap),
        "three": fast * (1.0 - second_gap),
    }[which]
    model = FourStates(absorption, fast, slow, back, metabolite)
    assert_equal_to_the_matrix_exponential(model)


def test_plain_partial_fractions_fail_where_the_guard_works():
    model = FourStates(1.0 + 1e-9, 1.0, 0.01, 0.1, 0.3)
    close = model.rates[:, 0] - model.rates[:, 1]
    digits_lost = np.finfo(float).eps / np.abs(close)
    assert digits_lost[0] > 1e-8
    assert model.curve.guarded[0] == 0
    assert_equal_to_the_matrix_exponential(model)


@pytest.mark.parametrize("metabolite", [0.3, 0.01, 1.0])
def test_area_is_the_integral(metabolite):
    model = FourStates(1.0, 0.5, 0.01, 0.1, metabolite)
    exact = -np.linalg.solve(model.matrix, model.start(1.0))[[1, 3]]
    np.testing.assert_allclose(model.curve.area_ng_h_per_ml()[0], exact, rtol=1e-9)


def test_mitragynine_balances_what_was_swallowed():
    curve = typical_curve(load_substance("substances/kratom"), "swallowed")
    figures = load_substance("substances/kratom").figures
    area = curve.area_ng_h_per_ml()[0, 0]
    assert area * figures["clearance"].value / 1000.0 == pytest.approx(1.0, rel=1e-12)
    assert curve.coefficient[0, 0].sum() == pytest.approx(0.0, abs=1e-12)


def test_a_draw_can_be_taken_twice_and_keeps_its_guard():
    plain, close = FourStates(1.0, 0.5, 0.01, 0.1, 0.3), FourStates(0.5, 0.5, 0.01, 0.1, 0.3)
    curve = close.curve.take(np.array([0, 0]))
    values = one_dose_ng_per_ml(curve, AFTER_H)
    np.testing.assert_array_equal(values[0], values[1])
    np.testing.assert_allclose(values[0], by_matrix(close), atol=1e-10)
    assert plain.curve.guarded.tolist() == [-1]
