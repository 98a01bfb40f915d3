"""Where somebody lives, as a code: a country, or a part of one."""

import re
from typing import Final

from speciosa.errors import InputError

EXPECTED: Final = 'two letters, e.g. "DE", also with a part of the country, e.g. "US-LA"'
_CODE: Final = re.compile(r"[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?")


def is_place(text: str) -> bool:
    """Whether a text has the form of ISO 3166-1 (two letters) or ISO 3166-2 (with a part).

    >>> [is_place(text) for text in ("DE", "us-al", "AU-NSW", "Germany", "US-")]
    [True, True, True, False, False]
    """
    return _CODE.fullmatch(text) is not None


def read_place(typed: str, field: str) -> str:
    """The code in capitals, or an empty text; raises InputError for anything else.

    >>> read_place(" us-al ", "--country")
    'US-AL'
    """
    place = typed.strip().upper()
    if place and not is_place(place):
        raise InputError("not a country code", field, typed, EXPECTED)
    return place
