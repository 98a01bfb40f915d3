"""Which questionnaire an entry means; two scales of one name are settled or asked about."""

from collections.abc import Iterable
from dataclasses import dataclass

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.errors import InputError
from speciosa.knowledge.instruments import (
    Named,
    check_answer,
    check_total,
    instruments,
    named,
    tidy_name,
)


@dataclass(frozen=True, slots=True)
class Meant:
    """An entry understood: a total, or the answer to one question."""

    entry: Entry
    key: str
    item: int | None
    value: float


@dataclass(frozen=True, slots=True)
class Puzzle:
    """Entries of one name that cannot be read, and why."""

    typed: str
    why: str
    because: tuple[str, ...]


def meanings_of(diary: Diary, entries: Iterable[Entry]) -> tuple[list[Meant], list[Puzzle]]:
    """Every entry that is a questionnaire's, and the names that must be asked about."""
    by_name: dict[str, list[tuple[Entry, tuple[Named, ...]]]] = {}
    for entry in entries:
        found = tuple(one for one in named(entry.what) if _may_be(entry, one))
        if found:
            name = tidy_name(entry.what.rpartition(".")[0] or entry.what)
            by_name.setdefault(name, []).append((entry, found))
    meant, puzzles = list[Meant](), list[Puzzle]()
    for rows in by_name.values():
        keys = _fitting(rows)
        ids = tuple(entry.id for entry, _ in rows)
        typed = rows[0][0].what
        if len(keys) > 1:
            puzzles.append(Puzzle(typed, _ask(keys), ids))
        elif _declared_otherwise(diary, typed, keys[0]):
            puzzles.append(Puzzle(typed, _own_range(keys[0]), ids))
        else:
            meant += [_meant(entry, found, keys[0]) for entry, found in rows]
    return sorted(meant, key=lambda one: (one.entry.at, one.entry.id)), puzzles


def _may_be(entry: Entry, one: Named) -> bool:
    """An own short question rated many times a day is a rating, not a questionnaire."""
    return entry.kind is Kind.SCALE or instruments()[one.key].licence.status != "own"


def _fitting(rows: list[tuple[Entry, tuple[Named, ...]]]) -> tuple[str, ...]:
    """Of the instruments a name may mean, those that can hold all its values."""
    keys = tuple(dict.fromkeys(one.key for _, found in rows for one in found))
    if len(keys) == 1:
        return keys
    held = tuple(key for key in keys if all(_holds(entry, found, key) for entry, found in rows))
    return held if len(held) == 1 else keys


def _holds(entry: Entry, found: tuple[Named, ...], key: str) -> bool:
    value, item = float(entry.value or 0), _item(found, key)
    try:
        check_total(key, value) if item is None else check_answer(key, item, value)
    except InputError:
        return False
    return True


def _item(found: tuple[Named, ...], key: str) -> int | None:
    return next((one.item for one in found if one.key == key), None)


def _meant(entry: Entry, found: tuple[Named, ...], key: str) -> Meant:
    return Meant(entry, key, _item(found, key), float(entry.value or 0))


def _ask(keys: tuple[str, ...]) -> str:
    names = " or ".join(f"the {instruments()[key].name} ({key})" for key in keys)
    return f"This name can mean {names}. Write one of the short names in brackets."


def _declared_otherwise(diary: Diary, typed: str, key: str) -> bool:
    own, row = diary.outcomes.get(typed), instruments()[key]
    return own is not None and (own.low, own.high) != (row.total_low, row.total_high)


def _own_range(key: str) -> str:
    row = instruments()[key]
    return (
        f"The diary gives this name its own range; the {row.name} runs from"
        f" {row.total_low:g} to {row.total_high:g}. It is shown as the diary's own outcome only."
    )
