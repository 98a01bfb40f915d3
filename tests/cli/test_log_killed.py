"""Killed at any time: what was acknowledged is there, and the diary can be read and written."""

import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import redirect_stdout
from functools import partial
from statistics import median

import pytest

from speciosa.cli.main import app
from speciosa.diary.imported import Wishes
from speciosa.diary.importing import prepare, write
from speciosa.diary.readers import inspect
from tests.diary.folders import folder

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork"),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),  # newer Pythons warn of fork
]
KILLS = 200
ROWS = 3000  # of an imported file: far more than one write of the system takes at once


def killed(work, after_s):
    """What a program of its own had printed when it was killed, from its first line on."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(its, 1)
        sys.stdout = os.fdopen(1, "w")
        try:
            while True:
                work()
                sys.stdout.flush()
        finally:
            os._exit(1)
    os.close(its)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(ours, encoding="utf-8") as stream:
        return stream.read()


def seconds(work):
    """How long a piece of work takes on this machine at this moment."""
    start = time.perf_counter()
    with redirect_stdout(io.StringIO()):
        work()
    return time.perf_counter() - start


def call(*words):
    app([str(word) for word in words], standalone_mode=False)


def readable(path):
    found = inspect(path)
    assert found.problems == ()
    ids = [entry.id for entry in found.entries]
    assert len(set(ids)) == len(ids)
    return found


@pytest.mark.parametrize("command", ["log", "undo"])
def test_every_acknowledged_line_is_there_after_200_kills(tmp_path, command):
    rows = [f"2026-05-29T08:00,note,,,,n{number}," for number in range(600)]
    path = folder(tmp_path / "d", *(rows if command == "undo" else ()))
    words = ("log", path, "green", "3g", "pain", "6", "--note", 'x, "y"\n' * 20)
    work = {"log": lambda: call(*words), "undo": lambda: call("undo", path)}[command]
    longest_s, chance = 3 * median(seconds(work) for _ in range(5)), random.Random(7)  # noqa: S311
    acknowledged, before = 0, readable(path)
    for _ in range(KILLS):
        told = killed(work, chance.uniform(0.0, longest_s))
        pattern = r"id (\w{8,})\n" if command == "log" else r"--id (\w{8,})\n"
        ids = re.findall(pattern, told)
        after = readable(path)
        new = after.entries[len(before.entries) :]
        assert {id_[:8] for id_ in ids} <= {entry.id[:8] for entry in new}
        assert after.entries[: len(before.entries)] == before.entries
        if command == "log":
            assert [entry.kind for entry in new] == ["dose", "rating"] * (len(new) // 2)
        acknowledged, before = acknowledged + len(ids), after
    assert acknowledged > KILLS // 10
    call("log", path, "note", "still writable")
    assert readable(path).entries[-1].note == "still writable"


def test_a_file_comes_in_whole_or_not_at_all_and_at_last_it_does(tmp_path):
    path = folder(tmp_path / "d")
    lines = [f"2026-03-{1 + n % 28:02},{n // 60 % 24:02}:{n % 60:02},green,{1 + n / 1e4:.4f},{'x' * 200}"
             for n in range(ROWS)]  # fmt: skip
    export = tmp_path / "a.csv"
    export.write_text("\n".join(["Date,Time,Strain,Amount (g),Notes", *lines]) + "\n")
    ready = prepare(export, Wishes(readable(path).head), ())

    def bring(place):
        print(write(place, ready), "added", flush=True)

    seen, chance = Counter(), random.Random(7)  # noqa: S311
    longest_s = 1.5 * seconds(partial(bring, folder(tmp_path / "other")))
    for number in range(KILLS):
        told = killed(partial(bring, path), chance.uniform(0.0, longest_s))
        found = readable(path)
        count = len(found.entries)
        assert count in {0, ROWS}
        assert not ("added" in told and count == 0)
        seen[count, found.cut_off] += 1
        path = path if count == 0 else folder(tmp_path / f"d{number}")
    assert seen[0, True] > 0  # some did hit the writing itself
    call("convert", export, "-o", path)
    assert len(readable(path).entries) == ROWS


def test_processes_of_their_own_killed_at_any_time(tmp_path):
    """As above, from the first moment of the program on: twenty real starts."""
    path, chance = folder(tmp_path / "d"), random.Random(7)  # noqa: S311
    code = "from speciosa.cli.main import run; run()"
    words = [sys.executable, "-c", code, "log", str(path), "green", "3g"]
    ids = []
    for _ in range(KILLS // 10):
        program = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        time.sleep(chance.uniform(0.0, 0.8))
        program.kill()
        ids += re.findall(r"id (\w{8,})\n", program.communicate()[0])
    assert {id_[:8] for id_ in ids} <= {entry.id[:8] for entry in readable(path).entries}
