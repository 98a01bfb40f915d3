"""Exact mean levels between edges, against finely sampled curves."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from speciosa.diary.person import Before, Product
from speciosa.exposure.area import mean_ng_per_ml
from speciosa.exposure.curve import expose
from speciosa.exposure.kinetics import Feed
from speciosa.exposure.predicted import SubstanceExposure
from speciosa.exposure.superpose import History, concentration_ng_per_ml
from tests.exposure.helpers import FourStates, diary_of

CASES = [
    ("kratom", "leaf", 3.0, "g"),
    ("kratom", "extract", 50.0, "mg mitragynine"),
    ("paracetamol", "tablet", 1000.0, "mg"),
    ("duloxetine", "capsule", 60.0, "mg"),
    ("thc", "edible", 10.0, "mg"),
    ("thc", "inhaled", 10.0, "mg"),
    ("methylphenidate", "extended-release", 36.0, "mg"),
    ("venlafaxine", "extended-release", 75.0, "mg"),
    ("caffeine", "coffee", 100.0, "mg"),
]
DOSE_H = (0.0, 5.25, 24.0, 31.5, 48.0)


def exposure_of(substance, form, amount, unit, before=None, draws=6) -> SubstanceExposure:
    product = Product(name="p", form=form, substance=substance, before=before)
    diary = diary_of({"p": product}, *((h, "p", amount, unit) for h in DOSE_H))
    (found,) = expose(diary, draws, np.random.default_rng(1)).values()
    return found


def sampled(conc, edge_h, points=4001):
    """Means by the trapezoid rule; a reading at a dose does not see it, so just after the edge."""
    means = []
    for low, high in pairwise(edge_h):
        at_h = np.linspace(low + 1e-9, high, points)
        value = conc(at_h)
        means.append(np.trapezoid(value, at_h, axis=2) / (high - low))
    return np.stack(means, axis=2)


@pytest.mark.parametrize("case", CASES)
def test_means_are_those_of_the_curve(case):
    found = exposure_of(*case)
    start_h = found.doses[0].time_h
    # edges at doses, between them, and long after
    edge_h = start_h + np.array([-3.0, 0.0, 1.3, 5.25, 9.0, 24.0, 40.0, 90.0])
    got, want = found.mean_ng_per_ml(edge_h), sampled(found.conc_ng_per_ml, edge_h)
    scale = want.max(axis=(0, 2), keepdims=True)
    assert np.abs(got - want).max() <= 1e-4 * scale.max()
    assert (np.abs(got - want) <= 3e-4 * scale + 1e-12).all()
    assert (got[:, :, 0] <= 1e-9).all()  # nothing before the first dose


@pytest.mark.parametrize("case", [CASES[0], CASES[6], CASES[7]])
def test_regular_use_before_is_part_of_them(case):
    amount = f"{case[2]:g} {case[3]}"
    before = Before(since=date(2025, 12, 1), doses_per_day=3.0, amount=amount)
    found = exposure_of(*case, before=before)
    edge_h = found.doses[0].time_h + np.array([0.0, 4.0, 12.0, 24.0, 72.0])
    got, want = found.mean_ng_per_ml(edge_h), sampled(found.conc_ng_per_ml, edge_h)
    np.testing.assert_allclose(got, want, rtol=2e-3, atol=1e-4 * want.max())
    # its level at the start is about the steady state
    steady = found.steady_ng_per_ml()[:, :, None]
    assert (got[:, :, :1] > 0.3 * steady).all()


def test_an_infusion_with_a_delay_and_doses_of_their_own_duration():
    """Zero-order inputs of a feed, and of each dose."""
    curve = FourStates(1.2, 0.9, 0.05, 0.1, 0.3).curve
    edge_h = np.array([0.0, 1.0, 2.5, 3.0, 8.0, 30.0])
    doses = np.array([[10.0], [20.0]])
    slow = replace(curve, feeds=(Feed(slice(None), slice(None), delay_h=0.7, over_h=2.0),))
    for one, history in (
        (slow, History(np.array([0.0, 2.0]), doses)),
        (curve, History(np.array([0.0, 2.0]), doses, over_h=np.array([1.5, 0.0]))),
    ):
        got = mean_ng_per_ml(one, history, edge_h)
        want = sampled(lambda at_h: concentration_ng_per_ml(one, history, at_h), edge_h)  # noqa: B023
        np.testing.assert_allclose(got, want, rtol=1e-4, atol=1e-6 * want.max())


def test_finer_edges_add_up():
    found = exposure_of(*CASES[0])
    fine = found.mean_ng_per_ml(np.linspace(0.0, 96.0, 97))
    coarse = found.mean_ng_per_ml(np.linspace(0.0, 96.0, 9))
    np.testing.assert_allclose(
        fine.reshape(*fine.shape[:2], 8, 12).mean(axis=3), coarse, rtol=1e-8, atol=1e-10
    )
