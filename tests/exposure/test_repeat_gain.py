"""The second line of repeated high amounts: only above an amount, never below the curve."""

from datetime import date

import numpy as np
import pytest

from speciosa.diary.person import Before, Product
from speciosa.exposure.curve import expose
from speciosa.exposure.repeat_gain import per_day_mg, repeat_gain
from tests.exposure.helpers import diary_of

EXTRACT = Product(name="E", form="extract")
END_H = np.array([14.0 * 24.0 + 8.0])


def daily(mg, days=15, product=EXTRACT):
    doses = [(8.0 + 24.0 * day, "e", mg, "mg mitragynine") for day in range(days)]
    return expose(diary_of({"e": product}, *doses), 512, np.random.default_rng(2))["kratom"]


def line(exposure, at_h=END_H, seed=5):
    return repeat_gain(exposure, at_h, np.random.default_rng(seed))


@pytest.mark.parametrize("mg", [0.0, 5.0, 29.0])
def test_small_amounts_have_no_second_line(mg):
    assert line(daily(mg)) is None


def test_other_substances_have_none():
    product = Product(name="V", substance="venlafaxine", form="tablet")
    found = expose(diary_of({"v": product}, (8.0, "v", 75.0, "mg")), 8, np.random.default_rng(1))
    assert line(found["venlafaxine"]) is None


def test_the_size_is_that_of_the_fit():
    """Factor 1.45 at 59.2 mg a day, the amount of the study (median of the gain 0.37)."""
    exposure = daily(59.2)
    factor = line(exposure).ng_per_ml / exposure.conc_ng_per_ml(END_H)[:, 0]
    assert np.median(factor) == pytest.approx(np.exp(0.37), rel=0.02)
    assert np.log(factor).std() == pytest.approx(0.14, rel=0.1)
    assert not line(exposure).extrapolated


@pytest.mark.parametrize("mg", [31.0, 59.2, 300.0])
def test_it_never_lies_below_the_curve(mg):
    exposure, at_h = daily(mg), np.linspace(0.0, 500.0, 101)
    found = line(exposure, at_h)
    assert (found.ng_per_ml >= exposure.conc_ng_per_ml(at_h)[:, 0]).all()
    assert found.extrapolated is (mg > 60.0)
    assert ("guess" in found.note) is (mg > 60.0)


def test_a_single_dose_is_not_repetition():
    assert line(daily(150.0, days=1), np.array([9.0])) is None


def test_use_before_the_diary_counts_until_a_week_is_recorded():
    since = Before(since=date(2026, 1, 1), doses_per_day=1, amount="40 mg mitragynine")
    exposure = daily(40.0, product=EXTRACT.model_copy(update={"before": since}))
    at_h = np.array([8.0, 80.0, 160.0, 300.0])
    np.testing.assert_allclose(per_day_mg(exposure, at_h, 7), 40.0, rtol=0.15)
