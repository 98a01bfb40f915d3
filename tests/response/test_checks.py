"""Posterior predictive checks: the figures, the rounding step, and what fails."""

import numpy as np
import pytest

from speciosa.response.checks import Bounds, checks_of, step_of

TEN = Bounds(-5.0, 5.0)


def replicates(rng, n=80, sd=1.5):
    return sd * rng.standard_normal((200, n))


@pytest.mark.parametrize(
    ("values", "range_pts", "step"),
    [
        ([0, 1, 2, 7], 10, 1.0),
        ([0, 0.5, 3], 10, 0.5),
        ([0.1, 0.3, 2.7], 10, 0.1),
        ([0, 1, 3], 3, 1.0),
        ([10, 40, 90], 100, 10.0),
        ([5, 40, 90], 100, 5.0),
        ([0, 10, 0], 10, 1.0),
        ([0.123, 4.5], 10, None),
    ],
)
def test_the_step_is_the_coarsest_that_all_ratings_keep_to(values, range_pts, step):
    assert step_of(np.array(values, dtype=float), float(range_pts)) == step


def test_ratings_from_the_model_pass():
    rng = np.random.default_rng(1)
    drawn = replicates(rng)
    observed = np.clip(np.round(1.5 * rng.standard_normal(80)), -5, 5)
    assert all(c.passed for c in checks_of(observed, drawn, TEN))


def test_another_spread_fails_and_says_so():
    rng = np.random.default_rng(1)
    observed = np.clip(np.round(3.5 * rng.standard_normal(80)), -5, 5)
    failed = [c.name for c in checks_of(observed, replicates(rng), TEN) if not c.passed]
    assert "spread" in failed


def test_ratings_at_the_ends_fail():
    rng = np.random.default_rng(1)
    observed = np.where(rng.random(80) < 0.5, -5.0, np.round(rng.standard_normal(80)))
    failed = [c.name for c in checks_of(observed, replicates(rng, sd=2.0), TEN) if not c.passed]
    assert "ends of the scale" in failed


def test_ratings_that_swing_from_one_to_the_next_fail():
    rng = np.random.default_rng(1)
    observed = np.tile([2.0, -2.0], 40)
    failed = [c.name for c in checks_of(observed, replicates(rng, sd=2.0), TEN) if not c.passed]
    assert failed == ["from one rating to the next"]


def test_replicates_are_rounded_as_the_person_rounds():
    """A spread below the rounding step: without rounding the figure would be off."""
    rng = np.random.default_rng(2)
    true = 0.4 * rng.standard_normal(200)
    observed = np.round(true)
    drawn = 0.4 * rng.standard_normal((200, 200))
    spread = checks_of(observed, drawn, TEN)[1]
    assert spread.low <= observed.std() <= spread.high
    assert abs(observed.std() - 0.4) > 0.02
