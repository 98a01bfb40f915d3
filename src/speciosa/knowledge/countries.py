"""Emergency, crisis and poison numbers by country; words where no number is known."""

from functools import cache

from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Record


class HelpNumbers(Record):
    """What to call; each is a number or words such as "your local emergency number"."""

    emergency: str
    crisis: str
    poison: str


class CountryRow(Record):
    """One country of the table; an empty number was not found."""

    emergency: str = ""
    crisis: str = ""
    poison: str = ""
    read: str = ""


@cache
def _country(code: str) -> CountryRow:
    written = read_toml("countries")["country"].get(code, {})
    return typed_row("countries", 0, CountryRow, written)


def help_numbers(country: str) -> HelpNumbers:
    """Numbers of a country (ISO 3166, also with a region as in "US-LA").

    >>> help_numbers("DE").emergency
    '112'
    >>> help_numbers("").emergency
    'your local emergency number'
    """
    words = typed_row("countries", 0, HelpNumbers, read_toml("countries")["words"])
    row = _country(country.upper().split("-")[0])
    return HelpNumbers(
        emergency=row.emergency or words.emergency,
        crisis=row.crisis or words.crisis,
        poison=row.poison or words.poison,
    )
