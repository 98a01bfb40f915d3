"""Exposure as the assessment publishes it."""

from datetime import date

from pydantic import AwareDatetime

from speciosa.record import Number, Record


class AnalyteCurve(Record):
    """Predicted concentration of one analyte over time: percentiles of the population draws."""

    name: str  # e.g. mitragynine
    label: str  # e.g. "Mitragynine in blood, predicted"
    substance: str
    unit: str  # ng/mL
    times: tuple[AwareDatetime, ...]
    p05: tuple[Number, ...]
    p25: tuple[Number, ...]
    p50: tuple[Number, ...]
    p75: tuple[Number, ...]
    p95: tuple[Number, ...]


class Content(Record):
    """What a day's doses contain: percentiles over the uncertain product."""

    analyte: str
    unit: str  # mg
    p05: Number
    p50: Number
    p95: Number


class DailyUse(Record):
    """One day's doses of one substance."""

    day: date
    substance: str
    doses: int
    amount: Number | None  # sum in `unit`, None when the units of the day do not add up
    unit: str
    content: Content | None


class ExposureSummary(Record):
    """What the body got, as a prediction for people in general."""

    analytes: tuple[AnalyteCurve, ...]
    daily: tuple[DailyUse, ...]
    notes: tuple[str, ...]
