"""The common posterior: exact moments against samples, and what the estimands make of it."""

from dataclasses import replace

import numpy as np
import pytest

from speciosa.response.effects import effects_of
from speciosa.response.mixture import Contrasts, Mixture, root_of


def mixture_of(seed=1, components=6, draws=3, degrees=9.0):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(components, 3, 3))
    weight = rng.random(components)
    contrast = rng.normal(size=(4, draws, 3))
    covariance = root @ root.transpose(0, 2, 1)
    return Mixture(
        weight=weight / weight.sum(),
        mean=rng.normal(size=(components, 3)),
        covariance=covariance,
        degrees=degrees,
        prior_var=9.0 + rng.random((components, 3)),
        draw=rng.integers(draws, size=components),
        adapts=np.arange(components) % 2 == 0,
        adapt_half_life_h=rng.uniform(40.0, 200.0, components),
        contrasts=Contrasts(contrast[0], contrast[1], contrast[2], contrast[3:]),
        root=root_of(covariance),
    )


@pytest.mark.parametrize("degrees", [9.0, np.inf])
def test_samples_have_the_exact_moments(degrees):
    found = mixture_of(degrees=degrees)
    place, coefficient = found.sample(np.random.default_rng(2), 400_000)
    along = np.einsum("sk,sk->s", found.contrasts.seen[place], coefficient)
    mean, var = found.moments(found.contrasts.seen)
    assert along.mean() == pytest.approx(mean, abs=0.01 * var**0.5)
    assert along.var() == pytest.approx(var, rel=0.02)


def test_a_component_without_effect_is_exactly_zero():
    found = mixture_of()
    none = replace(
        found,
        mean=np.zeros_like(found.mean),
        covariance=np.zeros_like(found.covariance),
        root=np.zeros_like(found.root),
        prior_var=np.zeros_like(found.prior_var),
    )
    assert not none.has_effect.any()
    assert none.only(none.has_effect) is None
    effects = effects_of(
        replace(none, adapts=np.zeros(6, dtype=bool)), 1.0, 1.0, np.random.default_rng(1)
    )
    assert (effects.seen.mean, effects.seen.low, effects.seen.high) == (0.0, 0.0, 0.0)
    assert effects.seen.learned is None
    assert effects.net is effects.withdrawal_share is effects.adapt_half_life_h is None


def test_net_effect_is_asked_of_adapting_components_only():
    found = mixture_of(seed=4)
    adapting = found.only(found.adapts)
    effects = effects_of(found, 1.0, 1.0, np.random.default_rng(1))
    mean, var = adapting.moments(adapting.contrasts.net)
    assert effects.net.mean == pytest.approx(mean, rel=1e-5)
    assert effects.net.sd == pytest.approx(var**0.5, rel=1e-5)
    assert effects.net.mean != pytest.approx(found.moments(found.contrasts.net)[0])


def test_learned_compares_with_the_prior_of_the_same_estimand():
    """A posterior as wide as its prior has taught nothing."""
    found = mixture_of(components=1)
    prior = np.diag(found.prior_var[0])[None]
    flat = replace(found, mean=np.zeros((1, 3)), covariance=prior)
    half = replace(found, mean=np.zeros((1, 3)), covariance=0.25 * prior)
    rng = np.random.default_rng(1)
    assert effects_of(flat, 1.0, 1.0, rng).seen.learned == pytest.approx(0.0, abs=1e-6)
    assert effects_of(half, 1.0, 1.0, rng).dose.learned == pytest.approx(0.5)


def share_of(means, sd=0.05):
    """One adapting component with these means of effect and withdrawal terms."""
    found = mixture_of(components=1, draws=1)
    ones = np.ones((1, 3))
    covariance = np.diag([sd**2, 0.0, sd**2])[None]
    return replace(
        found,
        mean=np.array([[means[0], 0.0, means[1]]]),
        covariance=covariance,
        root=root_of(covariance),
        adapts=np.array([True]),
        contrasts=Contrasts(ones, ones, ones, ones[None]),
    )


def test_the_share_of_withdrawal_is_its_part_of_one_dose():
    effects = effects_of(share_of((-3.0, -1.0)), 1.0, 1.0, np.random.default_rng(1))
    assert effects.withdrawal_share.mean == pytest.approx(0.25, abs=0.01)
    assert 0.0 < effects.withdrawal_share.low < effects.withdrawal_share.high < 1.0


@pytest.mark.parametrize("means", [(-3.0, 1.0), (-3.0, 0.0), (0.0, -1.0)])
def test_parts_of_unsure_sign_are_not_shared_out(means):
    found = share_of(means)
    assert effects_of(found, 1.0, 1.0, np.random.default_rng(1)).withdrawal_share is None


def test_turning_the_sign_turns_every_estimate():
    found = mixture_of(seed=7)
    up = effects_of(found, 1.0, 0.5, np.random.default_rng(3))
    down = effects_of(found, -1.0, 0.5, np.random.default_rng(3))
    for a, b in ((up.seen, down.seen), (up.dose, down.dose), (up.net, down.net)):
        assert (b.mean, b.low, b.high) == pytest.approx((-a.mean, -a.high, -a.low))
    assert (up.p_benefit, up.p_worse) == (down.p_benefit, down.p_worse)
