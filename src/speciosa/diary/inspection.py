"""Puts a read file together: everything wrong, everything odd, and the diary if it can be used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from speciosa.diary.diary import Diary
from speciosa.diary.doubts import doubts_of
from speciosa.diary.entries import Entry
from speciosa.diary.oddities import Oddity, find_oddities
from speciosa.diary.parse_csv import MOST_PROBLEMS
from speciosa.diary.parse_entry import ReadEntry, content_text, read_entry, with_id
from speciosa.diary.parse_head import Head, read_head
from speciosa.diary.source import Row, Source, first_of
from speciosa.errors import DiaryError, InputError


@dataclass(frozen=True, slots=True)
class Inspection:
    """What `check` tells. `diary` is None as soon as there is one problem.

    `head` and `entries` hold what could be understood nevertheless; `head` is None where the
    head itself is wrong.
    """

    problems: tuple[InputError, ...]
    oddities: tuple[Oddity, ...]
    diary: Diary | None
    rows: int
    head: Head | None = None
    entries: tuple[Entry, ...] = ()
    cut_off: bool = False  # the end of the file was never finished and does not count


def refused(*problems: InputError) -> Inspection:
    """The inspection of something that could not even be opened."""
    return Inspection(problems, (), None, 0)


def inspect_source(path: Path, read: Callable[[Path], Source]) -> Inspection:
    """Everything about the diary that a reader finds at a path."""
    try:
        source = read(path)
    except (InputError, DiaryError) as problem:
        return refused(*first_of([problem]))
    return inspect(source)


def inspect(source: Source) -> Inspection:
    """Everything about one source."""
    head, faults = read_head(source.head)
    problems = [problem.at(source.head_file, source.line_of(path)) for path, problem in faults]
    problems += source.problems
    entries, wrong = _entries(source, head)
    problems += wrong
    doubts = dict(_doubts(entries, head, source.rows_file))
    problems += doubts.values()
    problems.sort(key=lambda problem: (problem.file != source.head_file, problem.row))
    oddities = find_oddities([x for x in entries if x.entry.id not in doubts], head, source)
    diary = None if problems else _diary(head, entries)
    return Inspection(
        problems=tuple(problems),
        oddities=oddities,
        diary=diary,
        rows=len(source.rows) + len(source.problems),
        head=None if faults else head,
        entries=tuple(item.entry for item in entries),
        cut_off=source.cut_off,
    )


def _entries(source: Source, head: Head) -> tuple[list[ReadEntry], list[InputError]]:
    read: list[ReadEntry] = []
    problems: list[InputError] = []
    for row in source.rows:
        try:
            read.append(read_entry(row, head))
        except DiaryError as faults:
            found = first_of([faults])
            problems += (fault.at(source.rows_file, row.number) for fault in found)
            if len(problems) >= MOST_PROBLEMS:
                problems.append(_too_many(source.rows_file, row))
                break
    single, twice = _one_of_each_id(read, source.rows_file)
    taken = {item.entry.id for item in single if item.own_id}
    return [with_id(item, taken) for item in single], problems + twice


def _doubts(entries: list[ReadEntry], head: Head, file: str) -> Iterator[tuple[str, InputError]]:
    """What has to be asked about, by id of the entry."""
    for item, problem in doubts_of(entries, head, file):
        yield item.entry.id, problem


def _too_many(file: str, row: Row) -> InputError:
    expected = "fewer; mend these and check again"
    what = f"more than {MOST_PROBLEMS} problems, the rest was not read"
    return InputError(what, "", "", expected, "", file, row.number)


def _one_of_each_id(read: list[ReadEntry], file: str) -> tuple[list[ReadEntry], list[InputError]]:
    """Exact repetitions once; the same id with other content is a problem."""
    first: dict[str, ReadEntry] = {}
    single: list[ReadEntry] = []
    problems: list[InputError] = []
    for item in read:
        known = first.setdefault(item.entry.id, item) if item.own_id else item
        if known is item:
            single.append(item)
        elif content_text(known.entry) != content_text(item.entry):
            what = f"the same id as row {known.row}, with different content"
            expected = "one id for one entry"
            problems.append(InputError(what, "id", item.entry.id, expected, "", file, item.row))
    return single, problems


def _diary(head: Head, entries: list[ReadEntry]) -> Diary:
    return Diary(
        timezone=head.timezone,
        simulated=head.simulated,
        person=head.person,
        use=head.use,
        help=head.help,
        products=head.products,
        medicines=head.medicines,
        outcomes=head.outcomes,
        taper=head.taper,
        entries=tuple(item.entry for item in entries),
    )
