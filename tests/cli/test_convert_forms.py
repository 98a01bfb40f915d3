"""`speciosa convert` from one form of a diary to another: the same diary each time."""

import tempfile
from importlib.resources import files
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from typer.testing import CliRunner

from speciosa.assessment.digest import diary_digest
from speciosa.cli import convert_diary
from speciosa.cli.convert import convert
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import write_folder
from speciosa.errors import InputError, StoreError
from tests.diary.folders import contents, folder
from tests.diary.strategies import diaries

app = typer.Typer()
app.command()(convert)
EXAMPLE = Path(str(files("speciosa") / "example"))
HOSTILE = ("a b", "ü 中 🌿", "--help", "..", ".hidden", "x" * 200, "a'b\"c", "$HOME", "=1")


def run(*words):
    return CliRunner().invoke(app, ["-o", str(words[1]), *map(str, words[2:]), "--", str(words[0])])


def digests(*paths):
    return {diary_digest(read_diary(path)) for path in paths}


def chain(start, place):
    """Folder to JSON, to zip, to folder, to JSON: the paths made."""
    steps = [place / "a.json", place / "b.zip", place / "c", place / "d.json"]
    for source, target in zip([start, *steps], steps, strict=False):
        result = run(source, target)
        assert result.exit_code == 0, (result.output, result.exception)
    return steps


def test_the_example_goes_round_without_a_difference(tmp_path):
    before = contents(EXAMPLE)
    made = chain(EXAMPLE, tmp_path)
    assert len(digests(EXAMPLE, *made)) == 1
    assert made[0].read_bytes() == made[3].read_bytes()
    assert contents(EXAMPLE) == before
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["a.json", "b.zip", "c", "d.json"]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(diary=diaries())
def test_any_diary_goes_round_without_a_difference(diary):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        write_folder(diary, place / "start")
        made = chain(place / "start", place)
        assert len(digests(place / "start", *made)) == 1
        assert read_diary(made[3]) == diary


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_of_any_kind_is_only_a_name(tmp_path, name):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    for target in (tmp_path / f"{name}.json", tmp_path / f"{name}.ZIP"):
        assert run(source, target).exit_code == 0
        assert digests(target) == digests(source)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ("d", f"{name}.json", f"{name}.ZIP")
    )


def test_nothing_is_ever_replaced(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    (tmp_path / "x.json").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    before = contents(tmp_path)
    for target in ("x.json", "full"):
        result = run(source, tmp_path / target)
        assert isinstance(result.exception, InputError)
        assert "there is something already" in str(result.exception)
    assert contents(tmp_path) == before


def test_an_empty_folder_becomes_a_diary_that_only_its_owner_reads(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    (tmp_path / "new").mkdir()
    assert run(source, tmp_path / "new").exit_code == 0
    assert digests(tmp_path / "new") == digests(source)
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "new").iterdir()} == {0}


def test_what_has_no_place_in_the_new_form_is_told(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    (source / "questions.toml").write_text("hide = []\n")
    said = run(source, tmp_path / "x.json").output
    assert "1 entry written." in said
    assert "Left out: remarks (#) in diary.toml" in said
    assert "Left out: questions.toml, which is no part of the diary itself." in said
    assert "Left out" not in run(tmp_path / "x.json", tmp_path / "new").output


def test_a_preview_writes_nothing(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    before = contents(tmp_path)
    assert "1 entry would be written." in run(source, tmp_path / "x.zip", "--preview").output
    assert contents(tmp_path) == before


@pytest.mark.parametrize("ending", [".json", ".zip", ""])
def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch, ending):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    before = contents(tmp_path)

    def full(_diary, path):
        path.with_suffix(".part").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(convert_diary, "_writer", lambda _target: full)
    result = run(source, tmp_path / f"x{ending}")
    assert isinstance(result.exception, StoreError)
    assert str(result.exception).endswith("nothing was written: No space left on device.")
    assert (contents(tmp_path), [p.name for p in tmp_path.iterdir()]) == (before, ["d"])


def test_a_diary_that_cannot_be_read_becomes_nothing(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,99,,,r1")
    assert run(source, tmp_path / "x.json").exit_code != 0
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_another_programs_file_needs_a_diary_folder(tmp_path):
    table = tmp_path / "x.csv"
    table.write_text("Date,Time,Strain,Amount (g),Notes\n2026-03-01,08:10,green,2.5,\n")
    for target, what in (("x.json", "not a diary"), ("new", "no diary here")):
        result = run(table, tmp_path / target)
        assert isinstance(result.exception, InputError)
        assert what in str(result.exception)
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_options_for_other_files_are_refused_for_a_diary(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    for more in (("--product", "a=green"), ("--columns", "c.toml")):
        result = run(source, tmp_path / "x.json", *more)
        assert "not for a diary" in str(result.exception)


def test_a_diary_goes_into_another_one_once(tmp_path):
    source = folder(tmp_path / "d", "2026-03-01T08:05,rating,pain,6,,,r1")
    target = folder(tmp_path / "e", "2026-03-02T08:05,rating,pain,5,,,r2")
    assert "1 entry added, 0 there already." in run(source, target).output
    assert "0 entries added, 1 there already." in run(source, target).output
    assert {entry.id for entry in read_diary(target).entries} == {"r1", "r2"}
