"""`exposure` as a person runs it: of a diary, and of a made-up pattern."""

import csv
import shutil
import sys
from importlib.resources import files
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

import speciosa
from speciosa.cli.main import app, run
from speciosa.diary.readers import read_diary

EXAMPLE = str(files("speciosa") / "example")
PREDICTION = "prediction for people in general, not a measurement"
PATTERN = ["--form", "leaf", "--amount", "3g", "--times", "08:00,14:00,20:00", "--days", "14"]


def told(*arguments):
    done = CliRunner().invoke(app, ["exposure", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def texts(svg):
    return " ".join(e.text for e in ET.parse(svg).iter() if e.text)  # noqa: S314


def test_a_diary_has_one_line_a_recorded_day_and_says_what_a_level_is():
    lines = told(EXAMPLE).splitlines()
    assert max(map(len, lines)) <= 100
    days = {entry.at.date().isoformat() for entry in read_diary(EXAMPLE).entries}
    assert {line[:10] for line in lines if line[:4] == "2026"} == days
    assert any(PREDICTION in line for line in lines)
    assert "invented" in lines[0]
    assert "no published exposure of this form and amount" in " ".join(map(str.strip, lines))


def test_it_writes_a_table_and_a_picture(tmp_path):
    output = told(EXAMPLE, "-o", str(tmp_path / "out"))
    with (tmp_path / "out" / "exposure.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 40
    assert all(
        float(r["trough_ng_per_ml_p50"])
        <= float(r["mean_ng_per_ml_p50"])
        <= float(r["peak_ng_per_ml_p50"])
        for r in rows
    )
    assert PREDICTION in texts(tmp_path / "out" / "exposure.svg")
    for name in ("exposure.csv", "exposure.svg"):
        assert str(tmp_path / "out" / name) in output


def test_the_numbers_are_those_of_the_report():
    assessment = speciosa.assess(speciosa.read_diary(EXAMPLE))
    peak = assessment.exposure.typical[0].peak
    assert f"Peak of the middle day: {peak.p50:.3g} ng/mL" in told(EXAMPLE)


def test_a_made_up_pattern_says_so_first_and_gives_no_advice(tmp_path):
    lines = told(*PATTERN, "-o", str(tmp_path)).splitlines()
    assert lines[0] == "A made-up pattern, for explanation only: no measurement, no advice."
    assert max(map(len, lines)) <= 100
    assert sum(line.startswith("day ") for line in lines) == 14
    assert PREDICTION in " ".join(lines)
    assert "2026" not in " ".join(lines)
    picture = texts(tmp_path / "exposure.svg")
    assert "made-up pattern, for explanation only" in picture
    assert "day 14" in picture
    for word in ("should", "recommend", "safe", "enough"):
        assert word not in " ".join(lines).lower()


def test_the_same_pattern_gives_the_same_bytes():
    assert told(*PATTERN) == told(*PATTERN)


def test_another_substance_and_a_year():
    output = told(
        "--substance", "venlafaxine", "--amount", "75mg", "--times", "8:00", "--days", "2"
    )
    assert "Venlafaxine in blood, predicted" in output
    year = told("--form", "tea", "--amount", "2g", "--times", "08:00", "--days", "366")
    assert "day 366" in year


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "nothing to show"),
        (["nosuch"], "there is no such diary"),
        ([EXAMPLE, "--form", "leaf"], "both a diary and a made-up pattern"),
        (["--form", "leaf"], "the amount is missing"),
        (["--amount", "3g", "--times", "08:00"], "the form is missing"),
        (["--form", "leef", "--amount", "3g", "--times", "08:00"], "Try leaf."),
        (["--form", "7-oh", "--amount", "1g", "--times", "08:00"], "no level can be predicted"),
        (["--form", "leaf", "--amount", "-3g", "--times", "08:00"], "a negative amount"),
        (["--form", "leaf", "--amount", "0g", "--times", "08:00"], "nothing to explore"),
        (
            ["--form", "leaf", "--amount", "3000g", "--times", "08:00"],
            "did you mean 3 g (3000 mg)?",
        ),
        (["--form", "leaf", "--amount", "3 ells", "--times", "08:00"], "a unit that is not known"),
        (["--form", "leaf", "--amount", "3g"], "not times of a day"),
        (["--form", "leaf", "--amount", "3g", "--times", "25:00"], "not times of a day"),
        (["--form", "leaf", "--amount", "3g", "--times", "8:00,08:00"], "a time given twice"),
        ([*PATTERN[:-1], "0"], "not a number of days"),
        ([*PATTERN, "--substance", "nicotine"], "a substance without a kinetics file"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(arguments, sentence, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["speciosa", "exposure", *arguments])
    with pytest.raises(SystemExit) as stopped:
        run()
    error = capsys.readouterr().err
    assert stopped.value.code == 10
    assert sentence in error
    assert len(error.splitlines()) == 1


def test_nothing_is_shown_for_a_minor(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "d")
    head = tmp_path / "d" / "diary.toml"
    born = head.read_text(encoding="utf-8").replace("[person]", "[person]\nbirth_year = 2012")
    lines = [x for i, x in enumerate(born.splitlines()) if "birth_year" not in x or "2012" in x]
    head.write_text("\n".join(lines), encoding="utf-8")
    assert (
        told(str(tmp_path / "d"), "-o", str(tmp_path / "o")) == "Not shown for people under 18.\n"
    )
    assert not (tmp_path / "o").exists()


def test_log_asks_before_it_writes_an_amount_that_cannot_be_meant(tmp_path, monkeypatch, capsys):
    shutil.copytree(EXAMPLE, tmp_path / "d")
    product = next(iter(read_diary(tmp_path / "d").products))
    rows = (tmp_path / "d" / "entries.csv").read_bytes()
    words = ["speciosa", "log", str(tmp_path / "d"), "dose", product, "3000g"]
    monkeypatch.setattr(sys, "argv", words)
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 10
    assert "did you mean 3 g (3000 mg)?" in capsys.readouterr().err
    assert (tmp_path / "d" / "entries.csv").read_bytes() == rows
    done = CliRunner().invoke(app, [*words[1:], "--note", "confirmed"])
    assert done.exit_code == 0
    assert read_diary(tmp_path / "d").entries
