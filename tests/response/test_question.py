"""The effect signal and its typical level."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.response.question import saturate, typical_level


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_the_typical_level_is_the_median_above_one_per_cent(seed, n):
    rng = np.random.default_rng(seed)
    signal = np.exp(3.0 * rng.standard_normal((4, n)))
    signal[rng.random((4, n)) < 0.3] = 0.0
    got = typical_level(signal)
    for row, level in zip(signal, got, strict=True):
        above = row[row > 0.01 * row.max()]
        if len(above):
            np.testing.assert_allclose(level, np.median(above))


def test_no_exposure_at_all_gives_no_division_by_zero():
    level = typical_level(np.zeros((2, 5)))
    assert (level > 0.0).all()
    assert (saturate(np.zeros((2, 5)) / level[:, None], np.ones((2, 1))) == 0.0).all()
