"""Runs people through the harness with several processes; what is already known is not repeated."""

import os
import sys
import time
from collections.abc import Iterable
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import TextIO

from speciosa.response.simulate import SCENARIOS
from validation.found import RESULTS, PersonRow, rows_of
from validation.person import person_row

_ROOT = Path(__file__).parents[1]
_PACKAGES = ("diary", "exposure", "knowledge", "response", "sampling")
_APART = ("monitor", "compare")  # of the response, and asked by nobody here
_HERE = ("person.py", "simple.py", "knowing.py", "found.py")
_CHUNK = 4
_TELL_EVERY_S = 15.0


def code_digest() -> str:
    """Of everything a row depends on: another digest, another row."""
    package = _ROOT / "src" / "speciosa"
    files = [p for name in _PACKAGES for p in (package / name).rglob("*") if p.is_file()]
    files = [p for p in files if p.parent.name not in _APART]
    kept = [p for p in files if p.suffix in {".py", ".toml", ".csv"}]
    kept += [Path(__file__).parent / name for name in _HERE]
    found = sha256()
    for path in sorted(kept):
        found.update(str(path.relative_to(_ROOT)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def run(
    scenario: str, people: int, workers: int, code: str, folder: Path = RESULTS
) -> list[PersonRow]:
    """Rows of the first `people` seeds of a scenario; new ones are appended as they come."""
    wanted = list(SCENARIOS[scenario].seeds)[:people]
    known = {row.seed for row in rows_of(scenario, code, folder)}
    tasks = [(scenario, seed, code) for seed in wanted if seed not in known]
    if tasks:
        folder.mkdir(parents=True, exist_ok=True)
        _append(folder / f"{scenario}.jsonl", tasks, workers)
    return [row for row in rows_of(scenario, code, folder) if row.seed <= people]


def _append(path: Path, tasks: list[tuple[str, int, str]], workers: int) -> None:
    with path.open("a", encoding="utf-8") as file:
        if file.tell():
            file.write("\n")  # an interrupted run may have left half a line
        if workers == 1:
            _write(file, map(person_row, tasks), len(tasks))
            return
        # One thread a process: two processes with two threads each are slower than one.
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        with get_context("spawn").Pool(workers) as pool:
            _write(file, pool.imap_unordered(person_row, tasks, _CHUNK), len(tasks))


def _write(file: TextIO, rows: Iterable[PersonRow], total: int) -> None:
    told = time.monotonic()
    for done, row in enumerate(rows, start=1):
        file.write(row.line() + "\n")
        file.flush()
        if done == total or time.monotonic() - told > _TELL_EVERY_S:
            told = time.monotonic()
            print(f"{row.scenario}: {done} of {total}", file=sys.stderr, flush=True)
