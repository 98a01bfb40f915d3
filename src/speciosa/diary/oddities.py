"""What is odd in a diary but can be used as it stands; each is shown with what is done."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from speciosa.diary.blood import UNIT, too_high_ng_per_ml
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.instruments import known_outcome
from speciosa.diary.parse_entry import ReadEntry
from speciosa.diary.parse_head import Head
from speciosa.diary.readings import reading_kinds
from speciosa.diary.source import Source
from speciosa.diary.text import nearest
from speciosa.diary.view import full_id
from speciosa.units import COUNTABLE

_ONE_MINUTE: Final = timedelta(minutes=1)
_LARGE_TIMES: Final = 5.0
_FEWEST_DOSES: Final = 5
_LONE_DAYS: Final = 400
_SHORTEST_GAP_D: Final = 2
_MOST_GAPS: Final = 3


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something to look at: where, what, and how it is read."""

    place: str
    what: str
    resolved: str


@dataclass(frozen=True, slots=True)
class _Log:
    """All that the checks below look at, entries by time."""

    read: list[ReadEntry]
    head: Head
    file: str

    def at_row(self, row: int, what: str, resolved: str) -> Oddity:
        return Oddity(f"{self.file}:{row}", what, resolved)

    def of(self, kind: Kind) -> Iterator[ReadEntry]:
        return (item for item in self.read if item.entry.kind is kind)


def find_oddities(entries: list[ReadEntry], head: Head, source: Source) -> tuple[Oddity, ...]:
    """Every oddity, in the order of the checks below and of time."""
    log = _Log(sorted(entries, key=lambda item: item.entry.at), head, source.rows_file)
    checks = (
        _clock_changes,
        _twice_within_a_minute,
        _large_amounts,
        _lone_entries,
        _gaps,
        _unknown_content,
        _unknown_outcomes,
        _aims,
        _readings,
        _blood_levels,
        _voids,
    )
    return (*_cut_off(source), *(oddity for check in checks for oddity in check(log)))


def _cut_off(source: Source) -> Iterator[Oddity]:
    if source.cut_off:
        what = "the end was being written when a program stopped; it was never saved"
        yield Oddity(source.rows_file, what, "left out")


def day_text(day: date) -> str:
    """A day as people say it.

    >>> day_text(date(2026, 3, 29))
    '29 March'
    """
    return f"{day.day} {day:%B}"


def span_text(start: date, end: date) -> str:
    """Days from one to another, as short as possible.

    >>> span_text(date(2026, 4, 12), date(2026, 4, 14))
    '12-14 April'
    """
    if start == end:
        return day_text(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{day_text(end)}"
    return f"{day_text(start)} to {day_text(end)}"


def _clock_changes(log: _Log) -> Iterator[Oddity]:
    for item in log.read:
        if not item.jump:
            continue
        typed = datetime.fromisoformat(item.typed_at)
        when = f"{day_text(typed)}, {typed:%H:%M}"
        if item.jump == "gap":
            what = f"{when} does not exist (clocks go forward)"
            yield log.at_row(item.row, what, f"read as {item.entry.at:%H:%M}")
        else:
            offset = f"{item.entry.at:%z}"
            what = f"{when} exists twice (clocks go back)"
            yield log.at_row(item.row, what, f"read as the first, {offset[:3]}:{offset[3:5]}")


def _twice_within_a_minute(log: _Log) -> Iterator[Oddity]:
    last: dict[str, ReadEntry] = {}
    for item in log.of(Kind.DOSE):
        entry = item.entry
        before = last.get(entry.what)
        last[entry.what] = item
        if before is None or entry.value == 0:
            continue
        same = (before.entry.value, before.entry.unit) == (entry.value, entry.unit)
        if same and entry.at - before.entry.at <= _ONE_MINUTE:
            what = f"two doses of {amount_text(entry)} within one minute"
            yield log.at_row(item.row, what, "kept both")


def amount_text(entry: Entry) -> str:
    """Number and unit of an entry, e.g. `3.0 g`."""
    number = f"{entry.value:g}" if isinstance(entry.value, float) else ""
    if entry.unit == "g" and "." not in number and "e" not in number:
        number += ".0"
    return f"{number} {entry.unit}".strip()


def _large_amounts(log: _Log) -> Iterator[Oddity]:
    groups: defaultdict[tuple[str, str], list[ReadEntry]] = defaultdict(list)
    for item in log.of(Kind.DOSE):
        if item.entry.value:
            groups[item.entry.what, item.entry.unit].append(item)
    for items in groups.values():
        if len(items) < _FEWEST_DOSES:
            continue
        usual = median(_number(item.entry) for item in items)
        for item in items:
            if _number(item.entry) > _LARGE_TIMES * usual:
                what = f"{amount_text(item.entry)} is {_number(item.entry) / usual:.0f} times"
                what += f" the median of {usual:g} {item.entry.unit}"
                yield log.at_row(item.row, what, "kept as typed")


def _number(entry: Entry) -> float:
    return entry.value if isinstance(entry.value, float) else 0.0


def _lone_entries(log: _Log) -> Iterator[Oddity]:
    """An entry far from every other: mostly a year typed wrongly."""
    far = timedelta(days=_LONE_DAYS)
    times = [item.entry.at for item in log.read]
    for place, item in enumerate(log.read):
        after_gap = place == 0 or times[place] - times[place - 1] > far
        before_gap = place == len(times) - 1 or times[place + 1] - times[place] > far
        if len(times) > 1 and after_gap and before_gap:
            what = f"{item.entry.at:%Y-%m-%d} is more than a year from any other entry"
            yield log.at_row(item.row, what, "kept; is the year right?")


def _gaps(log: _Log) -> Iterator[Oddity]:
    days = sorted({item.entry.at.date() for item in log.read})
    one = timedelta(days=1)
    gaps = [
        (first + one, then - one)
        for first, then in pairwise(days)
        if (then - first).days > _SHORTEST_GAP_D
    ]
    if len(gaps) > _MOST_GAPS:
        longest = max((end - start).days + 1 for start, end in gaps)
        what = f"{len(gaps)} times several days without an entry, up to {longest} days"
        yield Oddity(log.file, what, "treated as missing")
        return
    for start, end in gaps:
        what = 'no entry at all; "no dose" would be an entry of 0'
        yield Oddity(span_text(start, end), what, "treated as missing")


def _unknown_content(log: _Log) -> Iterator[Oddity]:
    seen: Counter[tuple[str, str]] = Counter(
        (item.entry.what, item.entry.unit) for item in log.of(Kind.DOSE) if item.entry.value
    )
    for (key, unit), count in sorted(seen.items()):
        product = log.head.products.get(key)
        counted = unit in COUNTABLE or unit == "ml"
        if product is not None and counted and unit not in product.unit_g:
            what = f"{count} x {key} in {unit}: grams in one {unit} are not known"
            resolved = "the usual content of one use is assumed"
            yield Oddity(f"diary.toml, products.{key}.unit_g", what, resolved)


def _unknown_outcomes(log: _Log) -> Iterator[Oddity]:
    rated = {item.entry.what: item.row for item in reversed(log.read) if _rates(item.entry)}
    told = {item.entry.what for item in log.read if item.entry.kind is Kind.PROFILE}
    for name, row in sorted(rated.items()):
        if name in log.head.outcomes or known_outcome(name) is not None:
            continue
        if f"outcomes.{name}.better" in told:
            continue
        known = [other for other in (*log.head.outcomes, *log.head.person.aims) if other != name]
        like = nearest(name, known)
        hint = f', is "{like}" meant?' if like else ""
        what = f'outcome "{name}" is not described in diary.toml{hint}'
        yield log.at_row(row, what, "0 to 10, lower is better")


def _rates(entry: Entry) -> bool:
    return entry.kind is Kind.RATING


def _aims(log: _Log) -> Iterator[Oddity]:
    rated = {item.entry.what for item in log.read if item.entry.kind in {Kind.RATING, Kind.SCALE}}
    for aim in log.head.person.aims:
        if rated and aim not in rated:
            like = nearest(aim, rated)
            hint = f', is "{like}" meant?' if like else ""
            yield Oddity("diary.toml, person.aims", f'"{aim}" is never rated{hint}', "left out")


def _readings(log: _Log) -> Iterator[Oddity]:
    for item in log.of(Kind.READING):
        entry = item.entry
        kind = reading_kinds().get(entry.what)
        if kind is None:
            like = nearest(entry.what, reading_kinds())
            hint = f', is "{like}" meant?' if like else ""
            what = f'reading "{entry.what}" is not known{hint}'
            yield log.at_row(item.row, what, "kept, no rule uses it")
            continue
        value = kind.value(_number(entry), entry.unit)
        if value is not None and not kind.low <= value <= kind.high:
            what = f"{kind.label} {entry.value:g} {entry.unit} is hardly possible"
            yield log.at_row(item.row, what, "kept; is the unit right?")


def _blood_levels(log: _Log) -> Iterator[Oddity]:
    for item in log.of(Kind.BLOOD):
        entry = item.entry
        high_ng_per_ml = too_high_ng_per_ml(entry)
        if high_ng_per_ml is not None:
            typed = f"{_number(entry):g} {entry.unit}"
            same = "" if entry.unit == UNIT else f" is {high_ng_per_ml:.6g} {UNIT},"
            what = f"{entry.what} {typed}{same} more than any level known here"
            yield log.at_row(item.row, what, "kept; is the unit right?")


def _voids(log: _Log) -> Iterator[Oddity]:
    ids = [item.entry.id for item in log.read]
    for item in log.of(Kind.VOID):
        if not full_id(item.entry.what, ids):
            what = f'cancels "{item.entry.what}", which no entry here has as its id'
            yield log.at_row(item.row, what, "nothing is cancelled")
