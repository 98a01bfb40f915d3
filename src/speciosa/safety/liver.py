"""Liver tests: the R ratio, its pattern, and the limits of a possible drug injury."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from speciosa.diary.readings import Reading
from speciosa.knowledge.tables import read_toml

Pattern = Literal["hepatocellular", "mixed", "cholestatic"]


@dataclass(frozen=True, slots=True)
class LiverDay:
    """Liver tests of one day, in times their upper limit; None: not measured."""

    day: date
    alt_ratio: float | None
    alp_ratio: float | None
    bilirubin_ratio: float | None
    ast_ratio: float | None = None

    @property
    def abnormal(self) -> bool:
        """Whether ALT or ALP is above its upper limit."""
        return max(self.alt_ratio or 0, self.alp_ratio or 0) > 1


def r_ratio(alt_ratio: float, alp_ratio: float) -> float:
    """R = (ALT / its upper limit) / (ALP / its upper limit), from one blood draw.

    >>> round(r_ratio(272 / 40, 428 / 130), 2)
    2.07
    """
    return alt_ratio / alp_ratio


def pattern_of(ratio: float) -> Pattern:
    """Hepatocellular above 5, mixed from 2 to 5 with both, cholestatic below 2.

    >>> [pattern_of(value) for value in (5.1, 5, 2, 1.9)]
    ['hepatocellular', 'mixed', 'mixed', 'cholestatic']
    """
    limits = read_toml("liver")["pattern"]
    if ratio > limits["mixed_to"]:
        return "hepatocellular"
    return "mixed" if ratio >= limits["mixed_from"] else "cholestatic"


def liver_days(dated: Iterable[tuple[date, Reading]]) -> tuple[LiverDay, ...]:
    """Liver tests by day; of several values a day the highest counts."""
    days: dict[date, dict[str, float]] = {}
    for day, reading in dated:
        if reading.upper_limit:
            held = days.setdefault(day, {})
            ratio = reading.value / reading.upper_limit
            held[reading.name] = max(ratio, held.get(reading.name, 0))
    return tuple(
        LiverDay(day, held.get("alt"), held.get("alp"), held.get("bilirubin"), held.get("ast"))
        for day, held in sorted(days.items())
    )


def first_pattern(days: Iterable[LiverDay]) -> tuple[LiverDay, float, Pattern] | None:
    """R and pattern on the first abnormal day with ALT and ALP; later days run elsewhere."""
    for day in days:
        if day.abnormal and day.alt_ratio is not None and day.alp_ratio:
            ratio = r_ratio(day.alt_ratio, day.alp_ratio)
            return day, ratio, pattern_of(ratio)
    return None


@dataclass(frozen=True, slots=True)
class PatternDay:
    """R and pattern of one day; `from_ast` says that ALT was missing and AST stood in for it."""

    day: date
    ratio: float
    pattern: Pattern
    from_ast: bool = False


def pattern_series(days: Iterable[LiverDay]) -> tuple[PatternDay, ...]:
    """R and pattern of every abnormal day; the pattern of the case is that of the first."""
    return tuple(
        PatternDay(day.day, ratio, pattern_of(ratio), day.alt_ratio is None)
        for day in days
        if day.abnormal and (ratio := _ratio(day)) is not None
    )


def _ratio(day: LiverDay) -> float | None:
    cells = day.ast_ratio if day.alt_ratio is None else day.alt_ratio
    return r_ratio(cells, day.alp_ratio) if cells is not None and day.alp_ratio else None


def reaches_dili_limit(day: LiverDay) -> bool:
    """Whether a day reaches the published limit of a possible drug injury."""
    limits = read_toml("liver")["dili"]
    alt_ratio, alp_ratio = day.alt_ratio or 0, day.alp_ratio or 0
    with_bilirubin = (day.bilirubin_ratio or 0) > limits["bilirubin_above"]
    return (
        alt_ratio >= limits["alt_at_least"]
        or alp_ratio >= limits["alp_at_least"]
        or (alt_ratio >= limits["alt_with_bilirubin_at_least"] and with_bilirubin)
    )


def meets_hy_laboratory_criteria(day: LiverDay) -> bool:
    """Whether a day meets Hy's law laboratory criteria; other causes stay open questions.

    ALP that was not measured counts as not raised: what is not known takes the stricter answer.
    """
    limits = read_toml("liver")["hy"]
    cells = max(day.alt_ratio or 0, day.ast_ratio or 0) >= limits["alt_or_ast_at_least"]
    jaundice = (day.bilirubin_ratio or 0) > limits["bilirubin_above"]
    return cells and jaundice and (day.alp_ratio or 0) < limits["alp_below"]
