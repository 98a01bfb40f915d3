"""Laboratory values in the table's unit."""

import pytest

from speciosa.diary.readers import inspect
from speciosa.diary.readings import reading_kinds, readings_of
from speciosa.units import convert
from tests.diary.folders import diary, folder


@pytest.mark.parametrize(
    ("row", "name", "value", "unit", "limit"),
    [
        ("alt,41,U/L,", "alt", 41, "U/L", 40),
        ("ALT,0.683,µkat/L,", "alt", 41, "U/L", 40),
        ("alt,41,U/L,uln=35", "alt", 41, "U/L", 35),
        ("gpt,0.683,ukat/L,ULN = 0.6", "alt", 41, "U/L", 36),
        ("bilirubin,17.1,umol/L,", "bilirubin", 1.0, "mg/dL", 1.2),
        ("creatinine,88.4,umol/L,", "creatinine", 1.0, "mg/dL", 1.2),
        ("potassium,4.1,mEq/L,", "potassium", 4.1, "mmol/L", 5.1),
        ("inr,1.1,,", "inr", 1.1, "", 1.2),
        ("temperature,98.6,F,", "temperature", 37.0, "C", 37.5),
        ("qtc,0.45,s,", "qtc", 450, "ms", 450),
        ("ferritin,50,ng/mL,", "ferritin", 50, "ng/mL", None),
    ],
)
def test_a_reading_in_its_own_and_in_the_tables_unit(tmp_path, row, name, value, unit, limit):
    (reading,) = readings_of(diary(tmp_path / "d", f"2026-03-01T08:00,reading,{row},"))
    assert (reading.name, reading.unit) == (name, unit)
    assert reading.value == pytest.approx(value, rel=2e-3)
    assert reading.upper_limit == (None if limit is None else pytest.approx(limit, rel=2e-3))
    assert reading.typed_value == float(row.split(",")[1])


def test_a_reading_that_is_hardly_possible_or_not_known_is_odd(tmp_path):
    rows = (
        "2026-03-01T08:00,reading,potassium,41,mmol/L,,",
        "2026-03-01T08:00,reading,potasium,4,mmol/L,,",
    )
    odd = [o.what for o in inspect(folder(tmp_path / "d", *rows)).oddities]
    assert odd == [
        "Potassium 41 mmol/L is hardly possible",
        'reading "potasium" is not known, is "potassium" meant?',
    ]


def test_the_table_of_readings_is_sound():
    kinds = set(reading_kinds().values())
    assert len(kinds) >= 25
    for kind in kinds:
        assert kind.unit in kind.accepts
        assert kind.low < kind.high
        for unit in kind.accepts:
            assert convert(1.0, unit, kind.unit, kind.molar_mass_g_per_mol, kind.charge) is not None
        if kind.upper_limit is not None:
            assert kind.low < kind.upper_limit < kind.high
            assert kind.review == "expert proposal"
            assert kind.source
