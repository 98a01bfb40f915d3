"""Help that fits, with examples that run, and no colour where none is wanted."""

import shlex
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.examples import EXAMPLES
from speciosa.cli.main import app

COMMANDS = list(typer.main.get_command(app).commands)
SLOW = {"demo", "report", "show", "compare", "design"}
LINES = [pytest.param(name, marks=[pytest.mark.slow] * (name in SLOW)) for name in EXAMPLES]
ARTICLE = Path(__file__).parents[1] / "appraise/article.md"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with everything the examples name."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(str(files("speciosa") / "example"), "alex")
    shutil.copy(ARTICLE, "article.md")
    Path("export.csv").write_text(
        "Date,Time,Strain,Amount (g),Notes\n2026-03-01,08:00,Red Bali,1.00,\n"
    )
    return tmp_path


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_fits_on_80_columns_and_ends_with_its_examples(command):
    text = CliRunner().invoke(app, [*command.split(), "--help"], terminal_width=80).output
    assert max(map(len, text.splitlines())) <= 80
    for line in EXAMPLES.get(command, ()):
        assert f"    {line}\n" in text


def test_the_list_of_commands_cuts_no_sentence():
    listed = CliRunner().invoke(app, ["--help"], terminal_width=80).output.partition("Commands:")[2]
    assert "..." not in listed
    assert set(COMMANDS) == {line.split()[0] for line in listed.strip().splitlines()}


def test_every_command_has_examples():
    assert set(COMMANDS) == set(EXAMPLES)
    assert all(2 <= len(lines) <= 7 for lines in EXAMPLES.values())


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("command", LINES)
def test_every_example_runs(command):
    for line in EXAMPLES[command]:
        program, *words = shlex.split(line)
        assert program == "speciosa"
        if command == "show":
            Path("out").exists() or CliRunner().invoke(app, ["report", "alex"])
        done = CliRunner().invoke(app, words)
        told = {4, 5} if command == "interactions" else set()  # what a script learns from it
        assert done.exit_code in {0, *told}, (line, done.output, done.exception)
