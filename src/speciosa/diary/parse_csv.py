"""The text of `entries.csv` as rows of text; what is wrong with the file itself is told here."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from speciosa.diary.source import Row
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError

COLUMNS: Final = ("at", "kind", "what", "value", "unit", "note", "id")
REQUIRED: Final = COLUMNS[:4]
MOST_PROBLEMS: Final = 1000
MOST_ROWS: Final = 500_000


def read_rows(text: str, file: str) -> tuple[list[Row], list[InputError]]:
    """All rows that have the right number of fields, and a problem for each other row."""
    if not text.strip():
        problem = InputError("no header", "", "", ",".join(COLUMNS), file=file, row=1)
        return [], [problem]
    lines = _records(text)
    try:
        header = [name.strip().lower() for name in next(lines)[1]]
    except csv.Error:
        header = [text.splitlines()[0][:80]]
    problems = _header_problems(header, file)
    if problems:
        return [], problems
    return _body(lines, header, file)


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    for record in reader:
        if record:
            yield start, record
        start = reader.line_num + 1


def _header_problems(header: list[str], file: str) -> list[InputError]:
    shown = ",".join(header)[:80]
    expected = ",".join(COLUMNS)
    if len(header) == 1 and (";" in shown or "\t" in shown):
        return [InputError("columns not separated by commas", "", shown, expected, "", file, 1)]
    if not set(header) & set(COLUMNS):
        return [InputError("not a table of entries", "", shown, expected, "", file, 1)]
    faults = [_unknown(name, file) for name in header if name not in COLUMNS]
    missing = [name for name in REQUIRED if name not in header]
    twice = sorted({name for name in header if header.count(name) > 1})
    if missing:
        what = f"column missing: {listed(missing)}"
        faults.append(InputError(what, "", shown, expected, "", file, 1))
    if twice:
        what = f"column given twice: {listed(twice)}"
        faults.append(InputError(what, "", shown, expected, "", file, 1))
    return faults


def _unknown(name: str, file: str) -> InputError:
    like = nearest(name, COLUMNS)
    return InputError("a column that is not known", "", name, ",".join(COLUMNS), like, file, 1)


def _body(
    lines: Iterator[tuple[int, list[str]]], header: list[str], file: str
) -> tuple[list[Row], list[InputError]]:
    rows: list[Row] = []
    problems: list[InputError] = []
    place = {name: header.index(name) for name in COLUMNS if name in header}
    order = [place.get(name, len(header)) for name in COLUMNS]
    number = 1
    try:
        for number, record in lines:
            if len(record) != len(header):
                problems.append(_wrong_count(record, header, file, number))
                if len(problems) >= MOST_PROBLEMS:
                    break
                continue
            if len(rows) >= MOST_ROWS:
                problems.append(_too_many(file, number))
                break
            record.append("")  # stands for every column that the header leaves out
            rows.append(Row(number, *(record[index] for index in order)))
    except csv.Error as fault:
        what = "a quotation mark that is not closed, or a field that is too long"
        expected = 'text in quotes ends with a quote; a quote inside is written ""'
        problems.append(InputError(what, "", str(fault), expected, "", file, number + 1))
    return rows, problems


def _too_many(file: str, number: int) -> InputError:
    expected = f"at most {MOST_ROWS} rows"
    return InputError("more rows than a diary can have", "", number - 1, expected, "", file, number)


def _wrong_count(record: list[str], header: list[str], file: str, number: int) -> InputError:
    few = len(record) < len(header)
    shown = ",".join(record)[:80]
    expected = f"{len(header)} fields ({','.join(header)})"
    what = f"{'too few' if few else 'too many'} fields: {len(record)}"
    example = ""
    if few:
        example = shown + "," * (len(header) - len(record))
    return InputError(what, "", shown, expected, example, file, number)
