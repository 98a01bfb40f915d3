"""Adding to a diary folder: one whole row or nothing, also when several programs write at once."""

import os
import tomllib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from speciosa.diary.entries import Entry
from speciosa.diary.parse_csv import COLUMNS
from speciosa.diary.source import CUT_OFF_FILE, ENTRIES_FILE, HEAD_FILE, MOST_BYTES, too_large
from speciosa.diary.toml_text import quoted
from speciosa.diary.wall_time import read_zone
from speciosa.diary.whole_lines import alone, commit_lines, finished, set_aside, sync_folder
from speciosa.diary.writers import csv_line, entry_cells
from speciosa.errors import InputError

_HEADER: Final = ",".join(COLUMNS)


def append_entry(folder: str | Path, entry: Entry) -> Entry:
    """Add one entry to `entries.csv` and wait until it is on the disk.

    Args:
        folder: a diary folder.
        entry: already checked; an empty id becomes a new UUID (hex).

    Returns:
        The entry as it was written.
    """
    return append_entries(folder, (entry,))[0]


def append_entries(folder: str | Path, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Add several entries in one piece: all of them or none, also when the program is killed.

    What a program that was killed left unfinished is moved to `entries-cut-off.txt` first.
    """
    folder = Path(folder)
    new = tuple(e if e.id else e.model_copy(update={"id": uuid.uuid4().hex}) for e in entries)
    zone = _zone(folder)
    path = folder / ENTRIES_FILE
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with alone(handle, path):
            _write(handle, new, zone, folder)
    finally:
        os.close(handle)
    return new


def _zone(folder: Path) -> ZoneInfo:
    try:
        head = tomllib.loads((folder / HEAD_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        raise InputError("no diary here", "", str(folder), f"a folder with {HEAD_FILE}") from None
    return read_zone(str(head.get("timezone", "")))


def _write(handle: int, entries: Sequence[Entry], zone: ZoneInfo, folder: Path) -> None:
    size = os.fstat(handle).st_size
    if size > MOST_BYTES[ENTRIES_FILE]:
        raise too_large(ENTRIES_FILE, size, MOST_BYTES[ENTRIES_FILE])
    data = _read_all(handle, size)
    whole = finished(data)
    text = _decoded(whole)
    header = _header(text)
    lines = "".join(f"{_line(entry, zone, header)}\n" for entry in entries)
    written = _start(text) + lines
    if (after := len(whole) + len(written.encode())) > MOST_BYTES[ENTRIES_FILE]:
        raise too_large(ENTRIES_FILE, after, MOST_BYTES[ENTRIES_FILE])
    if len(whole) < len(data):
        set_aside(handle, len(whole), folder / CUT_OFF_FILE)
    if not whole:
        sync_folder(folder)  # the file may be new: its name has to last, too
    commit_lines(handle, written)


def _read_all(handle: int, size: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    data = b""
    while len(data) < size and (part := os.read(handle, size - len(data))):
        data += part
    return data


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not text in UTF-8", "", "", "UTF-8", file=ENTRIES_FILE) from None


def _header(text: str) -> list[str]:
    lines = text.splitlines()
    return [name.strip().lower() for name in lines[0].split(",")] if lines else list(COLUMNS)


def _line(entry: Entry, zone: ZoneInfo, header: list[str]) -> str:
    """The row in the order of the file's own columns."""
    cells = dict(zip(COLUMNS, entry_cells(entry, zone), strict=True))
    missing = [name for name, text in cells.items() if text and name not in header]
    if missing:
        what = f"no column {missing[0]} to write to"
        raise InputError(what, "", ",".join(header), _HEADER, file=ENTRIES_FILE, row=1)
    return csv_line(cells.get(name, "") for name in header)


def _start(text: str) -> str:
    """What goes before the new row: the header of an empty file, or the end of a torn line."""
    if not text:
        return _HEADER + "\n"
    if text.count('"') % 2:
        what = "a quotation mark that is not closed"
        last = len(text.splitlines())
        expected = "a complete last row; mend it first"
        raise InputError(what, "", text.splitlines()[-1][-60:], expected, "", ENTRIES_FILE, last)
    return "" if text.endswith(("\n", "\r")) else "\n"


def new_diary(
    folder: str | Path,
    *,
    person: str,
    timezone: str,
    country: str = "",
    birth_year: int | None = None,
    aims: tuple[str, ...] = (),
) -> Path:
    """Start a diary: a commented `diary.toml` and an empty `entries.csv`; never overwrites.

    Args:
        folder: made when it is missing.
        person: any pseudonym.
        timezone: an IANA name.
        country: two letters, also with a part (US-LA), or empty.
        birth_year: without it amounts and effects stay hidden.
        aims: outcomes, the most important first.
    """
    read_zone(timezone)
    folder = Path(folder)
    for name in (HEAD_FILE, ENTRIES_FILE):
        if _in_use(folder / name):
            expected = "a folder without a diary; nothing is overwritten"
            raise InputError("there is a diary already", "", str(folder / name), expected)
    listed = ", ".join(quoted(aim) for aim in aims or ("pain",))
    text = _TEMPLATE.format(
        timezone=quoted(timezone),
        person=quoted(person),
        aims=listed,
        country=f"country = {quoted(country)}" if country else '# country = "DE"',
        born=f"birth_year = {birth_year}" if birth_year else "# birth_year = 1984",
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _create(folder / ENTRIES_FILE, _HEADER + "\n")
        _create(folder / HEAD_FILE, text)  # last: without it nothing can be logged
        sync_folder(folder)
    except OSError as fault:
        expected = "a place where a folder can be made"
        raise InputError("cannot be made", "", f"{folder}: {fault.strerror}", expected) from None
    return folder


def _in_use(path: Path) -> bool:
    """Whether a file holds anything; `new` itself may have been stopped before it was done."""
    try:
        return path.stat().st_size > 0 and path.read_text("utf-8", "replace") != _HEADER + "\n"
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True


def _create(path: Path, text: str) -> None:
    if path.exists() and path.stat().st_size == len(text.encode()):
        return  # made by a `new` that was stopped before it was done
    path.touch(mode=0o600)  # nobody else's business
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


_TEMPLATE: Final = """\
# The head of a diary. Lines that begin with # are examples; take the # away to use them.
format = "speciosa.diary/1"
timezone = {timezone}          # every time in entries.csv without an offset is in it

[person]
id = {person}                  # any pseudonym, no real name needed
aims = [{aims}]                # what you rate, the most important first
{country}                      # for the emergency number and the law; with a part: "US-LA"
{born}            # with kratom: without it no effects and no amounts are shown
# sex = "female"               # female, male, other or unknown, as far as it matters for limits
# weight_kg = 71
# conditions = ["fibromyalgia", "adhd"]

# [use]
# first = "2021-03"            # a year, a month or a day
# daily_since = 2023-05-01

[products.green]               # one section for each product and batch
name = "Green leaf"
form = "leaf"                  # leaf, tea, capsule, extract, shot, 7-oh, unknown
# mitragynine_mg_per_g = 14.2  # from a certificate of this batch
# lead = 0.5                   # from the same certificate, with its unit
# lead_unit = "ppm"            # ppm, ug/g, mg/kg, ppb ...

# [products.green.before]      # regular use before the first entry
# since = 2023-05-01
# doses_per_day = 3
# amount = "3 g"

# [products.green.unit_g]      # grams in what you count
# capsule = 0.5

# [medicines.lisdexamfetamine]
# dose = "50 mg"
# since = 2025-11-01

# [outcomes.pain]              # only for your own outcomes or scales
# label = "pain right now"
# low = 0
# high = 10
# better = "lower"

## A plan for less has a section of its own, [taper]. Only a professional enters one.
"""
