"""`report --compare` and `report --since`, as a person types them."""

import json
import sys
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from speciosa.cli.main import app, run
from tests.diary.folders import HEAD, folder

EXAMPLE = str(files("speciosa") / "example")


def report(*words):
    done = CliRunner().invoke(app, ["report", *(str(word) for word in words), "--quiet"])
    assert done.exit_code == 0, done.exception
    return done


@pytest.fixture(scope="module")
def early(tmp_path_factory):
    out = tmp_path_factory.mktemp("early")
    report(EXAMPLE, "--at", "2026-03-25", "-o", out, "--format", "json")
    return out / "report.json"


def test_both_stand_in_every_face_and_show_gives_the_same_bytes(early, tmp_path):
    formats = ("--format", "html,pdf,text,json")
    report(EXAMPLE, "--compare", "28d", "--since", early, "-o", tmp_path / "a", *formats)
    page = (tmp_path / "a" / "report.html").read_text()
    text = " ".join((tmp_path / "a" / "report.txt").read_text().split())
    for title in ("Two periods side by side", "Since the last report"):
        assert f">{title}</a>" in page
    assert "Two periods, 16 March to 12 April against 2-15 March. Pain: " in text
    assert "Since the report as of 25 March 2026, 23:59: " in text
    shown = ["show", str(tmp_path / "a" / "report.json"), "-o", str(tmp_path / "b"), *formats]
    assert CliRunner().invoke(app, shown).exit_code == 0
    for face in ("report.html", "report.pdf", "report.txt", "report.json"):
        assert (tmp_path / "a" / face).read_bytes() == (tmp_path / "b" / face).read_bytes(), face


def test_the_report_of_last_time_may_be_the_file_that_is_written(early, tmp_path):
    kept = tmp_path / "report.json"
    kept.write_bytes(early.read_bytes())
    report(EXAMPLE, "--since", kept, "-o", tmp_path, "--format", "json")
    since = json.loads(kept.read_text())["since"]
    assert since["end"] == "2026-03-25"
    assert json.loads(early.read_text())["since"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--compare", "0d"], "no days to compare"),
        (["--compare", "x"], "not two periods to compare"),
        (["--compare", "99999d"], "more days than this diary can compare"),
        (["--compare", "2025-01-01..2025-02-01"], "days that this diary does not hold"),
        (
            ["--compare", "2026-03-02..2026-03-20,2026-03-10..2026-04-01"],
            "the periods overlap",
        ),
        (["--since", "nosuch.json"], "there is no such file"),
        (["--since", EXAMPLE], "a folder"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(words, sentence, tmp_path, monkeypatch, capsys):
    out = tmp_path / "out"
    monkeypatch.setattr(sys, "argv", ["speciosa", "report", EXAMPLE, *words, "-o", str(out)])
    with pytest.raises(SystemExit) as stopped:
        run()
    told = capsys.readouterr().err
    assert stopped.value.code == 10
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert not out.exists()


def test_a_report_of_somebody_else_or_of_another_version_is_refused(early, tmp_path):
    row = "2026-04-20T08:00,rating,pain,6,,,"
    other = folder(tmp_path / "d", row, head=HEAD)
    words = ["report", str(other), "-o", str(tmp_path / "out"), "--since"]
    error = CliRunner().invoke(app, [*words, str(early)]).exception
    assert 'a report of another person; found "Alex", expected a report of "alex"' in str(error)
    later = tmp_path / "later.json"
    later.write_text(early.read_text().replace("speciosa.assessment/1", "speciosa.assessment/2"))
    error = CliRunner().invoke(app, [*words, str(later)]).exception
    assert "a version that is not known here" in str(error)
    assert not (tmp_path / "out").exists()
