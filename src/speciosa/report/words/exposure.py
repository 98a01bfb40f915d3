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
from speciosa.texts import say

MIDDLE_DAY = (
    "peak_of_middle_day", "lowest_of_middle_day", "mean_of_middle_day", "left_from_earlier_days",
)  # fmt: skip


def curve_words(exposure: ExposureSummary) -> str:
    """What a drawn level is; with measured levels, whose it is and what the broken lines are."""
    used = sum(level.used for level in exposure.measured)
    prediction = say("level_words.prediction")
    if not used:
        return prediction
    levels = count_words(used, "measured_level")
    return say("level_words.curve_from_measured", levels=levels, prediction=prediction)


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
    return _ranged(middle, band.p05, band.p95)


def _ranged(middle: str, low: float, high: float) -> str:
    ends = {"low": number_words(low), "high": number_words(high)}
    return say("figures.middle_and_range", middle=middle, **ends)


def level_words(level: MeasuredLevel) -> str:
    """A measured level as it stands beside its cross."""
    value = number_words(level.value)
    return say("figures.under", number=value) if level.below else value


def middle_day_names() -> tuple[str, ...]:
    """Those keys of `typical_words` that hold for the middle day."""
    return tuple(say(f"level_words.{name}") for name in MIDDLE_DAY)


def typical_words(typical: TypicalLevel, days: tuple[DayLevel, ...]) -> Iterator[tuple[str, str]]:
    """Keys and values of one substance's levels.

    Args:
        typical: the middle day.
        days: all recorded days of the substance.
    """
    unit = typical.unit
    peak, lowest, mean, left = middle_day_names()
    yield peak, band_words(typical.peak, unit)
    yield lowest, band_words(typical.trough, unit)
    yield mean, band_words(typical.mean, unit)
    if days:
        yield from _last_day(days[-1])
    if typical.accumulation:
        yield left, say("level_words.left_times", times=band_words(typical.accumulation))
    if typical.repeat_gain:
        times, studied = band_words(typical.repeat_gain), studied_words(typical)
        value = say("level_words.repeated_times", times=times, studied=studied)
        yield say("level_words.repeated_amounts"), value
    if typical.since_dose_h is not None:
        time = hours_words(typical.since_dose_h)
        yield say("level_words.since_last_dose"), say("level_words.at_last_entry", time=time)


def studied_words(typical: TypicalLevel) -> str:
    """How well it is known that repeated amounts add more."""
    known = "little_studied" if typical.repeat_gain_studied else "beyond_studied"
    return say(f"level_words.{known}")


def middle_day_sentence(typical: TypicalLevel) -> str:
    """The middle day in one line."""
    bands = {"peak": typical.peak, "lowest": typical.trough, "mean": typical.mean}
    told = {name: band_words(band, typical.unit) for name, band in bands.items()}
    return say("level_words.middle_day", **told)


def _last_day(day: DayLevel) -> Iterator[tuple[str, str]]:
    date, covered = date_words(day.day), number_words(day.covered_h)
    peak, lowest = band_words(day.peak, day.unit), band_words(day.trough, day.unit)
    above = band_words(day.above_median_h, "h")
    yield (
        say("level_words.last_day", date=date),
        say("level_words.peak_and_lowest", peak=peak, lowest=lowest),
    )
    yield (
        say("level_words.above_own_median"),
        say("level_words.hours_above_on", above=above, covered=covered, date=date),
    )


def compared_sentence(row: Compared) -> str:
    """A usual dose beside a published one, or that there is none."""
    what = f"{as_start(clean(row.analyte))}, {clean(row.statistic)}"
    predicted = band_words(row.predicted, row.unit)
    if row.published is None:
        return say("level_words.nothing_like", what=what, predicted=predicted)
    published = f"{number_words(row.published)} {clean(row.unit)}"
    if row.low is not None and row.high is not None:
        published = _ranged(published, row.low, row.high)
    beside = {"predicted": predicted, "published": published, "like": clean(row.like)}
    mark = "" if row.confidence == "published" else f", {clean(row.confidence)}"
    source = as_sentence(f"{clean(row.source)}; {clean(row.place)}{mark}")
    return f"{say('level_words.beside_published', what=what, **beside)} {source}"
