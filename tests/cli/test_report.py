"""`report` and `demo` as a person runs them."""

import sys
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from speciosa.cli.main import app, run

EXAMPLE = str(files("speciosa") / "example")


def test_report_prints_the_first_page_and_writes_the_files(tmp_path):
    out = tmp_path / "out"
    done = CliRunner().invoke(
        app, ["report", EXAMPLE, "-o", str(out), "--format", "html,json,text"]
    )
    assert done.exit_code == 0
    assert "RED FLAGS" in done.output
    assert {p.name for p in out.iterdir()} == {"report.html", "report.json", "report.txt"}
    for path in out.iterdir():
        assert str(path) in done.output


def test_quiet_prints_only_the_paths(tmp_path):
    done = CliRunner().invoke(app, ["report", EXAMPLE, "-o", str(tmp_path), "--quiet"])
    assert done.output.splitlines() == [
        str(tmp_path / "report.html"),
        str(tmp_path / "report.json"),
    ]


def test_plain_is_ascii_without_colour(tmp_path):
    done = CliRunner().invoke(app, ["report", EXAMPLE, "-o", str(tmp_path), "--plain"])
    assert done.output.isascii()
    assert "\x1b" not in done.output


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuch"], "there is no such diary"),
        ([EXAMPLE, "--format", "docx"], "a format that is not known"),
        ([EXAMPLE, "--at", "yesterday"], "not a time"),
        ([EXAMPLE, "--at", "1999-01-01"], "nothing recorded yet"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(arguments, sentence, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    monkeypatch.setattr(sys, "argv", ["speciosa", "report", *arguments, "-o", str(out)])
    with pytest.raises(SystemExit) as stopped:
        run()
    told = capsys.readouterr().err
    assert stopped.value.code == 10
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert not out.exists()


def test_demo_runs_the_example(tmp_path):
    done = CliRunner().invoke(app, ["demo", "-o", str(tmp_path)])
    assert done.exit_code == 0
    assert "invented" in done.output
    assert Path(tmp_path / "report.html").exists()
