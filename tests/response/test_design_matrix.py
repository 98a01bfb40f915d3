"""The indication column against its definition."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.response.design_matrix import indication_column


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 30), st.integers(1, 40))
def test_the_recursion_is_the_sum_over_doses(seed, doses, n):
    rng = np.random.default_rng(seed)
    # whole hours: ratings at the very instant of a dose, and doses at one instant
    dose_h = np.sort(rng.integers(0, 200, doses)).astype(float)
    time_h = np.sort(rng.integers(0, 200, n)).astype(float)
    half_life_h = rng.uniform(1.0, 20.0, 3)
    got = indication_column(time_h, dose_h, half_life_h)
    apart_h = np.abs(time_h[None, :, None] - dose_h[None, None, :])
    want = (2.0 ** (-apart_h / half_life_h[:, None, None])).sum(axis=2)
    np.testing.assert_allclose(got, want, rtol=1e-10, atol=1e-12)


def test_it_is_symmetric_in_time():
    dose_h = np.array([3.0, 40.0])
    time_h = np.array([1.0, 5.0, 38.0, 42.0])
    k = indication_column(time_h, dose_h, np.array([6.0]))[0]
    np.testing.assert_allclose(k[0], k[1], rtol=0.05)
    back = indication_column(np.sort(-time_h), np.sort(-dose_h), np.array([6.0]))[0]
    np.testing.assert_allclose(back[::-1], k)
