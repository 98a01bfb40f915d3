"""Progress of long work: on the error stream of a terminal, after a second, not when unwanted."""

import io
from contextlib import redirect_stderr, redirect_stdout

import pytest

from speciosa.cli import progress as module
from speciosa.cli.progress import Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def clock(monkeypatch):
    """Seconds since the start, moved by hand, on a terminal with colour."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    now = [0.0]
    monkeypatch.setattr(module, "perf_counter", lambda: now[0])
    return now


def worked(clock, seconds, errors=Terminal, **how):
    """What stands on the error stream after work of three steps, `seconds` each."""
    with redirect_stderr(errors()) as told, redirect_stdout(Terminal()) as answer:
        with Progress(**how) as progress:
            for done in range(3):
                progress(done, 3, f"step {done}")
                clock[0] += seconds
        assert answer.getvalue() == ""
    return told.getvalue()


def test_a_bar_for_long_work_and_nothing_for_short_work(clock):
    assert worked(clock, 0.3) == ""
    assert "step 2" in worked(clock, 2.0)


def test_nothing_when_quiet_or_into_a_file(clock):
    assert worked(clock, 2.0, quiet=True) == ""
    assert worked(clock, 2.0, errors=io.StringIO) == ""


@pytest.mark.parametrize(
    ("how", "name", "value"),
    [({"plain": True}, "X", "1"), ({}, "NO_COLOR", "1"), ({}, "TERM", "dumb")],
)
def test_plain_lines_now_and_then_without_colour(clock, monkeypatch, how, name, value):
    monkeypatch.setenv(name, value)
    assert worked(clock, 2.0, **how) == "step 1 (1 of 3 done)\n"
    assert worked(clock, 6.0, **how) == "step 1 (1 of 3 done)\nstep 2 (2 of 3 done)\n"
