"""The text of `diary.toml` as a dictionary, with the line of every key for messages."""

import re
import tomllib
from collections.abc import Callable
from typing import Any, Final

from speciosa.errors import InputError

# People write `first = 2021-03`; TOML has days only, so a bare year and month becomes text.
_YEAR_MONTH: Final = re.compile(
    r"^(\s*(?:first|daily_since|since|until)\s*=\s*)(\d{4}-\d{2})(?=\s*(?:#.*)?$)", re.MULTILINE
)
_LINE: Final = re.compile(r"line (\d+)")
_TABLE: Final = re.compile(r"^\s*\[\s*([^\[\]]+?)\s*\]")
_KEY: Final = re.compile(r"""^\s*((?:[\w.-]+|"[^"]*"|'[^']*'|\s*\.\s*)+?)\s*=""")
_PART: Final = re.compile(r""""([^"]*)"|'([^']*)'|([\w-]+)""")


def read_toml_text(text: str, file: str) -> dict[str, Any]:
    """The dictionary; raises one InputError with the line where the text stops being TOML."""
    try:
        return tomllib.loads(_YEAR_MONTH.sub(r'\1"\2"', text))
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


def line_finder(text: str) -> Callable[[tuple[str, ...]], int]:
    """A function from the path of a key, e.g. `("person", "id")`, to its line, or 0."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _TABLE.match(line):
            table = _parts(found.group(1))
            for depth in range(1, len(table) + 1):
                lines.setdefault(table[:depth], number)
        elif found := _KEY.match(line):
            lines.setdefault(table + _parts(found.group(1)), number)

    def line_of(path: tuple[str, ...]) -> int:
        while path:
            if path in lines:
                return lines[path]
            path = path[:-1]
        return 0

    return line_of


def _parts(name: str) -> tuple[str, ...]:
    return tuple(
        next(part for part in found if part) for found in _PART.findall(name) if any(found)
    )
