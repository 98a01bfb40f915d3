"""Any table with any content: read or refused, never a traceback, all of it or nothing."""

import csv
import io

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from speciosa.diary.imports import daylio, kratomtracker
from speciosa.diary.readers import inspect
from speciosa.errors import SpeciosaError
from tests.diary.folders import contents, folder
from tests.diary.importing import bring, file

COLUMNS = """\
format = "speciosa.columns/1"
name = "mine"
separator = "{separator}"
decimal = "{decimal}"
date_format = "{date_format}"
columns = {{ at = ["Day", "Time"], kind = "Kind", what = "What", value = "Value", note = "Note" }}
[words.kind]
Schmerz = "rating"
dose = "dose"
note = "note"
medicine = "medicine"
"""
FORMATS = ("", "%d.%m.%Y %H:%M", "%m/%d/%y %I:%M %p", "%Y-%m-%d %H:%M:%S%z")
DAYS = ("2026-02-01", "01.02.2026", "02/01/26", "31.02.2026", "0001-01-01", "9999-12-31")
TIMES = ("08:10", "8:10 PM", "12:05 am", "25:00", "08:10:00+0100", "08:10:00-2359", "")
hard = st.sampled_from(('a "b"', "two\nlines", "a;b,c\td", "\ufeff", "=1+1", "e\u0301 🌿", " "))
cell = hard | st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
row = st.tuples(
    st.sampled_from(DAYS) | cell,
    st.sampled_from(TIMES) | cell,
    st.sampled_from(("Schmerz", "dose", "NOTE", "medicine")) | cell,
    st.sampled_from(("pain", "green", "bup", "")) | cell,
    st.sampled_from(("5", "5,5", "5.5", "1.000,5", "1e400", "nan", "")) | cell,
    cell,
)
header = ("Day", "Time", "Kind", "What", "Value", "Note")


def written(rows, separator, ending):
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_MINIMAL if ending == "\r\n" else csv.QUOTE_ALL
    writer = csv.writer(text, delimiter=separator, lineterminator=ending, quoting=quoting)
    writer.writerows([header, *rows])
    return text.getvalue()


def brought(place, data, columns=None):
    """The import, or None where it is refused; then nothing has changed."""
    diary = folder(place / "d")
    path, told = file(place, "x.csv", data), columns and file(place, "c.toml", columns)
    before = contents(diary)
    try:
        found = bring(path, diary, columns=told)
    except SpeciosaError as problem:
        refusal = str(problem)
    else:
        refusal = ""
    if refusal:
        assert (contents(diary), refusal.count("\n")) == (before, 0)
        return None
    assert inspect(diary).problems == ()
    again = bring(path, diary, columns=told)
    assert (again.new, again.already) == ((), len(found.new) + found.already)
    return found


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=st.lists(row, max_size=6),
    separator=st.sampled_from(",;\t|"),
    decimal=st.sampled_from(",."),
    date_format=st.sampled_from(FORMATS),
    ending=st.sampled_from(("\n", "\r\n", "\r")),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "latin-1", "utf-16", "cp1252")),
)
@example([("01.02.2026", "08:10", "Schmerz", "pain", "5,5", "")], ";", ",", FORMATS[1], "\r\n", "")
def test_any_table_is_read_once_or_refused(
    tmp_path_factory, rows, separator, decimal, date_format, ending, encoding
):
    text = written(rows, separator, ending)
    data = text.encode(encoding or "utf-8-sig", errors="replace")
    shown = separator.replace("\t", "\\t")
    columns = COLUMNS.format(separator=shown, decimal=decimal, date_format=date_format)
    found = brought(tmp_path_factory.mktemp("x"), data, columns)
    if not encoding:
        assert [entry.value for entry in found.new] == [5.5]
    if found is not None:
        assert sum(seen.count for seen in found.left.values()) + len(found.new) == len(
            [one for one in rows if any(part.strip() for part in one)]
        )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(start=st.sampled_from((b"", written([], ",", "\n").encode())), data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(tmp_path_factory, start, data):
    brought(
        tmp_path_factory.mktemp("x"),
        start + data,
        COLUMNS.format(separator=",", decimal=".", date_format=""),
    )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.text(max_size=60), place=st.integers(0, 400), count=st.integers(0, 30))
def test_any_change_to_the_file_about_columns_is_read_or_refused(
    tmp_path_factory, text, place, count
):
    told = COLUMNS.format(separator=",", decimal=".", date_format=FORMATS[1])
    table = written([("01.02.2026", "08:10", "dose", "green", "3", "")], ",", "\n")
    columns = (told[:place] + text + told[place + count :]).encode()
    brought(tmp_path_factory.mktemp("x"), table, columns)


KNOWN = (
    kratomtracker._SHORT, kratomtracker._LONG, kratomtracker._PLAIN, kratomtracker._FULL,
    daylio._OLD, daylio._NEW, daylio._SCALES,
)  # fmt: skip
LIKELY = (
    *DAYS,
    *TIMES,
    "1 March",
    "March 31",
    "2026",
    "green",
    "rad",
    "so-so",
    "2.5",
    "a | b",
    "'=1",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), header=st.sampled_from(KNOWN))
def test_any_cells_of_a_known_table_are_read_once_or_left_out(tmp_path_factory, data, header):
    cells = st.lists(st.sampled_from(LIKELY) | cell, min_size=len(header), max_size=len(header))
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([header, *data.draw(st.lists(cells))])
    found = brought(tmp_path_factory.mktemp("x"), text.getvalue())
    assert (found is None) == ("\0" in text.getvalue())
