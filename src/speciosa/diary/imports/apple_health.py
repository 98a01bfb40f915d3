"""Apple Health: `export.xml`, also inside the zip the phone saves, read piece by piece.

Names of types and values are those of Apple's HealthKit documentation. A pulse is only taken
where the record says that it was measured at rest or was typed in, because a pulse while moving
says nothing about resting; a value of 1 in the motion metadata means still for five minutes.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath
from typing import Final
from zoneinfo import ZoneInfo

from speciosa.diary.imported import Export, Harvest, Wishes, importers
from speciosa.diary.xml_stream import read_xml

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
_DOSE: Final = "HKMedicationDoseEvent"
_MOTION: Final = "HKMetadataKeyHeartRateMotionContext"
_TYPED_IN: Final = "HKWasUserEntered"
_HALF_DAY: Final = timedelta(hours=12)
_DAY: Final = timedelta(days=1)
_UNITS: Final = {"count/min": "bpm"}


@importers.add("Apple Health")
def read(export: Export, wishes: Wishes) -> Harvest | None:
    """Resting pulse, blood pressure and sleep; None for any other file."""
    member = _member(export)
    plain = b"<HealthData" in export.sample or b"DOCTYPE HealthData" in export.sample
    if not member and not plain:
        return None
    reading = _Reading(Harvest("applehealth", "Apple Health"), wishes.head.zone)
    read_xml(export.path, member, _ROOT, reading.start, reading.end)
    return reading.whole()


def _member(export: Export) -> str:
    """The XML file of a zip, on top or in one folder; its name depends on the language."""
    found = [PurePosixPath(name) for name in export.members if name.lower().endswith(".xml")]
    found = [path for path in found if len(path.parts) <= 2 and "cda" not in path.stem]  # noqa: PLR2004
    by_name = sorted(found, key=lambda path: path.name.lower() != "export.xml")
    return str(by_name[0]) if by_name else ""


@dataclass(slots=True)
class _Reading:
    """What is held while the file passes by; at most a pulse an hour and the nights."""

    harvest: Harvest
    zone: ZoneInfo
    record: Mapping[str, str] | None = None
    line: int = 0
    meta: dict[str, str] = field(default_factory=dict)
    exported: datetime | None = None
    pressures: set[str] = field(default_factory=set)
    pulses: dict[datetime, tuple[datetime, str, str, int]] = field(default_factory=dict)
    nights: defaultdict[date, list[tuple[datetime, datetime]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def start(self, name: str, found: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if name == "Record":
            self.record, self.line, self.meta = found, line, {}
        elif name == "MetadataEntry" and self.record is not None:
            self.meta[found.get("key", "")] = found.get("value", "")
        elif name == "ExportDate":
            self.exported = _moment(found.get("value", ""))
        elif name.startswith(_DOSE) or found.get("type", "").startswith(_DOSE):
            self.harvest.leave("doses of medicines, a form that could not be checked", line)

    def end(self, name: str) -> None:
        """An element ends; a whole record is taken or left."""
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
        elif not kind.startswith(_DOSE):
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

    def _sleep(self, record: Mapping[str, str]) -> None:
        if not record.get("value", "").startswith(_ASLEEP):
            self.harvest.leave("time in bed or awake", self.line)
        elif times := self._times(record):
            night = (times[1].astimezone(self.zone) - _HALF_DAY).date()
            self.nights[night].append(times)

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

    def _night(self, night: date, parts: list[tuple[datetime, datetime]]) -> None:
        over = datetime.combine(night + _DAY, datetime.min.time(), self.zone) + _HALF_DAY
        if self.exported is not None and self.exported < over:
            self.harvest.leave("a night that was not over when the file was saved")
            return
        minutes = _asleep(parts).total_seconds() / 60
        last = max(end for _start, end in parts).isoformat()
        self.harvest.add(0, f"night {night}", last, "sleep", value=f"{minutes:.0f}", unit="min")


def _asleep(parts: list[tuple[datetime, datetime]]) -> timedelta:
    """Time covered by at least one part."""
    total = timedelta()
    covered: datetime | None = None
    for start, end in sorted(parts):
        begin = start if covered is None else max(start, covered)
        total += max(end - begin, timedelta())
        covered = end if covered is None else max(covered, end)
    return total


def _moment(text: str) -> datetime | None:
    """The instant of Apple's form of a time; None where it is another.

    >>> _moment("2026-01-15 08:00:00 +0100").isoformat()
    '2026-01-15T07:00:00+00:00'
    """
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
