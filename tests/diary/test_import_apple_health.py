"""Apple Health: a small invented export; type names as in Apple's HealthKit documentation."""

import pytest

from speciosa.errors import InputError
from tests.diary.folders import folder
from tests.diary.importing import file, left, look, rows

Q, SLEEP = "HKQuantityTypeIdentifier", "HKCategoryTypeIdentifierSleepAnalysis"
ASLEEP = "HKCategoryValueSleepAnalysisAsleep"


def record(kind, start, end, value, unit="", motion=""):
    meta = f'<MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="{motion}"/>'
    times = f'startDate="2026-02-{start}:00 +0100" endDate="2026-02-{end}:00 +0100"'
    inside = meta if motion else ""
    return f'<Record type="{kind}" unit="{unit}" {times} value="{value}">{inside}</Record>\n'


def export(*records, declared=""):
    dtd = f"<!DOCTYPE HealthData [\n<!ATTLIST Record type CDATA\n{declared}]>\n"
    made = '<ExportDate value="2026-02-05 20:00:00 +0100"/>\n'
    return f'<?xml version="1.0"?>\n{dtd}<HealthData>\n{made}{"".join(records)}</HealthData>\n'


def test_pressure_once_resting_pulse_and_sleep_from_noon_to_noon(tmp_path):
    pressure = record(f"{Q}BloodPressureSystolic", "03 09:00", "03 09:00", 121, "mmHg")
    pair = f'<Correlation type="HKCorrelationTypeIdentifierBloodPressure">{pressure}</Correlation>'
    text = export(
        pressure,
        pair,
        record(f"{Q}HeartRate", "03 10:05", "03 10:05", 140, "count/min", "2"),
        record(f"{Q}HeartRate", "03 10:15", "03 10:15", 64, "count/min", "1"),
        record(f"{Q}HeartRate", "03 10:10", "03 10:10", 62, "count/min", "1"),
        record(SLEEP, "03 23:00", "04 06:00", f"{ASLEEP}Core"),
        record(SLEEP, "04 05:00", "04 07:00", f"{ASLEEP}REM"),
        record(SLEEP, "05 19:00", "05 19:30", f"{ASLEEP}REM"),
    )
    found = look(file(tmp_path, "export.xml", text), folder(tmp_path / "d"))
    assert rows(found) == [
        ("02-03T09:00", "reading", "systolic", 121.0, "mmHg", ""),
        ("02-03T10:10", "reading", "heart_rate", 62.0, "bpm", "at rest"),
        ("02-04T07:00", "sleep", "", 480.0, "min", ""),
    ]
    assert left(found)["a pulse not marked as measured at rest"][0] == 1
    assert left(found)["a night that was not over when the file was saved"] == (1, 0)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (export()[:-20], "a file that is torn"),
        (export(declared='<!ENTITY a "b">'), "a file that defines its own signs"),
    ],
)
def test_a_torn_file_and_one_that_defines_entities_are_refused(tmp_path, text, what):
    with pytest.raises(InputError, match=what):
        look(file(tmp_path, "export.xml", text), folder(tmp_path / "d"))
