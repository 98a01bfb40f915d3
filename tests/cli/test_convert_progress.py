"""How far a long file is: on the error stream of a terminal, after a second, not when unwanted."""

import io
from contextlib import redirect_stderr, redirect_stdout
from itertools import count

import pytest

from speciosa.cli import progress as module
from speciosa.cli.convert import convert
from tests.diary.folders import folder
from tests.diary.importing import file

COLUMNS = """\
format = "speciosa.columns/1"
name = "mine"
columns = { at = "date", kind = "kind", what = "what", value = "value" }
[words.kind]
rating = "rating"
"""


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def hurry(monkeypatch):
    """Time passes as fast as wanted: so many seconds between two looks at the clock."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def by(seconds):
        looks = count()
        monkeypatch.setattr(module, "perf_counter", lambda: next(looks) * seconds)

    return by


def told(tmp_path, errors=Terminal, **how):
    """What stands on the error stream after a table with twenty rows."""
    tmp_path.mkdir(exist_ok=True)
    rows = "".join(f"2026-02-{day:02} 08:00,rating,pain,{day % 10}\n" for day in range(1, 21))
    table = file(tmp_path, "t.csv", f"date,kind,what,value\n{rows}")
    columns = file(tmp_path, "c.toml", COLUMNS)
    with redirect_stderr(errors()) as beside, redirect_stdout(Terminal()) as answer:
        convert(table, folder(tmp_path / "d"), None, columns, preview=True, **how)
    assert "20 entries would be added" in answer.getvalue()
    assert "Reading" not in answer.getvalue()
    return beside.getvalue()


def test_lines_for_a_long_file_and_nothing_for_a_short_one(tmp_path, hurry):
    hurry(0.001)
    assert told(tmp_path / "short", plain=True) == ""
    hurry(2.0)
    said = told(tmp_path / "long", plain=True).splitlines()
    assert said[0] == "Reading the file, MB (0 of 1 done)"
    assert any(line.startswith("Checking its entries (") for line in said)
    assert all(line.endswith(" of 20 done)") for line in said if line.startswith("Checking"))


def test_a_bar_with_colour(tmp_path, hurry):
    hurry(2.0)
    assert "Checking its entries" in told(tmp_path)


def test_nothing_when_quiet_or_into_a_file(tmp_path, hurry):
    hurry(2.0)
    assert told(tmp_path / "quiet", quiet=True) == ""
    assert told(tmp_path / "file", errors=io.StringIO) == ""
