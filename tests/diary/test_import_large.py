"""A large export of Apple Health passes by piece by piece."""

import subprocess
import sys

import pytest

from tests.diary.folders import folder
from tests.diary.test_import_apple_health import Q, export, record

MOST_KB = 300_000
# VmHWM starts anew with each program; ru_maxrss would still count the memory of the test's own
CODE = """
import sys
from tests.diary.importing import look
from pathlib import Path
look(Path(sys.argv[1]), Path(sys.argv[2]))
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


@pytest.mark.slow
def test_sixty_megabytes_need_less_than_300_megabytes_of_memory(tmp_path):
    moving = record(f"{Q}HeartRate", "03 10:05", "03 10:05", 140, "count/min", "2")
    path = tmp_path / "export.xml"
    path.write_text(export(moving * (60_000_000 // len(moving) + 1)), encoding="utf-8")
    assert path.stat().st_size > 60_000_000
    words = [sys.executable, "-c", CODE, str(path), str(folder(tmp_path / "d"))]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MOST_KB
