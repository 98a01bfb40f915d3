"""Eight programs run `log` at once: every line is there, whole, and only once."""

import re
import subprocess
import sys

from speciosa.diary.readers import inspect
from tests.diary.folders import folder

PROCESSES, EACH = 8, 5
# Everything is imported before the start, so that they truly write at once.
PROGRAM = """
import sys
from speciosa.cli import log_entry, log_text
from speciosa.cli.main import app
print("ready", flush=True)
sys.stdin.readline()
for line in range({each}):
    app(["log", "d", "note", f"{name}/{{line}} " + "x" * 3000], standalone_mode=False)
    app(["log", "d", "green", "3g", "pain", "6"], standalone_mode=False)
"""


def start(place, name):
    code = PROGRAM.format(name=name, each=EACH)
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=place, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def test_nothing_is_lost_torn_or_doubled(tmp_path):
    path = folder(tmp_path / "d")
    programs = [start(tmp_path, name) for name in range(PROCESSES)]
    for program in programs:
        assert program.stdout.readline() == "ready\n"
    for program in programs:
        program.stdin.write("go\n")
        program.stdin.flush()
    told = [program.communicate(timeout=120) for program in programs]
    assert [errors for _, errors in told] == [""] * PROCESSES
    found = inspect(path)
    assert found.problems == ()
    notes = [entry.note.split()[0] for entry in found.entries if entry.kind == "note"]
    assert sorted(notes) == sorted(f"{p}/{n}" for p in range(PROCESSES) for n in range(EACH))
    assert len(found.entries) == 3 * PROCESSES * EACH
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    ids = [id_ for said, _ in told for id_ in re.findall(r"id (\w{8,})\n", said)]
    assert {entry.id[:8] for entry in found.entries} == {id_[:8] for id_ in ids}
    kinds = [entry.kind.value for entry in found.entries if entry.kind != "note"]
    assert kinds == ["dose", "rating"] * (PROCESSES * EACH)  # one line of two is one piece
