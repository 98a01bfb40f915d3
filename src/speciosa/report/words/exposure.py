"""Predicted and measured levels as words."""

from collections.abc import Iterator

from speciosa.assessment.schema import (
    Compared,
    Content,
    DayLevel,
    ExposureSummary,
    Interval,
    MeasuredLevel,
    TypicalLevel,
)
from speciosa.report.words.figures import SMALLEST_SHOWN, count_words, number_words
from speciosa.report.words.text import as_sentence, as_start, clean
from speciosa.report.words.times import date_words, hours_words

PREDICTION = "a prediction for people in general, not a measurement"
PEAK, LOWEST, MEAN, LEFT = MIDDLE_DAY = (
    "Peak of the middle day",
    "Lowest of the middle day",
    "Mean of the middle day",
    "Left from earlier days",
)
BEYOND = "a guess: these amounts lie beyond those that were studied"
NOTHING_LIKE = "no published exposure of this form and amount"


def curve_words(exposure: ExposureSummary) -> str:
    """What a drawn level is; with measured levels, whose it is and what the broken lines are."""
    used = sum(level.used for level in exposure.measured)
    if not used:
        return PREDICTION
    return (
        f"predicted from these doses and {count_words(used, 'measured level')} (crosses). "
        f"It is still not a measurement. The broken lines are {PREDICTION}"
    )


def band_words(band: Interval | Content, unit: str = "") -> str:
    """Middle with 5th to 95th percentile.

    >>> band_words(Interval(p05=3.2, p50=78.3, p95=1234.0), "ng/mL")
    '78 ng/mL (3.2 to 1230)'
    >>> band_words(Interval(p05=0.0, p50=1e-9, p95=2e-5), "ng/mL")
    'under 0.001 ng/mL'
    """
    if 0.0 < band.p95 < SMALLEST_SHOWN:
        return f"{number_words(band.p95)} {clean(unit)}".strip()
    middle = f"{number_words(band.p50)} {clean(unit)}".strip()
    return f"{middle} ({number_words(band.p05)} to {number_words(band.p95)})"


def level_words(level: MeasuredLevel) -> str:
    """A measured level as it stands beside its cross."""
    return f"{'under ' if level.below else ''}{number_words(level.value)}"


def typical_words(typical: TypicalLevel, days: tuple[DayLevel, ...]) -> Iterator[tuple[str, str]]:
    """Keys and values of one substance's levels.

    Args:
        typical: the middle day.
        days: all recorded days of the substance.
    """
    unit = typical.unit
    yield PEAK, band_words(typical.peak, unit)
    yield LOWEST, band_words(typical.trough, unit)
    yield MEAN, band_words(typical.mean, unit)
    if days:
        yield from _last_day(days[-1])
    if typical.accumulation:
        times = f"{band_words(typical.accumulation)} times"
        alone = "what the doses of the last whole day with a dose would give alone"
        yield LEFT, f"{times} {alone}"
    if typical.repeat_gain:
        times = f"up to {band_words(typical.repeat_gain)} times as high in the last two weeks"
        studied = "little studied" if typical.repeat_gain_studied else BEYOND
        yield "If repeated high amounts add more", f"{times}; not in the curve, {studied}"
    if typical.since_dose_h is not None:
        yield "Since the last dose", f"{hours_words(typical.since_dose_h)} at the last entry"


def middle_day_sentence(typical: TypicalLevel) -> str:
    """The middle day in one line."""
    bands = (("peak", typical.peak), ("lowest", typical.trough), ("mean", typical.mean))
    return ", ".join(f"{name} {band_words(band, typical.unit)}" for name, band in bands)


def _last_day(day: DayLevel) -> Iterator[tuple[str, str]]:
    unit, when = day.unit, date_words(day.day)
    yield (
        f"Last day, {when}",
        f"peak {band_words(day.peak, unit)}, lowest {band_words(day.trough, unit)}",
    )
    yield (
        "Above your own median",
        f"{band_words(day.above_median_h, 'h')} of {number_words(day.covered_h)} h on {when}",
    )


def compared_sentence(row: Compared) -> str:
    """A usual dose beside a published one, or that there is none."""
    predicted = f"{as_start(clean(row.analyte))}, {clean(row.statistic)}: predicted "
    predicted += band_words(row.predicted, row.unit)
    if row.published is None:
        return f"{predicted}; {NOTHING_LIKE}."
    ends = ""
    if row.low is not None and row.high is not None:
        ends = f" ({number_words(row.low)} to {number_words(row.high)})"
    mark = "" if row.confidence == "published" else f", {clean(row.confidence)}"
    published = f"{number_words(row.published)} {clean(row.unit)}{ends}"
    source = as_sentence(f"{clean(row.source)}; {clean(row.place)}{mark}")
    return f"{predicted}; published {published} for {clean(row.like)}. {source}"
