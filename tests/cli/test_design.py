"""`speciosa design`: files, the way a step is revealed, refusals, and a result read back."""

import json
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from speciosa.cli import design as module
from speciosa.cli.design import allocation_text, design, read_allocation
from speciosa.cli.log_entry import log_entry
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import write_folder
from speciosa.errors import DiaryError, InputError
from speciosa.response.design import power
from speciosa.response.simulate import Plan
from tests.response.design.people import block_plan, diary_of, wait_plan

app = typer.Typer()
app.command()(design)


@pytest.fixture(autouse=True)
def few_repeats(monkeypatch):
    monkeypatch.setattr(power, "REPEATS", 16)
    monkeypatch.setattr(module, "_today", lambda: date(2027, 1, 1))


@pytest.fixture
def path(tmp_path):
    write_folder(diary_of(Plan(days=28)), tmp_path / "alex")
    return tmp_path / "alex"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def head_with(path, old, new):
    head = path / "diary.toml"
    text = head.read_text("utf-8")
    assert old in text
    head.write_text(text.replace(old, new), "utf-8")


def test_a_protocol_is_written_and_says_what_to_expect(path, tmp_path):
    out = tmp_path / "out"
    done = run(path, "--pairs", 6, "-o", out)
    assert done.exit_code == 0, done.exception
    assert {p.name for p in out.iterdir()} == {
        "protocol.html", "protocol.txt", "protocol.json", "allocation.csv",
    }  # fmt: skip
    assert "shown with" in done.output
    assert "points wide" in done.output
    assert "20 pairs are recommended" in done.output
    assert "not advice to use" in done.output
    assert len(json.loads((out / "protocol.json").read_text())["commitment"]["sha256"]) == 64
    assert "allocation" not in (out / "protocol.txt").read_text().replace(
        "allocation.csv", ""
    ).replace("allocation entry", "")


def test_the_same_diary_gives_the_same_files(path, tmp_path):
    for name in ("a", "b"):
        assert run(path, "--pairs", 5, "-o", tmp_path / name).exit_code == 0
    for file in ("protocol.html", "protocol.json", "allocation.csv"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_steps_are_revealed_one_at_a_time_and_the_printed_command_works(path, tmp_path):
    out = tmp_path / "out"
    run(path, "--kind", "blocks", "--pairs", 5, "-o", out)
    arms = read_allocation((out / "allocation.csv").read_text()).arms
    for arm in arms[:2]:
        shown = run(path, "--next", "-o", out).output
        assert f"{100 * arm.value:g} % of your usual amount" in shown
        assert f'{arm.what} {arm.value:g} share "{arm.note}" --at {arm.at}' in shown
        words = ["allocation", arm.what, f"{arm.value:g}", "share", arm.note]
        now = read_diary(path).entries[-1].at
        log_entry(path, words, arm.at, "", now)
    found = [e for e in read_diary(path).entries if e.kind == "allocation"]
    assert [e.note for e in found] == ["pair 1, 3 d", "pair 1, 3 d"]
    assert {e.value for e in found} == {1.0, 0.5}


def test_a_block_stays_closed_until_it_begins(path, tmp_path, monkeypatch):
    out = tmp_path / "out"
    run(path, "--kind", "blocks", "--pairs", 5, "--start", "2026-06-01", "-o", out)
    monkeypatch.setattr(module, "_today", lambda: date(2026, 5, 31))
    shown = run(path, "--next", "-o", out).output
    assert "2026-06-01" in shown
    assert "%" not in shown


def test_a_changed_order_is_noticed(path, tmp_path):
    out = tmp_path / "out"
    run(path, "--pairs", 5, "-o", out)
    file = out / "allocation.csv"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], lines[2], lines[1], *lines[3:]]) + "\n")
    assert "the order was changed" in str(run(path, "--next", "-o", out).exception)


def test_a_test_is_never_overwritten(path, tmp_path):
    out = tmp_path / "out"
    run(path, "--pairs", 5, "-o", out)
    again = run(path, "--pairs", 5, "-o", out)
    assert isinstance(again.exception, InputError)
    assert "there is a test already" in str(again.exception)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--pairs", 4], "too few pairs"),
        (["--kind", "more"], "a kind of test that is not known"),
        (["--kind", "blocks", "--share", 1.2], "not part of your own usual one"),
        (["--kind", "versus"], "the other intervention is missing"),
        (["--outcome", "sleep"], "an outcome that this diary does not rate"),
        (["--start", "soon"], "not a day"),
        (["--result"], "no allocation is recorded"),
        (["--next"], "no test here"),
    ],
)
def test_refusals_are_one_sentence_and_write_nothing(path, tmp_path, options, said):
    out = tmp_path / "out"
    done = run(path, *options, "-o", out)
    assert isinstance(done.exception, InputError)
    assert said in str(done.exception)
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("birth_year = 1984", "birth_year = 2010", "under 18"),
        ("birth_year = 1984", "", "year of birth"),
        ("birth_year = 1984", 'birth_year = 1984\nconditions = ["pregnant"]', "pregnancy"),
        ("birth_year = 1984", 'birth_year = 1984\nconditions = ["kratom hepatitis"]', "liver"),
        ("birth_year = 1984", 'birth_year = 1984\nconditions = ["seizures"]', "postponed"),
    ],
)
def test_the_gate_stands_before_everything(path, tmp_path, old, new, said):
    head_with(path, old, new)
    done = run(path, "-o", tmp_path / "out")
    assert isinstance(done.exception, DiaryError)
    assert any(said in str(problem) for problem in done.exception.exceptions)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("plan", [wait_plan(-4.0, days=21), block_plan(-4.0)])
def test_a_result_is_read_from_the_allocation_entries(tmp_path, plan):
    write_folder(diary_of(plan), tmp_path / "alex")
    done = run(tmp_path / "alex", "--result", "-o", tmp_path / "out")
    assert done.exit_code == 0, done.exception
    assert "By assignment" in done.output
    (answer,) = json.loads((tmp_path / "out" / "result.json").read_text())
    assert answer["grade_a"]
    assert (tmp_path / "out" / "result.html").exists()


def test_an_allocation_file_round_trips(path, tmp_path):
    out = tmp_path / "out"
    run(path, "--kind", "versus", "--versus", 'heat "pad"', "--pairs", 5, "-o", out)
    text = (out / "allocation.csv").read_text()
    assert allocation_text(read_allocation(text)) == text
    with pytest.raises(InputError):
        read_allocation("at,kind\n1,2\n")
