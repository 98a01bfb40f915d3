"""Emergency, crisis and poison numbers by country; words where no number is known."""

from functools import cache
from typing import Literal

from pydantic import Field

from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Record


class Words(Record):
    """What is said where no number is known."""

    emergency: str = Field(min_length=1)
    crisis: str = Field(min_length=1)
    poison: str = Field(min_length=1)


class CountryRow(Record):
    """One country of the table; an empty number was not found."""

    emergency: str = ""
    crisis: str = ""
    poison: str = ""
    review: Literal["published", "unverified"]
    sources: tuple[str, ...]
    read: str = Field(min_length=1)


class HelpNumbers(Record):
    """What to call; each is a number or words such as "your local emergency number"."""

    emergency: str
    crisis: str
    poison: str
    review: Literal["published", "unverified"] | None  # None: no number of the table is used


@cache
def country_rows() -> dict[str, CountryRow]:
    """All countries of the table by ISO code."""
    rows = dict[str, CountryRow]()
    for number, (code, written) in enumerate(read_toml("countries")["country"].items(), start=1):
        rows[code] = typed_row("countries", number, CountryRow, written)
        check_keys(rows[code].sources, "countries", number)
    return rows


def help_numbers(
    country: str, emergency: str = "", crisis: str = "", poison: str = ""
) -> HelpNumbers:
    """Numbers of a country (ISO 3166, also with a region as in "US-LA"); a given number is first.

    >>> help_numbers("DE").emergency, help_numbers("DE").review
    ('112', 'published')
    >>> help_numbers("DE", emergency="110").emergency
    '110'
    >>> help_numbers("").emergency, help_numbers("").review
    ('your local emergency number', None)
    """
    words = typed_row("countries", 0, Words, read_toml("countries")["words"])
    row = country_rows().get(country.upper().split("-")[0])
    if row is None:
        return HelpNumbers(
            emergency=emergency or words.emergency,
            crisis=crisis or words.crisis,
            poison=poison or words.poison,
            review=None,
        )
    pairs = ((emergency, row.emergency), (crisis, row.crisis), (poison, row.poison))
    return HelpNumbers(
        emergency=emergency or row.emergency or words.emergency,
        crisis=crisis or row.crisis or words.crisis,
        poison=poison or row.poison or words.poison,
        review=row.review if any(known and not given for given, known in pairs) else None,
    )
