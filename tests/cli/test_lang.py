"""`--lang`: what is said comes from the file of that language; an unknown one is one sentence."""

import sys
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from speciosa import texts as module
from speciosa.cli.main import app, run

EXAMPLE = str(files("speciosa") / "example")
MADE_UP = {"words.simulated": "Zonk: every number of it."}


@pytest.fixture
def stored(tmp_path):
    words = ["report", EXAMPLE, "-o", str(tmp_path), "--format", "json", "--quiet"]
    assert CliRunner().invoke(app, words).exit_code == 0
    return str(tmp_path / "report.json")


@pytest.fixture
def zonk(monkeypatch):
    """A language that has one text; everything else is English."""
    english = module.texts("en")
    monkeypatch.setattr(module, "languages", lambda: ("en", "zonk"))
    monkeypatch.setattr(module, "texts", lambda name: english | (MADE_UP if name == "zonk" else {}))


@pytest.mark.usefixtures("zonk")
def test_report_and_show_speak_the_language_and_later_english_again(stored, tmp_path):
    assert english_again(stored)
    for first in (["report", EXAMPLE], ["show", stored]):
        out = tmp_path / first[0]
        words = [*first, "-o", str(out), "--format", "html,text", "--lang", "zonk"]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.exception
        for said in (done.output, *(path.read_text() for path in out.iterdir())):
            assert MADE_UP["words.simulated"] in said
            assert "Simulated example:" not in said
    assert english_again(stored)


def english_again(stored):
    return "Simulated example:" in CliRunner().invoke(app, ["show", stored]).output


@pytest.mark.parametrize("command", ["report", "show"])
def test_an_unknown_language_is_one_sentence_and_nothing_is_written(
    command, stored, tmp_path, monkeypatch, capsys
):
    out = tmp_path / "out"
    file = EXAMPLE if command == "report" else stored
    monkeypatch.setattr(
        sys, "argv", ["speciosa", command, file, "-o", str(out), "--lang", "klingon"]
    )
    with pytest.raises(SystemExit) as ended:
        run()
    said = capsys.readouterr()
    assert ended.value.code == 10
    assert said.out == ""
    assert said.err.startswith('speciosa: --lang: no such language; found "klingon", expected en')
    assert said.err.count("\n") == 1
    assert not out.exists()
