"""Simulation-based calibration of every estimand of the plain family."""

import numpy as np
import pytest
from scipy.stats import binom

from validation.calibration import ESTIMANDS, calibrate, figure, p_values, page

DIARIES = 300


@pytest.fixture(scope="module")
def found():
    return calibrate(DIARIES)


@pytest.mark.slow
def test_ranks_of_the_truth_are_uniform(found):
    values = p_values(found)
    assert set(values) == set(ESTIMANDS)
    assert all(len(one.rank) == DIARIES for one in found.values())
    assert min(values.values()) > 0.01 / len(ESTIMANDS), values


@pytest.mark.slow
def test_intervals_hold_the_truth_as_often_as_they_claim(found):
    """Exact lower limit of a rate of 95 %, Bonferroni over the estimands."""
    fewest = binom.ppf(0.005 / len(ESTIMANDS), DIARIES, 0.95)
    for name, one in found.items():
        assert one.covered.sum() >= fewest, (name, one.covered.mean())


def test_a_few_diaries_go_all_the_way_to_the_page():
    found = calibrate(2)
    for one in found.values():
        assert ((one.rank >= 0.0) & (one.rank <= 1.0)).all()
    assert "seen effect" in page(found)
    assert figure(found).startswith("<svg")
    again = calibrate(2)
    assert all(np.array_equal(found[k].rank, again[k].rank) for k in found)
