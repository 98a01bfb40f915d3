"""The lanes of the time line: changes on top; events, checks, medicines and products below."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from speciosa.assessment.schema import Bar, Change, CheckMark, Due, EventReport
from speciosa.report.charts.dates import day_month, day_month_year
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.labels import Lanes
from speciosa.report.charts.svg import GRID, NARROW, Canvas
from speciosa.report.charts.text import elide, text_width, wrap
from speciosa.report.charts.time_bins import TimeAxis
from speciosa.report.names import reading_name
from speciosa.report.words import clean, typed_words
from speciosa.texts import say

ROW: Final = 24.0
BAR_ROW: Final = 22.0
CHANGE_ROW: Final = 30.0
MOST_ROWS: Final = 3
MOST_BARS: Final = 8
RING: Final = 8.0
SQUARE: Final = 9.0
LINE: Final = 14.0  # a second line of a change
LONGEST: Final = (250.0, 120.0)  # words of an event or a check: as wanted, where room is short
LONGEST_NARROW: Final = (150.0, 90.0)
YEARS_FROM: Final = 400  # days; a date of a longer window names its year
DOTTED: Final = stroke("ink2") + ' stroke-dasharray="1 3"'
DANGEROUS: Final = 4  # grades from here on are filled


@dataclass(frozen=True, slots=True)
class Label:
    """A mark with its words, placed in a row; without words where there is no room."""

    x: float
    row: int
    text: str
    left: bool  # the words stand left of the mark


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """The changes of one day."""

    x: float
    row: int | None  # None: no room for its words
    when: str
    what: tuple[str, ...]  # one line or two
    flip: bool  # the words stand left of the line

    @property
    def room(self) -> float:
        """How wide the words are."""
        return max([text_width(self.when, bold=True), *map(text_width, self.what)])


# --- changes -------------------------------------------------------------------------------


def place_changes(changes: Sequence[Change], axis: TimeAxis, width: float) -> list[PlacedChange]:
    """Changes from left to right on a staircase of rows, so that no line crosses a label."""
    longest = 112.0 if width == NARROW else 150.0
    by_day: dict[date, list[str]] = {}
    for change in sorted(changes, key=lambda c: c.day):
        by_day.setdefault(change.day, []).append(clean(change.what))
    placed: list[PlacedChange] = []
    ends: list[tuple[float, int]] = []  # where the labels so far end, and in which row
    for day, whats in by_day.items():
        when = day_month_year(day) if axis.days > YEARS_FROM else day_month(day)
        what = tuple(wrap(", ".join(whats), longest, 2))
        words = PlacedChange(axis.place_day(day), None, when, what, flip=False)
        flip = words.x + 4 + words.room > width
        start = words.x - 4 - words.room if flip else words.x + 4
        row = 1 + max((r for end, r in ends if end + 6 > start), default=-1)
        if row < MOST_ROWS:
            ends.append((start + words.room, row))
        placed.append(replace(words, row=row if row < MOST_ROWS else None, flip=flip))
    return placed


def _row_height(placed: Iterable[PlacedChange]) -> float:
    """All rows are as high as the highest."""
    lines = max((len(p.what) for p in placed if p.row is not None), default=1)
    return CHANGE_ROW + LINE * max(lines - 1, 0)


def changes_height(placed: Sequence[PlacedChange]) -> float:
    """How much room the words of the changes need on top."""
    rows = [p.row for p in placed if p.row is not None]
    return _row_height(placed) * (max(rows) + 1) if rows else 0.0


def draw_changes(canvas: Canvas, placed: Sequence[PlacedChange], bottom: float) -> None:
    """Date and what, and the beginning of each dotted line."""
    high = _row_height(placed)
    for change in placed:
        top = bottom - 8 if change.row is None else high * (change.row + 1)
        canvas.line((change.x, top), (change.x, bottom), DOTTED)
    for change in placed:
        if change.row is not None:
            _change_words(canvas, change, high * change.row, high)


def _change_words(canvas: Canvas, change: PlacedChange, y: float, high: float) -> None:
    x, anchor = (change.x - 4, "end") if change.flip else (change.x + 4, "start")
    if change.flip:
        canvas.rect(x - change.room, y, change.room, high, fill("page"))
    canvas.text(x, y + 12, change.when, ink="ink", anchor=anchor, bold=True)  # type: ignore[arg-type]
    for i, line in enumerate(change.what):
        canvas.text(x, y + 26 + LINE * i, line, ink="ink2", anchor=anchor)  # type: ignore[arg-type]


def change_lines(canvas: Canvas, placed: Iterable[PlacedChange], top: float, bottom: float) -> None:
    """The dotted lines inside one panel."""
    xs = dict.fromkeys(change.x for change in placed)
    canvas.lines([((x, top), (x, bottom)) for x in xs], DOTTED)


# --- events and checks ---------------------------------------------------------------------


def place_labels(
    marks: Iterable[tuple[float, str]], axis: TimeAxis, lanes: Lanes, half: float
) -> Iterator[Label | None]:
    """Each mark with its words where they fit, alone where they do not, or None."""
    lengths = LONGEST if axis.x.end > NARROW else LONGEST_NARROW
    for x, words in marks:
        texts = dict.fromkeys(elide(words, longest) for longest in lengths)
        found = (_placed(x, text, axis, lanes, half) for text in texts)
        label = next((one for one in found if one is not None), None)
        if label is None:
            row = lanes.place(x - half, x + half)
            label = None if row is None else Label(x, row, "", left=False)
        yield label


def _placed(x: float, text: str, axis: TimeAxis, lanes: Lanes, half: float) -> Label | None:
    """A mark with these words at its right, or left where they would leave the plot."""
    room = half + 5 + text_width(text)
    left = x + room > axis.x.end + half and x - room > axis.x.start - half
    start, end = (x - room, x + half) if left else (x - half, x + room)
    row = lanes.place(start, end) if end <= axis.x.end + 2 * half else None
    return None if row is None else Label(x, row, text, left)


def event_lane(canvas: Canvas, events: Sequence[EventReport], axis: TimeAxis, y: float) -> float:
    """Rings with their grade and their term; returns the bottom."""
    lanes = _titled(canvas, say("chart.lane.events"), y)
    inside = sorted((e for e in events if 0 <= axis.day(e.at) < axis.days), key=lambda e: e.at)
    marks = [(axis.place(e.at), clean(e.term)) for e in inside]
    hidden = 0
    for event, label in zip(inside, place_labels(marks, axis, lanes, RING), strict=True):
        if label is None:
            hidden += 1
            continue
        middle = y + ROW * label.row + ROW / 2
        _words(canvas, label, middle, RING)
        _ring(canvas, label.x, middle, event.grade)
    return _closed(canvas, lanes, y, hidden, empty=not inside)


def check_lane(
    canvas: Canvas,
    checks: Sequence[CheckMark],
    schedule: Sequence[Due],
    axis: TimeAxis,
    y: float,
) -> float:
    """Done checks with their value as filled squares, missing ones as broken squares."""
    lanes = _titled(canvas, say("chart.lane.checks"), y)
    marks = [*_done(checks, axis), *_due(schedule, axis)]
    marks.sort(key=lambda mark: (not mark[2], mark[0]))  # a missing check is never crowded out
    places = place_labels([(x, text) for x, text, _ in marks], axis, lanes, SQUARE / 2)
    hidden = 0
    for (_, _, missing), label in zip(marks, places, strict=True):
        if label is None:
            hidden += 1
            continue
        middle = y + ROW * label.row + ROW / 2
        _words(canvas, label, middle, SQUARE / 2, "danger" if missing else "ink2")
        paint = stroke("danger", 1.5) + ' stroke-dasharray="3 2"' if missing else fill("ink2")
        canvas.rect(label.x - SQUARE / 2, middle - SQUARE / 2, SQUARE, SQUARE, paint)
    return _closed(canvas, lanes, y, hidden, empty=not marks)


def _done(checks: Sequence[CheckMark], axis: TimeAxis) -> Iterator[tuple[float, str, bool]]:
    """One mark for all values of a day."""
    by_day: dict[int, list[CheckMark]] = {}
    for check in checks:
        if 0 <= axis.day(check.at) < axis.days:
            by_day.setdefault(axis.day(check.at), []).append(check)
    for same in by_day.values():
        yield axis.place(same[0].at), ", ".join(_value(check) for check in same), False


def _value(check: CheckMark) -> str:
    parts = (reading_name(check.what), typed_words(check.value), clean(check.unit))
    return " ".join(part for part in parts if part)


def _due(schedule: Sequence[Due], axis: TimeAxis) -> Iterator[tuple[float, str, bool]]:
    for due in schedule:
        if due.overdue_days > 0 and due.due is not None:
            words = say("chart.lane.due_not_done", what=clean(due.what))
            yield axis.place_day(due.due), words, True


def _titled(canvas: Canvas, title: str, y: float) -> Lanes:
    """The name of a lane takes its own place at the left of the first row."""
    canvas.line((0, y), (canvas.width, y), GRID)
    canvas.text(0, y + 16, title, ink="ink", size=12, bold=True)
    lanes = Lanes(MOST_ROWS)
    lanes.place(0, text_width(title, 12, bold=True))
    return lanes


def _closed(canvas: Canvas, lanes: Lanes, y: float, hidden: int, *, empty: bool) -> float:
    """What the lane could not hold, or that it is empty; returns its bottom."""
    if empty:
        canvas.text(64, y + 16, say("chart.lane.none_recorded"))
    return _more(canvas, y + ROW * lanes.used, hidden)


def _more(canvas: Canvas, bottom: float, hidden: int) -> float:
    """How much a lane could not hold; returns its bottom."""
    if not hidden:
        return bottom
    words = say("chart.lane.more_in_table", count=hidden)
    canvas.text(canvas.width, bottom + 12, words, anchor="end")
    return bottom + 18


def _words(canvas: Canvas, label: Label, middle: float, half: float, ink: str = "ink2") -> None:
    """The words beside a mark, on the page's colour so that no line runs through them."""
    if not label.text:
        return
    width = text_width(label.text)
    x = label.x - half - 5 - width if label.left else label.x + half + 5
    canvas.rect(x - 1, middle - 8, width + 2, 16, fill("page"))
    canvas.text(
        label.x - half - 5 if label.left else x,
        middle + 4,
        label.text,
        ink=ink,
        anchor="end" if label.left else "start",
    )


def _ring(canvas: Canvas, x: float, y: float, grade: int | None) -> None:
    """An event with its grade inside; severe ones are filled."""
    worst = grade is not None and grade >= DANGEROUS
    ink = "danger" if worst else ("warn" if grade and grade > 1 else "ink2")
    canvas.circle(x, y, RING, fill(ink) if worst else stroke(ink, 1.5, filled="page"))
    text = "?" if grade is None else str(grade)
    canvas.text(x, y + 4, text, ink="page" if worst else ink, anchor="middle", bold=True)


# --- medicines and products ----------------------------------------------------------------


def bar_lane(canvas: Canvas, bars: Sequence[Bar], axis: TimeAxis, y: float, empty: str) -> float:
    """What lasted, as bars with their name inside, or beside where the bar is short."""
    canvas.line((0, y), (canvas.width, y), GRID)
    if not bars:
        canvas.text(axis.x.start, y + 15, empty)
        return y + BAR_ROW + 2
    lanes = Lanes(MOST_BARS, gap=1.0)
    hidden = sum(not _bar(canvas, bar, axis, lanes, y + 2) for bar in _by_name(bars))
    return _more(canvas, y + BAR_ROW * lanes.used + 2, hidden)


def _by_name(bars: Sequence[Bar]) -> list[Bar]:
    """Bars in order of their first start, those of one name (its first word) together."""
    first: dict[str, date] = {}
    for bar in bars:
        name = bar.label.split(" ")[0]
        first[name] = min(first.get(name, bar.start), bar.start)
    return sorted(
        bars, key=lambda b: (first[b.label.split(" ")[0]], b.label.split(" ")[0], b.start)
    )


def _bar(canvas: Canvas, bar: Bar, axis: TimeAxis, lanes: Lanes, y: float) -> bool:
    """One bar; False when every lane is full there."""
    left = axis.place_day(bar.start)
    right = max(axis.x.inside((bar.end - axis.start).days + 1) - 2, left + 3)
    label = clean(bar.label)
    wide, inside = text_width(label), right - left - 12
    beside = wide > inside and inside < SHORTEST_NAME
    text = elide(label, 120) if beside else elide(label, inside)
    beside = beside and right + 6 + text_width(text) <= canvas.width
    row = lanes.place(left, right + 6 + text_width(text) if beside else right)
    if row is None:
        return False
    top = y + BAR_ROW * row
    paint = stroke("edge", filled="sunk")
    canvas.rect(left + 0.5, top + 0.5, right - left - 1, 17, paint, radius=2)
    if beside:
        canvas.text(right + 6, top + 13, text, ink="ink")
    elif inside >= SHORTEST_NAME or wide <= inside:
        canvas.text(left + 6, top + 13, text, ink="ink")
    return True


SHORTEST_NAME: Final = 36.0  # a bar with less room carries its name beside it
