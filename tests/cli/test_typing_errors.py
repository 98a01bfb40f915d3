"""What is typed wrongly is answered with what was meant: commands, options, diaries."""

import pytest
from typer.testing import CliRunner

from speciosa.cli.main import app
from tests.diary.folders import contents, folder


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("reprot", "report"), ("todya", "today"), ("unod", "undo"), ("shwo", "show")],
)
def test_the_nearest_command_is_named(typed, meant):
    done = CliRunner().invoke(app, [typed])
    assert done.exit_code == 2
    assert "No such command" in done.output
    assert f"'{meant}'" in done.output


def test_nothing_near_names_nothing():
    done = CliRunner().invoke(app, ["xyzzyx"])
    assert done.exit_code == 2
    assert "Did you mean" not in done.output


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("report alex --qiet", "--quiet"),
        ("today alex --plian", "--plain"),
        ("undo alex --di 3", "--id"),
        ("convert a.csv --ouput alex", "--output"),
        ("--install-completio", "--install-completion"),
    ],
)
def test_the_nearest_option_is_named(line, meant):
    done = CliRunner().invoke(app, line.split())
    assert done.exit_code == 2
    assert meant in done.output.partition("No such option")[2]


@pytest.mark.parametrize("command", ["check", "today", "undo", "log", "cases"])
@pytest.mark.parametrize(("typed", "meant"), [("alx", "alex"), ("old.jsn", "old.json")])
def test_the_nearest_diary_is_named_and_nothing_is_made(
    tmp_path, monkeypatch, command, typed, meant
):
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "alex")
    folder(tmp_path / "robin")
    (tmp_path / "old.json").write_text("{}")
    (tmp_path / "alax").mkdir()  # nearer, but no diary
    before = contents(tmp_path)
    words = [command, typed, *(["green", "3g"] if command == "log" else [])]
    done = CliRunner().invoke(app, words)
    if command == "check":
        assert done.exit_code == 10
        assert f"try       {meant}\n" in done.output
    else:
        (problem,) = done.exception.exceptions
        assert (problem.what, problem.example) == ("there is no such diary", meant)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("typed", ["xyzzyx", "no/such/place"])
def test_a_diary_like_no_other_names_none(tmp_path, monkeypatch, typed):
    monkeypatch.chdir(tmp_path)
    folder(tmp_path / "alex")
    (problem,) = CliRunner().invoke(app, ["today", typed]).exception.exceptions
    assert problem.example == ""
