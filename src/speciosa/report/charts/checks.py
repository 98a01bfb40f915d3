"""The schedule as a strip: what was done, is due and is missing, a row for each check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from speciosa.report.charts.dates import day_month, draw_dates
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.svg import AXIS, GRID, NARROW, Canvas, Drawing
from speciosa.report.charts.text import elide, text_width, wrap
from speciosa.report.charts.time_bins import TimeAxis, time_axis
from speciosa.texts import say

LEAST_D: Final = 28  # shown before and after the last entry
MOST_D: Final = 366
LABEL: Final = 196.0  # wide: what is checked
WORDS: Final = 148.0  # wide: its state
ROW: Final = 24.0
LINE: Final = 14.0
NARROW_ROW: Final = 40.0
HEAD: Final = 20.0
SQUARE: Final = 9.0
EDGE: Final = 8.0
BROKEN: Final = ' stroke-dasharray="3 2"'


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check.

    Attributes:
        what: its name.
        done: when it was done last; None where that is not known.
        due: when it is due next; None where no day is known.
        missing: due, or never done, and not done until the last entry.
        late: days overdue are told.
        words: its state, e.g. "14 days overdue".
    """

    what: str
    done: date | None
    due: date | None
    missing: bool
    late: bool
    words: str


def draw_checks(
    rows: Sequence[CheckRow], today: date, width: int, key: str, title: str, desc: str
) -> Drawing:
    """The picture in one width.

    Args:
        rows: one or more, in their order.
        today: day of the last entry; what follows has not happened.
        width: 672 or 320.
        key: unique on the page.
        title: what the picture is.
        desc: what it shows, in two sentences.
    """
    canvas, narrow = Canvas(width), width == NARROW
    start, days = shown_days(rows, today)
    left, right = (EDGE, width - EDGE) if narrow else (LABEL, width - WORDS)
    axis = time_axis(start, days, (), left, right)
    _head(canvas, axis, today)
    tops = [HEAD, *_bottoms(rows, narrow=narrow)]
    now = axis.place_day(today)
    if not narrow:
        canvas.line((now, HEAD - 4), (now, tops[-1]), AXIS)
    for row, top, bottom in zip(rows, tops, tops[1:], strict=False):
        if narrow:
            _narrow_words(canvas, row, top)
            middle = bottom - EDGE - 4
            canvas.line((now, middle - EDGE), (now, middle + EDGE), AXIS)
        else:
            _wide_words(canvas, row, top, bottom)
            middle = (top + bottom) / 2
        canvas.line((left, middle), (right, middle), GRID)
        _marks(canvas, row, axis, today, middle)
    return canvas.finish(key, draw_dates(canvas, axis, tops[-1]), title, desc)


def shown_days(rows: Sequence[CheckRow], today: date) -> tuple[date, int]:
    """First day and number of days: all marks, but never more than a year to either side."""
    days = [day for row in rows for day in (row.done, row.due) if day is not None]
    back = max([LEAST_D, *((today - day).days for day in days)])
    ahead = max([LEAST_D, *((day - today).days for day in days)])
    back, ahead = min(back, MOST_D), min(ahead, MOST_D)
    return today - timedelta(days=back), back + ahead + 1


def _head(canvas: Canvas, axis: TimeAxis, today: date) -> None:
    """Which line is the last entry, in words above it."""
    text = say("chart.checks.last_entry", day=day_month(today))
    half = text_width(text) / 2
    middle = min(max(axis.place_day(today), half), canvas.width - half)
    canvas.text(middle, 11, text, anchor="middle")


def _lines(row: CheckRow) -> list[str]:
    return wrap(row.what, LABEL - 16, 2)


def _bottoms(rows: Sequence[CheckRow], *, narrow: bool) -> Iterator[float]:
    y = HEAD
    for row in rows:
        y += NARROW_ROW if narrow else ROW + LINE * (len(_lines(row)) - 1)
        yield y


def _ink(row: CheckRow) -> str:
    return "danger" if row.late else "ink2"


def _wide_words(canvas: Canvas, row: CheckRow, top: float, bottom: float) -> None:
    lines = _lines(row)
    first = (top + bottom) / 2 + 4 - LINE * (len(lines) - 1) / 2
    for i, line in enumerate(lines):
        canvas.text(0, first + LINE * i, line, ink="ink")
    words = elide(row.words, WORDS - 16, bold=row.late)
    middle = (top + bottom) / 2 + 4
    canvas.text(canvas.width, middle, words, ink=_ink(row), anchor="end", bold=row.late)


def _narrow_words(canvas: Canvas, row: CheckRow, top: float) -> None:
    """What and state on one line above the lane."""
    words = elide(row.words, 0.45 * canvas.width, bold=row.late)
    room = canvas.width - text_width(words, bold=row.late) - 12
    canvas.text(0, top + 14, elide(row.what, room), ink="ink")
    canvas.text(canvas.width, top + 14, words, ink=_ink(row), anchor="end", bold=row.late)


def _marks(canvas: Canvas, row: CheckRow, axis: TimeAxis, today: date, y: float) -> None:
    """Filled: done. Open: due. Broken: missing, at the day it was due or at the last entry."""
    if row.done is not None:
        _square(canvas, axis, row.done, y, fill("ink2"))
    if row.missing:
        paint = stroke("danger" if row.late else "ink2", 1.5, filled="page") + BROKEN
        _square(canvas, axis, row.due or today, y, paint)
    elif row.due is not None:
        _square(canvas, axis, row.due, y, stroke("ink2", 1.5, filled="page"))


def _square(canvas: Canvas, axis: TimeAxis, day: date, y: float, paint: str) -> None:
    """A square at its day; nothing for a day outside the strip."""
    if 0 <= (day - axis.start).days < axis.days:
        x = axis.place_day(day)
        canvas.rect(x - SQUARE / 2, y - SQUARE / 2, SQUARE, SQUARE, paint)
