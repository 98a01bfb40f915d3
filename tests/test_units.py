"""Units against the definitions they rest on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speciosa.units import COUNTABLE, convert, tidy_unit


@pytest.mark.parametrize(
    ("value", "unit", "into", "molar_mass", "charge", "expected"),
    [
        (1.0, "ukat/L", "U/L", None, 1, 60.0),  # 1 U = 1 umol/min
        (1000.0, "nkat/L", "U/L", None, 1, 60.0),
        (17.1, "umol/L", "mg/dL", 584.66, 1, 1.0),  # bilirubin
        (88.4, "umol/L", "mg/dL", 113.12, 1, 1.0),  # creatinine
        (5.551, "mmol/L", "mg/dL", 180.16, 1, 100.0),  # glucose
        (4.0, "mEq/L", "mmol/L", 39.098, 1, 4.0),  # potassium
        (2.0, "mEq/L", "mmol/L", 24.305, 2, 1.0),  # magnesium
        (2.4305, "mg/dL", "mmol/L", 24.305, 2, 1.0),
        (1.0, "ug/L", "ng/mL", None, 1, 1.0),
        (101.325, "kPa", "mmHg", None, 1, 760.0),
        (37.0, "C", "F", None, 1, 98.6),
        (90.0, "min", "h", None, 1, 1.5),
        (0.45, "s", "ms", None, 1, 450.0),
        (100.0, "lb", "kg", None, 1, 45.359),
    ],
)
def test_known_conversions(value, unit, into, molar_mass, charge, expected):
    assert convert(value, unit, into, molar_mass, charge) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize(
    ("unit", "into"), [("mg/dL", "umol/L"), ("g", "h"), ("U/L", "mg/dL"), ("cup", "g"), ("C", "g")]
)
def test_what_does_not_measure_the_same_is_not_converted(unit, into):
    assert convert(1.0, unit, into) is None


@given(
    st.floats(1e-6, 1e6),
    st.sampled_from(("mg/dL", "umol/L", "mmol/L", "mEq/L", "mg/L")),
    st.sampled_from(("mg/dL", "umol/L", "mEq/L")),
)
def test_there_and_back_is_the_same(value, unit, into):
    there = convert(value, unit, into, 24.305, 2)
    assert convert(there, into, unit, 24.305, 2) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("u/l", "U/L"),
        ("µkat/L", "ukat/L"),
        ("μmol/l", "umol/L"),
        ("MG/DL", "mg/dL"),
        ("caps", "capsule"),
        (" Tablets ", "tablet"),
        ("beats / min", "bpm"),
        ("", ""),
    ],
)
def test_spellings(typed, tidy):
    assert tidy_unit(typed) == tidy


def test_tidying_twice_changes_nothing():
    for unit in ("mg mitragynine", *COUNTABLE):
        assert tidy_unit(tidy_unit(unit)) == tidy_unit(unit)
    assert "g" not in COUNTABLE
    assert "capsule" in COUNTABLE
