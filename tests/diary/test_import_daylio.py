"""Daylio: moods. Rows are invented.

Headers: eight columns in MichaelCurrin/daylio-csv-parser (docs/csv-format.md and its sample), seven
in that project's older docs/usage.md, nine with `scales` in a parser's test of 2026. The five names
an unchanged app starts with are rad, good, meh, bad and awful.
"""

import pytest

from speciosa.diary.profile import projected
from speciosa.diary.readers import inspect, read_diary
from tests.diary.folders import HEAD, folder
from tests.diary.importing import bring, file, left, look, rows

NEW = "full_date,date,weekday,time,mood,activities,note_title,note"
SCALES = "full_date,date,weekday,time,mood,activities,scales,note_title,note"
OLD = "year,date,weekday,time,mood,activities,note"
OWN = f'{HEAD}[outcomes.daylio_mood]\nlow = 1\nhigh = 5\nbetter = "higher"\n'


@pytest.mark.parametrize(
    ("header", "row", "at"),
    [
        (NEW, '2026-03-01,1 March,Sunday,10:00 pm,good,"walk | tea ","A","b"', "03-01T22:00"),
        (NEW, '2026-03-01,March 1,Sunday,22:00,Good,"walk | tea","A","b"', "03-01T22:00"),
        (NEW, "2026-03-01,x,x,12:05\u202fAM,good,walk|tea,A,b", "03-01T00:05"),
        (SCALES, "2026-03-01,x,x,13:48,good,walk | tea,,A,b", "03-01T13:48"),
        (OLD, "2026,1 March,Sunday,10:00 pm,good,walk | tea,A; b", "03-01T22:00"),
        (OLD, "2026,Mar 1,Sunday,22:00,good,walk | tea,A; b", "03-01T22:00"),
    ],
)
def test_each_form_of_the_table_gives_the_mood(tmp_path, header, row, at):
    path = file(tmp_path, "x.csv", f"\ufeff{header}\n{row}\n")
    found = look(path, folder(tmp_path / "d", head=OWN))
    assert rows(found) == [(at, "rating", "daylio_mood", 4.0, "", "walk, tea; A; b")]


@pytest.mark.parametrize(
    ("name", "step"), [("rad", 5), ("good", 4), ("meh", 3), ("bad", 2), ("awful", 1)]
)
def test_the_five_names_of_an_unchanged_app_are_its_five_steps(tmp_path, name, step):
    path = file(tmp_path, "x.csv", f"{NEW}\n2026-03-01,x,x,22:00,{name},,,\n")
    assert rows(look(path, folder(tmp_path / "d", head=OWN)))[0][3] == step


def test_a_mood_with_an_own_name_is_never_a_number(tmp_path):
    text = f"{NEW}\n2026-03-01,x,x,22:00,so-so,tea,,hm\n2026-03-02,x,x,22:00,,,,\n"
    found = look(file(tmp_path, "x.csv", text), folder(tmp_path / "d"))
    assert rows(found) == [("03-01T22:00", "note", "", None, "", "mood: so-so; tea; hm")]
    assert left(found) == {
        'mood "so-so" as a rating, a name with no place on the five steps': (1, 2),
        'mood "" as a rating, a name with no place on the five steps': (1, 3),
    }


def test_the_diary_learns_the_steps_once_and_which_way_is_better(tmp_path):
    diary = folder(tmp_path / "d")
    text = f"{NEW}\n2026-03-01,x,x,22:00,rad,,,\n"
    bring(file(tmp_path, "x.csv", text), diary)
    outcome = projected(read_diary(diary)).outcomes["daylio_mood"]
    assert (outcome.low, outcome.high, outcome.better) == (1, 5, "higher")
    assert not [o for o in inspect(diary).oddities if "daylio_mood" in o.what]
    later = f"{text}2026-02-01,x,x,22:00,bad,,,\n"
    assert rows(bring(file(tmp_path, "y.csv", later), diary)) == [
        ("02-01T22:00", "rating", "daylio_mood", 2.0, "", "")
    ]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (OLD, "2026,1. Foo,x,22:00,good,,"),
        (OLD, "2026,Sunday,x,22:00,good,,"),
        (NEW, "2026-03-01,x,x,13:00 pm,good,,,"),
        (NEW, "2026-03-01,x,x,evening,good,,,"),
    ],
)
def test_a_day_or_time_in_another_form_is_left_out(tmp_path, header, row):
    found = look(file(tmp_path, "x.csv", f"{header}\n{row}\n"), folder(tmp_path / "d"))
    assert left(found) == {"a day or time that could not be read": (1, 2)}
    assert not found.new
