"""Adding rows: whole or not at all, also from several programs at once."""

import multiprocessing
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from speciosa.diary import whole_lines as module
from speciosa.diary.append import append_entries, append_entry, new_diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.readers import inspect, read_diary
from speciosa.diary.source import CUT_OFF_FILE, MOST_BYTES
from speciosa.errors import InputError
from tests.diary.folders import HEADER, contents, folder

AT = datetime(2026, 3, 1, 7, 10, tzinfo=UTC)
PROCESSES, ROWS = 8, 25


def rating(value=5.0, note="", minute=0):
    return Entry(
        at=AT + timedelta(minutes=minute),
        kind=Kind.RATING,
        what="pain",
        value=value,
        note=note,
        id="",
    )


def write_many(place, number):
    for row in range(ROWS):
        append_entry(place, rating(note=f'{number}/{row} "x",\n' * 40, minute=row))


def test_a_row_is_written_whole_with_a_new_id(tmp_path):
    path = folder(tmp_path / "d")
    saved = append_entry(path, rating(note='a "b", c'))
    assert len(saved.id) == 32
    assert read_diary(path).entries == (saved,)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # newer Pythons warn of fork
def test_several_programs_at_once_lose_and_tear_nothing(tmp_path):
    path = folder(tmp_path / "d")
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    workers = [context.Process(target=write_many, args=(path, n)) for n in range(PROCESSES)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    notes = {entry.note.partition(" ")[0] for entry in read_diary(path).entries}
    assert notes == {f"{n}/{row}" for n in range(PROCESSES) for row in range(ROWS)}


def test_the_lock_file_does_the_same_where_flock_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "fcntl", None)
    path = folder(tmp_path / "d")
    append_entry(path, rating())
    assert len(read_diary(path).entries) == 1
    assert {p.name for p in path.iterdir()} == {"diary.toml", "entries.csv"}
    (path / "entries.lock").touch()
    monkeypatch.setattr(module, "_MOST_WAIT_S", 0.05)
    with pytest.raises(InputError, match="another program holds the diary"):
        append_entry(path, rating())


def test_a_torn_last_line_is_left_as_a_line_of_its_own(tmp_path):
    path = folder(tmp_path / "d")
    with (path / "entries.csv").open("a") as stream:
        stream.write("2026-03-01T08:10,dose,gre")
    append_entry(path, rating())
    found = inspect(path)
    assert [problem.what for problem in found.problems] == ["too few fields: 3"]
    assert len(found.entries) == 1


def test_a_row_torn_inside_quotes_is_refused_before_anything_is_written(tmp_path):
    path = folder(tmp_path / "d")
    with (path / "entries.csv").open("a") as stream:
        stream.write('2026-03-01T08:10,note,,,,"half a no')
    before = contents(path)
    with pytest.raises(InputError, match="not closed"):
        append_entry(path, rating())
    assert contents(path) == before


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = folder(tmp_path / "d")
    before = contents(path)

    def full(handle, data):
        os.write(handle, data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_write_all", full)
    with pytest.raises(OSError, match="No space"):
        append_entry(path, rating())
    assert contents(path) == before


def test_the_columns_of_the_file_are_kept(tmp_path):
    path = folder(tmp_path / "d", header="kind,at,value,what,id")
    append_entry(path, rating())
    assert (
        (path / "entries.csv")
        .read_text()
        .splitlines()[1]
        .startswith("rating,2026-03-01T08:10,5,pain,")
    )
    with pytest.raises(InputError, match="no column note"):
        append_entry(path, rating(note="x"))


def test_a_missing_file_is_made_and_a_missing_diary_is_refused(tmp_path):
    path = folder(tmp_path / "d")
    (path / "entries.csv").unlink()
    append_entry(path, rating())
    assert (path / "entries.csv").read_text().startswith(HEADER)
    with pytest.raises(InputError, match="no diary here"):
        append_entry(tmp_path, rating())


def test_a_time_that_exists_twice_is_written_with_its_offset(tmp_path):
    path = folder(tmp_path / "d")
    second = rating().model_copy(update={"at": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)})
    saved = append_entry(path, second)
    assert read_diary(path).entries == (saved,)


def test_a_new_diary_reads_without_a_problem_and_is_never_overwritten(tmp_path):
    path = new_diary(
        tmp_path / "a" / "b",
        person='al"ex',
        timezone="Europe/Berlin",
        country="DE",
        aims=("pain", "mood"),
    )
    found = inspect(path)
    assert (found.problems, found.oddities) == ((), ())
    assert found.diary.person.id == 'al"ex'
    assert found.diary.person.aims == ("pain", "mood")
    before = contents(path)
    with pytest.raises(InputError, match="there is a diary already"):
        new_diary(path, person="x", timezone="UTC")
    assert contents(path) == before


def test_every_example_in_the_template_can_be_used(tmp_path):
    path = new_diary(tmp_path / "d", person="alex", timezone="Europe/Berlin")
    lines = (path / "diary.toml").read_text().splitlines()
    lines = [lines[0], *(line.removeprefix("# ") for line in lines[1:])]
    (path / "diary.toml").write_text("\n".join(lines))
    assert inspect(path).problems == ()
    assert inspect(path).diary.products["green"].before.amount == "3 g"


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match="cannot be made"):
        new_diary(tmp_path / "file" / "d", person="x", timezone="UTC")


class KilledError(BaseException):
    """Stands for SIGKILL: nothing after it runs."""


def killed_after(monkeypatch, most_bytes):
    """Let writing stop for good after so many bytes."""
    left = [most_bytes]

    def write(handle, data):
        os.write(handle, data[: left[0]])
        left[0] -= len(data)
        if left[0] < 0:
            raise KilledError

    monkeypatch.setattr(module, "_write_all", write)


ENTRIES = (rating(note='half, "quoted"\nand two lines'), rating(6.0, minute=1))


@pytest.mark.parametrize("end", ["\n", ""])
def test_killed_after_any_byte_all_new_lines_are_there_or_none(tmp_path, monkeypatch, end):
    """And the next writer goes on; what was cut off is kept beside and told."""
    row = "2026-03-01T08:00,note,,,,by hand,"
    size = len((folder(tmp_path / "whole", row) / "entries.csv").read_bytes())
    append_entries(tmp_path / "whole", ENTRIES)
    longest = len((tmp_path / "whole" / "entries.csv").read_bytes()) - size
    seen = set()
    for most in sorted({*range(4), *range(0, longest, 11), *range(longest - 2, longest + 2)}):
        path = folder(tmp_path / f"d{most}", row)
        text = (path / "entries.csv").read_text().rstrip("\n") + end
        (path / "entries.csv").write_text(text)
        with monkeypatch.context() as patch, suppress(KilledError):
            killed_after(patch, most)
            append_entries(path, ENTRIES)
        found = inspect(path)
        assert found.problems == ()
        assert len(found.entries) in {1, 3}
        assert found.cut_off == any("never saved" in odd.what for odd in found.oddities)
        append_entry(path, rating(7.0, minute=2))
        after = inspect(path)
        assert after.entries[:-1] == found.entries
        assert (after.problems, after.cut_off) == ((), False)
        assert (path / CUT_OFF_FILE).exists() == (found.cut_off and most > len("\n"[len(end) :]))
        seen.add((len(found.entries), found.cut_off))
    assert seen == {(1, False), (1, True), (3, False)}


def test_zeros_that_a_power_cut_left_do_not_make_a_diary_unreadable(tmp_path):
    path = folder(tmp_path / "d", "2026-03-01T08:00,note,,,,a,")
    with (path / "entries.csv").open("ab") as stream:
        stream.write(bytes(4096))
    assert len(read_diary(path).entries) == 1
    append_entry(path, rating())
    assert len(read_diary(path).entries) == 2
    assert not (path / CUT_OFF_FILE).exists()


def test_a_nul_inside_a_line_is_still_no_text(tmp_path):
    path = folder(tmp_path / "d", "2026-03-01T08:00,note,,,,a\0b,")
    assert [problem.what for problem in inspect(path).problems] == ["not a text file"]


def test_an_entry_that_would_make_the_diary_too_large_to_read_is_refused(tmp_path, monkeypatch):
    path = folder(tmp_path / "d")
    before = contents(path)
    monkeypatch.setitem(MOST_BYTES, "entries.csv", len(before["entries.csv"]) + 20)
    with pytest.raises(InputError, match="too large for a diary"):
        append_entry(path, rating())
    assert contents(path) == before


@pytest.mark.parametrize("left", [{}, {"entries.csv": ""}, {"entries.csv": HEADER + "\n"},
                                  {"entries.csv": HEADER + "\n", "diary.toml": ""}])  # fmt: skip
def test_a_start_that_was_killed_can_be_made_again(tmp_path, left):
    (tmp_path / "d").mkdir()
    for name, text in left.items():
        (tmp_path / "d" / name).write_text(text)
    path = new_diary(tmp_path / "d", person="alex", timezone="Europe/Berlin")
    assert inspect(path).problems == ()
    assert "Only a professional enters one." in (path / "diary.toml").read_text()
