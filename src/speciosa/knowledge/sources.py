"""Where every statement comes from: the sources of the folder `sources`, referred to by key."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.tables import placed_rows
from speciosa.record import Record

Kind = Literal[
    "trial",
    "observational",
    "case",
    "laboratory",
    "review",
    "label",
    "authority",
    "reference",
    "method",
    "project",
]


class Source(Record):
    """One source; `read` says what was really read of it."""

    key: str = Field(min_length=1)
    cite: str = Field(min_length=1)
    doi: str = ""
    pmid: str = ""
    kind: Kind
    year: int | None = None
    read: str = Field(min_length=1)


@cache
def sources() -> dict[str, Source]:
    """All sources by key; two with one key are an error."""
    found: dict[str, Source] = {}
    for placed in placed_rows("sources", "source", Source):
        key, file = placed.row.key, f"{placed.table}.toml"
        if key in found:
            raise TableError("a key stands twice", "key", key, "a new key", "", file, placed.number)
        found[key] = placed.row
    return found


def check_keys(keys: Iterable[str], table: str, row: int) -> None:
    """Raise TableError for a row without a source or with one that no table of sources has.

    Args:
        keys: the keys the row names.
        table: name of the table without `.toml`.
        row: number of the row in its list.
    """
    named = tuple(keys)
    if not named:
        raise TableError("no source", "sources", "", "at least one key", "", f"{table}.toml", row)
    for key in named:
        if key not in sources():
            raise TableError(
                "no such source",
                "sources",
                key,
                "a key of sources/*.toml",
                "",
                f"{table}.toml",
                row,
            )
