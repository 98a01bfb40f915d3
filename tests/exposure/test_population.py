"""What is published: percentiles, local times over a clock change, daily rows, notes."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from speciosa.diary.person import Before, Product
from speciosa.exposure.curve import expose
from speciosa.exposure.percentiles import percentiles
from speciosa.exposure.population import summarise
from speciosa.exposure.summary import ExposureSummary
from tests.exposure.helpers import diary_of

LEAF = Product(name="Green leaf, batch 7", form="leaf")


def summary(products: dict[str, Product], *doses, draws: int = 64) -> ExposureSummary:
    diary = diary_of(products, *doses)
    return summarise(diary, expose(diary, draws, np.random.default_rng(3)))


def test_percentiles_are_numpys():
    values = np.random.default_rng(1).lognormal(size=(101, 3, 4))
    shares = (0.05, 0.5, 0.95)
    np.testing.assert_allclose(
        percentiles(values, shares), np.quantile(values, shares, axis=0), rtol=1e-12
    )
    np.testing.assert_array_equal(percentiles(values[:1], shares)[2], values[0])


def test_curves_are_hourly_from_midnight_to_the_last_entry_in_order():
    found = summary({"green": LEAF}, (8.5, "green", 3.0, "g"), (30.0, "green", 3.0, "g"))
    curve = found.analytes[0]
    assert [c.name for c in found.analytes] == ["mitragynine", "7-hydroxymitragynine"]
    assert curve.times[0].isoformat() == "2026-03-01T00:00:00+01:00"
    assert curve.times[-1].isoformat() == "2026-03-02T06:00:00+01:00"
    assert len(curve.times) == len(curve.p50) == 31
    bands = np.array([curve.p05, curve.p25, curve.p50, curve.p75, curve.p95])
    assert (np.diff(bands, axis=0) >= 0.0).all()
    assert (bands[:, :9] == 0.0).all()
    assert (bands[:, 9:] > 0.0).all()
    assert np.argmax(bands[2, :30]) == 10  # between one and two hours after 08:30


def test_a_day_with_a_clock_change_has_23_hours():
    march_29 = 24.0 * 28
    found = summary(
        {"green": LEAF}, (march_29 + 1.0, "green", 3.0, "g"), (march_29 + 23.5, "green", 3.0, "g")
    )
    times = found.analytes[0].times
    steps = {b.timestamp() - a.timestamp() for a, b in pairwise(times)}
    assert steps == {3600.0}
    assert [t.hour for t in times[:4]] == [0, 1, 3, 4]
    assert sum(t.date() == date(2026, 3, 29) for t in times) == 23


def test_the_curve_published_is_the_curve_computed():
    diary = diary_of({"green": LEAF}, (8.0, "green", 3.0, "g"), (60.0, "green", 3.0, "g"))
    exposures = expose(diary, 128, np.random.default_rng(3))
    curve = summarise(diary, exposures).analytes[1]
    # the origin is midnight UTC, one hour after the first point
    conc = exposures["kratom"].conc_ng_per_ml(np.arange(61) - 1.0)[:, 1]
    np.testing.assert_allclose(curve.p75, np.quantile(conc, 0.75, axis=0), rtol=1e-5)


def test_long_diaries_have_coarser_curves():
    found = summary({"green": LEAF}, (8.0, "green", 3.0, "g"), (24.0 * 155, "green", 3.0, "g"))
    times = found.analytes[0].times
    assert times[1] - times[0] == timedelta(hours=2)
    assert len(times) <= 2000
    assert any("2 hours apart" in note for note in found.notes)


def test_daily_rows_tell_none_from_unknown_and_add_up_only_alike():
    products = {
        "green": LEAF.model_copy(update={"mitragynine_mg_per_g": 10.0}),
        "shot": Product(name="Shot", form="shot"),
        "v": Product(name="V", substance="venlafaxine", form="tablet"),
    }
    doses = [
        (8.0, "green", 3.0, "g"), (20.0, "green", 2.0, "g"), (21.0, "v", 75.0, "mg"),
        (30.0, "green", 0.0, "g"),
        (80.0, "green", 2.0, "g"), (81.0, "shot", 60.0, "ml"),
    ]  # fmt: skip
    rows = {(row.day.day, row.substance): row for row in summary(products, *doses).daily}
    assert sorted(rows) == [(1, "kratom"), (1, "venlafaxine"), (2, "kratom"), (4, "kratom")]
    first = rows[1, "kratom"]
    assert (first.doses, first.amount, first.unit) == (2, 5.0, "g")
    assert first.content.p50 == pytest.approx(50.0, rel=0.02)
    assert first.content.p05 < 50.0 < first.content.p95
    assert (rows[2, "kratom"].doses, rows[2, "kratom"].amount) == (0, 0.0)
    assert rows[2, "kratom"].content.p95 == 0.0
    mixed = rows[4, "kratom"]
    assert (mixed.doses, mixed.amount, mixed.unit, mixed.content) == (2, None, "", None)
    assert (rows[1, "venlafaxine"].amount, rows[1, "venlafaxine"].content) == (75.0, None)


def test_notes_say_what_the_curve_is_and_what_is_assumed():
    products = {
        "green": LEAF.model_copy(
            update={"before": Before(since=date(2023, 5, 1), doses_per_day=3, amount="3 g")}
        ),
        "shot": Product(name="Blue shot", form="shot"),
        "v": Product(name="V", substance="venlafaxine", form="tablet"),
    }
    doses = [(8.0, "green", 3.0, "g"), (9.0, "shot", 60.0, "ml"), (9.0, "v", 75.0, "mg")]
    notes = summary(products, *doses).notes
    text = "\n".join(notes)
    assert notes[0] == (
        "The curve is a prediction for people in general who take these doses, not a measurement."
    )
    for part in (
        "Green leaf, batch 7: strength not known; 7.9 to 25 mg mitragynine in a gram assumed.",
        "3 doses a day of 3 g since 1 May 2023",
        "Blue shot: not modelled: the strength of a shot without a label is not known.",
        "70 kg assumed",
        "Every dose carries its own error of weighing or counting.",
    ):
        assert part in text, part
    assert len(set(notes)) == len(notes)


def test_nothing_used_nothing_said():
    found = summary({"green": LEAF})
    assert (found.analytes, found.daily, found.notes) == ((), (), ())


def test_the_summary_survives_a_json_round_trip():
    found = summary({"green": LEAF}, (8.0, "green", 3.0, "g"))
    assert ExposureSummary.model_validate_json(found.model_dump_json()) == found
