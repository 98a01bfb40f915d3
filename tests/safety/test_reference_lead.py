"""Reference values of the lead intake.

Limits: 5 ug/day and 12.5 ug/day, abstract of the White group 2024 (Clin Toxicol 62:651-660, doi
10.1080/15563650.2024.2395552) and Dolan 2020 (doi 10.1016/j.yrtph.2020.104579). Content without a
certificate: Prozialeck 2020 (doi 10.3390/ijerph17155512), seven products 0.16-1.6 ug/g, one without.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speciosa.diary.person import Product
from speciosa.errors import InputError
from speciosa.safety.calculators.lead import content, lead_intake
from speciosa.safety.facts import build_facts
from speciosa.safety.lead_use import blood_lead_due, lead_of
from tests.safety.diaries import diary, doses


def one(grams, ppm=None):
    return lead_intake([(grams, content(ppm))])


@pytest.mark.parametrize(
    ("grams", "ppm", "ug", "band"),
    [
        (3, 1.0, 3.0, "below both limits"),
        (5, 1.0, 5.0, "below both limits"),  # the limit itself is not exceeded
        (9, 0.6, 5.4, "above the limit for medicines"),
        (12.5, 1.0, 12.5, "above the limit for medicines"),
        (25, 0.8, 20.0, "above the reference level"),
        (25, 0.16, 4.0, "below both limits"),
    ],
)
def test_grams_times_content(grams, ppm, ug, band):
    found = one(grams, ppm)
    assert (found.low_ug_per_day, found.high_ug_per_day) == pytest.approx((ug, ug))
    assert found.band == band
    assert found.certified
    assert found.ask == ""


def test_the_most_lead_of_the_eight_products_passes_the_first_limit_at_little_more_than_three_grams():
    """5 / 1.6 = 3.125 g a day."""
    assert one(3.1, 1.6).band == "below both limits"
    assert one(3.2, 1.6).band == "above the limit for medicines"


def test_without_a_certificate_it_is_a_range_that_may_not_tell():
    found = one(9)
    assert (found.low_ug_per_day, found.high_ug_per_day) == pytest.approx((0, 14.4))
    assert found.band == "cannot tell"
    assert "no certificate" in found.text
    assert "certificate" in found.ask
    assert one(2).band == "below both limits"


def test_two_products_add_up_and_one_without_a_certificate_makes_a_range():
    found = lead_intake([(4, content(1.0)), (5, content())])
    assert (found.low_ug_per_day, found.high_ug_per_day) == pytest.approx((4, 12))
    assert not found.certified


def test_an_unknown_weight_cannot_tell():
    found = lead_intake([(None, content(1.0))])
    assert (found.low_ug_per_day, found.band) == (None, "cannot tell")
    assert lead_intake([]).band == "cannot tell"


@pytest.mark.parametrize("unit", ["ppb", "ng/g", "ug/kg", "µg/kg", "PPB"])
def test_units_of_certificates(unit):
    assert content(800, unit).high_ug_per_g == pytest.approx(0.8)


@pytest.mark.parametrize(("value", "unit"), [(1, "ppt"), (-1, "ppm"), (float("nan"), "ppm")])
def test_bad_certificates_are_one_sentence(value, unit):
    with pytest.raises(InputError):
        content(value, unit)


@settings(deadline=None, max_examples=60)
@given(st.floats(0, 100), st.floats(0, 50), st.floats(0, 5), st.floats(0, 5))
def test_more_product_or_more_lead_never_lowers_the_intake(grams, more, ppm, richer):
    before, after = one(grams, ppm), one(grams + more, ppm + richer)
    assert after.low_ug_per_day >= before.low_ug_per_day
    order = ["below both limits", "above the limit for medicines", "above the reference level"]
    assert order.index(after.band) >= order.index(before.band)


def test_lead_of_a_diary_uses_its_own_grams_a_day():
    facts = build_facts(diary(doses(range(30), amount=3)))  # 9 g a day
    assert lead_of(facts, {"green": content(0.5)}).high_ug_per_day == pytest.approx(4.5)
    cups = build_facts(diary(doses(range(30), unit="cup")))
    assert lead_of(cups, {}).band == "cannot tell"


def test_when_a_blood_test_is_worth_it():
    """Clinical text 4.1: from 10 g a day for 3 months, or no certificate."""
    short = build_facts(diary(doses(range(30), amount=4)))
    assert "certificate" in blood_lead_due(short)
    assert blood_lead_due(short, ["green"]) == ""
    long = build_facts(diary(doses(range(95), amount=4)))  # 12 g a day
    assert "long time" in blood_lead_due(long, ["green"])
    little = build_facts(diary(doses(range(95), amount=3)))  # 9 g a day
    assert blood_lead_due(little, ["green"]) == ""
    other = diary([], products={"v": Product(name="v", substance="venlafaxine")})
    assert blood_lead_due(build_facts(other)) == ""
