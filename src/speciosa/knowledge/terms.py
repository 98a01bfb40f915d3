"""Words that a report uses, each explained in one plain sentence for the person who reads it."""

from functools import cache
from typing import Final, Literal, Self

from pydantic import Field, model_validator

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.record import Record

OWN: Final = "own"  # an explanation of this project, taken from no text
_TABLE: Final = "terms"


class Term(Record):
    """One word and what it means.

    Attributes:
        key: how it is asked for.
        term: as it stands on a page.
        names: other ways to write it.
        meaning: one plain sentence.
        sources: keys, or `own` alone for a meaning in our own words that rests on no text.
        place: where in the source; empty for `own`.
        evidence: always `none`: a word needs no study.
    """

    key: str = Field(pattern=r"^[a-z0-9-]+$")
    term: str = Field(min_length=1)
    names: tuple[str, ...] = ()
    meaning: str = Field(pattern=r"^[A-Z0-9].+\.$")
    sources: tuple[str, ...] = Field(min_length=1)
    place: str = ""
    evidence: Literal["none"]
    review: Literal["published", "expert proposal", "unverified"]

    @property
    def read_sources(self) -> tuple[str, ...]:
        """Keys of real sources."""
        return tuple(key for key in self.sources if key != OWN)

    @model_validator(mode="after")
    def _placed(self) -> Self:
        own = self.sources == (OWN,)
        if own and self.review == "published":
            msg = "published rests on a source that was read"
            raise ValueError(msg)
        if own == bool(self.place):
            msg = "a place exactly where a source is named"
            raise ValueError(msg)
        return self


@cache
def terms() -> dict[str, Term]:
    """All words by key, in file order; a word or another name of it stands once."""
    found: dict[str, Term] = {}
    taken: set[str] = set()
    for number, row in enumerate(load_table(_TABLE, "term", Term), start=1):
        if row.read_sources:
            check_keys(row.read_sources, _TABLE, number)
        names = {name.casefold() for name in (row.key, row.term, *row.names)}
        if taken & names:
            what, twice, file = "a word stands twice", min(taken & names), f"{_TABLE}.toml"
            raise TableError(what, "term", twice, "one row of each", "", file, number)
        taken |= names
        found[row.key] = row
    return found
