"""Slow: what is declared without an effect, and how often the truth is covered, by assignment.

Judged by the exact binomial limit: a rate fails when its 99 % interval excludes the target.
"""

import numpy as np
import pytest
from scipy.stats import binom

from speciosa.exposure.curve import expose
from speciosa.response.design.analyse import analyse
from speciosa.response.simulate import SCENARIOS

PEOPLE = 200
DECLARED = 0.05
COVERED = 0.90
DRAWS = 128


def results(key):
    scenario = SCENARIOS[key]
    for seed in range(1, PEOPLE + 1):
        person = scenario.person(seed)
        exposures = expose(person.diary, DRAWS, np.random.default_rng(seed))
        yield person.truth["pain"].seen_effect_pts, analyse(person.diary, "pain", exposures, seed)


def tail(successes, trials, rate):
    """P(X >= successes) and P(X <= successes) of a binomial."""
    return binom.sf(successes - 1, trials, rate), binom.cdf(successes, trials, rate)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wait", "blocks", "days"])
def test_nothing_is_declared_without_an_effect(kind):
    found = [result.p_value for _, result in results(f"{kind}-null") if result.p_value is not None]
    declared = sum(p <= DECLARED for p in found)
    above, _ = tail(declared, len(found), DECLARED)
    assert above > 0.005, f"{declared} of {len(found)} declared"
    assert len(found) > 0.95 * PEOPLE


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["wait", "blocks", "days"])
def test_a_true_effect_is_covered(kind):
    told = [
        result.estimate is None or result.estimate.low <= truth <= result.estimate.high
        for truth, result in results(f"{kind}-relief")
    ]
    _, below = tail(sum(told), len(told), COVERED)
    assert below > 0.005, f"{sum(told)} of {len(told)} covered"
