"""Many doses: against an integrator and against what superposition must do."""

from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from speciosa.exposure.superpose import History, Regular, concentration_ng_per_ml
from tests.exposure.helpers import FourStates

MODEL = FourStates(1.62, 0.408972, 0.0154354, 0.0323, 0.1887)
CLOSE = FourStates(0.4089, 0.408972, 0.0154354, 0.0323, 0.4089)


def conc(model: FourStates, time_h, dose_mg, at_h, before=()) -> np.ndarray:
    history = History(np.array(time_h, float), np.array(dose_mg, float)[:, None], before)
    return concentration_ng_per_ml(model.curve, history, np.array(at_h, float))[0]


def integrated(model: FourStates, time_h, dose_mg, at_h) -> np.ndarray:
    """DOP853 from dose to dose; a reading at a dose is taken before it."""
    edges = np.unique([*time_h, max(*at_h, *time_h) + 1.0])
    state, found = np.zeros(4), {}
    for start, stop in pairwise(edges):
        state[0] += sum(d for t, d in zip(time_h, dose_mg, strict=True) if t == start)
        inside = sorted({t for t in at_h if start < t <= stop} | {stop})
        run = solve_ivp(
            lambda _, y: model.matrix @ y, (start, stop), state, "DOP853", inside,
            rtol=3e-14, atol=1e-14,
        )  # fmt: skip
        found |= dict(zip(inside, run.y.T, strict=True))
        state = run.y[:, -1].copy()
    return np.array([found.get(t, np.zeros(4)) for t in at_h])[:, [1, 3]].T


quarter_hours = st.integers(0, 4 * 24 * 30).map(lambda n: n / 4.0)
doses = st.lists(
    st.tuples(quarter_hours, st.sampled_from([0.0, 2.5, 40.0])), min_size=1, max_size=8
)
readings = st.lists(quarter_hours, min_size=1, max_size=8)


@settings(max_examples=12, deadline=None)
@given(doses, readings, st.sampled_from([MODEL, CLOSE]))
def test_histories_equal_the_integrator(doses, readings, model):
    time_h, dose_mg = zip(*sorted(doses), strict=True)
    at_h = [*readings, time_h[0], time_h[-1]]
    theirs = integrated(model, time_h, dose_mg, at_h)
    mine = conc(model, time_h, dose_mg, at_h)
    peak = conc(model, time_h, dose_mg, np.add.outer(time_h, [0.5, 1.0, 2.0]).ravel()).max()
    assert np.abs(mine - theirs).max() <= 1e-10 * max(peak, 1e-3)


@settings(max_examples=40, deadline=None)
@given(doses, readings, st.floats(-500.0, 500.0))
def test_time_shift_splitting_and_zero_doses_change_nothing(doses, readings, shift_h):
    time_h, dose_mg = map(np.array, zip(*sorted(doses), strict=True))
    at_h = np.array(readings) + 0.125  # off the dose times, which a shift moves by rounding
    plain = conc(MODEL, time_h, dose_mg, at_h)
    shifted = conc(MODEL, time_h + shift_h, dose_mg, at_h + shift_h)
    np.testing.assert_allclose(shifted, plain, rtol=1e-9, atol=1e-12)
    halves = conc(MODEL, np.repeat(time_h, 2), np.repeat(dose_mg / 2.0, 2), at_h)
    np.testing.assert_allclose(halves, plain, rtol=1e-12, atol=1e-12)
    zeros = conc(MODEL, np.repeat(time_h, 2), np.stack([dose_mg, 0 * dose_mg], 1).ravel(), at_h)
    np.testing.assert_allclose(zeros, plain, rtol=1e-12, atol=1e-12)
    assert (plain >= 0.0).all()


@settings(max_examples=30, deadline=None)
@given(doses, doses, readings)
def test_two_histories_add_up(first, second, readings):
    def alone(history):
        time_h, dose_mg = zip(*sorted(history), strict=True)
        return conc(CLOSE, time_h, dose_mg, readings)

    both = alone([*first, *second])
    np.testing.assert_allclose(both, alone(first) + alone(second), rtol=1e-10, atol=1e-12)


def test_a_reading_at_a_dose_does_not_see_it_and_the_curve_does_not_jump():
    values = conc(MODEL, [0.0, 10.0], [5.0, 50.0], [10.0, 10.0 - 1e-9, 10.0 + 1e-9, 0.0, -1.0])
    only_first = conc(MODEL, [0.0], [5.0], [10.0])
    np.testing.assert_allclose(values[:, 0], only_first[:, 0], rtol=1e-12)
    np.testing.assert_allclose(values[:, 1], values[:, 2], rtol=1e-6)
    np.testing.assert_array_equal(values[:, 3:], 0.0)


def test_readings_in_any_order_and_repeated():
    at_h = np.array([30.0, 2.0, 2.0, 900.0, 11.0])
    together = conc(CLOSE, [0.0, 10.0], [5.0, 5.0], at_h)
    one_by_one = [conc(CLOSE, [0.0, 10.0], [5.0, 5.0], [t])[:, 0] for t in at_h]
    np.testing.assert_allclose(together.T, one_by_one, rtol=1e-12)
    assert conc(CLOSE, [0.0], [5.0], []).shape == (2, 0)


def test_ten_years_neither_overflow_nor_lose_the_tail():
    time_h = np.arange(0.0, 10 * 365 * 24.0, 12.0)
    values = conc(MODEL, time_h, np.full(time_h.size, 20.0), [time_h[-1], time_h[-1] + 24 * 365.0])
    last_month = conc(MODEL, time_h[-600:], np.full(600, 20.0), [time_h[-1]])
    np.testing.assert_allclose(values[:, 0], last_month[:, 0], rtol=1e-10)
    assert (values[:, 1] > 0.0).all()


def test_regular_use_before_equals_its_doses_one_by_one():
    at_h = [0.0, 5.0, 100.0]
    time_h = -3.0 - 8.0 * np.arange(3000, 0, -1)
    for model in (MODEL, CLOSE):
        before = Regular(end_h=-3.0, interval_h=8.0, count=3000, dose_mg=np.array([12.0]))
        series = conc(model, [], np.zeros(0), at_h, (before,))
        one_by_one = conc(model, time_h, np.full(3000, 12.0), at_h)
        np.testing.assert_allclose(series, one_by_one, rtol=1e-10)


def test_draws_do_not_touch_each_other():
    rng = np.random.default_rng(5)
    dose_mg = rng.lognormal(1.0, 0.5, (6, 1500))
    curve = MODEL.curve.take(np.zeros(1500, dtype=np.intp))
    time_h, at_h = np.arange(6) * 7.0, np.linspace(0.0, 80.0, 23)
    many = concentration_ng_per_ml(curve, History(time_h, dose_mg), at_h)
    assert many.shape == (1500, 2, 23)
    for draw in (0, 511, 512, 1499):
        alone = conc(MODEL, time_h, dose_mg[:, draw], at_h)
        np.testing.assert_allclose(many[draw], alone, rtol=1e-12, atol=1e-15)
