"""The lines of `today`: plain text, as narrow as 32 columns."""

import textwrap
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Final

from speciosa.cli.check_text import shown
from speciosa.cli.log_text import duration_words, product_name, understood
from speciosa.cli.phrases import counted, when_words
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
from speciosa.texts import say

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
        [say("cli.today.logged"), *_logged(today)],
        [say("cli.today.not_rated"), *_not_rated(today, folder)],
        [_title(today.last), *_last(today, folder)] if today.last is not None else [],
        [say("cli.today.checks_heading"), *_checks(today, folder)],
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
    lines = [f"{when_words('today', today.at)}   {today.diary.person.id}"]
    if today.diary.simulated:
        lines.append(say("words.simulated"))
    if today.hidden:
        from speciosa.report.words.hidden import hidden_line  # noqa: PLC0415  (heavy)

        why = hidden_line(today.restrictions, today.law_as_of)
        lines.append(say("cli.today.amounts_hidden", why=why))
    return lines


def _logged(today: Today) -> Iterator[str]:
    told = [entry for entry in today.entries if entry.kind not in _ONLY_COUNTED]
    told.sort(key=lambda entry: (f"{entry.at:%H:%M}", _ORDER[entry.kind]))
    for (at, kind), group in groupby(told, key=lambda e: (f"{e.at:%H:%M}", e.kind)):
        yield f"{at}  {kind.value}: {', '.join(_said(entry, today) for entry in group)}"
    rest = [entry.kind.value for entry in today.entries if entry.kind in _ONLY_COUNTED]
    if rest:
        counts = [counted(rest.count(kind), kind) for kind in sorted(set(rest))]
        yield say("cli.today.besides", counts=", ".join(counts))
    if not today.entries:
        yield say("cli.today.nothing_logged")
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
    count = counted(len(doses), "kratom_dose")
    if len({entry.unit for entry in doses}) != 1:
        yield say("cli.today.doses_sum", doses=count)
        return
    sum_ = sum(entry.value for entry in doses if isinstance(entry.value, float))
    total = amount_text(doses[0].model_copy(update={"value": sum_}))
    yield say("cli.today.doses_total", doses=count, total=total)


def _not_rated(today: Today, folder: str) -> Iterator[str]:
    if not today.not_rated:
        yield say("cli.today.all_rated")
        return
    yield f"{', '.join(today.not_rated)}."
    asked = " ".join(f"{one} N" for one in today.not_rated[:_MOST_ASKED])
    yield say("cli.today.to_rate", folder=folder, outcomes=asked)


def _title(last: LastDose) -> str:
    wish = last.dose.kind is Kind.WISH
    return say("cli.today.last_wish") if wish else say("cli.today.last_dose")


def _last(today: Today, folder: str) -> Iterator[str]:
    last = today.last
    if last is None:
        return
    dose = last.dose
    yield _ago(dose, today)
    if today.hidden:
        return
    if last.at_wish:
        yield say("cli.today.rated_at_wish", outcomes=", ".join(last.at_wish))
    else:
        yield say("cli.today.none_at_wish")
    yield _after(last, today)
    aims = " ".join(f"{aim} N" for aim in today.diary.person.aims[:_MOST_ASKED])
    if aims and _asked_now(last, today):
        yield say("cli.today.rate_now", folder=folder, outcomes=aims)


def _ago(dose: Entry, today: Today) -> str:
    length = duration_words(today.at.replace(second=0, microsecond=0) - dose.at)
    name = product_name(dose, today.head) or say("cli.today.any_product")
    time = f"{dose.at:%H:%M}"
    if dose.at.date() == today.at.date():
        return say("cli.today.ago", time=time, length=length, product=name)
    return say("cli.today.ago_yesterday", time=time, length=length, product=name)


def _asked_now(last: LastDose, today: Today) -> bool:
    """Whether a rating at this moment counts as the one at the wish or 1.5 h after it."""
    since = today.at - last.dose.at
    at_wish = last.dose.kind is Kind.WISH and since <= AT_WISH and not last.at_wish
    return at_wish or (AFTER_FROM <= since <= AFTER_TO and not last.after)


def _after(last: LastDose, today: Today) -> str:
    """The second rating: given, to come, or not there."""
    if last.after:
        return say("cli.today.rated_after", outcomes=", ".join(last.after))
    if today.at > last.dose.at + AFTER_TO:
        return say("cli.today.none_after")
    return say("cli.today.due_after", time=f"{last.dose.at + AFTER:%H:%M}")


def _checks(today: Today, folder: str) -> Iterator[str]:
    day = today.at.date()
    for check in today.checks:
        yield _due(check, day)
    if not today.checks:
        yield say("cli.today.nothing_due")
    if today.never:
        yield say("cli.today.no_first_value", checks=counted(today.never, "check"))
        yield say("cli.today.see_all", folder=folder)


def _due(check: DueCheck, today: date) -> str:
    late = (today - check.day).days
    if late > 0:
        return say("cli.today.overdue", days=counted(late, "day"), check=check.what)
    if not late:
        return say("cli.today.due_today", check=check.what)
    return say("cli.today.due", day=when_words("soon", check.day), check=check.what)
