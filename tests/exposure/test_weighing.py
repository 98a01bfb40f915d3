"""Every dose of kratom carries its own error of measuring out."""

import numpy as np
import pytest

from speciosa.diary.doses import doses_of
from speciosa.diary.person import Product
from speciosa.exposure.curve import expose
from speciosa.exposure.weighing import ways, weighing_factors, weighing_log_sd
from tests.exposure.helpers import diary_of

LEAF = Product(name="Green", form="leaf", unit_g={"capsule": 0.5, "my spoon": 2.5})


def dose(amount, unit):
    return doses_of(diary_of({"p": LEAF}, (8.0, "p", amount, unit)))[0]


@pytest.mark.parametrize(
    ("amount", "unit", "key"),
    [
        (2.4, "g", "weighed"),
        (2400.0, "mg", "finely weighed"),
        (2.0, "g", "whole grams"),
        (5.0, "capsule", "filled units"),
        (30.0, "ml", "measured liquid"),
        (1.0, "teaspoon", "by eye"),
        (1.0, "my spoon", "by eye"),
        (2.0, "cup", "by eye"),
    ],
)
def test_the_way_of_measuring(amount, unit, key):
    expected = next(way.log_sd for way in ways() if way.key == key)
    assert weighing_log_sd(dose(amount, unit)) == expected


def test_labelled_mg_carry_none_and_spoons_more_than_scales():
    assert weighing_log_sd(dose(25.0, "mg mitragynine")) == 0.0
    spoon, scale = (weighing_log_sd(dose(*of)) for of in ((1.0, "spoon"), (2.4, "g")))
    assert spoon > 2.0 * scale > 0.0


def test_errors_are_independent_lognormal_of_the_stated_size():
    doses = [dose(2.4, "g"), dose(2.4, "g"), dose(1.0, "spoon")]
    logs = np.log(weighing_factors(doses, 20000, np.random.default_rng(1)))
    np.testing.assert_allclose(logs.std(axis=1), [0.05, 0.05, 0.25], rtol=0.03)
    np.testing.assert_allclose(np.median(logs, axis=1), 0.0, atol=0.01)
    assert abs(np.corrcoef(logs)[np.triu_indices(3, 1)]).max() < 0.03


def test_in_the_curve_doses_of_one_batch_differ_by_it_only():
    diary = diary_of(
        {"p": LEAF}, (8.0, "p", 2.4, "g"), (20.0, "p", 2.4, "g"), (30.0, "p", 0.0, "g")
    )
    found = expose(diary, 2048, np.random.default_rng(1))["kratom"]
    between = np.log(found.content_mg[0] / found.content_mg[1])
    assert between.std() == pytest.approx(0.05 * 2**0.5, rel=0.05)
    np.testing.assert_allclose(found.reaching_mg[0] / found.content_mg[0],
                               found.reaching_mg[1] / found.content_mg[1], rtol=1e-12)  # fmt: skip
    np.testing.assert_array_equal(found.content_mg[2], 0.0)


def test_medicines_are_what_the_label_says():
    product = Product(name="V", substance="venlafaxine", form="tablet")
    found = expose(diary_of({"v": product}, (8.0, "v", 75.0, "mg")), 8, np.random.default_rng(1))
    np.testing.assert_array_equal(found["venlafaxine"].content_mg, 75.0)
