"""KratomTracker (later Herbal Tracker+): its table of doses, in the four forms it has had.

The forms are those of the app's own export code (BareTread/KratomTracker, lib/export/csv_export
and lib/services/csv_export_service). Effects are rated 1 to 5 there, but the table does not say
when they were felt: as ratings they would stand at the time of the dose, before any effect. They
are kept as words in the note of the dose.
"""

from typing import Final

from speciosa.diary.imported import Export, Harvest, Wishes, importers
from speciosa.diary.text import listed
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
_NO_TIME: Final = (
    "effects as ratings, as the file does not say when they were felt (kept as a note)"
)


@importers.add("KratomTracker")
def read(export: Export, wishes: Wishes) -> Harvest | None:
    """The doses of a table; None for any other file."""
    harvest = Harvest("kratomtracker", "KratomTracker")
    if _SUMS & set(export.header) and any("amount (g)" in name for name in export.header):
        what, expected = "a table of sums, without single doses", "the app's table of doses"
        raise InputError(what, "", listed(export.header, 3), expected, "", export.name, 1)
    if export.header not in (_SHORT, _LONG, _PLAIN, _FULL):
        return None
    zones = set()
    for line, cells in export.rows(harvest):
        at = cells.get("iso_timestamp") or f"{cells['date']}T{cells['time']}"
        zones.add(at.endswith("Z") or "+" in at)
        _dose(harvest, wishes, line, cells, at)
    if False in zones:
        harvest.says.append(f"Times have no zone; they are read as {wishes.head.timezone} time.")
    return harvest


def _dose(harvest: Harvest, wishes: Wishes, line: int, cells: dict[str, str], at: str) -> None:
    name = _plain(cells.get("strain_name") or cells.get("strain", ""))
    code = _plain(cells.get("strain_code") or cells.get("strain type", ""))
    effects = _effects(cells)
    if effects:
        harvest.leave(_NO_TIME, line)
    product = wishes.product(name, code)
    if not product:
        harvest.leave(f'"{name}" is no product of the diary: --product "{name}=KEY"', line)
        return
    amount = cells.get("amount_g") or cells.get("amount (g)", "")
    key = "\0".join((at, name, amount, cells["notes"]))
    note = "; ".join(part for part in (_plain(cells["notes"]), effects) if part)
    harvest.add(line, key, at, "dose", product, value=amount, unit="g", note=note)


def _effects(cells: dict[str, str]) -> str:
    """Felt effects as words, such as `felt later: mood 4 of 5`."""
    shown = {
        name: cells.get(name) or cells.get(f"{name.replace('_', ' ')} (1-5)") for name in _EFFECTS
    }
    parts = [f"{name.replace('_', ' ')} {value} of 5" for name, value in shown.items() if value]
    if parts and cells.get("duration_min"):
        parts.append(f"for {cells['duration_min']} min")
    parts += [_plain(cells["effect_notes"])] if cells.get("effect_notes") else []
    return f"felt later: {', '.join(parts)}" if parts else ""


def _plain(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in _GUARDED else text
