"""The text of `diary.toml` as a dictionary, with the line of every key for messages."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from speciosa.errors import InputError

# People write `first = 2021-03`; TOML has days only, so a bare year and month becomes text.
_YEAR_MONTH: Final = re.compile(
    r"^(\s*(?:first|daily_since|since|until)\s*=\s*)(\d{4}-\d{2})(?=\s*(?:#.*)?$)", re.MULTILINE
)
_PLAN_MONTH: Final = re.compile(
    r"((?:^|[{,])\s*(?:from|entered)\s*=\s*)(\d{4}-\d{2})(?=\s*(?:[,}]|#|$))"
)
_UNQUOTED: Final = re.compile(r"^[^\"'#\n]+", re.MULTILINE)  # up to a text or a remark
_LINE: Final = re.compile(r"line (\d+)")
_TABLES: Final = re.compile(r"^\s*\[\[\s*([^\[\]]+?)\s*\]\]")
_ROW: Final = re.compile(r"^\s*\{")
_TABLE: Final = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]")
_KEY: Final = re.compile(r"""^\s*((?:[\w.-]+|"[^"]*"|'[^']*'|\s*\.\s*)+?)\s*=""")
_PART: Final = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


def read_toml_text(text: str, file: str) -> dict[str, Any]:
    """The dictionary; raises one InputError with the line where the text stops being TOML."""
    try:
        return tomllib.loads(_months_as_text(text))
    except tomllib.TOMLDecodeError as fault:
        line = _LINE.search(str(fault))
        reason = str(fault).split(" (at ")[0]
        raise InputError(
            "this line is not TOML",
            "",
            reason,
            'name = "text", name = 3.5 or [section]',
            file=file,
            row=int(line.group(1)) if line else 0,
        ) from None
    except RecursionError:
        raise InputError("nested too deeply", "", "", "a few sections", file=file) from None


def _months_as_text(text: str) -> str:
    """Bare months in quotes, also in rows such as `{ from = 2026-03, doses_per_day = 3 }`."""
    text = _YEAR_MONTH.sub(r'\1"\2"', text)
    return _UNQUOTED.sub(lambda found: _PLAN_MONTH.sub(r'\1"\2"', found.group()), text)


def line_finder(text: str) -> Callable[[tuple[str, ...]], int]:
    """A function from the path of a key, e.g. `("person", "id")`, to its line, or 0."""
    lines = _lines_of(text)

    def line_of(path: tuple[str, ...]) -> int:
        while path:
            if path in lines:
                return lines[path]
            path = path[:-1]
        return 0

    return line_of


def _lines_of(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    rows: Counter[tuple[str, ...]] = Counter()  # of each list of tables
    table: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _TABLES.match(line):
            name = _parts(found.group(1))
            table = (*name, str(rows[name]))
            rows[name] += 1
            _keep(lines, table, number)
        elif found := _TABLE.match(line):
            table = _parts(found.group(1))
            _keep(lines, table, number)
        elif found := _KEY.match(line):
            key = table + _parts(found.group(1))
            lines.setdefault(key, number)
        elif _ROW.match(line):
            lines.setdefault((*key, str(rows[key])), number)
            rows[key] += 1
    return lines


def _keep(lines: dict[tuple[str, ...], int], table: tuple[str, ...], number: int) -> None:
    """A table's line, also for the tables around it that have no line of their own."""
    for depth in range(1, len(table) + 1):
        lines.setdefault(table[:depth], number)


def _parts(name: str) -> tuple[str, ...]:
    return tuple(
        next(part for part in found if part) for found in _PART.findall(name) if any(found)
    )
