"""When evidence is an alert, and which plans can never reach it."""

from math import ceil, exp, log2
from typing import Final

from speciosa.errors import InputError

ALPHA: Final = 0.05  # chance of ever raising any false alarm in one family of statements
FEWEST_PAIRS: Final = 5
_LARGEST_LOG: Final = 690.0  # exp of it is still a float


def threshold(statements: int) -> float:
    """Evidence at which one of so many statements is an alert: 20 for each.

    By the union bound the chance that any of them ever alarms falsely stays below 5 %. The number
    is that of a family fixed in advance: the statements of one plan, or those that a diary's first
    four weeks settled.
    """
    return max(statements, 1) / ALPHA


def fewest_pairs(statements: int) -> int:
    """Pairs below which no alert is possible: one pair can at most double the evidence.

    With so few an alert needs every pair to be large and to point the same way; 20 are wanted.
    """
    return max(FEWEST_PAIRS, ceil(log2(threshold(statements))))


def refuse_too_short(pairs: int, statements: int) -> None:
    """Raise InputError for a plan that could never reach its alert."""
    needed = fewest_pairs(statements)
    if pairs < needed:
        raise InputError(
            "a plan this short can never reach an alert",
            "pairs",
            pairs,
            f"at least {needed} pairs to watch {statements} statement{'s' * (statements != 1)}",
        )


def e_value(log_e: float) -> float:
    """From log evidence to evidence, kept within what a float can hold."""
    return exp(min(log_e, _LARGEST_LOG))
