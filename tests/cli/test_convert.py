"""`speciosa convert`: what is said, what is written, and every file that is refused."""

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.convert import convert
from speciosa.diary.readers import read_diary
from speciosa.errors import SpeciosaError
from tests.diary.folders import contents, folder
from tests.diary.importing import file

app = typer.Typer()
app.command()(convert)
TABLE = "Datum;Wert\n01.02.2026 08:00;5,5\nnow;3\n"
COLUMNS = """\
format = "speciosa.columns/1"
name = "mine"
separator = ";"
decimal = ","
date_format = "%d.%m.%Y %H:%M"
columns = { at = "Datum", value = "Wert" }
fixed = { kind = "rating", what = "pain" }
"""


def run(path, diary, *more):
    return CliRunner().invoke(app, [str(path), "-o", str(diary), *map(str, more)])


def test_a_table_with_told_columns_is_shown_added_once_and_counted(tmp_path):
    diary = folder(tmp_path / "d")
    told = file(tmp_path, "c.toml", COLUMNS)
    path, before = file(tmp_path, "x.csv", TABLE), contents(diary)
    shown = run(path, diary, "--columns", told, "--preview").output
    assert "1 entry would be added, 0 there already." in shown
    assert "    2026-02-01T08:00,rating,pain,5.5,,\n" in shown
    assert "1 x a time that does not fit date_format (first in line 3)" in shown
    assert contents(diary) == before
    assert "1 entry added, 0 there already." in run(path, diary, "--columns", told).output
    assert "0 entries added, 1 there already." in run(path, diary, "--columns", told).output
    assert [e.value for e in read_diary(diary).entries] == [5.5]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.csv", b""),
        ("x.csv", b"\0\1\2binary"),
        ("x.csv", b"a,b,c\n1,2,3\n"),
        ("x.csv", b"\xff\xfea,b"),
        ("x.csv", b'Date,Time,Strain,Amount (g),Notes\n2026-03-01,08:00,green,1,"torn'),
        ("x.zip", b"PK\3\4torn"),
        ("x.json", b'{"format": "speciosa.diary/1", '),
        ("x.xml", b"<other/>"),
        ("x.csv", b"a," * 10_500_000),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_written(tmp_path, name, data):
    diary = folder(tmp_path / "d")
    before = contents(diary)
    result = run(file(tmp_path, name, data), diary)
    assert isinstance(result.exception, SpeciosaError), result.exception
    assert contents(diary) == before


def test_many_reasons_are_counted_without_filling_the_screen(tmp_path):
    """The most frequent ones are told, whatever is in the file; no sign moves the cursor."""
    rows = [f"2026-03-01,08:10,Leaf {number}\x1b[2J,1," for number in range(40)]
    text = "\n".join(["Date,Time,Strain,Amount (g),Notes", *rows, rows[-1], ""])
    said = run(file(tmp_path, "x.csv", text), folder(tmp_path / "d")).output
    assert "\x1b" not in said
    assert '    2 x "Leaf 39' in said
    assert "    20 x for 20 more reasons of the same kinds" in said
    assert len(said.splitlines()) < 70
