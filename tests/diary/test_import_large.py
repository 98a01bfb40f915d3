"""A large export of Apple Health passes by piece by piece; `SPECIOSA_LARGE_MB=1000` for a gigabyte.

The file is made as it is read: nothing of it is held. Its records look like those of a watch that
measures the pulse every two minutes: one in ten at rest, seven hours of sleep a night in parts,
blood pressure once a day, steps.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.diary.folders import folder

LARGE_MB = int(os.environ.get("SPECIOSA_LARGE_MB", "60"))
MOST_KB = 300_000
# VmHWM starts anew with each program; ru_maxrss would still count the memory of the test's own
CODE = """
import sys
from pathlib import Path
from speciosa.cli.convert_text import converted_text
print(converted_text(Path(sys.argv[1]), Path(sys.argv[2]), [], None, preview=False))
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
START = datetime(2014, 9, 1)  # noqa: DTZ001  (its offset is written beside it)
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 14 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>
]>
<HealthData locale="en_GB">
 <ExportDate value="2040-01-01 12:00:00 +0100"/>
"""


def record(
    kind: str, unit: str, start: datetime, minutes: int, value: str, inside: str = ""
) -> str:
    times = " ".join(
        f'{name}="{at:%Y-%m-%d %H:%M:%S} +0100"'
        for name, at in (
            ("creationDate", start),
            ("startDate", start),
            ("endDate", start + timedelta(minutes=minutes)),
        )
    )
    device = (
        "&lt;&lt;HKDevice: 0x281&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch&gt;"
    )
    source = f'sourceName="Watch" sourceVersion="11.1" device="{device}"'
    meta = f'\n  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="{inside}"/>\n '
    rest = f">{meta}</Record>" if inside else "/>"
    return f' <Record type="HK{kind}" {source} unit="{unit}" {times} value="{value}"{rest}\n'


def records() -> Iterator[str]:
    """Day after day, without an end."""
    pressure = ("Systolic", "121"), ("Diastolic", "78")
    for day in (START + timedelta(days=number) for number in count()):
        for slot in range(720):
            at = day + timedelta(minutes=2 * slot)
            still = "1" if slot % 10 == 0 else "2"
            yield record("QuantityTypeIdentifierHeartRate", "count/min", at, 0, "64", still)
            yield record("QuantityTypeIdentifierStepCount", "count", at, 2, "12")
        for part in range(14):
            at = day + timedelta(hours=23, minutes=30 * part)
            asleep = "CategoryValueSleepAnalysisAsleepCore"
            yield record("CategoryTypeIdentifierSleepAnalysis", "", at, 28, f"HK{asleep}")
        for name, value in pressure:
            at = day + timedelta(hours=8)
            yield record(f"QuantityTypeIdentifierBloodPressure{name}", "mmHg", at, 0, value)


def write_export(path: Path, megabytes: int) -> None:
    """An export of at least this size."""
    with path.open("w", encoding="utf-8") as stream:
        written = stream.write(HEAD)
        for text in records():
            written += stream.write(text)
            if written > megabytes * 1_000_000:
                break
        stream.write("</HealthData>\n")


@pytest.mark.slow
def test_a_large_export_needs_less_than_300_megabytes_of_memory(tmp_path):
    path = tmp_path / "export.xml"
    write_export(path, LARGE_MB)
    words = [sys.executable, "-c", CODE, str(path), str(folder(tmp_path / "d"))]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    path.unlink()
    print(done.stdout)
    *_said, peak_kb = done.stdout.split()
    assert "there already." in done.stdout
    assert int(peak_kb) < MOST_KB
