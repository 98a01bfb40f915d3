"""Student's t against SciPy."""

import numpy as np
import pytest
from scipy import stats

from speciosa.sampling.student import StudentT


@pytest.mark.parametrize("degrees", [2.5, 4.0, 17.0, 120.0, 3000.0, 10_000.0])
def test_probabilities_are_those_of_scipy(degrees):
    t = np.linspace(-30.0, 30.0, 401)
    np.testing.assert_allclose(StudentT(degrees).cdf(t), stats.t.cdf(t, degrees), atol=1e-5)


def test_both_ends_and_the_middle():
    found = StudentT(5.0).cdf(np.array([-np.inf, 0.0, np.inf]))
    np.testing.assert_allclose(found, [0.0, 0.5, 1.0], atol=1e-12)
