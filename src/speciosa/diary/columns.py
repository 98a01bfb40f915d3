"""What the columns of somebody's own table mean: a file written once and used again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from speciosa.diary.parse_toml import line_finder, read_toml_text
from speciosa.diary.source import decode, read_bytes
from speciosa.diary.text import clean, listed, nearest
from speciosa.diary.wall_time import read_zone
from speciosa.errors import InputError

FORMAT: Final = "speciosa.columns/1"
FIELDS: Final = ("at", "kind", "what", "value", "unit", "note")
_KEYS: Final = (
    "format", "name", "timezone", "separator", "decimal", "date_format", "time",
    "columns", "fixed", "words",
)  # fmt: skip
_SEPARATORS: Final = (",", ";", "\t", "|")
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAY: Final = "%Y-%m-%d"
_AFTERNOON: Final = datetime(2026, 11, 29, 13, 45, tzinfo=UTC)
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Checked meanings. `columns` gives the names of the columns for a field, joined by a space.

    `words` turns what stands in a cell into what the diary calls it; where it is given for a
    field, any other word is left out. `date_format` is as in `strptime`; empty: as in a diary.
    `time` is the time of day of a table that has days only, else empty.
    """

    name: str
    zone: ZoneInfo | None
    separator: str
    decimal: str
    date_format: str
    time: str
    columns: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


def read_columns(path: Path) -> Columns:
    """The meanings in a TOML file; raises InputError for the first thing that is wrong."""
    text = decode(read_bytes(path, _MOST_BYTES), path.name)
    try:
        return _columns(read_toml_text(text, path.name))
    except InputError as problem:
        line = problem.row or line_finder(text)(tuple(problem.field.split(".")))
        raise problem.at(path.name, line) from None


def _columns(data: Mapping[str, Any]) -> Columns:
    _known(data, _KEYS, "")
    if data.get("format") != FORMAT:
        expected = f'format = "{FORMAT}"'
        raise InputError("not a file about columns", "format", data.get("format"), expected)
    name = _text(data, "name", "")
    if not _NAME.fullmatch(name):
        expected = "one word for this kind of table; it stays the same in every later file"
        raise InputError("a name that cannot be used", "name", name, expected, 'name = "bearable"')
    zone = _text(data, "timezone", "")
    columns = {key: _names(item, f"columns.{key}") for key, item in _section(data, "columns")}
    fixed = {key: _word(item, f"fixed.{key}") for key, item in _section(data, "fixed")}
    words = {key: _words(item, f"words.{key}") for key, item in _section(data, "words")}
    _complete(columns, fixed, words)
    time = _time(_text(data, "time", ""))
    return Columns(
        name=name,
        zone=read_zone(zone) if zone else None,
        separator=_choice(data, "separator", _SEPARATORS),
        decimal=_choice(data, "decimal", (".", ",")),
        date_format=_date_format(_text(data, "date_format", ""), time),
        time=time,
        columns=columns,
        fixed=fixed,
        words=words,
    )


def _time(text: str) -> str:
    if text and not _CLOCK.fullmatch(text):
        raise InputError("not a time of day", "time", text, "HH:MM", 'time = "21:00"')
    return text


def _date_format(text: str, time: str) -> str:
    """The format of days and times; one that leaves a part of the time to a guess is refused."""
    if time:
        text = f"{text or _DAY} %H:%M"
    if not text:
        return ""
    try:
        read = datetime.strptime(_AFTERNOON.strftime(text), text)  # noqa: DTZ007  (to compare)
    except ValueError:
        read = None
    if read is None or read.replace(tzinfo=UTC) != _AFTERNOON or "%Z" in text:
        expected = "year, month, day, hour (%H, or %I with %p) and minute, or days only and a time"
        what, example = "not a whole day and time", 'date_format = "%d.%m.%Y %H:%M"'
        raise InputError(what, "date_format", text, expected, example)
    return text


def _complete(
    columns: Mapping[str, object], fixed: Mapping[str, object], words: Mapping[str, object]
) -> None:
    for key in FIELDS:
        if key in columns and key in fixed:
            found = f"columns.{key}, fixed.{key}"
            raise InputError("told twice", f"fixed.{key}", found, "one of them")
        if key in words and key not in columns:
            expected = f"a column for {key}"
            raise InputError("words for a field without a column", f"words.{key}", "", expected)
    if "at" not in columns:
        expected, example = "the name of a column", 'at = "Date" below [columns]'
        raise InputError("the time has no column", "columns.at", "", expected, example)
    if "kind" not in columns and "kind" not in fixed:
        expected = "a column, or one kind for all rows"
        example = 'kind = "rating" below [fixed]'
        raise InputError("the kind is not told", "fixed.kind", "", expected, example)


def _section(data: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    section = data.get(name, {})
    if not isinstance(section, Mapping):
        raise InputError("not a section", name, section, f"[{name}]")
    _known(section, FIELDS, f"{name}.")
    return list(section.items())


def _known(data: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            like = nearest(key, known)
            raise InputError("a key that is not known", where + key, key, listed(known), like)


def _names(item: object, where: str) -> tuple[str, ...]:
    items = item if isinstance(item, list) else [item]
    names = tuple(_word(name, where).strip().lower() for name in items)
    if not names or "" in names:
        expected, example = "the name of a column, or several", '"Date" or ["Date", "Time"]'
        raise InputError("a column without a name", where, "", expected, example)
    return names


def _words(item: object, where: str) -> dict[str, str]:
    if not isinstance(item, Mapping):
        raise InputError("not a list of words", where, item, '"word in the table" = "word here"')
    words: dict[str, str] = {}
    for key, word in item.items():
        name = key.strip().lower()
        if name in words:
            raise InputError("a word told twice", where, key, "each word once, in any letters")
        words[name] = _word(word, where)
    return words


def _word(item: object, where: str) -> str:
    if isinstance(item, bool) or not isinstance(item, str | int | float):
        raise InputError("not a text", where, item, "a text in quotes")
    return clean(str(item), where)


def _text(data: Mapping[str, Any], key: str, otherwise: str) -> str:
    return _word(data.get(key, otherwise), key)


def _choice(data: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    text = _text(data, key, choices[0])
    if text not in choices:
        raise InputError("not possible here", key, text, listed(repr(one) for one in choices))
    return text
