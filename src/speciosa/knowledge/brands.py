"""Where a trade name is sold, as far as the source that gives the name says it."""

from functools import cache
from typing import Annotated, Final

from pydantic import Field

from speciosa.errors import TableError
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table
from speciosa.record import Record

_TABLE: Final = "brand_countries"


class BrandSource(Record):
    """One source of trade names that says in which countries they are sold (ISO codes, or EU)."""

    source: str = Field(min_length=1)
    countries: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = Field(min_length=1)
    place: str = Field(min_length=1)


@cache
def _by_source() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(load_table(_TABLE, "brand_source", BrandSource), start=1):
        check_keys((row.source,), _TABLE, number)
        if row.source in found:
            what, file = "a source stands twice", f"{_TABLE}.toml"
            raise TableError(what, "source", row.source, "one row of each", "", file, number)
        found[row.source] = row.countries
    return found


def brand_countries(source: str) -> tuple[str, ...]:
    """Countries of the trade names that a source gives; empty where it names none.

    >>> brand_countries("sv-benzodiazepines"), brand_countries("fda-unii-names")
    (('SE',), ())
    """
    return _by_source().get(source, ())
