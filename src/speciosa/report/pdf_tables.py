"""Tables on paper: which columns hold words, and which tables are narrow enough to stand in two."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import Any, Final

from speciosa.report.blocks import Table
from speciosa.report.words import shorten

_HALF_LETTERS: Final = 64  # letters that fit beside each other in half the width, with gaps
_LONG: Final = 24  # a column with longer cells holds words
_HEAD_LETTERS: Final = 60  # a head stands on every sheet of its table, so it must leave room
_GAP: Final = 3  # letters that the space between two columns takes


def grouped(tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Neighbouring tables of one kind together: narrow ones in two columns of the page."""
    return [
        {"columns": 2 if narrow else 1, "tables": [laid_out(table) for table in group]}
        for narrow, group in groupby(tables, key=_is_narrow)
    ]


def laid_out(table: Table) -> dict[str, Any]:
    """A table with what its columns hold; the longest column of words takes the room left."""
    cells = list(zip(*(table.head, *table.rows), strict=True))
    widths = [max(map(len, column)) for column in cells]
    words = [n == 0 or not _is_number(column[1:]) for n, column in enumerate(cells)]
    widest = max(range(len(widths)), key=lambda n: (words[n], widths[n]))
    columns = [{"text": words[n], "grows": n == widest} for n in range(len(cells))]
    head = [shorten(cell, _HEAD_LETTERS) for cell in table.head]
    return {**asdict(table), "head": head, "columns": columns}


def _is_narrow(table: Table) -> bool:
    widths = [max(map(len, column)) for column in zip(*(table.head, *table.rows), strict=True)]
    return sum(widths) + _GAP * len(widths) <= _HALF_LETTERS and max(widths) < _LONG


def _is_number(cells: tuple[str, ...]) -> bool:
    """Whether most of a column's cells begin as numbers do, or say that there is none."""
    numbers = sum(cell[:1] in "0123456789+−-–" or cell.startswith("no") for cell in cells)
    return bool(cells) and 2 * numbers > len(cells) and max(map(len, cells)) < _LONG
