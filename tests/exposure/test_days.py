"""Levels of each day, of the middle day, and what is left from earlier ones."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Before, Product
from speciosa.exposure.curve import expose
from speciosa.exposure.days import levels_of_days, spans_of
from speciosa.exposure.population import summarise
from tests.exposure.helpers import diary_of

LEAF = Product(name="Green leaf", form="leaf", mitragynine_mg_per_g=14.0)


def three_a_day(days, product=LEAF, amount=3.0):
    doses = [
        (24.0 * day + hour, "green", amount, "g") for day in range(days) for hour in (8, 14, 20)
    ]
    return diary_of({"green": product}, (0.0, "green", 0.0, "g"), *doses)


def levels(diary, draws=256):
    exposures = expose(diary, draws, np.random.default_rng(5))
    return exposures["kratom"], *levels_of_days(spans_of(diary), exposures["kratom"])


def test_peak_trough_and_mean_are_those_of_a_fine_curve():
    exposure, rows, _ = levels(three_a_day(3))
    day = rows[1]
    assert (day.day, day.covered_h) == (date(2026, 3, 2), 24.0)
    # the origin is midnight UTC of 28 February: 2 March in Berlin begins 47 h after it
    at_h = np.linspace(47.0, 71.0, 24 * 60 + 1)
    fine = exposure.conc_ng_per_ml(at_h)[:, 0]
    for found, of_draw in (
        (day.peak, fine.max(axis=1)),
        (day.trough, fine.min(axis=1)),
        (day.mean, np.trapezoid(fine, at_h, axis=1) / 24.0),
    ):
        low, middle, high = np.quantile(of_draw, (0.05, 0.5, 0.95))
        assert found.p05 == pytest.approx(low, rel=0.03)
        assert found.p50 == pytest.approx(middle, rel=0.03)
        assert found.p95 == pytest.approx(high, rel=0.03)


def test_the_first_and_the_last_day_are_only_what_is_recorded():
    diary = diary_of({"green": LEAF}, (8.0, "green", 3.0, "g"), (29.0, "green", 3.0, "g"))
    _, rows, typical = levels(diary)
    assert [row.covered_h for row in rows] == [16.0, 5.0]
    assert [row.since_dose_h for row in rows] == [16.0, 0.0]
    assert typical.days == 2  # none is whole, so all count


def test_days_without_an_entry_have_no_row_and_clock_changes_have_23_hours():
    march_28 = 24.0 * 27
    doses = [(march_28 + h, "green", 1.0, "g") for h in (0, 30, 46.9, 47.5, 90)]
    _, rows, _ = levels(diary_of({"green": LEAF}, *doses))
    assert [row.day.day for row in rows] == [28, 29, 30, 31]
    assert rows[1].covered_h == pytest.approx(23.0)
    _, rows, _ = levels(diary_of({"green": LEAF}, *doses[:2], doses[4]))
    assert [row.day.day for row in rows] == [28, 29, 31]  # nothing is said of the 30th


def test_before_the_first_dose_nothing_is_known_of_the_last_one():
    diary = diary_of({"green": LEAF}, (1.0, "green", 0.0, "g"), (30.0, "green", 3.0, "g"))
    _, rows, _ = levels(diary)
    assert rows[0].since_dose_h is None
    assert rows[0].peak.p95 == 0.0


def test_half_of_the_hours_lie_above_the_own_median():
    _, rows, _ = levels(three_a_day(10))
    share = sum(row.above_median_h.p50 for row in rows) / sum(row.covered_h for row in rows)
    assert share == pytest.approx(0.5, abs=0.06)


def test_accumulation_is_one_on_the_first_day_and_grows_to_that_of_steady_use():
    first = levels(three_a_day(2))[2]  # only the first day is whole
    later = levels(three_a_day(21))[2]
    assert first.accumulation.p50 == pytest.approx(1.0, abs=0.01)
    # mean of steady use: all of the area of the day's doses instead of what falls on the day
    assert 1.7 < later.accumulation.p50 < 2.6
    assert later.accumulation.p05 > 1.2


def test_use_before_the_diary_counts_as_left_from_earlier():
    since = Before(since=date(2025, 5, 1), doses_per_day=3, amount="3 g")
    used = levels(three_a_day(2, LEAF.model_copy(update={"before": since})))[2]
    assert used.accumulation.p50 > 1.5


def test_repeated_high_amounts_may_add_more_and_low_ones_do_not():
    high, low = (levels(three_a_day(16, amount=amount))[2] for amount in (5.0, 0.5))
    assert low.repeat_gain is None
    assert high.repeat_gain.p95 > high.repeat_gain.p50 > 1.0
    assert not high.repeat_gain_studied  # 105 mg a day reach the blood at the median


def test_a_long_diary_keeps_days_in_order_and_finite():
    _, rows, typical = levels(three_a_day(400), draws=96)
    assert all(b.day > a.day for a, b in pairwise(rows))
    assert len(rows) == 400
    assert np.isfinite([row.mean.p50 for row in rows]).all()
    assert typical.days == 399


def test_measured_levels_are_listed_and_both_curves_are_kept():
    doses = three_a_day(6)
    at = doses.entries[-1].at
    blood = [
        Entry(at=at, kind=Kind.BLOOD, what="mitragynine", value=v, unit="ng/mL", note=n, id=i)
        for v, n, i in ((60.0, "plasma", "b1"), (900.0, "urine", "b2"))
    ]
    diary = doses.model_copy(update={"entries": (*doses.entries, *blood)})
    exposures = expose(diary, 256, np.random.default_rng(2))
    found = summarise(diary, exposures)
    assert [(m.matrix, m.used) for m in found.measured] == [("plasma", True), ("urine", False)]
    assert "urine" in found.measured[1].reason
    own, others = found.typical[0].mean, found.population_typical[0].mean
    assert own.p95 / own.p05 < others.p95 / others.p05
    assert [c.name for c in found.population] == [c.name for c in found.analytes]
    assert found.population[0].p95 != found.analytes[0].p95
    assert any("1 measured level" in note for note in found.notes)
    assert not any("people in general who take" in note for note in found.notes)


def test_without_measured_levels_nothing_of_them_is_said():
    diary = three_a_day(2)
    found = summarise(diary, expose(diary, 64, np.random.default_rng(1)))
    assert (found.measured, found.population, found.population_typical) == ((), (), ())
    assert found.daily[0].product_g == 9.0
