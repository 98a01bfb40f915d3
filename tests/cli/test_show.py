"""`speciosa show`: a stored assessment gives the same bytes again, or one sentence why not."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from typer.testing import CliRunner

from speciosa.assessment import stored as module
from speciosa.assessment.stored import read_assessment
from speciosa.cli.main import app
from speciosa.errors import InputError
from tests.diary.folders import HEAD, contents, folder

EXAMPLE = str(files("speciosa") / "example")
FACES = ("report.html", "report.pdf", "report.txt", "report.json")
FORMATS = "html,pdf,text,json"
# A night in which the clock goes back, and hidden amounts: both must survive the JSON.
ROWS = (
    "2026-10-25T02:30+02:00,dose,green,3,g,,",
    "2026-10-25T02:30+01:00,rating,pain,6,,,",
    '2026-10-25T09:00,note,,,,"<b>&""x""</b>",',
    "2026-10-26T09:00,event,nausea,2,grade,,",
)


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def report(diary, out, *words):
    done = run("report", diary, "-o", out, "--format", FORMATS, "--quiet", *words)
    assert done.exit_code == 0, done.exception
    return out / "report.json"


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    return report(EXAMPLE, tmp_path_factory.mktemp("made"))


def same_bytes(stored, out, *words):
    done = run("show", stored, "-o", out, "--format", FORMATS, "--quiet", *words)
    assert done.exit_code == 0, done.exception
    assert done.output.splitlines() == [str(out / face) for face in FACES]
    for face in FACES:
        assert (out / face).read_bytes() == (stored.parent / face).read_bytes(), face


def test_every_face_is_the_same_bytes_again(stored, tmp_path):
    same_bytes(stored, tmp_path / "again")


@pytest.mark.parametrize("birth_year", [1984, 2012, None])
def test_also_at_a_clock_change_and_where_amounts_are_hidden(tmp_path, birth_year):
    born = f"birth_year = {birth_year}\n" if birth_year else ""
    head = HEAD.replace("[products.green]", f"{born}[products.green]", 1)
    made = report(folder(tmp_path / "d", *ROWS, head=head), tmp_path / "out")
    same_bytes(made, tmp_path / "again")


def test_for_a_professional(tmp_path):
    made = report(EXAMPLE, tmp_path / "out", "--for", "professional")
    same_bytes(made, tmp_path / "again", "--for", "professional")


def test_alone_it_shows_the_first_page_and_writes_nothing(stored, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("show", stored, "--plain")
    assert done.exit_code == 0
    assert "RED FLAGS" in done.output
    assert done.output.isascii()
    assert contents(tmp_path) == {}


def test_a_place_alone_means_the_page(stored, tmp_path):
    assert run("show", stored, "-o", tmp_path / "x").exit_code == 0
    assert [p.name for p in (tmp_path / "x").iterdir()] == ["report.html"]


def changed(stored, place, change):
    data = json.loads(stored.read_text())
    change(data)
    path = place / "report.json"
    path.write_text(json.dumps(data))
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d.update(schema="speciosa.assessment/2"), "a version that is not known here"),
        (lambda d: d.update(schema="speciosa.assessment/1.1"), "a version that is not known here"),
        (lambda d: d.update(schema="other/1"), "JSON, but no assessment"),
        (lambda d: d.update(schema=1), "JSON, but no assessment"),
        (lambda d: d.pop("schema"), "JSON, but no assessment"),
        (lambda d: d.pop("window"), "window: a field is missing"),
        (lambda d: d.update(more=1), "more: a field that the schema does not hold"),
        (lambda d: d["window"].update(days="many"), "window.days: a field that is not as"),
        (lambda d: d["made"].update(at="yesterday"), 'found "yesterday"'),
        (lambda d: d["made"].update(at="2026-03-01T00:00"), "made.at: a field that is not as"),
    ],
)
def test_a_field_that_is_not_right_is_one_sentence(stored, tmp_path, change, said):
    path = changed(stored, tmp_path, change)
    with pytest.raises(InputError) as told:
        read_assessment(path)
    assert said in str(told.value)
    assert "report.json" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "not JSON"),
        (b"<html>", "not JSON"),
        (b'{"schema": "speciosa.assessment/1",', "not JSON"),
        (b"[1, 2]", "JSON, but no assessment"),
        (b"null", "JSON, but no assessment"),
        (b'{"format": "speciosa.diary/1"}', 'found "speciosa.diary/1"'),
        (b'{"schema": "speciosa.assessment/1"}', "made: a field is missing"),
        (b'{"schema": "speciosa.assessment/1", "x": NaN}', "not JSON that can be read"),
        (b'{"schema": "speciosa.assessment/1", "x": 1e999}', "not JSON that can be read"),
        (b"[" * 200_000, "not JSON"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
    ],
)
def test_what_is_no_assessment_is_one_sentence(tmp_path, text, said):
    path = tmp_path / "report.json"
    path.write_bytes(text)
    error = run("show", path, "-o", tmp_path / "out").exception
    assert isinstance(error, InputError)
    assert said in str(error)
    assert "\n" not in str(error)
    assert not (tmp_path / "out").exists()


def test_too_large_is_refused_before_it_is_read(stored, monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    monkeypatch.setattr(Path, "read_text", None)
    with pytest.raises(InputError, match="too large for an assessment"):
        read_assessment(stored)


def test_a_folder_or_nothing_at_all(stored, tmp_path):
    with pytest.raises(InputError, match=r"a folder.*report\.json"):
        read_assessment(stored.parent)
    with pytest.raises(InputError, match="there is no such file"):
        read_assessment(tmp_path / "x.json")


def test_parts_that_a_hand_tore_apart_are_one_sentence(stored, tmp_path):
    def halve(data):
        for panel in data["day_profile"]["panels"]:
            panel["p50"] = panel["p50"][:3]

    path = changed(stored, tmp_path, halve)
    error = run("show", path, "--format", "html", "-o", tmp_path / "out").exception
    assert isinstance(error, InputError)
    assert "do not fit together" in str(error)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "words", [("--format", "docx"), ("--for", "nobody"), ("--format", "html,docx")]
)
def test_unknown_faces_and_readers_write_nothing(stored, tmp_path, words):
    error = run("show", stored, "-o", tmp_path / "out", *words).exception
    assert isinstance(error, InputError)
    assert not (tmp_path / "out").exists()
