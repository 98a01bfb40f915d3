"""Apple Health: `export.xml`, also inside the zip the phone saves, read piece by piece.

Names of types and values are those of Apple's HealthKit documentation. A pulse is only taken
where the record says that it was measured at rest or was typed in, because a pulse while moving
says nothing about resting; a value of 1 in the motion metadata means still for five minutes.
The list of elements that the file begins with (version 14) names none for doses of medicines, and
no file that holds one was found: should there be any, they are counted and left out.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Final
from zoneinfo import ZoneInfo

from speciosa.diary.imported import Export, Harvest, Wishes, importers
from speciosa.diary.parse_csv import MOST_ROWS
from speciosa.diary.xml_stream import read_xml
from speciosa.errors import InputError

_ROOT: Final = "HealthData"
_QUANTITY: Final = "HKQuantityTypeIdentifier"
_PRESSURE: Final = {
    f"{_QUANTITY}BloodPressureSystolic": "systolic",
    f"{_QUANTITY}BloodPressureDiastolic": "diastolic",
}
_PULSE: Final = f"{_QUANTITY}HeartRate"
_RESTING: Final = f"{_QUANTITY}RestingHeartRate"
_SLEEP: Final = "HKCategoryTypeIdentifierSleepAnalysis"
_ASLEEP: Final = "HKCategoryValueSleepAnalysisAsleep"  # also with Core, Deep, REM, Unspecified
_DOSE: Final = "MedicationDose"  # as in HKMedicationDoseEvent, the type's name in HealthKit
_DOSES: Final = "doses of medicines, whose form in this file is not known"
_OTHERS: Final = {
    "Workout": "workouts",
    "ActivitySummary": "activity of a day",
    "ClinicalRecord": "clinical records",
    "Audiogram": "hearing tests",
    "VisionPrescription": "glasses and lenses",
}
_PARTS: Final = frozenset({"HealthData", "ExportDate", "Me", "Correlation", "MetadataEntry"})
_MOTION: Final = "HKMetadataKeyHeartRateMotionContext"
_TYPED_IN: Final = "HKWasUserEntered"
_TELLING: Final = frozenset({_MOTION, _TYPED_IN})
_YEARS: Final = range(1970, 2200)
_HALF_DAY: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)
_DEPTH: Final = 2  # the file lies on top of a zip or in one folder
Span = tuple[datetime, datetime]
_UNITS: Final = {"count/min": "bpm"}


@importers.add("Apple Health")
def read(export: Export, wishes: Wishes) -> Harvest | None:
    """Resting pulse, blood pressure and sleep; None for any other file."""
    member = _member(export)
    if not member and not _ours(export.sample):
        return None
    reading = _Reading(Harvest("applehealth", "Apple Health"), wishes.head.zone)
    read_xml(export.path, member, _ROOT, reading.start, reading.end, export.tell)
    return reading.whole()


def _member(export: Export) -> str:
    """The file in a zip, on top or in one folder; its name depends on the phone's language."""
    for name in export.members:
        path = PurePosixPath(name)
        shallow = len(path.parts) <= _DEPTH and not name.startswith("__MACOSX")
        if shallow and path.suffix.lower() == ".xml" and _ours(export.member_sample(name)):
            return name
    return ""


def _ours(start: bytes) -> bool:
    return b"<HealthData" in start or b"<!DOCTYPE HealthData" in start


@dataclass(slots=True)
class _Reading:
    """What is held while the file passes by: at most a pulse an hour and the spans asleep."""

    harvest: Harvest
    zone: ZoneInfo
    record: Mapping[str, str] | None = None
    line: int = 0
    meta: dict[str, str] = field(default_factory=dict)
    exported: datetime | None = None
    pressures: set[str] = field(default_factory=set)
    pulses: dict[datetime, tuple[datetime, str, str, int]] = field(default_factory=dict)
    nights: defaultdict[date, list[Span]] = field(default_factory=lambda: defaultdict(list))
    spans: int = 0
    inside: str = ""  # the element around this one that counts as one thing

    def start(self, name: str, found: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if name == "MetadataEntry" and self.record is not None:
            if (key := found.get("key", "")) in _TELLING:
                self.meta[key] = found.get("value", "")
        elif self.inside:
            return
        elif _DOSE in name or _DOSE in found.get("type", ""):
            self.inside = name
            self.harvest.leave(_DOSES, line)
        elif name == "Record":
            self.record, self.line, self.meta, self.inside = found, line, {}, name
        elif name == "ExportDate":
            self.exported = _moment(found.get("value", ""))
        elif name not in _PARTS:
            self.inside = name
            self.harvest.leave(_OTHERS.get(name, "parts of a kind that is not known"), line)

    def end(self, name: str) -> None:
        """An element ends; a whole record is taken or left."""
        if name == self.inside:
            self.inside = ""
        if name != "Record" or self.record is None:
            return
        record, self.record = self.record, None
        kind = record.get("type", "")
        if kind in _PRESSURE:
            self._pressure(record, _PRESSURE[kind])
        elif kind == _RESTING:
            self._resting(record)
        elif kind == _PULSE:
            self._pulse(record)
        elif kind == _SLEEP:
            self._sleep(record)
        else:
            self.harvest.leave("records of kinds that are not taken (steps ...)", self.line)

    def _times(self, record: Mapping[str, str]) -> tuple[datetime, datetime] | None:
        start, end = (_moment(record.get(name, "")) for name in ("startDate", "endDate"))
        if start is None or end is None or end < start:
            self.harvest.leave("a record whose times could not be read", self.line)
            return None
        return start, end

    def _pressure(self, record: Mapping[str, str], what: str) -> None:
        """Every value once, though a pair stands in the file twice: alone and as a pair."""
        if (times := self._times(record)) is None:
            return
        value = record.get("value", "")
        key = f"{what}\0{times[0].isoformat()}\0{value}"
        if key not in self.pressures:
            self.pressures.add(key)
            self._reading(what, times[0], value, record.get("unit", ""), key, self.line)

    def _resting(self, record: Mapping[str, str]) -> None:
        if times := self._times(record):
            key = f"resting\0{times[0].isoformat()}\0{record.get('sourceName', '')}"
            value, unit = record.get("value", ""), record.get("unit", "")
            self._reading("heart_rate", times[1], value, unit, key, self.line, "of a day, at rest")

    def _pulse(self, record: Mapping[str, str]) -> None:
        if self.meta.get(_MOTION) != "1" and self.meta.get(_TYPED_IN) != "1":
            self.harvest.leave("a pulse not marked as measured at rest", self.line)
        elif times := self._times(record):
            hour = times[0].replace(minute=0, second=0)
            new = (times[0], record.get("value", ""), record.get("unit", ""), self.line)
            if hour in self.pulses:
                self.harvest.leave("a further pulse at rest in the same hour", self.line)
            self.pulses[hour] = min(new, self.pulses.get(hour, new))
            self._check_room()

    def _sleep(self, record: Mapping[str, str]) -> None:
        if not record.get("value", "").startswith(_ASLEEP):
            self.harvest.leave("time in bed or awake", self.line)
        elif times := self._times(record):
            night = (times[1].astimezone(self.zone) - _HALF_DAY).date()
            spans = self.nights[night]
            before = len(spans)
            _join(spans, times)
            self.spans += len(spans) - before
            self._check_room()

    def _check_room(self) -> None:
        """A file made to fill the memory is refused."""
        if len(self.pulses) + self.spans > MOST_ROWS:
            expected = f"at most {MOST_ROWS} rows"
            raise InputError("more rows than a diary can have", "", "", expected)

    def _reading(
        self, what: str, at: datetime, value: str, unit: str, key: str, line: int, note: str = ""
    ) -> None:
        unit, at_text = _UNITS.get(unit, unit), at.isoformat()
        self.harvest.add(line, key, at_text, "reading", what, value=value, unit=unit, note=note)

    def whole(self) -> Harvest:
        """Everything, once the file has passed."""
        for hour, (at, value, unit, line) in sorted(self.pulses.items()):
            self._reading(
                "heart_rate", at, value, unit, f"pulse\0{hour.isoformat()}", line, "at rest"
            )
        for night, parts in sorted(self.nights.items()):
            self._night(night, parts)
        says = self.harvest.says
        if self.pulses:
            says.append("Of the pulses at rest, the first of each hour is taken.")
        if self.nights:
            says.append("Sleep is the time asleep from noon to noon, overlapping records once.")
        return self.harvest

    def _night(self, night: date, parts: list[Span]) -> None:
        over = datetime.combine(night + _DAY, datetime.min.time(), self.zone) + _HALF_DAY
        if self.exported is not None and self.exported < over:
            self.harvest.leave("a night that was not over when the file was saved")
            return
        minutes = sum((end - start).total_seconds() for start, end in parts) / 60
        last = parts[-1][1].isoformat()
        self.harvest.add(0, f"night {night}", last, "sleep", value=f"{minutes:.0f}", unit="min")


def _join(parts: list[Span], new: Span) -> None:
    """Add a span to spans in order that do not touch; those that it touches become one.

    >>> parts = [(1, 2), (4, 5), (7, 8)]
    >>> _join(parts, (2, 6))
    >>> parts
    [(1, 6), (7, 8)]
    """
    first = bisect_left(parts, new[0], key=lambda part: part[1])
    beyond = bisect_right(parts, new[1], key=lambda part: part[0])
    if first < beyond:
        new = (min(new[0], parts[first][0]), max(new[1], parts[beyond - 1][1]))
    parts[first:beyond] = [new]


def _moment(text: str) -> datetime | None:
    """The instant of Apple's form of a time; None where it is another, or no time of a diary.

    >>> _moment("2026-01-15 08:00:00 +0100").isoformat()
    '2026-01-15T07:00:00+00:00'
    """
    try:
        time = datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")
    except ValueError:
        return None
    return time.astimezone(UTC) if time.year in _YEARS else None
