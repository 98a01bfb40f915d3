"""`speciosa undo`: the last entry no longer counts, nothing is deleted, and it can be put again."""

import multiprocessing
import os
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from speciosa.cli import undo as module
from speciosa.cli.log_entry import log_entry
from speciosa.cli.main import app
from speciosa.cli.undo_entry import undo_entry
from speciosa.diary.readers import read_diary
from speciosa.diary.view import current
from speciosa.errors import DiaryError, InputError
from tests.diary.folders import HEAD, contents, folder

NOW = datetime(2026, 5, 29, 13, 6, 40, tzinfo=UTC)  # 15:06 in Berlin
THREE = (
    "2026-05-29T10:00,dose,green,3,g,,aaaaaaaa1",
    "2026-05-29T08:00,rating,pain,6,,,bbbbbbbb2",  # written later, for an earlier time
    "2026-05-29T09:00,note,,,,slept badly,",
)


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    monkeypatch.setattr(module, "now", lambda: NOW)


def run(path, *words):
    return CliRunner().invoke(app, ["undo", str(path), *words])


def counting(path):
    return [entry.kind.value for entry in current(read_diary(path))]


def test_the_entry_written_last_is_taken_back_whatever_its_time(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = folder(tmp_path / "alex", *THREE[:2])
    done = run("alex")
    id_ = read_diary(path).entries[-1].id[:8]
    assert done.output == (
        "Taken back  rating  pain  6   Fri 29 May, 08:00\n"
        "            It stays in entries.csv and no longer counts.\n"
        f"            Put it again: speciosa undo alex/ --id {id_}\n"
    )
    assert counting(path) == ["dose"]


def test_nothing_already_stored_is_lost(tmp_path):
    path = folder(tmp_path / "d", *THREE)
    before = (path / "entries.csv").read_bytes()
    for _ in THREE:
        assert run(path).exit_code == 0
        now = (path / "entries.csv").read_bytes()
        assert now.startswith(before)
        before = now
    assert len(read_diary(path).entries) == 2 * len(THREE)


def test_twice_goes_one_further_back_and_at_the_end_says_so(tmp_path):
    path = folder(tmp_path / "d", *THREE)
    taken = [run(path).output.split()[2] for _ in THREE]
    assert taken == ["note", "rating", "dose"]
    before = contents(path)
    error = run(path).exception
    assert isinstance(error, InputError)
    assert str(error).startswith("nothing to take back;")
    assert contents(path) == before


def test_put_again_with_the_words_that_were_printed(tmp_path):
    path = folder(tmp_path / "d", *THREE)
    again = re.search(r"--id (\w+)", run(path).output).group(1)
    done = run(path, "--id", again)
    assert done.output.startswith("Put again   note  slept badly")
    assert "It counts as before." in done.output
    assert counting(path) == ["rating", "note", "dose"]
    back = re.search(r"Take it back: .* --id (\w+)", done.output).group(1)
    assert run(path, "--id", back).output.startswith("Taken back  note")
    assert counting(path) == ["rating", "dose"]


def test_any_entry_by_the_beginning_of_its_id(tmp_path):
    path = folder(tmp_path / "d", *THREE)
    assert run(path, "--id", "aaaaaaaa").output.startswith("Taken back  dose  3.0 g green leaf")
    assert counting(path) == ["rating", "note"]
    assert "cancelled already" in str(run(path, "--id", "aaaaaaaa").exception)
    assert "an id that no entry has" in str(run(path, "--id", "ffffffff").exception)


def test_an_entry_that_makes_the_diary_unusable_can_be_taken_back(tmp_path):
    """A dose a thousand times too high is a problem: taking it back is the way out."""
    path = folder(tmp_path / "d", THREE[1], "2026-05-29T10:00,dose,green,3000,g,,aaaaaaaa1")
    with pytest.raises(DiaryError):
        read_diary(path)
    assert run(path).output.startswith("Taken back  dose")
    assert counting(path) == ["rating"]


def test_other_problems_are_no_hindrance_and_are_told(tmp_path):
    path = folder(tmp_path / "d", THREE[1], "2026-05-29T10:00,dose,geren,3,g,,")
    assert "has 1 problem besides: speciosa check" in run(path).output


def test_a_correction_typed_by_hand_that_names_nothing(tmp_path):
    path = folder(tmp_path / "d", THREE[0], "2026-05-29T10:00,void,ffffffff,,,,cccccccc3")
    assert run(path, "--id", "cccccccc3").exit_code == 0
    assert run(path).output.startswith("Taken back  dose")


def test_what_cannot_be_written_to(tmp_path):
    assert isinstance(run(tmp_path / "nowhere").exception, DiaryError)
    (tmp_path / "d.json").write_text("{}")
    assert isinstance(run(tmp_path / "d.json").exception, InputError)
    path = folder(tmp_path / "d", *THREE, head=HEAD.replace("Berlin", "Berln"))
    before = contents(path)
    assert isinstance(run(path).exception, DiaryError)
    assert contents(path) == before


def undo_many(place, times):
    for _ in range(times):
        undo_entry(place, "", NOW)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer Pythons warn of fork
def test_two_calls_at_once_never_take_back_the_same_entry(tmp_path):
    rows = [f"2026-05-29T08:00,note,,,,n{number}," for number in range(30)]
    path = folder(tmp_path / "d", *rows)
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    workers = [context.Process(target=undo_many, args=(path, 5)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    left = sorted(int(entry.note[1:]) for entry in current(read_diary(path)))
    assert left == list(range(10))


@settings(max_examples=20)
@given(st.lists(st.sampled_from(["log", "undo", "again"]), max_size=12))
def test_it_is_a_stack_with_a_way_back(tmp_path_factory, steps):
    """Against a list: log puts on top, undo takes from the top, again puts back in its place."""
    path = folder(tmp_path_factory.mktemp("diary") / "d")
    written, gone = [], []
    for number, step in enumerate(steps):
        moment = NOW + timedelta(minutes=number)
        kept = [note for note in written if note not in dict(gone)]
        if step == "log":
            log_entry(path, ["note", f"n{number}"], "", "", moment)
            written.append(f"n{number}")
        elif step == "undo" and kept:
            said = undo_entry(path, "", moment)
            assert f"note  {kept[-1]} " in said
            gone.append((kept[-1], re.search(r"--id (\w+)", said).group(1)))
        elif step == "again" and gone:
            note, id_ = gone.pop()
            assert f"Put again   note  {note} " in undo_entry(path, id_, moment)
    left = {entry.note for entry in current(read_diary(path))}
    assert left == {note for note in written if note not in dict(gone)}
