"""What was measured in people who took kratom: levels and how far people differ."""

from functools import cache
from typing import Final, Literal

from pydantic import Field

from speciosa.exposure.substance import Cited, Source
from speciosa.knowledge.tables import load_table

TABLE: Final = "validation/kratom"

Summarised = Literal[
    "peak", "peak time", "area", "area to 24 h", "half-life", "early half-life", "ratio", "volume"
]


class Measured(Cited):
    """One published summary of a study, in the scale of its median.

    `dose_mg` is mg of mitragynine as taken, None for a summary over several doses; `days` is the
    number of daily doses, 1 for a single one.
    """

    form: str
    dose_mg: float | None = Field(default=None, gt=0)
    days: int = 1
    analyte: str
    statistic: Summarised
    value: float = Field(gt=0)
    unit: str
    low: float | None = Field(default=None, gt=0)
    high: float | None = Field(default=None, gt=0)


class MeasuredSpread(Cited):
    """How far people differ in one summary: pooled log standard deviation."""

    analyte: str
    statistic: Summarised
    log_sd: float = Field(gt=0)


@cache
def measured() -> tuple[Measured, ...]:
    """All published summaries, in file order."""
    return load_table(TABLE, "summary", Measured)


@cache
def measured_spreads() -> tuple[MeasuredSpread, ...]:
    """All published differences between people, in file order."""
    return load_table(TABLE, "spread", MeasuredSpread)


@cache
def measured_sources() -> dict[str, Source]:
    """Sources of the table by key."""
    return {source.key: source for source in load_table(TABLE, "source", Source)}
