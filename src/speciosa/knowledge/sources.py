"""Where every statement comes from: one list of sources, referred to by key."""

from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.tables import load_table
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
    for number, source in enumerate(load_table("sources", "source", Source), start=1):
        if source.key in found:
            raise TableError(
                "a key stands twice", "key", source.key, "a new key", "", "sources.toml", number
            )
        found[source.key] = source
    return found


def check_keys(keys: Iterable[str], table: str, row: int) -> None:
    """Raise TableError for a row without a source or with one that `sources.toml` lacks.

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
                "no such source", "sources", key, "a key of sources.toml", "", f"{table}.toml", row
            )
