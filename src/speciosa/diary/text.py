"""Small readers of typed text: numbers, names, and what was probably meant."""

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from speciosa.errors import InputError

_COMMA: Final = re.compile(r"[-+]?\d+,\d+")
_NUMBER: Final = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")
_KEPT_CONTROLS: Final = "\n\r\t"


def nearest(typed: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or an empty text.

    >>> nearest("geren", ["green", "capsules"])
    'green'
    """
    from difflib import get_close_matches  # noqa: PLC0415  (only when something is wrong)

    by_lower = {name.lower(): name for name in sorted(known)}
    found = get_close_matches(typed.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else ""


def read_number(value: object, field: str, what: str, unit: str = "") -> float:
    """A finite number; raises InputError that says how to write it.

    Args:
        value: as typed, or a number already.
        field: the column or key.
        what: the noun of the message, e.g. `an amount`.
        unit: named in the message, may be empty.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
    else:
        text = str(value).strip() if value is not None else ""
        if not _NUMBER.fullmatch(text):
            raise _not_a_number(text, field, what, unit)
        number = float(text)
    if not math.isfinite(number):
        raise _not_a_number(str(value), field, what, unit)
    return number + 0.0  # + 0.0 turns -0.0 into 0.0


def _not_a_number(text: str, field: str, what: str, unit: str) -> InputError:
    expected = "a number with a point" + (f", in {unit}" if unit else "")
    if not text:
        return InputError(f"{what} is missing", field, "", expected)
    example = text.replace(",", ".") if _COMMA.fullmatch(text) else ""
    return InputError(f"{what} that is not a number", field, text, expected, example)


def clean(value: object, field: str) -> str:
    """A text; raises InputError for a control character or half a character pair."""
    text = "" if value is None else value
    if not isinstance(text, str):
        raise InputError("not a text", field, text, "a text")
    if not text.isprintable():
        for sign in text:
            if unicodedata.category(sign) in {"Cc", "Cs"} and sign not in _KEPT_CONTROLS:
                raise InputError("an unprintable sign", field, ascii(sign), "readable text")
    return text


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names for a message, the first few when there are many.

    >>> listed(["g", "mg", "ml"])
    'g, mg, ml'
    """
    all_ = list(names)
    more = f" and {len(all_) - most} more" if len(all_) > most else ""
    return ", ".join(all_[:most]) + more
