"""Taking back an entry: a correction is added, and what it took back is said."""

import os
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from speciosa.cli.check_text import WIDTH, shown
from speciosa.cli.log_entry import checked, open_diary, save, target_of
from speciosa.cli.log_text import besides, short_id, understood
from speciosa.cli.log_words import Words
from speciosa.cli.phrases import when_words
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.inspection import Inspection
from speciosa.diary.parse_head import Head
from speciosa.diary.source import HEAD_FILE
from speciosa.diary.view import full_id, standing
from speciosa.diary.wall_time import fixed
from speciosa.diary.whole_lines import alone
from speciosa.errors import InputError
from speciosa.texts import say

_INDENT: Final = " " * 12


def undo_entry(folder: Path, typed: str, now: datetime) -> str:
    """Take back one entry; returns the lines to print.

    Args:
        folder: a diary folder.
        typed: as typed with `--id`; empty: the last entry written that still counts.
        now: this moment.
    """
    with _one_at_a_time(folder):
        found, head = open_diary(folder)
        id_ = target_of(typed, found, "--id") if typed else _last(found, folder)
        moment = fixed(now, head.zone).replace(second=0, microsecond=0)
        (void,) = save(folder, [checked(Words(Kind.VOID, id_), moment, head, found)])
    return _told(void, found, head, str(folder).rstrip("/") + "/")


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Two calls at once take back two entries: each looks for the last one after the other wrote.

    The head is held for it, so that entries can still be written meanwhile.
    """
    try:
        handle = os.open(folder / HEAD_FILE, os.O_RDONLY)
    except OSError:
        open_diary(folder)  # says in one sentence what is wrong
        raise
    try:
        with alone(handle, folder / HEAD_FILE):
            yield
    finally:
        os.close(handle)


def _last(found: Inspection, folder: Path) -> str:
    """The id of the entry written last, of those that count; corrections are passed over."""
    count = {entry.id for entry in standing(found.entries)}
    for entry in reversed(found.entries):
        if entry.id in count:
            return entry.id
    raise InputError("nothing to take back", "", str(folder), "a diary with an entry that counts")


def _told(void: Entry, found: Inspection, head: Head, folder: str) -> str:
    entry = _root(void, found.entries)
    if any(one.id == entry.id for one in standing([*found.entries, void])):
        said, after = say("cli.undo.put_again"), say("cli.undo.counts")
        id_ = short_id(entry.id, found.entries)
        way = say("cli.undo.take_it_back", folder=folder, id=id_)
    else:
        said, after = say("cli.undo.taken_back"), say("cli.undo.stays")
        id_ = short_id(void.id, found.entries)
        way = say("cli.undo.put_it_again", folder=folder, id=id_)
    what = shown(understood(entry, head, found.entries))
    line = f"{said:10}  {entry.kind.value}  {what}   {when_words('moment', entry.at)}"
    lines = [*textwrap.wrap(line, WIDTH, subsequent_indent=_INDENT), _INDENT + after, _INDENT + way]
    lines += besides(found, folder, _INDENT)
    return "\n".join(lines) + "\n"


def _root(void: Entry, entries: Sequence[Entry]) -> Entry:
    """The entry that a correction is about in the end, also of a correction of a correction."""
    by_id = {entry.id: entry for entry in entries}
    entry = by_id[void.what]
    seen = {entry.id}
    while entry.kind is Kind.VOID:
        target = full_id(entry.what, by_id)
        if not target or target in seen:
            break
        entry = by_id[target]
        seen.add(target)
    return entry
