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


class Interval(Record):
    """5th, 50th and 95th percentile over the population draws."""

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
    product_g: Number | None = None  # sum, None where a weight is not known


class DayLevel(Record):
    """Predicted level of a substance's main analyte on one recorded day.

    The first day begins with the first entry, the last one ends with the last entry. "Own median"
    is the median level of the same draw over the whole diary.
    """

    day: date
    substance: str
    analyte: str
    unit: str  # ng/mL
    covered_h: Number
    peak: Interval
    trough: Interval
    mean: Interval
    above_median_h: Interval
    since_dose_h: Number | None  # from the last dose to the end of the day; None before the first


class TypicalLevel(Record):
    """The middle day of one substance: the median over whole days, for each draw.

    `accumulation` says how much of the level is left from earlier days: the mean level of the last
    whole day with a dose, divided by the mean level that this day's doses alone would have given
    on it. 1: nothing is left from before. `repeat_gain` says how many times higher the main
    analyte may be in the last two weeks if repeated high amounts add up more than in proportion;
    None where they are not high.
    """

    substance: str
    analyte: str
    unit: str  # ng/mL
    days: int  # whole days, or all where none is whole
    peak: Interval
    trough: Interval
    mean: Interval
    accumulation: Interval | None
    since_dose_h: Number | None  # at the last entry
    repeat_gain: Interval | None = None
    repeat_gain_studied: bool = True  # False: beyond the amounts that were studied


class Compared(Record):
    """One person's usual dose, alone, beside a published one of the same form and amount."""

    substance: str
    product: str
    analyte: str
    statistic: str  # e.g. "peak after one dose"
    unit: str
    predicted: Interval
    published: Number | None  # None: nothing of this form and amount is published
    low: Number | None = None
    high: Number | None = None
    like: str = ""  # what was published, e.g. "39 mg mitragynine as tea, one dose"
    source: str = ""
    place: str = ""
    confidence: str = ""


class MeasuredLevel(Record):
    """A level that was measured in this person, and whether it changed the curve."""

    at: AwareDatetime
    substance: str  # empty where no curve of this diary predicts it
    analyte: str
    matrix: str
    value: Number  # the limit of quantification where `below`
    unit: str  # ng/mL
    below: bool
    used: bool
    reason: str  # why it is not used


class ExposureSummary(Record):
    """What the body got, as a prediction for people in general.

    Where measured levels changed a curve, `analytes` are this person's and `population` holds the
    prediction without them, `population_typical` its middle day.
    """

    analytes: tuple[AnalyteCurve, ...]
    daily: tuple[DailyUse, ...]
    notes: tuple[str, ...]
    levels: tuple[DayLevel, ...] = ()
    typical: tuple[TypicalLevel, ...] = ()
    compared: tuple[Compared, ...] = ()
    measured: tuple[MeasuredLevel, ...] = ()
    population: tuple[AnalyteCurve, ...] = ()
    population_typical: tuple[TypicalLevel, ...] = ()
