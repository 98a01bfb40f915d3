"""Any table, read as a file about its columns says (`--columns`)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from speciosa.diary.columns import Columns, read_columns
from speciosa.diary.imported import Export, Harvest, Wishes, importers
from speciosa.diary.text import listed
from speciosa.diary.wall_time import read_time
from speciosa.errors import InputError

_OPTIONAL: Final = ("value", "unit", "note")
_POINT: Final = re.compile(r"[-+]?\d*\.\d*")
_COMMA: Final = re.compile(r"[-+]?\d*,\d+")


@importers.add("any table")
def read(export: Export, wishes: Wishes) -> Harvest | None:
    """The rows of a table; None when nobody said what its columns mean."""
    if wishes.columns is None:
        return None
    told = read_columns(wishes.columns)
    harvest = Harvest(f"columns {told.name}", told.name)
    lines = export.lines(told.separator)
    header = [name.strip().lower() for name in next(lines, (1, []))[1]]
    _check_header(header, told, export.name)
    for line, cells in lines:
        if len(cells) != len(header):
            harvest.leave("a row with too few or too many columns", line)
            continue
        _row(harvest, told, wishes, line, dict(zip(header, cells, strict=True)))
    if told.zone is None and "%z" not in told.date_format:
        zone = wishes.head.timezone
        harvest.says.append(f"Times without a zone are read as {zone} time.")
    return harvest


def _check_header(header: list[str], told: Columns, file: str) -> None:
    for field, names in told.columns.items():
        for name in names:
            if name not in header:
                what, expected = f"no column {name} for {field}", listed(header)
                raise InputError(
                    what, f"columns.{field}", ",".join(header)[:80], expected, "", file, 1
                )
            if header.count(name) > 1:
                what, expected = f"two columns {name}", "one column of this name"
                raise InputError(what, f"columns.{field}", name, expected, "", file, 1)


def _row(
    harvest: Harvest, told: Columns, wishes: Wishes, line: int, cells: Mapping[str, str]
) -> None:
    typed = dict(told.fixed)
    for field, names in told.columns.items():
        text = " ".join(cells[name].strip() for name in names).strip()
        if field in told.words:
            known = told.words[field].get(text.lower())
            if known is None:
                harvest.leave(f'{field} "{text}", which [words.{field}] does not name', line)
                return
            text = known
        typed[field] = text
    try:
        at = _time(typed["at"], told, harvest)
        if "value" in told.columns and "value" not in told.words:
            typed["value"] = _number(typed["value"], told.decimal)
    except InputError as problem:
        harvest.leave(problem.what, line)
        return
    what = typed.get("what", "")
    if typed["kind"].strip().lower() == "dose":
        what = wishes.product(what) or what
    key = "\0".join(f"{name}={text.strip()}" for name, text in sorted(cells.items()))
    more = {name: typed[name] for name in _OPTIONAL if name in typed}
    harvest.add(line, key, at, typed["kind"], what, **more)


def _number(text: str, decimal: str) -> str:
    """A number with a point; a text that is no number stays as it is."""
    if decimal == ".":
        return text
    if _POINT.fullmatch(text):
        raise InputError("a number with a point, where decimal is a comma", "value", text, "1,5")
    return text.replace(",", ".") if _COMMA.fullmatch(text) else text


def _time(text: str, told: Columns, harvest: Harvest) -> str:
    """The time as a diary writes it, with its offset where the file names a zone."""
    if told.time:
        text = f"{text} {told.time}"
    if told.date_format:
        try:
            time = datetime.strptime(text, told.date_format)  # noqa: DTZ007  (its zone follows)
        except ValueError:
            what = "a time that does not fit date_format"
            raise InputError(what, "at", text, told.date_format) from None
        text = time.isoformat()
    if told.zone is None:
        return text
    at, jump = read_time(text, told.zone)
    harvest.jumps += bool(jump)
    return at.isoformat()
