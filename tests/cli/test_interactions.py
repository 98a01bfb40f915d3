"""`speciosa interactions` without a diary."""

import json
from datetime import UTC, datetime

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli.interactions import interactions
from speciosa.errors import InputError
from speciosa.safety.lookup import Named, look_up
from speciosa.safety.rows import step

app = typer.Typer()
app.command()(interactions)

ASKED = ["--medicine", "Elvanse 50", "--medicine", "sertralin", "--medicine", "ibu 400"]
LONG_QT = ["--condition", "long qt"]
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def run(*arguments):
    return CliRunner().invoke(app, list(arguments))


def test_what_was_typed_is_said_as_understood_and_every_finding_has_a_source():
    done = run("--form", "leaf", *ASKED, *LONG_QT)
    for line in ("Elvanse 50 = lisdexamfetamine", "sertralin = sertraline", "ibu 400 = ibuprofen"):
        assert line in done.output
    first = next(line for line in done.output.splitlines() if line.startswith(" ■4"))
    assert "long QT" in first
    assert "Already together: Call your doctor today." in done.output
    assert "Not yet together: Do not use kratom." in done.output
    assert "doi 10.1016/j.taap.2016.05.022" in done.output
    assert done.exit_code == 5


@pytest.mark.parametrize("medicine", ["gabapentin", "zopiclone", "quetiapine", "citalopram"])
def test_seven_oh_is_stricter_than_leaf(medicine):
    leaf, strong = (
        look_up(Named(NOW, (form,), (medicine,), birth_year=1980)).findings
        for form in ("leaf", "7-oh")
    )
    assert step(strong[0].severity) >= step(leaf[0].severity)
    assert "I-018" in {finding.id for finding in strong}  # naloxone, always
    if medicine == "gabapentin":
        assert (leaf[0].severity, strong[0].severity) == ("S3", "S4")


def test_an_unknown_name_is_said_to_be_unknown_and_changes_the_exit_code():
    done = run("foozle", "--condition", "bad luck", "--form", "leaf")
    assert '"foozle": not understood' in done.output
    assert '"bad luck": not a condition we know' in done.output
    assert "That is not the same as no risk." in done.output
    assert done.exit_code == 3


def test_json_holds_medicines_and_findings():
    done = run("--json", "Elvanse 50", "--form", "leaf", "--born", "1980")
    found = json.loads(done.output)
    assert found["medicines"][0] == {
        "typed": "Elvanse 50",
        "ingredients": ["lisdexamfetamine"],
        "status": "understood",
        "suggestions": [],
    }
    assert [f["severity"] for f in found["findings"]][:1] == ["S3"]
    assert all(f["sources"] for f in found["findings"])
    assert done.exit_code == 4


@pytest.mark.parametrize("plain", [[], ["--plain"]])
def test_a_name_cannot_style_the_screen(plain):
    done = run("\x1b[31m\ue003evil", "--form", "leaf", *plain)
    assert "\x1b" not in done.output
    assert "\ue003" not in done.output


def test_a_part_of_a_country_is_looked_up_and_anything_else_refused():
    done = run("--form", "leaf", "--born", "1984", "--country", "us-la")
    assert "Kratom is on a list of controlled substances in US-LA" in done.output
    assert "Emergency: 911" in done.output
    refused = run("--form", "leaf", "--country", "Louisiana")
    assert "not a country code" in str(refused.exception)


def test_nothing_to_look_up_is_one_sentence():
    done = run()
    assert isinstance(done.exception, InputError)
    assert str(done.exception).startswith("interactions: nothing to look up;")


def test_a_minor_gets_the_age_finding_and_an_unknown_age_a_hint():
    young = run("ibuprofen", "--form", "leaf", "--born", "2012")
    assert young.exit_code == 5
    unknown = run("ibuprofen", "--form", "leaf")
    assert "give the year of birth with --born" in unknown.output
