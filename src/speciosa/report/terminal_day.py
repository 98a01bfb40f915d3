"""The day in a terminal: the clock day in block characters, one row a panel."""

from collections.abc import Iterator, Sequence

from speciosa.assessment.schema import Assessment, DayPanel, DayProfile
from speciosa.report.terminal_text import cells, fit, wrap
from speciosa.report.words import (
    as_word,
    clean,
    count_words,
    decimals_of,
    fixed,
    hidden_note,
    number_words,
    range_words,
)
from speciosa.texts import say

BLOCKS = "▁▂▃▄▅▆▇█"
DOSE_MARKS = "╷│┃"
MISSING = "·"
LABEL_COLUMNS = 21
FULL_COLUMNS, HALF_COLUMNS = 48, 24
WIDE_COLUMNS = 100
CLOCK_MARKS = range(0, 25, 3)


def day_note(profile: DayProfile) -> str:
    """What stands beside the heading."""
    if not profile.panels:
        return ""
    days = max(panel.days for panel in profile.panels)
    over = count_words(days, "day")
    if any(panel.kind == "exposure" for panel in profile.panels):
        prediction = say("level_words.prediction")
        return say("terminal.day.median_and_levels", days=over, prediction=prediction)
    return say("terminal.day.median", days=over)


def day_lines(assessment: Assessment, columns: int, pictures: bool) -> list[str]:
    """The panels of the clock day, or why there is none."""
    profile = assessment.day_profile
    if not profile.hours or not profile.panels:
        return wrap(hidden_note(assessment) or say("terminal.day.too_little"), columns, " ")
    if not pictures:
        return [line for panel in profile.panels for line in _in_words(panel, columns)]
    bins = FULL_COLUMNS if columns >= WIDE_COLUMNS else HALF_COLUMNS
    rows = list(_rows(profile, bins, columns))
    if any(MISSING in row for row in rows):
        rows.append(" " * (LABEL_COLUMNS + 1) + say("terminal.day.missing", sign=MISSING))
    return rows


def _in_words(panel: DayPanel, columns: int) -> list[str]:
    better = f" ({clean(panel.unit)})" if panel.scale else f" {clean(panel.unit)}"
    return wrap(f"{_name(panel)}: {_span(panel)}{better}", columns, " ")


def _rows(profile: DayProfile, bins: int, columns: int) -> Iterator[str]:
    yield f"{' ' * (LABEL_COLUMNS + 1)}{_clock(bins)}"
    doses_shown = False
    for panel in profile.panels:
        if panel.kind == "outcome" and not doses_shown:
            yield _dose_row(profile, bins)
            doses_shown = True
        yield _row(_label(panel), _blocks(panel, profile.hours, bins), _beside(panel), columns)
    if not doses_shown:
        yield _dose_row(profile, bins)


def _clock(bins: int) -> str:
    step = bins // (len(CLOCK_MARKS) - 1)
    return "".join(f"{hour:02}".ljust(step) for hour in CLOCK_MARKS).rstrip()


def _row(label: str, picture: str, beside: str, columns: int) -> str:
    left = f" {fit(label, LABEL_COLUMNS - 1)} {picture}"
    return f"{left}  {fit(beside, columns - cells(left) - 2).rstrip()}".rstrip()


def _name(panel: DayPanel) -> str:
    return clean(panel.key) if panel.kind == "exposure" else as_word(panel.label)


def _label(panel: DayPanel) -> str:
    unit = range_words(panel.scale) if panel.scale else clean(panel.unit)
    room = LABEL_COLUMNS - 1 - cells(unit) - 2
    return f"{fit(_name(panel), room).rstrip()}, {unit}" if room > 0 else _name(panel)


def _beside(panel: DayPanel) -> str:
    known = any(value is not None for value in panel.p50)
    better = clean(panel.unit).partition(", ")[2] if panel.scale and known else ""
    return f"{_span(panel)}, {better}" if better else _span(panel)


def _span(panel: DayPanel) -> str:
    """Lowest to highest median of the day."""
    known = [value for value in panel.p50 if value is not None]
    if not known:
        return say("terminal.day.too_few_days")
    low, high = (_value(end, panel) for end in (min(known), max(known)))
    return low if low == high else say("terminal.day.range", low=low, high=high)


def _value(value: float, panel: DayPanel) -> str:
    return fixed(value, decimals_of(panel.scale)) if panel.scale else number_words(value)


def _blocks(panel: DayPanel, hours: Sequence[float], bins: int) -> str:
    values = _binned(hours, panel.p50, bins)
    known = [value for value in values if value is not None]
    low, high = (panel.scale.low, panel.scale.high) if panel.scale else (0.0, max(known, default=0))
    return "".join(_block(value, low, high) for value in values)


def _block(value: float | None, low: float, high: float) -> str:
    if value is None:
        return MISSING
    share = (value - low) / (high - low) if high > low else 0.0
    return BLOCKS[round(min(max(share, 0.0), 1.0) * (len(BLOCKS) - 1))]


def _binned(
    hours: Sequence[float], values: Sequence[float | None], bins: int
) -> list[float | None]:
    """The mean of the known values in each of `bins` equal parts of the day."""
    parts: list[list[float]] = [[] for _ in range(bins)]
    for place in range(bins):
        middle_h = (place + 0.5) * 24 / bins
        inside = [i for i, hour in enumerate(hours) if int(hour * bins / 24) == place]
        nearest = inside or [min(range(len(hours)), key=lambda i: abs(hours[i] - middle_h))]
        parts[place] = [value for i in nearest if (value := values[i]) is not None]
    return [sum(part) / len(part) if part else None for part in parts]


def _dose_row(profile: DayProfile, bins: int) -> str:
    counts = [0] * bins
    for hour in profile.dose_hours:
        counts[min(int(hour * bins / 24), bins - 1)] += 1
    most = max(counts)
    marks = "".join(DOSE_MARKS[(3 * n - 1) // most] if n else " " for n in counts)
    doses, columns = str(len(profile.dose_hours)), LABEL_COLUMNS + bins + 12
    return _row(say("terminal.day.doses"), marks, doses, columns)
