"""What the days and the laboratory values of a case say about items 1 and 2 of RUCAM."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from speciosa.knowledge.tables import read_toml
from speciosa.safety.calculators.rucam import TABLE, Table

LIMIT: Final = 1  # ratios are in times the upper limit, which is where a fall ends


@dataclass(frozen=True, slots=True)
class Measured:
    """One laboratory value, in times its upper limit."""

    day: date
    ratio: float


def onset_option(table: Table, from_start_d: int, after_stop_d: int | None = None) -> str | None:
    """The option of item 1; None where the injury counts as unrelated and has no score.

    Args:
        table: the table of the pattern at onset.
        from_start_d: days from the first use to the first sign.
        after_stop_d: days from the last use, when use had ended before the first sign.

    >>> onset_option("cholestatic", 25), onset_option("hepatocellular", 40, after_stop_d=16)
    ('suggestive', None)
    """
    limits = read_toml(TABLE)["onset"]
    if from_start_d < 0:
        return None
    if after_stop_d is not None:
        return "after stop" if after_stop_d <= limits["after_stop_d"][table] else None
    inside = limits["early_d"] <= from_start_d <= limits["late_d"]
    return "suggestive" if inside else "outside"


def onset_option_again(table: Table, from_start_d: int) -> str:
    """The option of item 1 after an earlier injury by the same product.

    >>> onset_option_again("hepatocellular", 2)
    'suggestive'
    """
    late_d = read_toml(TABLE)["onset"]["again_late_d"][table]
    return "suggestive" if 1 <= from_start_d <= late_d else "outside"


def course_options(table: Table, values: Sequence[Measured], stopped: date | None) -> set[str]:
    """Options of item 2 that the values leave possible.

    Copies of the table do not agree whether days count from the last use or from the peak, so
    both readings stay possible where they differ.

    Args:
        table: the table of the pattern at onset.
        values: ALT (hepatocellular) or ALP or bilirubin (cholestatic), by day.
        stopped: the last day of use; None: it went on, or nobody knows.
    """
    after = [value for value in values if stopped is not None and value.day >= stopped]
    peak = max(after, key=lambda value: value.ratio, default=None)
    if stopped is None or peak is None or peak.ratio <= LIMIT:
        return {"no information"}
    later = [value for value in after if value.day > peak.day]
    if not later:
        return set(_all_options(table))
    half = _half(peak, later)
    found = {
        option
        for since in (stopped, peak.day)
        for option in _reading(table, since, half, later[-1], peak)
    }
    if _rises_again(after):
        found.add("less than half" if table == "hepatocellular" else "no information")
    return found


def half_day(values: Sequence[Measured]) -> date | None:
    """The first day at or below half the way from the peak to the upper limit."""
    peak = max(values, key=lambda value: value.ratio, default=None)
    if peak is None or peak.ratio <= LIMIT:
        return None
    return _half(peak, [value for value in values if value.day > peak.day])


def _half(peak: Measured, later: Sequence[Measured]) -> date | None:
    level = (peak.ratio + LIMIT) / 2
    return next((value.day for value in later if value.ratio <= level), None)


def _reading(
    table: Table, since: date, half: date | None, last: Measured, peak: Measured
) -> set[str]:
    limits = read_toml(TABLE)["course"]
    read = _hepatocellular if table == "hepatocellular" else _cholestatic
    fallen = last.ratio < peak.ratio
    return read(
        limits, None if half is None else (half - since).days, (last.day - since).days, fallen
    )


def _hepatocellular(limits: dict[str, Any], half_d: int | None, last_d: int, _: bool) -> set[str]:
    if half_d is None:
        ended = last_d > limits["slow_d"]
        return {"less than half"} if ended else set(_all_options("hepatocellular"))
    if half_d <= limits["fast_d"]:
        return {"half within 8 days"}
    return {"half within 30 days" if half_d <= limits["slow_d"] else "half later"}


def _cholestatic(limits: dict[str, Any], half_d: int | None, last_d: int, fallen: bool) -> set[str]:
    if half_d is not None and half_d <= limits["cholestatic_d"]:
        return {"half within 180 days"}
    some = "less than half" if fallen else "no information"
    if half_d is not None:
        return {some}
    return {some} if last_d > limits["cholestatic_d"] else set(_all_options("cholestatic"))


def _all_options(table: Table) -> tuple[str, ...]:
    rows = read_toml(TABLE)["item"]
    item = next(row for row in rows if row["key"] == "course" and row["table"] == table)
    return tuple(option["key"] for option in item["options"])


def _rises_again(after: Sequence[Measured]) -> bool:
    """Whether a value far above the lowest one before it is above the limit again."""
    times, lowest = read_toml(TABLE)["course"]["rise_again_times"], None
    started = False
    for value in after:
        started = started or (lowest is not None and value.ratio < lowest)
        if started and lowest is not None and value.ratio > max(LIMIT, times * lowest):
            return True
        lowest = value.ratio if lowest is None else min(lowest, value.ratio)
    return False
