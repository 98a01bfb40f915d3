"""`acknowledge` and `report --account` as people run them, and the file between them."""

import json
import multiprocessing
import os
import re
import sys
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from speciosa.assessment.digest import diary_digest
from speciosa.cli import acknowledge as module
from speciosa.cli import acknowledged_file as file_module
from speciosa.cli.acknowledged_file import append_acknowledged, read_acknowledged
from speciosa.cli.main import app, run
from speciosa.diary import whole_lines
from speciosa.diary.readers import read_diary
from speciosa.diary.writers import write_json, write_zip
from speciosa.errors import InputError
from speciosa.safety.acknowledge import Acknowledgement
from speciosa.safety.acknowledge_text import HEADER
from tests.diary.folders import HEAD, contents, folder

NOW = datetime(2026, 4, 12, 9, tzinfo=UTC)
PERSON = 'id = "alex"\nbirth_year = 1984\ncountry = "DE"\n'
ILL = HEAD.replace('id = "alex"\n', f'{PERSON}conditions = ["epilepsy"]\n')
ROWS = (
    "2026-03-01T08:00,medicine,sertraline,50,mg,,m1",
    *(f"2026-03-{d:02}T08:10,dose,green,3,g,,d{d}" for d in range(1, 15)),
    *(f"2026-03-{d:02}T07:10,rating,pain,5,,,r{d}" for d in range(1, 15)),
)
S4, OTHER = "C-04", "I-034"  # epilepsy; sertraline


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(module, "now", lambda: NOW)


@pytest.fixture
def diary(tmp_path):
    return folder(tmp_path / "d", *ROWS, head=ILL)


def call(*words):
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.exception
    return done.stdout


def state(diary, id_, *more):
    """What the list says of one finding."""
    lines = call("acknowledge", diary, *more).splitlines()
    line = next(line.strip() for line in lines if line.strip().startswith(f"{id_}, "))
    return line.split(", ")[-1]


def told(capsys, monkeypatch, *words):
    """The sentence with which a call is refused."""
    monkeypatch.setattr(sys, "argv", ["speciosa", *map(str, words)])
    with pytest.raises(SystemExit) as stopped:
        run()
    assert stopped.value.code == 10
    (line,) = capsys.readouterr().err.splitlines()
    return line


def record(number=0, account="person"):
    return Acknowledgement(finding=f"I-{number:03}", digest="0" * 64, account=account, at=NOW)


# The command


def test_the_list_names_every_finding_and_writes_nothing(diary):
    before = contents(diary)
    listed = call("acknowledge", diary)
    for finding in module.findings_of(diary):
        assert f"{finding.id}, " in listed
        assert finding.title in " ".join(listed.split())
    assert "severity 4 of 4, not marked as seen" in listed
    assert contents(diary) == before


def test_marking_is_written_once_and_listed(diary):
    said = call("acknowledge", diary, OTHER.lower())
    assert f"{OTHER} is marked as seen by person" in said
    assert "stands out again when its severity or its reasons change" in " ".join(said.split())
    text = (diary / "acknowledged.csv").read_text()
    assert text.startswith(f"{HEADER}\n2026-04-12T09:00:00Z,person,{OTHER},")
    assert state(diary, OTHER) == "seen 12 April 2026"
    assert state(diary, S4) == "not marked as seen"
    assert "already marked as seen" in call("acknowledge", diary, OTHER)
    assert (diary / "acknowledged.csv").read_text() == text


def test_another_account_is_not_affected(diary):
    call("acknowledge", diary, OTHER, "--account", "Doctor")
    assert state(diary, OTHER, "--account", "doctor") == "seen 12 April 2026"
    assert state(diary, OTHER) == "not marked as seen"
    call("acknowledge", diary, OTHER)
    call("acknowledge", diary, OTHER, "--account", "doctor", "--undo")
    assert state(diary, OTHER, "--account", "doctor") == "not marked as seen"
    assert state(diary, OTHER) == "seen 12 April 2026"
    assert len((diary / "acknowledged.csv").read_text().splitlines()) == 4


def test_an_s4_can_be_marked_and_the_text_says_that_it_stays(diary):
    said = " ".join(call("acknowledge", diary, S4).split())
    assert "it stays on the first page" in said
    assert "What it asks for still holds" in said


def test_another_reason_makes_it_loud_again(diary):
    call("acknowledge", diary, OTHER)
    call("acknowledge", diary, S4)
    products = '[products.red]\nname = "Red"\nform = "leaf"\n'
    folder(diary, *ROWS, "2026-03-14T20:00,dose,red,3,g,,x1", head=ILL + products)
    assert state(diary, OTHER) == "changed since you saw it on 12 April 2026"
    assert state(diary, S4) == "seen 12 April 2026"
    call("acknowledge", diary, OTHER)
    assert state(diary, OTHER) == "seen 12 April 2026"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["I-O34"], "Try I-034."),
        (["xyz"], "no such finding"),
        ([OTHER, "--undo"], "a finding that person has marked as seen, but there is none"),
        ([OTHER, "--account", " "], "not a name of an account"),
    ],
)
def test_what_is_refused_in_one_sentence_and_nothing_is_written(
    diary, words, said, capsys, monkeypatch
):
    before = contents(diary)
    assert said in told(capsys, monkeypatch, "acknowledge", diary, *words)
    assert contents(diary) == before


def test_a_part_of_a_merged_id_is_answered_with_the_whole(diary):
    folder(diary, *ROWS, head=ILL + "[medicines.sumatriptan]\n")
    whole = next(f.id for f in module.findings_of(diary) if OTHER in f.id.split("+"))
    assert whole != OTHER
    with pytest.raises(InputError) as refused:
        module._known_id(OTHER, [whole, "I-035"], "a finding of this diary")
    assert refused.value.example == whole


def test_a_diary_in_one_file_is_refused_in_one_sentence(diary, tmp_path, capsys, monkeypatch):
    read = read_diary(diary)
    (tmp_path / "d.json").write_text(write_json(read))
    write_zip(read, tmp_path / "d.zip")
    for name in ("d.json", "d.zip"):
        for words in (["acknowledge"], ["report", "--account", "person", "-o", tmp_path / "o"]):
            line = told(capsys, monkeypatch, *words, tmp_path / name)
            assert "expected a diary folder" in line
    assert not (tmp_path / "o").exists()


# The report


def report(diary, out, *more):
    call("report", diary, "-o", out, "--format", "text,json,html", *more)
    names = ("report.txt", "report.json", "report.html")
    return [(out / name).read_text() for name in names]


def test_the_report_is_quiet_for_the_account_alone_and_its_json_for_nobody(diary, tmp_path):
    plain = report(diary, tmp_path / "a")
    call("acknowledge", diary, OTHER)
    call("acknowledge", diary, S4)
    assert report(diary, tmp_path / "b") == plain
    assert report(diary, tmp_path / "c", "--account", "doctor") == plain
    text, data, page = report(diary, tmp_path / "d", "--account", "Person")
    assert data == plain[1]
    assert all(finding["quiet"] is False for finding in json.loads(data)["findings"])
    title = next(f.title for f in module.findings_of(diary) if f.id == OTHER)
    assert title in " ".join(plain[0].split())
    assert title not in " ".join(text.split())
    assert "1 marked as seen" in text
    assert page.count('<li class="quiet">') == 1
    assert title in page


def test_the_terminal_shows_what_the_account_has_seen(diary, tmp_path):
    call("acknowledge", diary, OTHER)
    out = tmp_path / "o"
    shown = call("report", diary, "-o", out, "--format", "json", "--account", "person")
    assert "1 marked as seen" in shown
    assert re.search(r"^Marked as seen by person: 1 of \d+ findings\.$", shown, re.MULTILINE)
    assert {p.name for p in out.iterdir()} == {"report.json"}


def test_a_bad_line_is_told_and_its_finding_stays_loud(diary, tmp_path):
    call("acknowledge", diary, S4)
    with (diary / "acknowledged.csv").open("a") as stream:
        stream.write(f"2026-04-12T09:00:00Z,person,{OTHER},abc\n")
    words = ["report", str(diary), "-o", str(tmp_path / "o"), "--quiet", "--account", "person"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert done.stderr.startswith("speciosa: acknowledged.csv:3, digest: not a digest;")
    assert len(done.stderr.splitlines()) == 1
    assert state(diary, OTHER) == "not marked as seen"
    assert state(diary, S4) == "seen 12 April 2026"


def test_the_diary_and_its_digest_do_not_change(diary):
    read, before = read_diary(diary), contents(diary)
    call("acknowledge", diary, OTHER)
    after = contents(diary)
    assert after.pop("acknowledged.csv")
    assert after == before
    assert read_diary(diary) == read
    assert diary_digest(read_diary(diary)) == diary_digest(read)


# The file


def write_many(place, number):
    for row in range(25):
        append_acknowledged(place, [record(row, f"account {number}")])


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer Pythons warn of fork
def test_several_programs_at_once_lose_and_tear_nothing(tmp_path):
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    workers = [context.Process(target=write_many, args=(tmp_path, n)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    stored = read_acknowledged(tmp_path)
    assert stored.problems == ()
    held = [(one.account, one.finding) for one in stored.acknowledgements]
    for number in range(4):
        own = [id_ for account, id_ in held if account == f"account {number}"]
        assert own == [f"I-{row:03}" for row in range(25)]


@pytest.mark.parametrize("cut", range(1, 90, 7))
def test_after_a_program_died_in_a_line_every_other_line_counts(tmp_path, cut):
    append_acknowledged(tmp_path, [record(1), record(2)])
    path = tmp_path / "acknowledged.csv"
    whole = path.read_bytes()
    path.write_bytes(whole[:-cut])
    torn = path.read_bytes()
    append_acknowledged(tmp_path, [record(3)])
    assert path.read_bytes().startswith(torn)  # nothing that was stored is touched
    stored = read_acknowledged(tmp_path)
    ids = [one.finding for one in stored.acknowledgements]
    assert ids == (["I-001", "I-002", "I-003"] if cut == 1 else ["I-001", "I-003"])
    assert [problem.row for problem in stored.problems] == ([] if cut == 1 else [3])


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    append_acknowledged(tmp_path, [record(1)])
    before = contents(tmp_path)

    def full(handle, data):
        os.write(handle, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_lines, "_write_all", full)
    with pytest.raises(InputError, match=r"cannot be written.*No space left"):
        append_acknowledged(tmp_path, [record(2)])
    assert contents(tmp_path) == before


def test_a_file_that_is_no_text_or_too_large_is_one_sentence_and_all_stays_loud(
    tmp_path, monkeypatch
):
    assert read_acknowledged(tmp_path) == file_module.Stored()
    append_acknowledged(tmp_path, [record(1)])
    path = tmp_path / "acknowledged.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\xff\xfe\x00\n")
    stored = read_acknowledged(tmp_path)
    assert [one.finding for one in stored.acknowledgements] == ["I-001"]
    assert [problem.row for problem in stored.problems] == [3]
    monkeypatch.setattr(file_module, "_MOST_BYTES", 10)
    stored = read_acknowledged(tmp_path)
    assert stored.acknowledgements == ()
    assert [problem.what for problem in stored.problems] == ["too large for a diary"]
