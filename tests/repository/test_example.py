"""The built-in example is what its script makes, and it is labelled as invented everywhere."""

import runpy
from importlib.resources import files
from pathlib import Path

import pytest

import speciosa
from speciosa.diary.writers import write_folder
from speciosa.report.html import render_html
from speciosa.report.terminal import render_terminal

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_example.py"
EXAMPLE = Path(str(files("speciosa") / "example"))


@pytest.fixture(scope="module")
def assessment():
    return speciosa.assess(speciosa.read_diary(EXAMPLE))


def test_the_script_makes_the_committed_bytes(tmp_path):
    write_folder(runpy.run_path(str(SCRIPT))["example"](), tmp_path / "example")
    for name in ("diary.toml", "entries.csv"):
        assert (tmp_path / "example" / name).read_bytes() == (EXAMPLE / name).read_bytes()


def test_it_holds_what_a_person_with_fibromyalgia_and_adhd_records(assessment):
    assert set(assessment.person.conditions) == {"fibromyalgia", "adhd"}
    assert assessment.window.days == 42
    assert len(assessment.timeline.products) == 2
    assert assessment.quality.share_of_doses_with_rating_before > 0.8


def test_it_shows_every_kind_of_answer(assessment):
    by_outcome = {r.outcome: r for r in assessment.responses}
    assert by_outcome["pain"].declared == "better"
    assert by_outcome["restlessness"].declared == "worse"
    assert by_outcome["mood"].declared is None
    assert by_outcome["sleep"].grade == "D"


def test_every_face_says_that_it_is_invented(assessment):
    assert assessment.made.simulated
    assert '"simulated": true' in assessment.to_json()
    assert "invented" in render_html(assessment).lower()
    assert "invented" in render_terminal(assessment, 100, colour=False).lower()


def test_the_json_round_trip_keeps_everything(assessment):
    again = type(assessment).model_validate_json(assessment.to_json())
    assert again == assessment
    assert again.to_json() == assessment.to_json()
