"""`speciosa new`: a diary that can be used at once, and never one overwritten."""

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli import new as module
from speciosa.cli.new import local_zone, new
from speciosa.diary.readers import inspect
from speciosa.errors import InputError
from tests.diary.folders import contents

app = typer.Typer()
app.command()(new)


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_a_new_diary_can_be_used_at_once(tmp_path):
    path = tmp_path / "alex"
    result = run(path, "--timezone", "Europe/Berlin", "--aims", "pain, focus", "--country", "de")
    assert result.exit_code == 0
    assert f"speciosa log {path}/ dose green 3g" in result.output
    found = inspect(path)
    assert found.problems == ()
    assert found.diary.person.id == "alex"
    assert found.diary.person.aims == ("pain", "focus")
    assert found.diary.person.country == "DE"
    assert found.diary.timezone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--timezone", "Berlin"), "not a time zone name"),
        (("--country", "Germany"), "not a country code"),
        (("--born", "84"), "not a year of birth"),
        (("--name", "a\x1bb"), "an unprintable sign"),
    ],
)
def test_a_wrong_option_is_refused_and_nothing_is_written(tmp_path, options, what):
    result = run(tmp_path / "alex", *options)
    assert isinstance(result.exception, InputError)
    assert result.exception.exit_code == 10
    assert what in str(result.exception)
    assert contents(tmp_path) == {}


def test_a_year_of_birth_and_a_part_of_a_country_go_into_the_head(tmp_path):
    with_both = run(tmp_path / "a", "--born", "1984", "--country", "us-la")
    assert "year of birth" not in with_both.output
    person = inspect(tmp_path / "a").diary.person
    assert (person.birth_year, person.country) == (1984, "US-LA")
    assert "enter your year of birth" in run(tmp_path / "b").output
    assert inspect(tmp_path / "b").diary.person.birth_year is None


def test_nothing_is_overwritten(tmp_path):
    run(tmp_path, "--timezone", "UTC")
    before = contents(tmp_path)
    result = run(tmp_path, "--timezone", "Europe/Berlin")
    assert isinstance(result.exception, InputError)
    assert contents(tmp_path) == before


def test_the_zone_of_this_computer(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    assert local_zone() == "Asia/Kathmandu"
    monkeypatch.setenv("TZ", "nonsense")
    monkeypatch.setattr(module.os.path, "realpath", lambda _: "/usr/share/zoneinfo/Europe/Berlin")
    assert local_zone() == "Europe/Berlin"
    monkeypatch.setattr(module.os.path, "realpath", lambda path: path)
    assert local_zone() == "UTC"
