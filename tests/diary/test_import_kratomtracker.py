"""KratomTracker: its four tables of doses. Rows are invented.

The headers are those in the app's export code, BareTread/KratomTracker on GitHub:
`lib/export/csv_export.dart` (seven columns, an earlier state with fourteen, and a later one that
puts ' before = + - @ and writes UTC times with Z) and `lib/services/csv_export_service.dart` (five
and eleven columns, and two tables of sums). `lib/models/effect.dart`: effects are 1 to 5.
"""

import pytest

from speciosa.errors import InputError
from tests.diary.folders import HEAD, folder
from tests.diary.importing import bring, file, left, look, rows

PLAIN = "date,time,iso_timestamp,strain_code,strain_name,amount_g,notes"
FULL = f"{PLAIN},energy,mood,pain_relief,focus,anxiety,duration_min,effect_notes"
SHORT = "Date,Time,Strain,Amount (g),Notes"
LONG = (
    "Date,Time,Strain,Strain Type,Amount (g),Mood (1-5),Energy (1-5),Pain Relief (1-5),"
    "Anxiety (1-5),Focus (1-5),Notes"
)
LOOK_BACK = "effects as ratings, as they look back at a whole dose (kept as a note)"
GREEN = ("dose", "green", 2.5, "g")


@pytest.mark.parametrize(
    ("header", "row", "entry"),
    [
        (
            PLAIN,
            "2026-03-01,08:10,2026-03-01T08:10:00.000,GM,Green,2.50,tea",
            ("03-01T08:10", *GREEN, "tea"),
        ),
        (
            PLAIN,  # summer time in Berlin is two hours ahead of UTC
            '2026-07-01,08:10,2026-07-01T06:10:00.000Z,GM,green,2.50,"\'=1, or so"',
            ("07-01T08:10", *GREEN, "=1, or so"),
        ),
        (SHORT, "2026-03-01,08:10,GREEN,2.50,", ("03-01T08:10", *GREEN, "")),
        (
            LONG,
            "2026-03-01,08:10,Green,GM,2.50,4,3,5,,,tea",
            (
                "03-01T08:10",
                *GREEN,
                "tea; felt later: mood 4 of 5, energy 3 of 5, pain relief 5 of 5",
            ),
        ),
        (
            FULL,
            "2026-03-01,08:10,2026-03-01T08:10:00.000,GM,Green,2.50,,3,4,5,2,1,90,calm",
            (
                "03-01T08:10",
                *GREEN,
                (
                    "felt later: mood 4 of 5, energy 3 of 5, pain relief 5 of 5, anxiety 1 of 5, "
                    "focus 2 of 5, for 90 min, calm"
                ),
            ),
        ),
    ],
)
def test_each_form_of_the_table_gives_the_dose(tmp_path, header, row, entry):
    path = file(tmp_path, "x.csv", f"\ufeff{header}\r\n{row}\r\n")
    assert rows(look(path, folder(tmp_path / "d"))) == [entry]


def test_effects_are_no_ratings_because_they_look_back_at_a_dose(tmp_path):
    text = f"{LONG}\n2026-03-01,08:10,Green,GM,2.50,4,3,5,,,tea\n"
    found = look(file(tmp_path, "x.csv", text), folder(tmp_path / "d"))
    assert left(found) == {LOOK_BACK: (1, 2)}
    assert {entry.kind.value for entry in found.new} == {"dose"}


def test_a_strain_that_the_diary_does_not_name_is_left_out_until_it_is_told(tmp_path):
    text = f"{SHORT}\n2026-03-01,08:10,Red Bali,2.50,\n2026-03-02,08:10,Red Bali,2.50,\n"
    path, diary = file(tmp_path, "x.csv", text), folder(tmp_path / "d")
    assert left(look(path, diary)) == {
        '"Red Bali" is no product of the diary: --product "Red Bali=KEY"': (2, 2)
    }
    told = look(path, diary, products={"red bali": "green"})
    assert [row[2] for row in rows(told)] == ["green", "green"]


def test_the_code_of_a_strain_or_the_name_of_a_product_is_enough(tmp_path):
    head = HEAD.replace("Green leaf, batch 7", "Vein seven")
    text = f"{PLAIN}\n2026-03-01,08:10,,green,Any,1.0,\n2026-03-01,09:10,,ZZ,vein Seven,1.0,\n"
    found = look(file(tmp_path, "x.csv", text), folder(tmp_path / "d", head=head))
    assert [row[0] for row in rows(found)] == ["03-01T08:10", "03-01T09:10"]


def test_an_amount_that_can_hardly_be_meant_is_not_brought_in(tmp_path):
    """A diary with it could not be used before it is mended or confirmed."""
    text = f"{SHORT}\n2026-03-01,08:10,green,2.50,\n2026-03-02,08:10,green,2500,\n"
    diary = folder(tmp_path / "d")
    found = bring(file(tmp_path, "x.csv", text), diary)
    assert left(found) == {"an amount that can hardly be meant": (1, 3)}
    assert len(found.new) == 1
    assert look(file(tmp_path, "x.csv", text), diary).already == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2026-02-30,08:10,green,2.50,", "a day that does not exist"),
        ("2026-03-01,8am,green,2.50,", "not a time"),
        ("2026-03-01,08:10,green,two,", "an amount that is not a number"),
        ("2026-03-01,08:10,green,-2,", "a negative amount"),
        ("2026-03-01,08:10,green", "a row with too few or too many columns"),
    ],
)
def test_a_row_that_cannot_be_read_is_counted_with_its_line(tmp_path, row, reason):
    text = f"{SHORT}\n2026-03-01,07:10,green,1.00,\n{row}\n"
    found = look(file(tmp_path, "x.csv", text), folder(tmp_path / "d"))
    assert left(found) == {reason: (1, 3)}
    assert len(found.new) == 1


@pytest.mark.parametrize(
    "header",
    [
        "Strain Name,Type,Total Uses,Avg Amount (g),Min Amount (g),Max Amount (g)",
        "Month,Total Dosages,Total Amount (g),Avg Amount (g),Days Active,Avg Per Day (g)",
    ],
)
def test_its_tables_of_sums_are_refused(tmp_path, header):
    path = file(tmp_path, "x.csv", f"{header}\na,1,1,1,1,1\n")
    with pytest.raises(InputError, match="a table of sums, without single doses"):
        look(path, folder(tmp_path / "d"))
