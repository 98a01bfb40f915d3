"""Acknowledgements as lines of text and back. One line is one record: a torn one spoils no other.

The lines stand in `acknowledged.csv` beside a diary and are no part of it: its digest, and what is
computed from it, stay the same whoever has seen what.
"""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from speciosa.diary.writers import csv_line
from speciosa.errors import InputError
from speciosa.safety.acknowledge import UNDONE, Acknowledgement

ACKNOWLEDGED_FILE: Final = "acknowledged.csv"
COLUMNS: Final = ("at", "account", "finding", "digest")
HEADER: Final = ",".join(COLUMNS)
MOST_ACCOUNT_SIGNS: Final = 60
_TIME_EXAMPLE: Final = "2026-04-12T09:00:00Z"
_LINE_EXAMPLE: Final = f"{_TIME_EXAMPLE},person,I-001,{UNDONE}"
_NOT_UTF8: Final = "\ufffd"  # what a byte that is no UTF-8 is read as
_SHOWN: Final = 60


def read_account(text: str, field: str = "account") -> str:
    """An account's name in its one spelling; raises InputError when it cannot be one.

    >>> read_account(" Dr  Brown")
    'dr brown'
    """
    name = " ".join(text.split()).lower()
    if not name or len(name) > MOST_ACCOUNT_SIGNS or not name.isprintable() or _NOT_UTF8 in name:
        expected = f"a name of at most {MOST_ACCOUNT_SIGNS} letters"
        raise InputError("not a name of an account", field, text[:_SHOWN], expected, "person")
    return name


def line_of(one: Acknowledgement) -> str:
    """One record as a line, without its end."""
    at = one.at.isoformat().replace("+00:00", "Z")
    return csv_line((at, one.account, one.finding, one.digest))


def read_lines(text: str) -> tuple[tuple[Acknowledgement, ...], tuple[InputError, ...]]:
    """Every record of a file that can be read, in order, and one problem for each other line.

    Args:
        text: of the whole file, with or without its header; bytes that are no UTF-8 replaced.
    """
    good, problems = list[Acknowledgement](), list[InputError]()
    for number, line in _numbered(text):
        try:
            good.append(_record(line))
        except InputError as problem:
            problems.append(problem.at(ACKNOWLEDGED_FILE, number))
    return tuple(good), tuple(problems)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers, without the header and empty ones."""
    for number, line in enumerate(text.split("\n"), start=1):
        row = line.removesuffix("\r")
        header = number == 1 and row.replace(" ", "").lower() == HEADER
        if row.strip() and not header:
            yield number, row


def _record(line: str) -> Acknowledgement:
    at, account, finding, digest = _cells(line)
    moment, name = _moment(at), read_account(account)
    if not finding or _NOT_UTF8 in finding:
        raise InputError("not an id of a finding", "finding", finding, "its id", "I-001")
    try:
        return Acknowledgement(at=moment, account=name, finding=finding, digest=digest)
    except ValidationError:
        expected = f"64 of the signs 0-9 and a-f, or {UNDONE}"
        raise InputError("not a digest", "digest", digest[:_SHOWN], expected, UNDONE) from None


def _cells(line: str) -> list[str]:
    try:
        cells = [cell.strip() for cell in next(csv.reader([line], strict=True))]
    except csv.Error:
        what = "a quotation mark out of place"
        raise InputError(what, "", line[-_SHOWN:], HEADER, _LINE_EXAMPLE) from None
    if len(cells) < len(COLUMNS):
        what = "the line ends too early"
        raise InputError(what, COLUMNS[len(cells)], line[-_SHOWN:], HEADER, _LINE_EXAMPLE)
    if len(cells) > len(COLUMNS):
        what = f"too many fields: {len(cells)}"
        raise InputError(what, "", line[-_SHOWN:], HEADER, _LINE_EXAMPLE)
    return cells


def _moment(text: str) -> datetime:
    expected = "a time with its offset"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError("not a time", "at", text[:_SHOWN], expected, _TIME_EXAMPLE) from None
    if moment.tzinfo is None:
        raise InputError("a time without an offset", "at", text, expected, f"{text}Z")
    return moment
