"""`speciosa check`: what it prints, its exit code, and that it writes nothing."""

import json
import zipfile

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.check import check
from speciosa.cli.check_text import runs, shown
from tests.diary.folders import HEAD, HEADER, contents, folder

app = typer.Typer()
app.command()(check)
DOSE = "2026-03-01T08:10,dose,green,3.0,g,,"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def zipped(place, members):
    path = place / "d.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def empty_folder(place):
    (place / "d").mkdir()
    return place / "d"


def without_head(place):
    path = folder(place / "d")
    (path / "diary.toml").unlink()
    return path


def noise(place):
    path = folder(place / "d")
    with (path / "entries.csv").open("wb") as stream:
        stream.truncate(50_000_000)
    return path


def row(text):
    return lambda place: folder(place / "d", DOSE, text)


BAD = {
    "empty folder": (empty_folder, "no diary here"),
    "missing diary.toml": (without_head, "diary.toml is missing"),
    "unknown time zone": (lambda p: folder(p / "d", head=HEAD.replace("Berlin", "Berln")), "not a time zone name"),
    "too few fields": (row("2026-03-01T08:10,dose,green"), "too few fields: 3"),
    "comma": (row('2026-03-01T08:10,dose,green,"2,5",g,,'), "an amount that is not a number"),
    "unknown unit": (row("2026-03-01T08:10,dose,green,2,stone,,"), "a unit that is not known"),
    "unknown product": (row("2026-03-01T08:10,dose,geren,2,g,,"), "a product that diary.toml does not name"),
    "negative amount": (row("2026-03-01T08:10,dose,green,-2,g,,"), "a negative amount"),
    "impossible local time": (row("2026-03-01T24:61,dose,green,2,g,,"), "a time of day that does not exist"),
    "same id, other content": (
        lambda p: folder(p / "d", DOSE + "x1", "2026-03-01T08:10,dose,green,4,g,,x1"),
        "the same id as row 2, with different content",
    ),
    "50 MB of noise": (noise, "too large for a diary"),
    "zip with dots": (lambda p: zipped(p, {"diary.toml": HEAD, "entries.csv": HEADER, "../x": ""}), "a name that leaves its folder"),
    "zip bomb": (
        lambda p: zipped(p, {"diary.toml": HEAD, "entries.csv": b"0" * 150_000_000}),
        "a zip that unpacks to far more than a diary",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_one_clear_message_exit_10_and_nothing_is_written(tmp_path, case):
    make, what = BAD[case]
    path = make(tmp_path)
    before = contents(tmp_path)
    result = run(path)
    assert result.exit_code == 10
    assert "cannot be used yet: 1 problem" in result.output
    assert "nothing was written" in result.output
    assert what in result.output
    assert "Traceback" not in result.output
    assert max(len(line) for line in result.output.splitlines() if str(tmp_path) not in line) <= 100
    assert contents(tmp_path) == before


EXPECTED = """\
broken/ cannot be used yet: 4 problems, 2 oddities in 9 rows                     nothing was written

PROBLEMS  must be mended

 1  diary.toml:2, timezone
    not a time zone name
    found     "Berlin"
    expected  a name such as "Europe/Berlin"
    try       Europe/Berlin

 2  entries.csv:2, column value
    an amount that is not a number
    found     "3,5"
    expected  a number with a point, in g
    try       3.5
    also      4 more rows have the same: 3, 5-7

 3  entries.csv:4, column at
    a day that does not exist
    found     "2026-02-30T08:10"
    expected  YYYY-MM-DDThh:mm, with an existing day and time

 4  entries.csv:8, column what
    a product that diary.toml does not name
    found     "geren"
    expected  green, bup
    try       green

ODDITIES  can be used as they are; please look

 5  entries.csv:10  two doses of 3.0 g within one minute                                   kept both
 6  12-14 April     no entry at all; "no dose" would be an entry of 0             treated as missing

Exit 10. The same list for programs: speciosa check broken/ --format json
"""


def test_the_whole_answer(tmp_path, monkeypatch):
    comma = '2026-04-{:02}T08:10,dose,green,"{},5",g,,'
    rows = (
        comma.format(1, 3),
        comma.format(2, 4),
        "2026-02-30T08:10,dose,green,3,g,,",
        *(comma.format(day, 12) for day in (3, 4, 5)),
        "2026-04-06T08:10,dose,geren,3,g,,",
        "2026-04-11T08:10,dose,green,3,g,,",
        "2026-04-11T08:10,dose,green,3,g,,",
    )
    folder(
        tmp_path / "broken",
        *rows,
        "2026-04-15T08:10,dose,green,3,g,,",
        head=HEAD.replace("Europe/Berlin", "Berlin"),
    )
    monkeypatch.chdir(tmp_path)
    assert run("broken").output == EXPECTED.replace("9 rows ", "10 rows")


def test_a_sound_diary(tmp_path, monkeypatch):
    folder(tmp_path / "alex", DOSE)
    monkeypatch.chdir(tmp_path)
    result = run("alex/")
    assert result.exit_code == 0
    assert (
        result.output
        == "alex/ can be used: no problem in 1 row                                           nothing was written\n"
    )


def test_the_same_for_programs(tmp_path):
    rows = ('2026-03-01T08:10,dose,green,"2,5",g,,', '2026-03-01T08:10,dose,green,"3,5",g,,')
    result = run(folder(tmp_path / "d", *rows), "--format", "json")
    told = json.loads(result.output)
    assert result.exit_code == 10
    assert told["usable"] is False
    assert [problem["row"] for problem in told["problems"]] == [2, 3]
    assert told["problems"][0] == {
        "what": "an amount that is not a number",
        "field": "value",
        "found": "2,5",
        "expected": "a number with a point, in g",
        "example": "2.5",
        "file": "entries.csv",
        "row": 2,
    }


def test_another_format_is_a_usage_error(tmp_path):
    assert run(tmp_path, "--format", "xml").exit_code == 2


def test_escape_signs_never_reach_the_terminal(tmp_path):
    path = folder(tmp_path / "d", header="at,kind,what,value,\x1b[31m")
    assert "\x1b" not in run(path).output
    assert shown("a\x1b[31m") == "a\\x1b[31m"


def test_runs_of_rows():
    assert runs([3, 1, 2, 7, 9, 10]) == "1-3, 7, 9, 10"
