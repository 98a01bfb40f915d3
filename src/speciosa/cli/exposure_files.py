"""The files of `exposure -o`: one row a day as CSV, and the picture as SVG."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from speciosa.assessment.levels import Levels
from speciosa.assessment.schema import DailyUse, DayLevel, Interval
from speciosa.report.charts.level_marks import before_of, measured_of
from speciosa.report.charts.levels import LevelPicture, draw_levels
from speciosa.report.charts.svg import WIDE
from speciosa.report.charts.time_panels import ShownLevel
from speciosa.report.words import band_words, curve_words, window_words
from speciosa.texts import say

_BANDS: Final = ("peak", "trough", "mean")
_ENDS: Final = ("p05", "p50", "p95")
_COLUMNS: Final = (
    "day", "substance", "analyte", "covered_h", "doses", "amount", "unit", "product_g",
    *(f"content_mg_{end}" for end in _ENDS),
    *(f"{band}_ng_per_ml_{end}" for band in _BANDS for end in _ENDS),
    *(f"above_own_median_h_{end}" for end in _ENDS),
    "since_dose_h",
)  # fmt: skip


def csv_text(levels: Levels, *, made_up: bool) -> str:
    """The daily table with every number; days of a made-up pattern are numbered."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    used = {(use.day, use.substance): use for use in levels.exposure.daily}
    for day in levels.exposure.levels:
        name = str((day.day - levels.window.start).days + 1) if made_up else day.day.isoformat()
        writer.writerow([name, *_values(day, used.get((day.day, day.substance)))])
    return out.getvalue()


def _values(day: DayLevel, use: DailyUse | None) -> Iterator[object]:
    content = use.content if use else None
    yield from (day.substance, day.analyte, day.covered_h)
    yield from (use.doses, use.amount, use.unit, use.product_g) if use else ("",) * 4
    yield from (content.p05, content.p50, content.p95) if content else ("",) * 3
    for band in (day.peak, day.trough, day.mean, day.above_median_h):
        yield from _ends(band)
    yield day.since_dose_h


def _ends(band: Interval) -> tuple[float, float, float]:
    return band.p05, band.p50, band.p95


def svg_text(levels: Levels, *, made_up: bool) -> str:
    """The picture, on a white ground with what it is written under it."""
    exposure = levels.exposure
    said = say("cli.exposure.every_level", how=curve_words(exposure))
    days = levels.window.days - 1 if made_up else levels.window.days
    firsts = {curve.substance: curve for curve in reversed(exposure.analytes)}
    shown = tuple(
        ShownLevel(
            curve, before_of(curve, exposure.population), measured_of(curve, exposure.measured)
        )
        for _, curve in sorted(firsts.items())
    )
    if made_up:
        title = say("cli.exposure.picture_made_up", days=days)
    else:
        title = say("cli.exposure.picture", when=window_words(levels.window))
    picture = LevelPicture(
        levels=shown,
        doses=levels.timeline.doses,
        start=levels.window.start,
        days=days,
        missing=levels.timeline.missing,
        numbered=made_up,
        caption=f"{say('cli.exposure.made_up')} {said}" if made_up else said,
    )
    peaks = [
        say("cli.exposure.peak", analyte=x.analyte, level=band_words(x.peak, x.unit))
        for x in exposure.typical
    ]
    drawing = draw_levels(picture, WIDE, "levels", title, f"{'; '.join(peaks)}. {picture.caption}")
    return drawing.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1) + "\n"
