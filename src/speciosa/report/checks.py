"""The picture of the schedule, with its words and its numbers."""

from collections.abc import Iterable, Sequence
from datetime import date

from speciosa.assessment.schema import Due
from speciosa.report.blocks import Figure, Table
from speciosa.report.charts.checks import CheckRow, draw_checks
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.words import as_start, clean, count_words, date_words, due_words
from speciosa.texts import say


def checks_figure(found: Iterable[Due], today: date) -> Figure:
    """Every check on one time axis.

    Args:
        found: the schedule, one entry or more.
        today: day of the last entry.
    """
    rows = tuple(_check(what, dues, today) for what, dues in _by_check(found).items())
    late, open_ = sum(row.late for row in rows), sum(row.missing and not row.late for row in rows)
    checks, day = count_words(len(rows), "check"), date_words(today, year=True)
    desc = say("checks_strip.counts", checks=checks, day=day, late=late, open=open_)
    title = say("checks_strip.figure")
    return Figure(
        wide=draw_checks(rows, today, WIDE, "checks-w", title, desc),
        narrow=draw_checks(rows, today, NARROW, "checks-n", title, desc),
        caption=say("checks_strip.marks"),
        tables=(_table(rows),),
    )


def _by_check(found: Iterable[Due]) -> dict[str, list[Due]]:
    """What was done last and what comes next of one check, together."""
    same: dict[str, list[Due]] = {}
    for due in found:
        same.setdefault(as_start(clean(due.what)), []).append(due)
    return same


def _check(what: str, dues: Sequence[Due], today: date) -> CheckRow:
    """One row of the strip; what is due next gives its words."""
    done = max((due.done for due in dues if due.done), default=None)
    nexts = [due for due in dues if not _is_done(due)]
    shown = nexts[0] if nexts else dues[0]
    return CheckRow(
        what=what,
        done=done,
        due=shown.due if nexts else None,
        missing=bool(nexts) and (shown.due is None or shown.overdue_days > 0),
        late=shown.overdue_days > 0,
        words=due_words(shown, today.year),
    )


def _is_done(due: Due) -> bool:
    """Whether an entry only tells what was done."""
    return due.done is not None and (due.due is None or due.done >= due.due)


def _table(rows: Sequence[CheckRow]) -> Table:
    return Table(
        label=say("checks_strip.table"),
        head=tuple(say(f"checks_strip.head.{name}") for name in ("check", "done", "due", "state")),
        rows=tuple((row.what, _day(row.done), _day(row.due), row.words) for row in rows),
    )


def _day(day: date | None) -> str:
    return say("checks_strip.not_known") if day is None else date_words(day, year=True)
