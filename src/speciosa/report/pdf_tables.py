"""Tables on paper: which columns hold words, and which tables are narrow enough to stand in two."""

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from math import ceil
from typing import Any, Final

from speciosa.report.blocks import Table
from speciosa.report.words import shorten
from speciosa.texts import say

_HALF_LETTERS: Final = 64  # letters that fit beside each other in half the width, with gaps
_LONG: Final = 24  # a column with longer cells holds words
_HEAD_LETTERS: Final = 60  # a head stands on every sheet of its table, so it must leave room
_GAP: Final = 3  # letters that the space between two columns takes
_LINE_LETTERS: Final = 120  # that fit beside each other in the whole width, with gaps
_MOST_COLUMNS: Final = 10  # beside each other; a wider table goes on below


def grouped(tables: Iterable[Table]) -> list[dict[str, Any]]:
    """Neighbouring tables of one kind together: narrow ones in two columns of the page."""
    parts = [part for table in tables for part in cut(table)]
    return [
        {"columns": 2 if narrow else 1, "tables": [laid_out(table) for table in group]}
        for narrow, group in groupby(parts, key=_is_narrow)
    ]


def cut(table: Table) -> list[Table]:
    """A table as wide as the sheet at most: further columns below, the first one again."""
    if len(table.head) <= _MOST_COLUMNS:
        return [table]
    count = ceil((len(table.head) - 1) / (_MOST_COLUMNS - 1))
    each = ceil((len(table.head) - 1) / count)
    parts = []
    for first in range(1, len(table.head), each):
        held = slice(first, first + each)
        rows = tuple((row[0], *row[held]) for row in table.rows)
        label = table.label if first == 1 else say("pdf.more_columns", label=table.label)
        parts.append(Table(label, (table.head[0], *table.head[held]), rows))
    return parts


def laid_out(table: Table) -> dict[str, Any]:
    """A table with what its columns hold.

    Where all fits on one line, the longest column of words takes the room left. Where it does not,
    none does: the others would leave it nothing, and its words would stand over theirs.
    """
    cells = list(zip(*(table.head, *table.rows), strict=True))
    widths = [max(map(len, column)) for column in cells]
    words = [n == 0 or not _is_number(column[1:]) for n, column in enumerate(cells)]
    roomy = sum(widths) + _GAP * len(widths) <= _LINE_LETTERS
    widest = max(range(len(widths)), key=lambda n: (words[n], widths[n]))
    columns = [{"text": words[n], "grows": roomy and n == widest} for n in range(len(cells))]
    head = [shorten(cell, _HEAD_LETTERS) for cell in table.head]
    return {**asdict(table), "head": head, "columns": columns}


def _is_narrow(table: Table) -> bool:
    widths = [max(map(len, column)) for column in zip(*(table.head, *table.rows), strict=True)]
    return sum(widths) + _GAP * len(widths) <= _HALF_LETTERS and max(widths) < _LONG


def _is_number(cells: tuple[str, ...]) -> bool:
    """Whether most of a column's cells begin as numbers do, or say that there is none."""
    missing = tuple(say("pdf.missing_begins").split(", "))
    numbers = sum(cell[:1] in "0123456789+−-–" or cell.startswith(missing) for cell in cells)
    return bool(cells) and 2 * numbers > len(cells) and max(map(len, cells)) < _LONG
