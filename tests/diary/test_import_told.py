"""While a file is read, how much of it: never more than all, never less than before."""

import zipfile

import pytest

from speciosa.diary import xml_stream
from speciosa.diary.imported import Wishes
from speciosa.diary.importing import prepare
from speciosa.diary.readers import inspect
from tests.diary.folders import folder
from tests.diary.importing import file

PULSES = "".join(
    f'<Record type="HKQuantityTypeIdentifierRestingHeartRate" unit="count/min" '
    f'startDate="2026-02-{day:02} 08:00:00 +0100" endDate="2026-02-{day:02} 08:00:00 +0100" '
    f'value="6{day % 10}"/>\n'
    for day in range(1, 21)
)
HEALTH = f"<HealthData>\n{PULSES}</HealthData>\n"


def heard(tmp_path, path):
    """What the two hooks hear, and how many entries there are."""
    reading, checking = list[tuple[int, int]](), list[tuple[int, int]]()
    head = inspect(folder(tmp_path / "d")).head
    assert head is not None
    prepared = prepare(
        path,
        Wishes(head),
        (),
        reading=lambda *parts: reading.append(parts),
        checking=lambda *parts: checking.append(parts),
    )
    return reading, checking, len(prepared.new)


@pytest.mark.parametrize("packed", [False, True])
def test_bytes_of_apple_health_and_its_entries(tmp_path, monkeypatch, packed):
    monkeypatch.setattr(xml_stream, "_PART_BYTES", 500)
    path = file(tmp_path, "export.xml", HEALTH)
    if packed:
        with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(path, "apple_health_export/export.xml")
        path = tmp_path / "export.zip"
    reading, checking, entries = heard(tmp_path, path)
    done = [part for part, _ in reading]
    assert {total for _, total in reading} == {len(HEALTH)}
    assert done == sorted(set(done))
    assert (done[0], done[-1]) == (500, len(HEALTH))
    assert checking == [(number, entries) for number in range(20)]


def test_signs_of_a_table(tmp_path):
    head, row = "date,time,strain,amount (g),notes\n", "2026-02-01,08:00,green,2,-\n"
    reading, checking, _ = heard(tmp_path, file(tmp_path, "t.csv", head + 3 * row))
    size = len(head) + 3 * len(row)
    assert reading[-4:] == [(len(head) + count * len(row), size) for count in range(4)]
    assert checking == [(0, 3), (1, 3), (2, 3)]
