"""Medicines as spans of days: from the head of the diary and from its entries."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.parse_head import partial_day
from speciosa.diary.view import current

STOP_WORDS: Final = ("stop", "stopped", "end", "ended", "off", "discontinued", "paused")


@dataclass(frozen=True, slots=True)
class MedicineSpan:
    """One medicine at one dose. None as start: before the diary or unknown; as end: ongoing.

    `end` is the day of the stop or of the change, the last day that counts.
    """

    name: str
    dose: str
    start: date | None
    end: date | None
    entry_ids: tuple[str, ...]


def medicine_spans(diary: Diary) -> tuple[MedicineSpan, ...]:
    """Every span, by medicine and time; names as typed, compared without regard to case."""
    spans: dict[str, list[MedicineSpan]] = {}
    for name, medicine in diary.medicines.items():
        start, end = partial_day(medicine.since), partial_day(medicine.until)
        spans[name.lower()] = [MedicineSpan(name, medicine.dose, start, end, ())]
    for entry in current(diary):
        if entry.kind is Kind.MEDICINE:
            _continue(spans.setdefault(entry.what.lower(), []), entry)
    return tuple(span for name in sorted(spans) for span in spans[name])


def _continue(spans: list[MedicineSpan], entry: Entry) -> None:
    """Apply one entry: a stop ends the span, another dose begins a new one."""
    day, dose = entry.at.date(), dose_text(entry)
    ongoing = spans[-1] if spans and spans[-1].end is None else None
    if is_stop(entry):
        ended = ongoing or MedicineSpan(entry.what, "", None, None, ())
        ended = replace(ended, end=day, entry_ids=(*ended.entry_ids, entry.id))
        spans[-1 if ongoing else len(spans) :] = [ended]
    elif ongoing is None:
        spans.append(MedicineSpan(entry.what, dose, day, None, (entry.id,)))
    elif dose in {"", ongoing.dose} or not ongoing.dose:
        ids = (*ongoing.entry_ids, entry.id)
        spans[-1] = replace(ongoing, dose=ongoing.dose or dose, entry_ids=ids)
    else:
        spans[-1] = replace(ongoing, end=day)
        spans.append(MedicineSpan(ongoing.name, dose, day, None, (entry.id,)))


def is_stop(entry: Entry) -> bool:
    """Whether a medicine entry says that it was stopped."""
    if entry.value == 0:
        return True
    said = [entry.value] if isinstance(entry.value, str) else [entry.note] * (entry.value is None)
    words = " ".join(str(text) for text in said).lower().replace(",", " ").split()
    return any(word in STOP_WORDS for word in words)


def dose_text(entry: Entry) -> str:
    """The dose of a medicine entry, e.g. `50 mg`, or an empty text."""
    return f"{entry.value:g} {entry.unit}".strip() if isinstance(entry.value, float) else ""
