"""Amounts in every unit, and what they weigh."""

import pytest

from speciosa.diary.amounts import content, read_amount
from speciosa.diary.doses import doses_of
from speciosa.diary.person import Product
from speciosa.errors import InputError
from tests.diary.folders import diary

LEAF = Product(name="leaf", unit_g={"capsule": 0.5, "heaped spoon": 2.4, "ml": 0.1})
BUP = Product(name="bup", substance="buprenorphine", unit_g={"tablet": 0.008})


@pytest.mark.parametrize(
    ("typed", "product", "amount", "unit", "product_g", "active_mg"),
    [
        ("3 g", LEAF, 3.0, "g", 3.0, None),
        ("3g", LEAF, 3.0, "g", 3.0, None),
        ("2.5 grams", LEAF, 2.5, "g", 2.5, None),
        ("500 mg", LEAF, 500.0, "mg", 0.5, None),
        ("40 mg mitragynine", LEAF, 40.0, "mg mitragynine", None, 40.0),
        ("40 mg MIT", LEAF, 40.0, "mg mitragynine", None, 40.0),
        ("4 capsules", LEAF, 4.0, "capsule", 2.0, None),
        ("1 Capsule", LEAF, 1.0, "capsule", 0.5, None),
        ("2 heaped spoons", LEAF, 2.0, "heaped spoon", 4.8, None),
        ("20 ml", LEAF, 20.0, "ml", 2.0, None),
        ("1 cup", LEAF, 1.0, "cup", None, None),
        ("15 mg 7-OH", LEAF, 15.0, "mg 7-hydroxymitragynine", None, None),
        ("8 mg", BUP, 8.0, "mg", None, 8.0),
        ("400 µg", BUP, 400.0, "ug", None, 0.4),
        ("2 tablets", BUP, 2.0, "tablet", None, 16.0),
        ("1 film", BUP, 1.0, "film", None, None),
        ("0 g", LEAF, 0.0, "g", 0.0, None),
        ("0", LEAF, 0.0, "", 0.0, None),
        ("0 mg", BUP, 0.0, "mg", None, 0.0),
        ("0 cups", LEAF, 0.0, "cup", 0.0, None),
    ],
)
def test_an_amount_and_its_weight(typed, product, amount, unit, product_g, active_mg):
    assert read_amount(typed, product, "amount") == (amount, unit)
    grams, milligrams = content(amount, unit, product)
    assert grams == (None if product_g is None else pytest.approx(product_g))
    assert milligrams == (None if active_mg is None else pytest.approx(active_mg))


@pytest.mark.parametrize("typed", ["3", "g", "", "three g", "2,5 g", "-1 g", "3 stone"])
def test_what_is_no_amount(typed):
    with pytest.raises(InputError):
        read_amount(typed, LEAF, "amount")


def test_doses_carry_weight_time_and_zeros(tmp_path):
    d = diary(
        tmp_path / "d",
        "2026-03-02T08:00,dose,green,0,,,z",
        "2026-03-01T08:00,dose,green,4,capsules,,a",
        "2026-03-01T09:00,dose,bup,8,mg,,b",
        "2026-03-01T10:00,rating,pain,5,,,c",
    )
    doses = doses_of(d)
    assert [dose.entry_id for dose in doses] == ["a", "b", "z"]
    assert [dose.time_h for dose in doses] == [7.0, 8.0, 31.0]
    assert [(dose.product_g, dose.active_mg) for dose in doses] == [
        (2.0, None),
        (None, 8.0),
        (0.0, None),
    ]
