"""Measured levels: reading them, what they do to the draws, and when they do nothing."""

from datetime import UTC, date, datetime, timedelta
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from speciosa.diary.doses import Dose
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Before, Product
from speciosa.exposure.curve import expose
from speciosa.exposure.levels import Level, level_notes, levels_of
from speciosa.exposure.prior import Prior
from speciosa.exposure.substance import Substance
from speciosa.exposure.update import log_likelihood, with_levels
from speciosa.exposure.use import Use
from speciosa.sampling.quasirandom import normal_points
from tests.exposure.helpers import BERLIN, diary_of

LEAF = Product(name="Green", form="leaf")
DOSES = [(8.0 + 12.0 * i, "green", 3.0, "g") for i in range(8)]
START = datetime(2026, 3, 1, tzinfo=BERLIN).astimezone(UTC)
LATER_H = np.array([20.0, 60.0, 93.0])
DRAWS = 512


def blood(hour, what="mitragynine", value=60.0, unit="ng/mL", note="plasma", key=""):
    at = (START + timedelta(hours=hour)).astimezone(BERLIN)
    entry_id = key or f"b{hour:g}{what[:3]}{value:g}"
    return Entry(
        at=at, kind=Kind.BLOOD, what=what, value=float(value), unit=unit, note=note, id=entry_id
    )


def with_blood(*levels, doses=None, products=None):
    diary = diary_of(products or {"green": LEAF}, *(DOSES if doses is None else doses))
    return diary.model_copy(update={"entries": (*diary.entries, *levels)})


def kratom(diary, draws=DRAWS):
    return expose(diary, draws, np.random.default_rng(7))["kratom"]


def logs(exposure, analyte=0):
    return np.log(exposure.conc_ng_per_ml(LATER_H)[:, analyte])


# What an entry says


@pytest.mark.parametrize(
    ("value", "unit", "note", "ng_per_ml", "below"),
    [
        (60.0, "ng/mL", "plasma", 60.0, False),
        (0.06, "mg/L", "plasma", 60.0, False),
        (100.0, "nmol/L", "serum", 39.85, False),
        (0.0, "ng/mL", "matrix=plasma, lloq=1", 1.0, True),
        (0.0, "nmol/L", "lloq=10 plasma", 3.985, True),
        (1.0, "ug/L", "plasma, below", 1.0, True),
        (0.4, "ng/mL", "lloq = 1", 1.0, True),
        (3.0, "ng/mL", "lloq=1", 3.0, False),
    ],
)
def test_value_unit_and_limit(value, unit, note, ng_per_ml, below):
    (level,) = levels_of(with_blood(blood(30.0, value=value, unit=unit, note=note)))
    assert level.reason == ""
    assert level.value_ng_per_ml == pytest.approx(ng_per_ml, rel=1e-12)
    assert level.below is below


def test_other_names_and_the_molar_mass_of_each():
    named = blood(30.0, what="7-OH", value=10.0, unit="nmol/L")
    (level,) = levels_of(with_blood(named))
    assert level.analyte == "7-hydroxymitragynine"
    assert level.value_ng_per_ml == pytest.approx(4.145)


def test_whole_blood_and_an_unstated_sample_may_lie_further_from_the_curve():
    sds = [
        levels_of(with_blood(blood(30.0, note=note)))[0].log_sd for note in ("serum", "blood", "")
    ]
    assert sds[0] < sds[1] == sds[2]


@pytest.mark.parametrize(
    ("level", "word"),
    [
        (blood(30.0, note="urine"), "urine only tells"),
        (blood(30.0, note="matrix=saliva"), "only tells"),
        (blood(30.0, note="matrix=tears"), "tears only tells"),
        (blood(30.0, value=0.0), "lloq"),
        (blood(8.0), "no dose"),  # at the moment of the first dose
        (blood(30.0, what="caffeine"), "no curve"),
        (blood(30.0, what="caffeine", unit="umol/L"), "molar mass"),
    ],
)
def test_levels_that_cannot_be_used_say_why_and_change_nothing(level, word):
    diary = with_blood(level)
    found = kratom(diary)
    (note,) = level_notes(diary, {"kratom": found.levels})
    assert word in note
    assert "not used" in note
    assert found.before_levels is None
    np.testing.assert_array_equal(logs(found), logs(kratom(with_blood())))


def test_a_level_after_use_before_the_diary_counts():
    before = Before(since=date(2026, 1, 1), doses_per_day=2, amount="3 g")
    habit = {"green": LEAF.model_copy(update={"before": before})}
    diary = with_blood(blood(8.0), doses=[(9.0, "green", 0.0, "g")], products=habit)
    assert kratom(diary).levels.updated


# What levels do


def test_without_levels_nothing_is_told_and_nothing_changes():
    found = kratom(with_blood())
    assert found.levels is None
    assert found.before_levels is None


@pytest.mark.parametrize("factor", [0.2, 0.5, 2.0, 5.0])
def test_a_level_pulls_the_median_towards_it(factor):
    level_h = np.array([time_h(30.0)])
    usual = float(np.median(kratom(with_blood()).conc_ng_per_ml(level_h)[:, 0]))
    found = kratom(with_blood(blood(30.0, value=usual * factor)))
    after = float(np.median(found.conc_ng_per_ml(level_h)[:, 0]))
    assert found.levels.updated
    assert 0.75 * abs(log(factor)) < log(after / usual) * np.sign(log(factor)) < abs(log(factor))
    np.testing.assert_array_equal(logs(found.before_levels), logs(kratom(with_blood())))


def time_h(hour):
    """Hours since the origin, midnight UTC of the first day."""
    return hour - 1.0


def test_more_levels_narrow_the_band():
    levels = [blood(hour, value=80.0) for hour in (22.0, 46.0, 70.0, 94.0)]
    widths = [logs(kratom(with_blood(*levels[:n]))).std(axis=0).mean() for n in (0, 1, 2, 4)]
    assert widths == sorted(widths, reverse=True)
    assert widths[1] < 0.7 * widths[0]


def test_levels_below_the_limit_lower_the_curve_and_keep_some_room():
    diary = with_blood(blood(30.0, value=0.0, note="plasma lloq=6"))
    found = kratom(diary)
    assert (found.levels.values, found.levels.below) == (1, 1)
    at_sample = found.conc_ng_per_ml(np.array([time_h(30.0)]))[:, 0, 0]
    assert (
        np.median(at_sample)
        < 6.0
        < np.median(found.before_levels.conc_ng_per_ml(np.array([time_h(30.0)]))[:, 0, 0])
    )
    assert np.log(at_sample).std() > 0.25  # wider than a level of exactly 6 would leave it


def test_a_limit_far_above_the_curve_says_nothing():
    found = kratom(with_blood(blood(30.0, value=0.0, note="plasma lloq=10000")))
    np.testing.assert_allclose(
        np.median(logs(found), axis=0), np.median(logs(found.before_levels), axis=0), atol=0.02
    )


def test_a_level_of_the_metabolite_counts_too():
    found = kratom(with_blood(blood(30.0, what="7-oh", value=2.0)))
    assert found.levels.updated
    assert np.median(logs(found, 1)) < np.median(logs(found.before_levels, 1))
    assert np.median(logs(found, 0)) < np.median(logs(found.before_levels, 0))


@settings(max_examples=10, deadline=None)
@given(st.permutations([blood(h, value=v) for h, v in [(22.0, 90.0), (46.0, 60.0), (70.0, 120.0)]]))
def test_the_order_of_entries_does_not_matter(levels):
    levels = list(levels)
    ordered = sorted(levels, key=lambda entry: entry.at)
    diary, turned = with_blood(*ordered), with_blood(*levels)
    np.testing.assert_array_equal(logs(kratom(diary, 128)), logs(kratom(turned, 128)))


def test_the_same_measurement_written_twice_counts_once():
    once = kratom(with_blood(blood(30.0)))
    twice = kratom(with_blood(blood(30.0), blood(30.0, key="again")))
    assert twice.levels.values == 1
    np.testing.assert_array_equal(logs(once), logs(twice))


def test_draws_after_the_update_are_equal_and_a_subset_keeps_both_curves():
    found = kratom(with_blood(blood(30.0)))
    assert found.draws == DRAWS
    assert found.levels.ess > 0.15 * DRAWS
    assert found.levels.pareto_k <= 0.7
    part = found.subset(np.arange(100))
    assert part.before_levels.draws == part.draws == 100
    # taking the first draws must be as good as taking any
    assert np.median(logs(part)[:, 1]) == pytest.approx(np.median(logs(found)[:, 1]), abs=0.12)


def test_levels_of_one_substance_leave_the_other_alone():
    products = {"green": LEAF, "v": Product(name="V", substance="venlafaxine", form="tablet")}
    doses = [*DOSES, (9.0, "v", 75.0, "mg")]
    plain = with_blood(doses=doses, products=products)
    measured = with_blood(blood(30.0), doses=doses, products=products)
    one, two = (expose(d, 64, np.random.default_rng(7))["venlafaxine"] for d in (plain, measured))
    np.testing.assert_array_equal(logs(one), logs(two))
    assert two.levels is None


def test_medicine_levels_need_a_unit_of_mass():
    products = {"v": Product(name="V", substance="venlafaxine", form="tablet")}
    doses = [(9.0, "v", 75.0, "mg")]
    in_mass = with_blood(blood(12.0, "venlafaxine", 40.0), doses=doses, products=products)
    in_mol = with_blood(blood(12.0, "venlafaxine", 140.0, "nmol/L"), doses=doses, products=products)
    found = [
        expose(d, 64, np.random.default_rng(1))["venlafaxine"].levels for d in (in_mass, in_mol)
    ]
    assert found[0].updated
    assert not found[1].updated
    assert "molar mass" in found[1].notes[0]


def test_a_level_that_hardly_anybody_has_is_said_to_be_odd():
    found = kratom(with_blood(blood(30.0, value=60.0, unit="mg/L")))
    assert any("far from what is predicted" in note for note in found.levels.notes)
    assert not any("far from" in note for note in kratom(with_blood(blood(30.0))).levels.notes)


def test_when_too_few_draws_come_near_the_prediction_stays():
    impossible = [blood(30.0, value=2.0), blood(30.1, value=900.0), blood(30.2, value=0.002)]
    wild = with_blood(*impossible, *(blood(31.0 + i, value=1e7 * i + 1e6) for i in range(8)))
    found = kratom(wild, 64)
    assert not found.levels.updated
    assert found.before_levels is None
    assert "could not change the curve" in found.levels.notes[0]
    np.testing.assert_array_equal(logs(found), logs(kratom(with_blood(), 64)))


# Against the exact answer


def one_unknown(log_sd):
    """A substance whose people differ in availability only: log levels are normal."""
    cited = {"source": "s", "place": "p"}
    figures = {"volume": "L", "clearance": "L/h", "absorption": "1/h", "availability": "1"}
    values = {"volume": 10.0, "clearance": 1.0, "absorption": 2.0, "availability": 1.0}
    return Substance.model_validate({
        "key": "x", "name": "X", "taken": "fixed",
        "horizon": {"value": 4, "unit": "h", **cited},
        "analyte": [{"key": "x", "label": "X", "weight": {"fixed": 1.0, **cited}}],
        "figure": [
            {"key": k, "value": values[k], "unit": unit, **cited,
             "spread": ["availability"] if k == "availability" else []}
            for k, unit in figures.items()
        ],
        "spread": [{"key": "availability", "log_sd": log_sd, **cited}],
        "release": [{"key": "r", "label": "r", "path": [{"rates": ["absorption"]}]}],
        "source": [{"key": "s", "cite": "c", "read": "r"}],
    })  # fmt: skip


def exact_case(levels, log_sd=0.5, draws=2048):
    """Log level at 3 h after the update, and its mean without."""
    dose = Dose("d", START, 0.0, "x", 5.0, "mg", None, 5.0)
    use = Use("x", Product(name="X", substance="x"), (dose,), None)
    prior = Prior(one_unknown(log_sd), (use,))
    rng = np.random.default_rng(3)
    normal, weighing = normal_points(draws, prior.columns, rng), np.ones((1, draws))
    found = with_levels(prior, normal, weighing, levels, rng)
    middle = prior.exposure(np.zeros((1, 1)), np.ones((1, 1))).conc_ng_per_ml(np.array([3.0]))
    return np.log(found.conc_ng_per_ml(np.array([3.0]))[:, 0, 0]), float(np.log(middle[0, 0, 0]))


def at_3_h(ng_per_ml, *, below=False, log_sd=0.25):
    return Level("b", START, 3.0, "x", "plasma", ng_per_ml, below=below, log_sd=log_sd)


@pytest.mark.parametrize("away", [-2.0, -0.4, 0.0, 1.0, 2.5])
def test_one_unknown_and_a_level_give_the_normal_of_the_textbook(away):
    _, middle = exact_case([])
    after, _ = exact_case([at_3_h(float(np.exp(middle + away)))])
    precision = 1 / 0.5**2 + 1 / 0.25**2
    assert after.mean() == pytest.approx(middle + away / 0.25**2 / precision, abs=0.01)
    assert after.std() == pytest.approx(1 / sqrt(precision), rel=0.05)


def test_one_unknown_and_a_level_below_the_limit_give_the_integral():
    _, middle = exact_case([])
    after, _ = exact_case([at_3_h(float(np.exp(middle - 0.5)), below=True)])
    x = np.linspace(-4.0, 4.0, 20001)
    density = norm.pdf(x, 0.0, 0.5) * norm.cdf((-0.5 - x) / 0.25)
    mean = np.sum(x * density) / np.sum(density)
    sd = sqrt(np.sum((x - mean) ** 2 * density) / np.sum(density))
    assert after.mean() - middle == pytest.approx(mean, abs=0.015)
    assert after.std() == pytest.approx(sd, rel=0.05)


def test_the_likelihood_is_the_sum_of_its_levels():
    exposure = kratom(with_blood())
    levels = levels_of(with_blood(blood(30.0), blood(50.0, value=0.0, note="plasma lloq=2")))
    together = log_likelihood(exposure, levels)
    apart = sum(log_likelihood(exposure, [level]) for level in levels)
    np.testing.assert_allclose(together, apart, rtol=1e-12)


def test_the_search_agrees_with_plain_weights_on_very_many_draws():
    """Eight unknowns at once: means and widths beside 65,536 weighted population draws."""
    levels = [blood(30.0, value=15.0, note=""), blood(54.0, what="7-oh", value=1.0, note="")]
    found = kratom(with_blood(*levels), 2048)
    many = expose(with_blood(), 65536, np.random.default_rng(1))["kratom"]
    weight = log_likelihood(many, found.levels.levels)
    weight = np.exp(weight - weight.max())
    weight /= weight.sum()
    assert 1.0 / np.sum(weight**2) > 1000.0
    for analyte in (0, 1):
        plain, ours = logs(many, analyte), logs(found, analyte)
        mean = weight @ plain
        sd = np.sqrt(weight @ (plain - mean) ** 2)
        np.testing.assert_allclose(ours.mean(axis=0), mean, atol=0.03)
        np.testing.assert_allclose(ours.std(axis=0), sd, rtol=0.10)
