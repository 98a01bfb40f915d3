"""A diary as one JSON document, `speciosa.diary/1`."""

import json
from pathlib import Path
from typing import Any, Final

from speciosa.diary.parse_csv import COLUMNS
from speciosa.diary.source import MOST_JSON_BYTES, Row, Source, decode, read_bytes, readers
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError

_OPTIONAL: Final = ("what", "value", "unit", "note", "id")


@readers.add(".json")
def read_json(path: Path) -> Source:
    """The head and the entries of a document."""
    return source_of_json(decode(read_bytes(path, MOST_JSON_BYTES), path.name), path.name)


def source_of_json(text: str, file: str) -> Source:
    """The source in a JSON text; raises InputError when it is not a JSON object."""
    data = _parsed(text, file)
    if not isinstance(data, dict):
        raise InputError("not a diary", "", type(data).__name__, "a JSON object", file=file)
    entries = data.pop("entries", [])
    if not isinstance(entries, list):
        found = type(entries).__name__
        raise InputError("not a list", "entries", found, "a list of entries", file=file)
    rows: list[Row] = []
    problems: list[InputError] = []
    for number, entry in enumerate(entries, start=1):
        try:
            rows.append(_row(entry, number))
        except InputError as problem:
            problems.append(problem.at(file, number))
    return Source(data, file, tuple(rows), file, tuple(problems))


def _parsed(text: str, file: str) -> Any:  # noqa: ANN401  (JSON holds anything)
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        raise InputError(
            "not JSON", "", fault.msg, "a JSON object", file=file, row=fault.lineno
        ) from None
    except ValueError as fault:
        raise InputError("not JSON", "", str(fault), "finite numbers", file=file) from None
    except RecursionError:
        raise InputError("nested too deeply", "", "", "a JSON object", file=file) from None


def _no_constant(name: str) -> float:
    msg = f"{name} is not a number"
    raise ValueError(msg)


def _row(entry: object, number: int) -> Row:
    if not isinstance(entry, dict):
        raise InputError("not an entry", "entries", entry, "an object with at and kind")
    for key in entry:
        if key not in COLUMNS:
            like = nearest(key, COLUMNS)
            raise InputError("a key that is not known", key, key, listed(COLUMNS), like)
    return Row(number, entry.get("at"), entry.get("kind"), *(entry.get(key) for key in _OPTIONAL))
