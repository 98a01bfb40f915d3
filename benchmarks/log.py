"""The commands of every day as processes, beside the import of the command line's own library."""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from statistics import median

from benchmarks.row import Row

TIMES = 5
SPECIOSA = (sys.executable, "-c", "from speciosa.cli.main import run; run()")
PEER = (sys.executable, "-c", "import typer")
GOAL_S = {"log": 0.4, "--help": 0.3}


def seconds(command: Sequence[str]) -> float:
    """Wall time of a whole process, from its start to its end, s."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)  # noqa: S603  (our own lines)
    return time.perf_counter() - start


def rows() -> list[Row]:
    """The table's lines."""
    with tempfile.TemporaryDirectory() as place:
        diary = Path(place) / "alex"
        shutil.copytree(str(files("speciosa") / "example"), diary)
        entries = len((diary / "entries.csv").read_text().splitlines()) - 1
        lines = {
            "speciosa --help": ["--help"],
            "speciosa log DIARY dose leaf8 3g": ["log", str(diary), "dose", "leaf8", "3g"],
            "speciosa log DIARY rating pain 6": ["log", str(diary), "rating", "pain", "6"],
            "speciosa undo DIARY": ["undo", str(diary)],
            "speciosa today DIARY": ["today", str(diary)],
        }
        return [_row(name, words, entries) for name, words in lines.items()]


def _row(name: str, words: list[str], entries: int) -> Row:
    """Both in turn, so that a busy moment meets both."""
    pairs = [(seconds([*SPECIOSA, *words]), seconds(PEER)) for _ in range(TIMES)]
    ours_s, peer_s = (median(times) for times in zip(*pairs, strict=True))
    goal = f"; goal {GOAL_S[words[0]]} s" if words[0] in GOAL_S else ""
    note = f"a process, median of {TIMES}; a diary of {entries} entries{goal}"
    return Row(name, ours_s, "import typer", peer_s, note)
