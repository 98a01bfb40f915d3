"""The closed form against the matrix exponential and an integrator, over the whole family."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from speciosa.exposure.superpose import (
    History,
    Regular,
    concentration_ng_per_ml,
    one_dose_ng_per_ml,
)
from tests.exposure.reference import Doses, Reference
from tests.exposure.strategies import histories, models

QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=QUIET)


def mine(model: Reference, doses: Doses, at_h) -> np.ndarray:
    history = History(doses.time_h, doses.dose_mg[:, None], over_h=doses.over_h)
    return concentration_ng_per_ml(model.curve, history, np.asarray(at_h, float))[0]


def largest(model: Reference, doses: Doses, seen: np.ndarray) -> np.ndarray:
    """The maximum of every analyte's curve: of what was read, and after the largest dose."""
    end_h = 30.0 / model.curve.rate_per_h.min()
    after_h = np.concatenate([np.linspace(0.01, 4.0, 17), np.geomspace(5.0, end_h, 40)])
    one_mg = one_dose_ng_per_ml(model.curve, after_h)[0].max(axis=1)
    return np.maximum(one_mg * doses.dose_mg.max(), seen.max(axis=1, initial=0.0))


def check_against_the_matrix_exponential(data) -> None:
    model = data.draw(models())
    doses, at_h = data.draw(histories(model))
    theirs = model.conc_ng_per_ml(doses, at_h)
    error = np.abs(mine(model, doses, at_h) - theirs).max(axis=1)
    assert (error <= 1e-10 * largest(model, doses, theirs)).all()


@settings(max_examples=100, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_any_model_and_history_equals_the_matrix_exponential(data):
    check_against_the_matrix_exponential(data)


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_two_thousand_models_and_histories_equal_the_matrix_exponential(data):
    check_against_the_matrix_exponential(data)


def integrated(model: Reference, doses: Doses, at_h: np.ndarray) -> np.ndarray:
    """DOP853 from event to event; it stops at every reading, as its interpolation is coarser."""
    jumps = model.jumps(doses)
    times = np.unique([*(time_h for time_h, _ in jumps), *at_h])
    state, found = np.zeros(model.matrix.shape[0]), {}
    for start, stop in pairwise([*times, times[-1] + 1.0]):
        found[start] = state
        state = state + sum(jump for time_h, jump in jumps if time_h == start)
        if state.any():
            run = solve_ivp(
                lambda _, y: model.matrix @ y, (start, stop), state, "DOP853",
                rtol=3e-14, atol=1e-16,
            )  # fmt: skip
            state = run.y[:, -1]
    values = np.array([found[t] for t in at_h])[:, model.seen].T
    values[0] *= 1000.0 / model.figures["volume"]
    return values


def check_against_the_integrator(data) -> None:
    model = data.draw(models())
    doses, at_h = data.draw(histories(model))
    theirs = integrated(model, doses, at_h)
    error = np.abs(mine(model, doses, at_h) - theirs).max(axis=1)
    assert (error <= 1e-10 * largest(model, doses, theirs)).all()


@settings(max_examples=4, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_histories_up_to_a_month_equal_the_integrator(data):
    check_against_the_integrator(data)


@pytest.mark.slow
@settings(max_examples=200, deadline=None, suppress_health_check=QUIET)
@given(st.data())
def test_two_hundred_histories_equal_the_integrator(data):
    check_against_the_integrator(data)


@settings(max_examples=8, deadline=None, suppress_health_check=QUIET)
@given(models(), st.sampled_from([6.0, 8.0, 24.0]), st.data())
def test_ten_years_of_entries_equal_the_matrix_exponential(model, interval_h, data):
    time_h = np.arange(0.0, 10 * 365.25 * 24.0, interval_h)
    dose_mg = np.resize(
        data.draw(st.lists(st.sampled_from([0.0, 5.0, 20.0]), min_size=5, max_size=9)), time_h.size
    )
    doses = Doses(time_h, dose_mg + 1.0, np.zeros(time_h.size))
    at_h = np.array([time_h[1000], time_h[-1], time_h[-1] + 3.0, time_h[-1] + 500.0])
    theirs = model.conc_ng_per_ml(doses, at_h)
    error = np.abs(mine(model, doses, at_h) - theirs).max(axis=1)
    assert (error <= 1e-10 * largest(model, doses, theirs)).all()


@FEW
@given(models())
def test_what_goes_in_comes_out(model):
    """Area of the parent times clearance is what reached the blood, whatever the way in."""
    area = model.curve.area_ng_h_per_ml()[0, 0] / 1000.0
    np.testing.assert_allclose(
        area * model.figures["clearance"], model.figures["availability"], rtol=1e-9
    )


@FEW
@given(st.data())
def test_superposition_time_shift_and_splitting(data):
    model = data.draw(models())
    doses, at_h = data.draw(histories(model))
    at_h = at_h + 0.03125  # off the dose times; exact in binary, as the shift is
    scale = largest(model, doses, np.zeros((len(model.seen), 1)))[:, None] * 1e-10
    plain = mine(model, doses, at_h)
    shifted = mine(model, Doses(doses.time_h + 4096.0, doses.dose_mg, doses.over_h), at_h + 4096.0)
    assert (np.abs(shifted - plain) <= scale).all()
    twice = [np.repeat(part, 2) for part in (doses.time_h, doses.dose_mg / 2.0, doses.over_h)]
    assert (np.abs(mine(model, Doses(*twice), at_h) - plain) <= scale).all()
    each = [
        mine(
            model,
            Doses(doses.time_h[i : i + 1], doses.dose_mg[i : i + 1], doses.over_h[i : i + 1]),
            at_h,
        )
        for i in range(doses.time_h.size)
    ]
    assert (np.abs(np.sum(each, axis=0) - plain) <= scale).all()


@FEW
@given(models(), st.sampled_from([0.0, 0.5, 30.0]))
def test_regular_use_before_equals_its_doses_one_by_one(model, over_h):
    if any("duration" in path for path in model.paths):
        over_h = 0.0
    before = Regular(-3.0, 8.0, 400, np.array([12.0]), over_h)
    at_h = np.array([0.0, 5.0, 100.0])
    series = concentration_ng_per_ml(
        model.curve, History(np.zeros(0), np.zeros((0, 1)), (before,)), at_h
    )[0]
    time_h = -3.0 - 8.0 * np.arange(400.0, 0.0, -1.0)
    doses = Doses(time_h, np.full(400, 12.0), np.full(400, over_h))
    expected = mine(model, doses, at_h)
    assert (np.abs(series - expected).max(axis=1) <= 1e-10 * largest(model, doses, expected)).all()


def test_an_infusion_into_a_release_that_takes_hours_is_refused():
    model = Reference(
        {"volume": 20.0, "clearance": 2.0, "hours": 3.0}, [{"rates": [], "duration": "hours"}],
        metabolite=False, effect=False,
    )  # fmt: skip
    with pytest.raises(ValueError, match="itself takes"):
        mine(model, Doses(np.zeros(1), np.ones(1), np.ones(1)), [1.0])


def test_an_erlang_chain_of_ten_is_the_gamma_density():
    """With a fast drug the blood follows the chain: k^10 t^9 exp(-k t) / 9!, to the digit."""
    figures = {"volume": 1000.0, "clearance": 5.0e5, "k": 2.0}
    model = Reference(figures, [{"transit": "k", "stages": 10}], metabolite=False, effect=False)
    assert model.curve.guarded.tolist() == [0]
    doses, at_h = Doses(np.zeros(1), np.ones(1), np.zeros(1)), np.linspace(0.1, 40.0, 60)
    theirs = model.conc_ng_per_ml(doses, at_h)
    np.testing.assert_allclose(mine(model, doses, at_h), theirs, atol=1e-11 * theirs.max())
