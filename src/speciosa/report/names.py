"""Names as a picture or a heading shows them: short, with a large first letter."""

from typing import Final

from speciosa.report.words import as_start, as_word, clean

READINGS: Final = {
    "alp": "ALP",
    "alt": "ALT",
    "ast": "AST",
    "ggt": "GGT",
    "inr": "INR",
    "qtc": "QTc",
    "spo2": "SpO2",
}


def outcome_name(label: str) -> str:
    """An outcome without what explains its scale.

    >>> outcome_name("opioid withdrawal: 0 none, 1 mild, 2 moderate, 3 severe")
    'Opioid withdrawal'
    """
    return as_start(as_word(label))


def reading_name(what: str) -> str:
    """A laboratory value or vital sign.

    >>> reading_name("alt"), reading_name("heart_rate")
    ('ALT', 'Heart rate')
    """
    return READINGS.get(what, as_start(clean(what).replace("_", " ")))
