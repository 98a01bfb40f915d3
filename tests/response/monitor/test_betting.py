"""The two betting games: what they are expected to give under their null, exactly."""

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.response.monitor.betting import (
    RANK_BETS,
    SIGN_BETS,
    log_e_of_ranks,
    log_e_of_signs,
)
from speciosa.response.monitor.pairs import PAIR_BETS

sizes = st.lists(st.floats(0.0, 50.0), min_size=1, max_size=10)
steps = st.lists(st.floats(-5.0, 5.0), min_size=1, max_size=30)
values = st.lists(st.integers(0, 4).map(float), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None)
@given(sizes, st.sampled_from([SIGN_BETS, PAIR_BETS]))
def test_all_sign_patterns_together_average_exactly_one_whatever_the_sizes(size, bets):
    signs = np.array(list(product([-1.0, 1.0], repeat=len(size))))
    e = np.exp(log_e_of_signs(signs * np.array(size), bets))
    assert e.mean(axis=0) == pytest.approx(1.0, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(sizes)
def test_after_any_past_the_next_sign_is_a_fair_bet(size):
    past, next_ = np.array(size), 3.0
    both = np.array([[*past, next_], [*past, -next_]])
    e = np.exp(log_e_of_signs(both, (0.7,)))
    assert e[:, -1].mean() == pytest.approx(e[0, -2] if len(size) else 1.0, rel=1e-9)


@settings(max_examples=30, deadline=None)
@given(values)
def test_all_orders_of_the_same_values_average_at_most_one_ties_included(some):
    orders = np.array(list(permutations(some)))
    e = np.exp(log_e_of_ranks(orders))
    assert (e.mean(axis=0) <= 1.0 + 1e-9).all()
    if len(set(some)) == len(some):
        assert e.mean(axis=0) == pytest.approx(1.0, rel=1e-9)


@given(steps, st.integers(0, 29), st.floats(0.01, 5.0))
def test_a_larger_difference_is_never_less_evidence(x, place, more):
    raised = np.array(x)
    raised[place % len(x)] += more
    # tanh is at most 1, so the log factor b x - log cosh(b x) rises with x everywhere
    assert log_e_of_signs(raised)[-1] >= log_e_of_signs(np.array(x))[-1] - 1e-9


@given(steps)
def test_the_mixture_is_the_average_of_its_bets(x):
    alone = [np.exp(log_e_of_signs(np.array(x), (b,))) for b in SIGN_BETS]
    assert np.exp(log_e_of_signs(np.array(x))) == pytest.approx(np.mean(alone, axis=0), rel=1e-9)


@given(steps, st.integers(1, 30))
def test_what_was_seen_earlier_does_not_change_later(x, seen):
    whole = np.array(x)
    assert log_e_of_signs(whole[:seen]) == pytest.approx(log_e_of_signs(whole)[:seen])
    assert log_e_of_ranks(whole[:seen]) == pytest.approx(log_e_of_ranks(whole)[:seen])


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40))
def test_one_pair_at_most_doubles_the_evidence(x):
    log_e = np.concatenate([[0.0], log_e_of_signs(np.array(x))])
    assert (np.diff(log_e) <= np.log(2.0) + 1e-9).all()
    assert np.isfinite(log_e).all()


@given(values, st.floats(0.5, 3.0))
def test_ranks_do_not_depend_on_the_unit(some, factor):
    x = np.array(some)
    assert log_e_of_ranks(x) == pytest.approx(log_e_of_ranks(factor * x + 1.0))


def test_many_differences_do_not_overflow():
    log_e = log_e_of_signs(np.full(100_000, 1e3))
    assert log_e[-1] == pytest.approx(100_000 * np.log(2.0), rel=1e-4)


def test_rising_values_are_evidence_and_constant_or_falling_ones_are_not():
    assert log_e_of_ranks(np.arange(13.0))[-1] > np.log(1000.0)
    assert (log_e_of_ranks(np.ones(13)) <= 0.0).all()
    assert (log_e_of_ranks(-np.arange(13.0)) <= 0.0).all()


def test_nothing_is_no_evidence():
    assert len(log_e_of_signs(np.zeros(0))) == 0
    assert len(log_e_of_ranks(np.zeros(0), RANK_BETS)) == 0
