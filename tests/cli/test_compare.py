"""`compare` as a person runs it."""

import json
from importlib.resources import files

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.compare import compare
from speciosa.errors import InputError

EXAMPLE = str(files("speciosa") / "example")
app = typer.Typer()
app.command()(compare)


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_it_tells_the_difference_and_what_may_be_behind_it():
    done = run(EXAMPLE, "pain", "--products", "leaf7,leaf8")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    told = " ".join(lines)
    assert max(map(len, lines)) <= 88
    assert "invented" in lines[0]
    assert "not the effect of what was taken" in told
    assert "They lie apart in the calendar" in told
    assert "sertraline 25 mg began on" in told


def test_too_little_prints_no_number_and_says_why():
    done = run(EXAMPLE, "sleep", "--products", "leaf7,leaf8")
    assert "cannot tell" in done.output
    assert "at least 7 days and 15 ratings" in done.output
    assert "points" not in done.output


def test_json_holds_the_numbers():
    done = run(
        EXAMPLE, "pain", "--periods", "2026-03-02..2026-03-20,2026-03-21..2026-04-12", "--json"
    )
    found = json.loads(done.output)
    assert found["kind"] == "periods"
    assert found["difference"]["low"] < found["difference"]["high"]
    assert found["confounders"]


@pytest.mark.parametrize(
    ("line", "said"),
    [("", "birth_year = 1984"), ('birth_year = 1984\ncountry = "US-LA"', "not legal advice")],
)
def test_nothing_is_shown_without_an_age_or_where_a_law_controls_it(tmp_path, line, said):
    for name in ("diary.toml", "entries.csv"):
        text = (files("speciosa") / "example" / name).read_text(encoding="utf-8")
        text = text.replace('country = "DE"\n', "") if "US" in line else text
        (tmp_path / name).write_text(text.replace("birth_year = 1984", line), encoding="utf-8")
    done = run(str(tmp_path), "pain", "--products", "leaf7,leaf8")
    assert done.output.startswith("Not shown")
    assert said in done.output
    assert "points" not in done.output
    assert run(str(tmp_path), "pain", "--products", "leaf7,leaf8", "--json").output == "null\n"


def test_nothing_is_shown_to_a_minor(tmp_path):
    for name in ("diary.toml", "entries.csv"):
        text = (files("speciosa") / "example" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(
            text.replace("birth_year = 1984", "birth_year = 2012"), encoding="utf-8"
        )
    done = run(str(tmp_path), "pain", "--products", "leaf7,leaf8")
    assert done.output == "Not shown for people under 18.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "nothing to compare"),
        (["--products", "leaf7"], "not two parts"),
        (["--products", "leaf7,leaf8", "--substances", "kratom,thc"], "several kinds"),
        (["--periods", "2026-03-01..x,2026-04-01..2026-04-02"], "not a period"),
        (["--products", "leaf7,leef8"], "Try leaf8"),
    ],
)
def test_what_is_wrong_is_said(arguments, said):
    done = run(EXAMPLE, "pain", *arguments)
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)
    assert done.exception.exit_code == 10
