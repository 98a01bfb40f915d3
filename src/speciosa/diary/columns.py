"""What the columns of somebody's own table mean: a file written once and used again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from speciosa.diary.parse_toml import read_toml_text
from speciosa.diary.source import decode, read_bytes
from speciosa.diary.text import listed, nearest
from speciosa.diary.wall_time import read_zone
from speciosa.errors import InputError

FORMAT: Final = "speciosa.columns/1"
FIELDS: Final = ("at", "kind", "what", "value", "unit", "note")
_KEYS: Final = (
    "format", "name", "timezone", "separator", "decimal", "date_format",
    "columns", "fixed", "words",
)  # fmt: skip
_SEPARATORS: Final = (",", ";", "\t", "|")
_NAME: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Checked meanings. `columns` gives the names of the columns for a field, joined by a space.

    `words` turns what stands in a cell into what the diary calls it; where it is given for a
    field, any other word is left out. `date_format` is as in `strptime`; empty: as in a diary.
    """

    name: str
    zone: ZoneInfo | None
    separator: str
    decimal: str
    date_format: str
    columns: Mapping[str, tuple[str, ...]]
    fixed: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


def read_columns(path: Path) -> Columns:
    """The meanings in a TOML file; raises InputError for the first thing that is wrong."""
    try:
        return _columns(read_toml_text(decode(read_bytes(path, _MOST_BYTES), path.name), path.name))
    except InputError as problem:
        raise problem.at(path.name, problem.row) from None


def _columns(data: Mapping[str, Any]) -> Columns:
    _known(data, _KEYS, "")
    if data.get("format") != FORMAT:
        raise InputError("not a file about columns", "format", data.get("format"), f'"{FORMAT}"')
    name = _text(data, "name", "")
    if not _NAME.fullmatch(name):
        expected = "one word for this kind of table; it stays the same in every later file"
        raise InputError("a name that cannot be used", "name", name, expected, 'name = "bearable"')
    zone = _text(data, "timezone", "")
    columns = {key: _names(item, f"columns.{key}") for key, item in _section(data, "columns")}
    fixed = {key: _word(item, f"fixed.{key}") for key, item in _section(data, "fixed")}
    _complete(columns, fixed)
    return Columns(
        name=name,
        zone=read_zone(zone) if zone else None,
        separator=_choice(data, "separator", _SEPARATORS),
        decimal=_choice(data, "decimal", (".", ",")),
        date_format=_text(data, "date_format", ""),
        columns=columns,
        fixed=fixed,
        words={key: _words(item, f"words.{key}") for key, item in _section(data, "words")},
    )


def _complete(columns: Mapping[str, object], fixed: Mapping[str, object]) -> None:
    for key in FIELDS:
        if key in columns and key in fixed:
            raise InputError("told twice", key, f"columns.{key}, fixed.{key}", "one of them")
    if "at" not in columns:
        raise InputError("the time has no column", "columns.at", "", "the name of a column")
    if "kind" not in columns and "kind" not in fixed:
        expected = "a column, or one kind for all rows"
        raise InputError("the kind is not told", "fixed.kind", "", expected, 'kind = "rating"')


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
    names = item if isinstance(item, list) else [item]
    return tuple(_word(name, where).strip().lower() for name in names)


def _words(item: object, where: str) -> dict[str, str]:
    if not isinstance(item, Mapping):
        raise InputError("not a list of words", where, item, '"word in the table" = "word here"')
    return {key.strip().lower(): _word(word, where) for key, word in item.items()}


def _word(item: object, where: str) -> str:
    if isinstance(item, bool) or not isinstance(item, str | int | float):
        raise InputError("not a text", where, item, "a text in quotes")
    return str(item)


def _text(data: Mapping[str, Any], key: str, otherwise: str) -> str:
    return _word(data.get(key, otherwise), key)


def _choice(data: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    text = _text(data, key, choices[0])
    if text not in choices:
        raise InputError("not possible here", key, text, listed(repr(one) for one in choices))
    return text
