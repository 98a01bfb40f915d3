"""The lines of `today`: plain text, as narrow as 32 columns."""

import textwrap
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from speciosa.cli.check_text import shown
from speciosa.cli.log_text import duration_words, product_name, understood
from speciosa.cli.today_facts import (
    AFTER,
    AFTER_FROM,
    AFTER_TO,
    AT_WISH,
    DueCheck,
    LastDose,
    Today,
)
from speciosa.diary.amounts import KRATOM
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.oddities import amount_text

# As in report/words, whose import takes longer than everything here.
SIMULATED: Final = "Simulated example: this person and every number are invented."
_LEAST, _MOST = 32, 100
_INDENT: Final = " " * 7  # under what follows a time
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_WITH_AMOUNT: Final = {Kind.DOSE, Kind.WISH, Kind.ALLOCATION}
_ONLY_COUNTED: Final = {Kind.NOTE, Kind.PROMPT, Kind.PROFILE, Kind.ALLOCATION}
_ORDER: Final = {kind: place for place, kind in enumerate(Kind)}
_MOST_ASKED: Final = 3  # outcomes in the command that is printed


def today_text(today: Today, folder: str, columns: int, *, colour: bool) -> str:
    """The whole answer.

    Args:
        today: what there is to tell.
        folder: the diary as typed.
        columns: of the terminal; 32 to 100 are used.
        colour: whether headings are bold.
    """
    width = min(max(columns, _LEAST), _MOST)
    parts = [
        _head(today),
        ["LOGGED TODAY", *_logged(today)],
        ["NOT RATED TODAY", *_not_rated(today, folder)],
        [_title(today.last), *_last(today, folder)] if today.last is not None else [],
        ["CHECKS", *_checks(today, folder)],
    ]
    return "\n\n".join(_laid_out(part, width, colour=colour) for part in parts if part) + "\n"


def _laid_out(lines: list[str], width: int, *, colour: bool) -> str:
    """Lines of at most the width; what follows a time stays under it."""
    wrapped: list[str] = []
    for line in lines:
        timed = line[2:3] == ":" or line.startswith(_INDENT)
        hang = _INDENT if timed else "  "
        wrapped += textwrap.wrap(
            shown(line), width, subsequent_indent=hang, break_on_hyphens=False
        ) or [""]
    if colour:
        wrapped[0] = f"{_BOLD}{wrapped[0]}{_PLAIN}"
    return "\n".join(wrapped)


def _head(today: Today) -> list[str]:
    at = today.at
    lines = [f"{at:%A} {at.day} {at:%B} {at.year}, {at:%H:%M}   {today.diary.person.id}"]
    if today.diary.simulated:
        lines.append(SIMULATED)
    if today.hidden:
        from speciosa.report.words.hidden import hidden_line  # noqa: PLC0415  (heavy)

        lines.append(f"Amounts: {hidden_line(today.restrictions, today.law_as_of)}")
    return lines


def _logged(today: Today) -> Iterator[str]:
    told = [entry for entry in today.entries if entry.kind not in _ONLY_COUNTED]
    told.sort(key=lambda entry: (f"{entry.at:%H:%M}", _ORDER[entry.kind]))
    for (at, kind), group in groupby(told, key=lambda e: (f"{e.at:%H:%M}", e.kind)):
        yield f"{at}  {kind.value}: {', '.join(_said(entry, today) for entry in group)}"
    rest = [entry.kind.value for entry in today.entries if entry.kind in _ONLY_COUNTED]
    if rest:
        counts = [_counted(rest.count(kind), kind) for kind in sorted(set(rest))]
        yield f"Besides: {', '.join(counts)}."
    if not today.entries:
        yield "Nothing yet."
    yield from _sum(today)


def _said(entry: Entry, today: Today) -> str:
    """What an entry says; where amounts are hidden the product alone."""
    if today.hidden and entry.kind in _WITH_AMOUNT:
        return product_name(entry, today.head)
    return " ".join(understood(entry, today.head, ()).split())


def _sum(today: Today) -> Iterator[str]:
    products = today.head.products
    doses = [
        entry
        for entry in today.entries
        if entry.kind is Kind.DOSE and entry.value and products[entry.what].substance == KRATOM
    ]
    if not doses or today.hidden:
        return
    count = _counted(len(doses), "kratom dose")
    if len({entry.unit for entry in doses}) != 1:
        yield f"{count}."
        return
    total = sum(entry.value for entry in doses if isinstance(entry.value, float))
    yield f"{count}, {amount_text(doses[0].model_copy(update={'value': total}))}."


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _not_rated(today: Today, folder: str) -> Iterator[str]:
    if not today.not_rated:
        yield "None."
        return
    yield f"{', '.join(today.not_rated)}."
    asked = " ".join(f"{one} N" for one in today.not_rated[:_MOST_ASKED])
    yield f"To rate: speciosa log {folder} rating {asked}"


def _title(last: LastDose) -> str:
    return "LAST WISH, NO DOSE YET" if last.dose.kind is Kind.WISH else "LAST DOSE"


def _last(today: Today, folder: str) -> Iterator[str]:
    last = today.last
    if last is None:
        return
    dose = last.dose
    ago = duration_words(today.at.replace(second=0, microsecond=0) - dose.at)
    day = "" if dose.at.date() == today.at.date() else "yesterday, "
    name = product_name(dose, today.head) or "any product"
    yield f"{dose.at:%H:%M}  {day}{ago} ago: {name}."
    if today.hidden:
        return
    yield f"Rated at the wish: {', '.join(last.at_wish) or 'nothing'}."
    yield _after(last, today)
    aims = " ".join(f"{aim} N" for aim in today.diary.person.aims[:_MOST_ASKED])
    if aims and _asked_now(last, today):
        yield f"Rate now: speciosa log {folder} rating {aims}"


def _asked_now(last: LastDose, today: Today) -> bool:
    """Whether a rating at this moment counts as the one at the wish or 1.5 h after it."""
    since = today.at - last.dose.at
    at_wish = last.dose.kind is Kind.WISH and since <= AT_WISH and not last.at_wish
    return at_wish or (AFTER_FROM <= since <= AFTER_TO and not last.after)


def _after(last: LastDose, today: Today) -> str:
    """The second rating: given, to come, or not there."""
    if last.after:
        return f"Rated 1.5 h after: {', '.join(last.after)}."
    if today.at > last.dose.at + AFTER_TO:
        return "Rated 1.5 h after: nothing."
    when = f"{last.dose.at + AFTER:%H:%M}"
    return f"Rating 1.5 h after: due at {when}."


def _checks(today: Today, folder: str) -> Iterator[str]:
    day = today.at.date()
    for check in today.checks:
        yield f"{_when(check, day)}: {check.what}."
    if not today.checks:
        yield "Nothing is due by the rules of this version in the next 7 days."
    if today.never:
        yield f"No first value yet: {_counted(today.never, 'check')}."
        yield f"To see them all: speciosa report {folder}"


def _when(check: DueCheck, today: date) -> str:
    late = (today - check.day).days
    if late > 0:
        return f"{_counted(late, 'day')} overdue"
    return "Due today" if not late else f"Due {check.day:%a} {check.day.day} {check.day:%B}"
