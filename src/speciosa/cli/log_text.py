"""What `log` answers: the entry as understood, what went before, and how to take it back."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from speciosa.cli.check_text import WIDTH, shown
from speciosa.cli.phrases import counted, when_words
from speciosa.diary.amounts import KRATOM
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.inspection import Inspection
from speciosa.diary.instruments import known_outcomes
from speciosa.diary.oddities import amount_text
from speciosa.diary.parse_head import Head
from speciosa.diary.person import Product
from speciosa.diary.source import CUT_OFF_FILE
from speciosa.diary.view import standing
from speciosa.texts import say

_RATE_AFTER: Final = timedelta(minutes=90)
_SHORT: Final = 8
_INDENT: Final = " " * 7


def saved_text(
    saved: Sequence[Entry], found: Inspection, head: Head, *, folder: str, now: datetime
) -> str:
    """The lines to print after one or more entries were added.

    Args:
        saved: the new entries, all at one time.
        found: what the diary held before.
        head: names products and aims.
        folder: as typed.
        now: this moment.
    """
    folder, before = folder.rstrip("/") + "/", found.entries
    ids = [short_id(entry.id, [*before, *saved]) for entry in saved]
    lines = [_first_line(entry, id_, head, before) for entry, id_ in zip(saved, ids, strict=True)]
    if saved[0].kind is Kind.DOSE:
        lines.append(f"{_INDENT}{_last(saved[0], before, head)} {_today(saved[0], before, head)}")
    lines += _rate_later(saved[0], head, folder, now)
    lines += _new_outcomes(saved, before, head)
    lines += (line for entry in saved if entry.kind is Kind.MEDICINE for line in _read_as(entry))
    lines += [_INDENT + say("cli.log.undo", folder=folder, id=id_) for id_ in ids]
    lines += besides(found, folder, _INDENT)
    return "\n".join(lines) + "\n"


def besides(found: Inspection, folder: str, indent: str) -> Iterator[str]:
    """What else there is to know of a diary that was written to: problems, a torn end."""
    if problems := len(found.problems):
        many = counted(problems, "problem")
        yield indent + say("cli.log.problems_besides", folder=folder, problems=many)
    if found.cut_off:
        yield indent + say("cli.log.cut_off")
        yield f"{indent}{folder}{CUT_OFF_FILE}"


def _new_outcomes(saved: Sequence[Entry], before: Sequence[Entry], head: Head) -> Iterator[str]:
    """A word about each outcome rated for the first time that nothing describes."""
    known = {*head.outcomes, *head.person.aims, *known_outcomes()}
    known |= {entry.what for entry in before if entry.kind is Kind.RATING}
    for entry in saved:
        if entry.kind is Kind.RATING and entry.what not in known:
            yield _INDENT + say("cli.log.new_outcome", name=shown(entry.what))


def _read_as(medicine: Entry) -> Iterator[str]:
    """Which medicine a name is taken for, where that is not plain."""
    from speciosa.knowledge.medicines import understand  # noqa: PLC0415  (reads tables)

    found, typed = understand(medicine.what), shown(medicine.what)
    if found.status != "understood":
        yield _INDENT + say("cli.log.not_in_tables", name=typed)
    elif [medicine.what.casefold()] != list(found.ingredients):
        yield _INDENT + say("cli.log.read_as", names=" + ".join(found.ingredients))


def short_id(id_: str, entries: Sequence[Entry]) -> str:
    """The shortest beginning, of at least eight signs, that no other id has."""
    length = _SHORT
    while length < len(id_) and any(
        other.id != id_ and other.id.startswith(id_[:length]) for other in entries
    ):
        length += 1
    return id_[:length]


def _first_line(entry: Entry, id_: str, head: Head, before: Sequence[Entry]) -> str:
    what = shown(understood(entry, head, before))
    when = when_words("moment", entry.at)
    left = say("cli.log.saved", kind=entry.kind.value, what=what, when=when)
    right = say("cli.log.id", id=id_)
    room = WIDTH - len(left) - len(right)
    if room > 0:
        return f"{left}{' ' * room}{right}"
    wrapped = textwrap.wrap(left, WIDTH, subsequent_indent=_INDENT)
    return "\n".join([*wrapped, _INDENT + right])


def understood(entry: Entry, head: Head, before: Sequence[Entry]) -> str:
    """What an entry says, without its kind and time, in the diary's own names."""
    if entry.kind is Kind.DOSE:
        amount = amount_text(entry) if entry.value else say("cli.log.no_amount")
        return f"{amount} {product_name(entry, head)}"
    if entry.kind is Kind.VOID:
        return _cancelled(entry, head, before)
    value = amount_text(entry) if isinstance(entry.value, float) else entry.value or ""
    if entry.unit == "grade":
        value = say("cli.log.grade", grade=f"{entry.value:g}")
    return "  ".join(part for part in (_name(entry, head), value, entry.note) if part)


def _name(entry: Entry, head: Head) -> str:
    product = entry.kind in {Kind.WISH, Kind.ALLOCATION} and entry.what
    return product_name(entry, head) if product else entry.what


def product_name(entry: Entry, head: Head) -> str:
    """The name of an entry's product inside a sentence."""
    product = head.products.get(entry.what)
    name = entry.what if product is None else product.name
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _cancelled(entry: Entry, head: Head, before: Sequence[Entry]) -> str:
    gone = next((other for other in before if other.id == entry.what), None)
    if gone is None:  # typed by hand: the short form of an id, or one that no entry has
        return entry.what
    told = "void" if gone.kind is Kind.VOID else understood(gone, head, before)
    when = when_words("brief", gone.at)
    return say("cli.log.cancelled", kind=gone.kind.value, what=told, when=when)


def _rate_later(entry: Entry, head: Head, folder: str, now: datetime) -> Iterator[str]:
    """When to rate after a dose or a wish of something taken as needed."""
    product = head.products.get(entry.what)
    as_needed = product is None or taken_how(product) != "fixed"
    wanted = entry.kind is Kind.WISH or (entry.kind is Kind.DOSE and bool(entry.value))
    rate_at = entry.at + _RATE_AFTER
    aims = " ".join(f"{aim} N" for aim in head.person.aims[:3])
    if wanted and as_needed and aims and rate_at >= now:
        time = f"{rate_at:%H:%M}"
        yield _INDENT + say("cli.log.rate_at", time=time, folder=folder, aims=aims)


def taken_how(product: Product) -> str:
    """`as needed` or `fixed`; as usual for its substance where the diary does not say."""
    return product.taken or ("as needed" if product.substance == KRATOM else "fixed")


def _same_substance(dose: Entry, before: Sequence[Entry], head: Head) -> list[Entry]:
    """Non-zero doses up to this one of every product with the same substance, by time."""
    substance = {key: product.substance for key, product in head.products.items()}
    return [
        entry
        for entry in standing(before)
        if entry.kind is Kind.DOSE
        and entry.value
        and substance.get(entry.what) == substance.get(dose.what)
        and entry.at <= dose.at
    ]


def _last(dose: Entry, before: Sequence[Entry], head: Head) -> str:
    earlier = _same_substance(dose, before, head)
    if not earlier:
        return say("cli.log.none_before")
    last = earlier[-1].at
    when = f"{last:%H:%M}" if last.date() == dose.at.date() else when_words("brief", last)
    return say("cli.log.last_before", when=when, length=duration_words(dose.at - last))


def duration_words(time: timedelta) -> str:
    """A length of time, e.g. `1 h 29 min`."""
    minutes = round(time.total_seconds() / 60)
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _today(dose: Entry, before: Sequence[Entry], head: Head) -> str:
    day = dose.at.date()
    today = [e for e in _same_substance(dose, before, head) if e.at.date() == day]
    today += [dose] * bool(dose.value)
    doses = counted(len(today), "dose")
    units = {entry.unit for entry in today}
    if len(units) != 1:
        return say("cli.log.doses_today", doses=doses)
    sum_ = sum(entry.value for entry in today if isinstance(entry.value, float))
    total = amount_text(today[0].model_copy(update={"value": sum_}))
    return say("cli.log.doses_today_total", doses=doses, total=total)
