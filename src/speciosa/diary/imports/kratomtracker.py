"""KratomTracker (later Herbal Tracker+): its tables of doses in four forms, and its backup.

The forms are those of the app's own code (BareTread/KratomTracker: lib/export/csv_export,
lib/services/csv_export_service, lib/services/backup_service, lib/providers/kratom_provider,
lib/data/backup_codec). Effects are rated 1 to 5 there, as a look back at a whole dose; a table does
not say when, a backup says when the look back was saved. As ratings they would stand at a time at
which nobody felt them. They are kept as words in the note of the dose.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from speciosa.diary.imported import Export, Harvest, Wishes, importers
from speciosa.diary.text import listed
from speciosa.diary.wall_time import fixed
from speciosa.errors import InputError

_SHORT: Final = ("date", "time", "strain", "amount (g)", "notes")
_LONG: Final = (
    "date", "time", "strain", "strain type", "amount (g)", "mood (1-5)", "energy (1-5)",
    "pain relief (1-5)", "anxiety (1-5)", "focus (1-5)", "notes",
)  # fmt: skip
_PLAIN: Final = (
    "date", "time", "iso_timestamp", "strain_code", "strain_name", "amount_g", "notes",
)  # fmt: skip
_FULL: Final = (
    *_PLAIN, "energy", "mood", "pain_relief", "focus", "anxiety", "duration_min", "effect_notes",
)  # fmt: skip
_SUMS: Final = {"total uses", "total dosages"}  # its two tables of sums
_EFFECTS: Final = ("mood", "energy", "pain_relief", "anxiety", "focus")
_GUARDED: Final = "=+-@\t\r\n"  # the app writes ' before them, against formulas
_MARKS: Final = (b'"strains"', b'"dosages"', b"strainId")  # of a backup
_VERSION: Final = 1
_BACKUP: Final = "the app's backup, as it was saved"
_MINUTE: Final = len("2026-03-01T08:10")
_LOOK_BACK: Final = "effects as ratings, as they look back at a whole dose (kept as a note)"


@dataclass(frozen=True, slots=True)
class _Dose:
    """One dose; `minute` is its wall time, by which it is known again in every form."""

    at: str
    minute: str
    name: str
    code: str
    amount: str
    note: str
    effects: str


@importers.add("KratomTracker")
def read(export: Export, wishes: Wishes) -> Harvest | None:
    """The doses of a table or a backup; None for any other file."""
    harvest = Harvest("kratomtracker", "KratomTracker")
    if _SUMS & set(export.header) and any("amount (g)" in name for name in export.header):
        what, expected = "a table of sums, without single doses", "the app's table of doses"
        raise InputError(what, "", listed(export.header, 3), expected, "", export.name, 1)
    if export.header in (_SHORT, _LONG, _PLAIN, _FULL):
        doses = _doses_of_table(export, harvest)
    elif _is_backup(export):
        doses = _doses_of_backup(export, harvest, wishes)
    else:
        return None
    local = False
    for line, dose in doses:
        local |= not (dose.at.endswith("Z") or "+" in dose.at)
        _keep(harvest, wishes, line, dose)
    if local:
        harvest.says.append(f"Times have no zone; they are read as {wishes.head.timezone} time.")
    return harvest


def _keep(harvest: Harvest, wishes: Wishes, line: int, dose: _Dose) -> None:
    if dose.effects:
        harvest.leave(_LOOK_BACK, line)
    product = wishes.product(dose.name, dose.code)
    if not product:
        name = dose.name or dose.code
        harvest.leave(f'"{name}" is no product of the diary: --product "{name}=KEY"', line)
        return
    key = "\0".join((dose.minute, dose.name, _rounded(dose.amount), dose.note))
    note = "; ".join(part for part in (dose.note, dose.effects) if part)
    harvest.add(line, key, dose.at, "dose", product, value=dose.amount, unit="g", note=note)


def _rounded(amount: str) -> str:
    """An amount as a table gives it: with two places."""
    try:
        return f"{float(amount):.2f}"
    except ValueError:
        return amount


def _doses_of_table(export: Export, harvest: Harvest) -> Iterator[tuple[int, _Dose]]:
    for line, cells in export.rows(harvest):
        minute = f"{cells['date']}T{cells['time']}"
        rated = {
            name: cells.get(name) or cells.get(f"{name.replace('_', ' ')} (1-5)", "")
            for name in _EFFECTS
        }
        minutes, words = cells.get("duration_min", ""), _plain(cells.get("effect_notes", ""))
        yield (
            line,
            _Dose(
                at=cells.get("iso_timestamp") or minute,
                minute=minute,
                name=_plain(cells.get("strain_name") or cells.get("strain", "")),
                code=_plain(cells.get("strain_code") or cells.get("strain type", "")),
                amount=cells.get("amount_g") or cells.get("amount (g)", ""),
                note=_plain(cells["notes"]),
                effects=_effects_text(rated, minutes, words),
            ),
        )


def _effects_text(rated: Mapping[str, str], minutes: str, words: str, saved: str = "") -> str:
    """Felt effects as words, such as `felt later: mood 4 of 5`."""
    parts = [f"{name.replace('_', ' ')} {value} of 5" for name, value in rated.items() if value]
    if parts and minutes:
        parts.append(f"for {minutes} min")
    parts += [words] if words else []
    if not parts:
        return ""
    return f"felt later{f', saved {saved}' if saved else ''}: {', '.join(parts)}"


def _plain(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _GUARDED else text


def _is_backup(export: Export) -> bool:
    start = export.sample.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] in (b"{", b"[") and any(mark in start for mark in _MARKS)


def _doses_of_backup(
    export: Export, harvest: Harvest, wishes: Wishes
) -> Iterator[tuple[int, _Dose]]:
    data = _parsed(export.text, export.name)
    data = {"dosages": data} if isinstance(data, list) else data
    _check(data, export.name)
    strains = {_text(one, "id"): one for one in _items(data, "strains", harvest)}
    effects = defaultdict(list)
    for one in _items(data, "effects", harvest):
        effects[_text(one, "dosageId")].append(_effect(one))
    for one in _items(data, "dosages", harvest):
        at = _text(one, "timestamp")
        strain = strains.get(_text(one, "strainId"), {})
        felt = "; ".join(filter(None, effects.pop(_text(one, "id"), ())))
        minute = _minute(at, wishes)
        name, code = _text(strain, "name"), _text(strain, "code")
        if not name and not code:
            harvest.leave("a dose of a strain that the backup does not name")
            continue
        amount, note = _text(one, "amount"), _text(one, "notes")
        yield 0, _Dose(at, minute, name, code, amount, note, felt)
    for lost in effects.values():
        for _one in lost:
            harvest.leave("effects of a dose that the backup does not hold")


def _parsed(text: str, file: str) -> Any:  # noqa: ANN401  (as in json.loads)
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        what = "a backup that is torn"
        raise InputError(what, "", fault.msg, _BACKUP, "", file, fault.lineno) from None
    except (RecursionError, ValueError):
        raise InputError("a backup that cannot be read", "", "", _BACKUP, "", file) from None


def _check(data: Mapping[str, Any], file: str) -> None:
    version = data.get("version", _VERSION)
    if version != _VERSION:
        what, expected = "a backup of another version", f"version {_VERSION}"
        raise InputError(what, "version", version, expected, "", file)
    if "dosages" not in data:
        raise InputError("a backup without doses", "dosages", "", _BACKUP, "", file)
    settings = data.get("settings")
    settings = _parsed(settings, file) if isinstance(settings, str) else settings
    unit = settings.get("measurementUnit", "g") if isinstance(settings, dict) else "g"
    if unit != "g":
        raise InputError("amounts in another unit", "measurementUnit", unit, "g", "", file)


def _items(data: Mapping[str, Any], key: str, harvest: Harvest) -> list[Mapping[str, Any]]:
    """The objects of a list; the app's first backups hold each list as a text of JSON."""
    held = data.get(key, [])
    if isinstance(held, str):
        held = _parsed(held, f"{key} of the backup")
    if not isinstance(held, list):
        harvest.leave(f"{key} of the backup, as they are no list")
        return []
    for one in held:
        if not isinstance(one, dict):
            harvest.leave(f"a part of the {key} that could not be read")
    return [one for one in held if isinstance(one, dict)]


def _effect(one: Mapping[str, Any]) -> str:
    rated = {name: _text(one, name) for name in _EFFECTS}
    rated["pain_relief"] = rated["pain_relief"] or _text(one, "painRelief")
    saved = _text(one, "timestamp")[:_MINUTE]
    return _effects_text(rated, _text(one, "duration"), _text(one, "notes"), saved)


def _text(one: Mapping[str, Any], key: str) -> str:
    """A text or number as text; empty for anything else."""
    value = one.get(key)
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if plain else ""


def _minute(at: str, wishes: Wishes) -> str:
    """The wall time in the diary's zone, to the minute."""
    try:
        time = datetime.fromisoformat(at)
        local = fixed(time, wishes.head.zone) if time.tzinfo else time
    except (ValueError, OverflowError):
        return at
    return local.isoformat()[:_MINUTE]
