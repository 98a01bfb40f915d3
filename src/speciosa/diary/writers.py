"""Writing a diary as folder, zip or JSON, so that reading it gives the same diary."""

import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry
from speciosa.diary.parse_csv import COLUMNS
from speciosa.diary.source import ENTRIES_FILE, HEAD_FILE
from speciosa.diary.toml_text import toml_text
from speciosa.diary.wall_time import fixed, wall_text

_QUOTED_SIGNS: Final = ',"\n\r'
_FIRST_ZIP_DAY: Final = (1980, 1, 1, 0, 0, 0)  # same diary, same bytes


def head_data(diary: Diary) -> dict[str, Any]:
    """The head as plain data, without what is left at its default."""
    data = diary.model_dump(mode="json", by_alias=True, exclude={"entries"}, exclude_defaults=True)
    named = {"products", "medicines", "outcomes"}
    return {
        "format": diary.format,
        "timezone": diary.timezone,
        **{key: item for key, item in data.items() if item != {} or key in named},
    }


def head_text(diary: Diary) -> str:
    """The text of `diary.toml`."""
    return toml_text(head_data(diary))


def entries_text(diary: Diary) -> str:
    """The text of `entries.csv`, every id written out."""
    zone = ZoneInfo(diary.timezone)
    lines = [",".join(COLUMNS), *(csv_line(entry_cells(entry, zone)) for entry in diary.entries)]
    return "\n".join(lines) + "\n"


def entry_cells(entry: Entry, zone: ZoneInfo) -> tuple[str, ...]:
    """The texts of one row, in the order of the columns."""
    return (
        wall_text(entry.at, zone),
        entry.kind.value,
        entry.what,
        _number_text(entry.value),
        entry.unit,
        entry.note,
        entry.id,
    )


def csv_line(cells: Iterable[str]) -> str:
    """One row of a CSV, without the end of the line.

    >>> csv_line(["a", "d,e", ""])
    'a,"d,e",'
    """
    return ",".join(_cell(text) for text in cells)


def _number_text(value: float | str | None) -> str:
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return value or ""


def _cell(text: str) -> str:
    if any(sign in text for sign in _QUOTED_SIGNS):
        return '"' + text.replace('"', '""') + '"'
    return text


def write_folder(diary: Diary, path: str | Path) -> None:
    """Write both files into a folder, made when it is missing; existing files are replaced."""
    folder = Path(path)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HEAD_FILE).write_bytes(head_text(diary).encode())
    (folder / ENTRIES_FILE).write_bytes(entries_text(diary).encode())


def write_zip(diary: Diary, path: str | Path) -> None:
    """Write one zip with both files; the same diary gives the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in ((HEAD_FILE, head_text(diary)), (ENTRIES_FILE, entries_text(diary))):
            member = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, text.encode())
    Path(path).write_bytes(held.getvalue())


def write_json(diary: Diary) -> str:
    """The diary as one JSON text, one entry a line."""
    zone = ZoneInfo(diary.timezone)
    head = json.dumps(head_data(diary), ensure_ascii=False, indent=1)
    entries = ",\n  ".join(_entry_json(entry, zone) for entry in diary.entries)
    held = f"[\n  {entries}\n ]" if entries else "[]"
    return f'{head[:-2]},\n "entries": {held}\n}}\n'


def _entry_json(entry: Entry, zone: ZoneInfo) -> str:
    data = {"at": fixed(entry.at, zone).isoformat(), "kind": entry.kind.value, "what": entry.what}
    more = {"value": entry.value, "unit": entry.unit, "note": entry.note, "id": entry.id}
    kept = {key: item for key, item in more.items() if item not in (None, "")}
    return json.dumps(data | kept, ensure_ascii=False)
