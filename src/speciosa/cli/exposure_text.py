"""What `exposure` prints: one line a day and substance, at most 100 columns."""

import textwrap
from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from speciosa.assessment.levels import Levels
from speciosa.assessment.schema import AnalyteCurve, DailyUse, DayLevel, TypicalLevel
from speciosa.cli.pattern import Pattern
from speciosa.report.words import (
    amount_words,
    as_sentence,
    as_start,
    as_word,
    clean,
    compared_sentence,
    count_words,
    curve_words,
    fixed,
    listing,
    middle_day_names,
    number_words,
    typical_words,
    window_words,
)
from speciosa.texts import say

WIDTH: Final = 100
BLOCKS: Final = " ▁▂▃▄▅▆▇█"
UNKNOWN: Final = "-"
_COLUMNS: Final = (
    "day", "doses", "amount", "content", "peak", "lowest", "mean", "above", "since",
)  # fmt: skip
_WIDE: Final = (10, 5, 9, 13, 15, 14, 14, 5, 6)
_BLOCKS_A_DAY: Final = 48
_BLOCK: Final = timedelta(days=1) / _BLOCKS_A_DAY


def diary_text(levels: Levels, who: str, *, simulated: bool) -> str:
    """The whole answer for a diary."""
    title = f"{as_start(as_word(who))}, {window_words(levels.window)}"
    lines = [*([say("words.simulated")] if simulated else []), title, *_about(levels)]
    lines += [line for typical in levels.exposure.typical for line in _table(levels, typical)]
    if not levels.exposure.typical:
        lines += ["", say("cli.exposure.no_level")]
    return _joined([*lines, *_notes(levels)])


def pattern_text(levels: Levels, pattern: Pattern) -> str:
    """The whole answer for a made-up pattern; the first line says that it is one."""
    typical = levels.exposure.typical[0]
    form = clean(pattern.product.form or pattern.product.substance)
    what = say(
        "cli.exposure.pattern",
        form=as_start(form),
        amount=amount_words(pattern.amount, pattern.unit),
        times=listing(pattern.clock, most=24),
        days=count_words(pattern.days, "day"),
    )
    lines = [say("cli.exposure.made_up"), *textwrap.wrap(what, WIDTH), *_about(levels)]
    lines += ["", *_last_day(levels.exposure.analytes[0], pattern.days)]
    lines += _table(levels, typical, numbered=True)
    return _joined([*lines, *_notes(levels)])


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).translate({0x2212: "-", 0x2013: "-"}) + "\n"


def _about(levels: Levels) -> list[str]:
    if not levels.exposure.typical:
        return []
    return textwrap.wrap(say("cli.exposure.every_level", how=curve_words(levels.exposure)), WIDTH)


def _table(levels: Levels, typical: TypicalLevel, *, numbered: bool = False) -> Iterator[str]:
    """Heading, one line a day, and the middle day."""
    key = typical.substance
    days = tuple(day for day in levels.exposure.levels if day.substance == key)
    used = {use.day: use for use in levels.exposure.daily if use.substance == key}
    yield ""
    analyte = as_start(clean(typical.analyte))
    yield say("cli.exposure.heading", analyte=analyte, unit=typical.unit)
    yield _row(tuple(say(f"cli.exposure.column.{column}") for column in _COLUMNS))
    for day in days:
        number = (day.day - levels.window.start).days + 1
        name = say("cli.exposure.numbered_day", number=number) if numbered else f"{day.day}"
        yield _row(_cells(name, day, used.get(day.day)))
    yield from textwrap.wrap(say("cli.exposure.key"), WIDTH)
    yield ""
    for name, value in typical_words(typical, days):
        if not numbered or name in middle_day_names():
            yield from _indented(f"{name}: {value}.")
    for compared in levels.exposure.compared:
        if compared.substance == key:
            yield from _indented(compared_sentence(compared))


def _indented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)


def _cells(name: str, day: DayLevel, use: DailyUse | None) -> tuple[str, ...]:
    content = use.content if use else None
    amount = amount_words(use.amount, use.unit) if use and use.amount is not None else UNKNOWN
    return (
        name,
        str(use.doses) if use else UNKNOWN,
        amount,
        _band(content.p05, content.p50, content.p95) if content else UNKNOWN,
        *(_band(x.p05, x.p50, x.p95) for x in (day.peak, day.trough, day.mean)),
        fixed(day.above_median_h.p50, 1),
        UNKNOWN if day.since_dose_h is None else fixed(day.since_dose_h, 1),
    )


def _band(low: float, middle: float, high: float) -> str:
    return f"{number_words(middle)} ({_short(low)}-{_short(high)})"


def _short(value: float) -> str:
    return number_words(value).replace("under ", "<")


def _row(cells: tuple[str, ...]) -> str:
    """Cells at their widths: the first to the left, the others to the right."""
    first, *rest = (cell[:width] for cell, width in zip(cells, _WIDE, strict=True))
    return " ".join([f"{first:<{_WIDE[0]}}", *map(str.rjust, rest, _WIDE[1:])])


def _last_day(curve: AnalyteCurve, days: int) -> Iterator[str]:
    """The band of the last day over the clock, as three rows of blocks."""
    start = curve.times[0] + timedelta(days=days - 1)
    places = [bisect_right(curve.times, start + _BLOCK * i) - 1 for i in range(_BLOCKS_A_DAY)]
    top = max(curve.p95[i] for i in places)
    ends = {"top": number_words(top), "unit": curve.unit}
    yield say("cli.exposure.over_the_clock", number=days, **ends)
    yield f"{'':<10}{''.join(f'{hour:02}'.ljust(12) for hour in (0, 6, 12, 18))}".rstrip()
    bands = {"highest": curve.p95, "middle": curve.p50, "lowest": curve.p05}
    for band, values in bands.items():
        parts = (values[i] / top if top else 0.0 for i in places)
        marks = (BLOCKS[round(part * (len(BLOCKS) - 1))] for part in parts)
        yield f"  {say(f'cli.exposure.band.{band}'):<8}{''.join(marks)}"


def _notes(levels: Levels) -> Iterator[str]:
    notes = levels.exposure.notes
    if notes:
        yield ""
        yield say("cli.exposure.notes")
    for note in notes:
        yield from textwrap.wrap(
            as_sentence(note), WIDTH, initial_indent="- ", subsequent_indent="  "
        )
