"""Names of laboratory values and vital signs."""

from typing import Final

from speciosa.report.words.text import as_start, clean

READINGS: Final = {
    "alp": "ALP",
    "alt": "ALT",
    "ast": "AST",
    "ggt": "GGT",
    "inr": "INR",
    "qtc": "QTc",
    "spo2": "SpO2",
}


def reading_name(what: str) -> str:
    """A laboratory value or vital sign.

    >>> reading_name("alt"), reading_name("heart_rate")
    ('ALT', 'Heart rate')
    """
    return READINGS.get(what, as_start(clean(what).replace("_", " ")))
