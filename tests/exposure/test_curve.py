"""From a diary to curves: content, batches, forms, habits, releases, subsets."""

from datetime import date

import numpy as np
import pytest

from speciosa.diary.person import Before, Person, Product
from speciosa.exposure.curve import expose, not_modelled
from tests.exposure.helpers import diary_of

LEAF = Product(name="Green", form="leaf")
AT_H = np.array([5.0, 8.0, 9.5, 30.0, 12.0])


@pytest.fixture
def exactly_weighed(monkeypatch):
    """Every dose is what was written down, so that amounts can be compared digit by digit."""
    monkeypatch.setattr(
        "speciosa.exposure.prior.weighing_factors",
        lambda doses, draws, _rng: np.ones((len(doses), draws)),
    )


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def ratio(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Per draw, of the level at the last reading."""
    return np.asarray(a[:, 0, -1] / b[:, 0, -1])


def level(products: dict[str, Product], *doses, draws: int = 64, **more) -> np.ndarray:
    diary = diary_of(products, *doses, **more)
    return expose(diary, draws, rng())["kratom"].conc_ng_per_ml(AT_H)


def test_the_shape_order_and_zero_before_the_first_dose():
    found = expose(diary_of({"green": LEAF}, (8.0, "green", 3.0, "g")), 32, rng())
    exposure = found["kratom"]
    conc = exposure.conc_ng_per_ml(AT_H)
    assert list(found) == ["kratom"]
    assert exposure.analytes == ("mitragynine", "7-hydroxymitragynine")
    assert conc.shape == (32, 2, 5)
    # the origin is midnight UTC of the first entry's day, an hour later than midnight in Berlin
    assert [dose.time_h for dose in exposure.doses] == [7.0]
    assert (conc[:, :, 0] == 0.0).all()
    assert (conc[:, :, 1:] > 0.0).all()
    np.testing.assert_array_equal(exposure.steady_ng_per_ml(), np.zeros((32, 2)))


@pytest.mark.usefixtures("exactly_weighed")
def test_levels_follow_the_grams_and_the_mg():
    three = level({"green": LEAF}, (8.0, "green", 3.0, "g"))
    six = level({"green": LEAF}, (8.0, "green", 6000.0, "mg"))
    capsules = LEAF.model_copy(update={"unit_g": {"capsule": 0.5}})
    counted = level({"green": capsules}, (8.0, "green", 6.0, "capsule"))
    np.testing.assert_allclose(six, 2.0 * three, rtol=1e-12)
    np.testing.assert_allclose(counted, three, rtol=1e-12)


@pytest.mark.usefixtures("exactly_weighed")
def test_one_strength_per_batch_and_one_availability_per_form():
    two = {"green": LEAF, "red": LEAF.model_copy(update={"name": "Red"})}
    found = expose(
        diary_of(two, (8.0, "green", 3.0, "g"), (20.0, "green", 3.0, "g"), (32.0, "red", 3.0, "g")),
        256,
        rng(),
    )["kratom"]
    first, second, other = found.content_mg
    np.testing.assert_array_equal(first, second)
    assert abs(np.corrcoef(np.log(first), np.log(other))[0, 1]) < 0.15
    availability = found.reaching_mg / found.content_mg
    np.testing.assert_allclose(availability[0], availability[2], rtol=1e-12)
    assert np.median(availability[0]) == pytest.approx(0.5, rel=0.02)
    assert np.log(availability[0]).std() == pytest.approx(0.5, rel=0.05)


@pytest.mark.usefixtures("exactly_weighed")
@pytest.mark.parametrize(
    ("product", "amount", "unit", "median_mg", "log_sd"),
    [
        (LEAF, 3.0, "g", 42.0, 0.35),
        (LEAF.model_copy(update={"mitragynine_mg_per_g": 20.0}), 3.0, "g", 60.0, 0.05),
        (LEAF, 25.0, "mg mitragynine", 25.0, 0.0),
        (Product(name="E", form="extract"), 0.2, "g", 30.0, 0.8),
        (Product(name="U"), 4.0, "g", 25.4, 0.65),
        (Product(name="T", form="tea"), 2.0, "cup", 25.4, 0.65),
    ],
)
def test_content_of_a_dose(product, amount, unit, median_mg, log_sd):
    diary = diary_of({"p": product}, (8.0, "p", amount, unit))
    content = expose(diary, 512, rng())["kratom"].content_mg[0]
    assert np.median(content) == pytest.approx(median_mg, rel=0.02)
    assert np.log(content).std() == pytest.approx(log_sd, rel=0.03, abs=1e-12)


@pytest.mark.usefixtures("exactly_weighed")
def test_amounts_of_an_unknown_product_keep_their_proportion():
    doses = [(8.0, "p", 2.0, "cup"), (20.0, "p", 4.0, "cup"), (30.0, "p", 0.0, "cup")]
    found = expose(diary_of({"p": Product(name="T", form="tea")}, *doses), 16, rng())["kratom"]
    np.testing.assert_allclose(found.content_mg[1], 2.0 * found.content_mg[0], rtol=1e-12)
    np.testing.assert_array_equal(found.content_mg[2], 0.0)


@pytest.mark.parametrize(
    ("product", "amount", "unit", "word"),
    [
        (Product(name="P", form="7-oh"), 1.0, "tablet", "7-hydroxymitragynine"),
        (Product(name="P", form="pseudoindoxyl"), 1.0, "tablet", "pseudoindoxyl"),
        (Product(name="P", form="mgm-15"), 1.0, "tablet", "MGM-15"),
        (Product(name="P", form="shot"), 60.0, "ml", "shot"),
        (Product(name="P", form="shot", mitragynine_mg_per_g=5.0), 60.0, "ml", "shot"),
        (Product(name="P", form="leaf"), 10.0, "mg 7-hydroxymitragynine", "7-hydroxymitragynine"),
        (Product(name="P", substance="sertraline"), 50.0, "mg", "sertraline"),
        (Product(name="P", substance="venlafaxine"), 1.0, "tablet", "mg"),
        (Product(name="P", substance="naltrexone", form="tablet"), 50.0, "mg", "tablets"),
    ],
)
def test_products_without_a_curve_say_why(product, amount, unit, word):
    diary = diary_of({"p": product}, (8.0, "p", amount, unit))
    assert expose(diary, 8, rng()) == {}
    assert word in not_modelled(diary)["p"]
    assert not_modelled(diary)["p"].startswith("not modelled: ")


def test_a_labelled_shot_is_modelled():
    diary = diary_of({"p": Product(name="P", form="shot")}, (8.0, "p", 50.0, "mg mitragynine"))
    assert not_modelled(diary) == {}
    np.testing.assert_array_equal(expose(diary, 8, rng())["kratom"].reaching_mg, 50.0)


def test_a_subset_is_those_draws():
    diary = diary_of({"green": LEAF}, (8.0, "green", 3.0, "g"), (30.0, "green", 2.0, "g"))
    whole = expose(diary, 40, rng())["kratom"]
    index = np.array([3, 3, 17, 0])
    part = whole.subset(index)
    assert part.draws == 4
    np.testing.assert_allclose(
        part.conc_ng_per_ml(AT_H), whole.conc_ng_per_ml(AT_H)[index], rtol=1e-12
    )
    np.testing.assert_array_equal(part.content_mg, whole.content_mg[:, index])


def test_single_doses_add_up_to_the_curve():
    doses = [(8.0, "v", 75.0, "mg"), (20.0, "w", 150.0, "mg"), (22.0, "v", 0.0, "mg")]
    products = {
        "v": Product(name="V", substance="venlafaxine", form="tablet"),
        "w": Product(name="W", substance="venlafaxine", form="extended-release"),
    }
    found = expose(diary_of(products, *doses), 16, rng())["venlafaxine"]
    assert len(found.streams) == 2
    at_h = np.array([0.0, 9.0, 25.0, 60.0])
    alone = [found.one_dose_ng_per_ml(i, at_h - dose.time_h) for i, dose in enumerate(found.doses)]
    np.testing.assert_allclose(np.sum(alone, axis=0), found.conc_ng_per_ml(at_h), rtol=1e-10)


def test_the_weight_of_the_person_counts():
    products = {"v": Product(name="V", substance="venlafaxine", form="tablet")}
    diary = diary_of(products, (8.0, "v", 75.0, "mg"))
    heavy = diary.model_copy(update={"person": Person(id="a", weight_kg=140.0)})
    light = expose(diary, 8, rng())["venlafaxine"].conc_ng_per_ml(AT_H)
    half = expose(heavy, 8, rng())["venlafaxine"].conc_ng_per_ml(AT_H)
    np.testing.assert_allclose(half, light / 2.0, rtol=1e-10)


SINCE = Before(since=date(2026, 1, 1), doses_per_day=3, amount="2 g")


@pytest.mark.usefixtures("exactly_weighed")
def test_use_before_the_diary_equals_its_doses_written_down():
    habit = {"green": LEAF.model_copy(update={"before": SINCE})}
    now = [(8.0, "green", 3.0, "g"), (16.0, "green", 3.0, "g")]
    # 59 days and 8 hours until the first entry hold 178 whole intervals of 8 hours
    past = [(8.0 - 8.0 * k, "green", 2.0, "g") for k in range(178, 0, -1)]
    with_habit = expose(diary_of(habit, *now), 32, rng())["kratom"]
    written = expose(diary_of({"green": LEAF}, *past, *now), 32, rng())["kratom"]
    shift_h = written.doses[-1].time_h - with_habit.doses[-1].time_h
    at_h = np.array([-10.0, 0.0, 7.0, 9.0, 200.0])
    np.testing.assert_allclose(
        with_habit.conc_ng_per_ml(at_h), written.conc_ng_per_ml(at_h + shift_h), rtol=1e-9
    )


def test_the_steady_level_is_the_mean_of_a_day_of_long_use():
    product = LEAF.model_copy(
        update={"before": SINCE.model_copy(update={"since": date(2020, 1, 1)})}
    )
    found = expose(diary_of({"green": product}, (8.0, "green", 0.0, "g")), 16, rng())["kratom"]
    start_h = found.doses[0].time_h - 8.0
    day = found.conc_ng_per_ml(start_h + np.linspace(0.0, 8.0, 4001))
    mean = np.trapezoid(day, dx=8.0 / 4000, axis=2) / 8.0
    np.testing.assert_allclose(found.steady_ng_per_ml(), mean, rtol=1e-4)


def test_a_habit_that_began_with_the_diary_adds_nothing():
    young = {
        "green": LEAF.model_copy(
            update={"before": SINCE.model_copy(update={"since": date(2026, 3, 1)})}
        )
    }
    dose = (3.0, "green", 3.0, "g")
    np.testing.assert_allclose(
        level(young, dose)[:, :, 1:], level({"green": LEAF}, dose)[:, :, 1:], rtol=1e-12
    )


def test_same_seed_same_numbers_and_entry_order_is_free():
    doses = [(8.0, "green", 3.0, "g"), (30.0, "green", 2.0, "g")]
    diary = diary_of({"green": LEAF}, *doses)
    turned = diary.model_copy(update={"entries": diary.entries[::-1]})
    one, two = (expose(d, 32, rng())["kratom"].conc_ng_per_ml(AT_H) for d in (diary, turned))
    np.testing.assert_array_equal(one, two)
    assert ratio(one, level({"green": LEAF}, *doses, draws=32)) == pytest.approx(1.0, abs=1e-12)
