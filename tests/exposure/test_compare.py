"""A usual dose is compared only with published ones of the same form and amount."""

import numpy as np
import pytest

from speciosa.diary.person import Product
from speciosa.exposure.compare import compared
from speciosa.exposure.curve import expose
from tests.exposure.helpers import diary_of


def rows(product, *amounts, unit="g"):
    doses = [(10.0 * i + 1.0, "p", amount, unit) for i, amount in enumerate(amounts)]
    diary = diary_of({"p": product}, *doses)
    exposures = expose(diary, 512, np.random.default_rng(3))
    return list(compared(diary, next(iter(exposures.values()))))


TEA = Product(name="Tea", form="tea", mitragynine_mg_per_g=19.5)
EXTRACT = Product(name="Extract", form="extract", mitragynine_mg_per_g=395.0)


def test_the_tea_of_a_study_finds_that_study():
    found = rows(TEA, 2.0, 2.0, 1.0)
    assert [row.analyte for row in found] == ["mitragynine", "7-hydroxymitragynine"]
    first = found[0]
    assert (first.published, first.low, first.high) == (32.6, 20.0, 70.5)
    assert "39 mg mitragynine as tea, one dose" in first.like
    assert first.confidence == "published"
    assert first.predicted.p50 == pytest.approx(34.7, rel=0.15)


@pytest.mark.parametrize(("grams", "peak"), [(0.025, 29.1), (0.075, 86.1), (0.15, 182.0)])
def test_the_nearest_amount_of_an_extract_is_taken_and_marked(grams, peak):
    found = rows(EXTRACT, grams)[0]
    assert found.published == peak
    assert found.confidence == "unverified"


@pytest.mark.parametrize(
    ("product", "grams"),
    [
        (TEA, 4.0),  # twice the amount
        (Product(name="Leaf", form="leaf", mitragynine_mg_per_g=19.5), 2.0),  # another form
        (Product(name="Extract", form="extract"), 0.2),  # content not known
    ],
)
def test_what_is_not_alike_is_not_compared(product, grams):
    found = rows(product, grams, grams)
    assert [(row.published, row.source) for row in found] == [(None, "")]


def test_a_medicine_is_compared_with_its_file():
    capsule = Product(name="V", substance="venlafaxine", form="extended-release")
    found = rows(capsule, 75.0, 75.0, unit="mg")
    assert found[0].published is not None
    assert found[0].source
    assert rows(capsule, 10.0, unit="mg")[0].published is None


def test_no_dose_is_compared_with_nothing():
    assert rows(TEA, 0.0) == []
