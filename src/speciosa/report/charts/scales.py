"""Scales, straight and logarithmic, and the readable numbers on them."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from speciosa.report.charts.text import text_width

MINUS: Final = "−"
NO_BREAK: Final = "\N{NO-BREAK SPACE}"
NICE: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
SMALLEST: Final = 1e-12  # a smaller span counts as none
MOST_TICKS: Final = 7
TICK_ROOM: Final = 40.0  # between two ticks beside each other
TEXT_GAP: Final = 8.0
GROUPED_FROM: Final = 10_000
MILLION: Final = 1e6
TINY: Final = 1e-9  # no axis is read more finely


@dataclass(frozen=True, slots=True)
class Linear:
    """A straight map from data to drawing units."""

    low: float
    high: float
    start: float  # where `low` is drawn
    end: float

    def __call__(self, value: float) -> float:
        """Where the value is drawn; a value outside the data range lies outside the plot."""
        span = self.high - self.low
        share = (value - self.low) / span if span else 0.0
        return self.start + share * (self.end - self.start)

    def inside(self, value: float) -> float:
        """Like calling, but never beyond the ends of the plot."""
        return self(min(max(value, self.low), self.high))


@dataclass(frozen=True, slots=True)
class Log:
    """A map of ratios: twice as much is as far everywhere; all values are above zero."""

    low: float
    high: float
    start: float  # where `low` is drawn
    end: float

    def __call__(self, value: float) -> float:
        """Where the value is drawn."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)

    def inside(self, value: float) -> float:
        """Like calling, but never beyond the ends of the plot."""
        return self(min(max(value, self.low), self.high))


Scaled = Linear | Log


def nice_step(span: float, most: int) -> float:
    """The smallest readable step that cuts `span` into at most `most` parts.

    >>> nice_step(187, 4), nice_step(3.1, 4), nice_step(0, 4)
    (50.0, 1.0, 1.0)
    """
    if not (span > SMALLEST and math.isfinite(span)):
        return 1.0
    raw = span / most
    power = 10.0 ** math.floor(math.log10(raw))
    return next(nice * power for nice in NICE if nice * power >= raw * (1 - 1e-9))


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Readable values from `low` to `high`, both inside, at most `most` + 1 of them.

    >>> ticks(0, 200), ticks(0, 10, 2), ticks(-2, 2)
    ([0.0, 50.0, 100.0, 150.0, 200.0], [0.0, 5.0, 10.0], [-2.0, -1.0, 0.0, 1.0, 2.0])
    """
    step = nice_step(high - low, most)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(i * step, 10) + 0.0 for i in range(first, last + 1)]


def fitting(low: float, high: float, length: float, room: float = TICK_ROOM) -> list[float]:
    """Readable values from `low` to `high` on an axis: two to seven, `room` apart.

    Where an axis is too short for two of them at that distance, two stand closer.

    >>> fitting(0, 24, 272), fitting(-3, 3, 272), fitting(2.1, 2.9, 90)
    ([0.0, 5.0, 10.0, 15.0, 20.0], [-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0], [2.2, 2.4, 2.6, 2.8])
    """
    parts = max(1, min(MOST_TICKS - 1, int(length / room)))
    marks = ticks(low, high, parts)
    while len(marks) < 2 and parts < MOST_TICKS - 1:  # noqa: PLR2004 - one tick has no distance
        parts += 1
        marks = ticks(low, high, parts)
    return marks


def across(low: float, high: float, length: float) -> list[tuple[float, str]]:
    """Ticks beside each other with their texts, far enough apart for the widest text.

    >>> across(0, 4, 300)[-1]
    (4.0, '4')
    """
    marks = fitting(low, high, length)
    widest = max((text_width(number(value)) for value in marks), default=0.0)
    if widest + TEXT_GAP > TICK_ROOM:
        marks = fitting(low, high, length, widest + TEXT_GAP)
        apart = (marks[1] - marks[0]) / (high - low) * length if len(marks) > 1 else length
        marks = marks[:1] if apart < widest + TEXT_GAP else marks
    return [(value, number(value)) for value in marks]


def log_ends(low: float, high: float) -> tuple[float, float]:
    """The next 1, 2 or 5 times a power of ten below and above, so that both ends are ticks.

    >>> log_ends(31, 2400), log_ends(0.3, 0.3)
    ((20.0, 5000.0), (0.2, 0.5))
    """
    return _one_two_five(_place(low, up=False)), _one_two_five(_place(high, up=True))


def log_ticks(low: float, high: float, length: float, room: float = TICK_ROOM) -> list[float]:
    """1, 2, 5, 10 ... or 1, 10, 100 ... between two ends of `log_ends`; the ends where none fit.

    >>> log_ticks(1, 100, 300), log_ticks(20, 5000, 120)
    ([1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0], [100.0, 1000.0])
    """
    first, last = _place(low, up=True), _place(high, up=False)
    for every in (1, 3, 6, 9, 12, 15):
        marks = [_one_two_five(i) for i in range(first, last + 1) if i % every == 0]
        apart = length * math.log10(2.0 if every == 1 else 10.0 ** (every // 3))
        if 2 <= len(marks) <= MOST_TICKS and apart >= room * math.log10(high / low):  # noqa: PLR2004
            return marks
    return [_one_two_five(first), _one_two_five(last)]


def _place(value: float, *, up: bool) -> int:
    """Number in the row ... 0.5, 1, 2, 5, 10 ... that is next above or below; 1 has number 0."""
    power = math.floor(math.log10(value) + 1e-9)
    digits = value / 10.0**power
    below = sum(digits >= start * (1 - 1e-9) for start in (2.0, 5.0))
    exact = abs(digits - (1.0, 2.0, 5.0)[below]) < 1e-6  # noqa: PLR2004 - but for rounding
    return 3 * power + below + (1 if up and not exact else 0)


def _one_two_five(place: int) -> float:
    return float(f"{(1, 2, 5)[place % 3]}e{place // 3}")


def scale_ticks(low: float, high: float) -> list[float]:
    """The ends of a rating scale, and its middle where that is a whole number.

    >>> scale_ticks(0, 10), scale_ticks(-3, 3), scale_ticks(0, 27)
    ([0, 5.0, 10], [-3, 0.0, 3], [0, 27])
    """
    middle = (low + high) / 2
    return [low, middle, high] if middle.is_integer() else [low, high]


def nice_top(value: float, most: int = 4) -> float:
    """The next readable number at or above `value`, so that a band never leaves the plot.

    >>> nice_top(187), nice_top(78, 2), nice_top(0)
    (200.0, 100.0, 1.0)
    """
    step = nice_step(value, most)
    return max(step, step * math.ceil(value / step - 1e-9))


def number(value: float, *, signed: bool = False) -> str:
    """A tick's text: no needless digits, no power of ten, a true minus sign.

    >>> number(150.0), number(-0.5), number(2.0, signed=True), number(0.0, signed=True)
    ('150', '−0.5', '+2', '0')
    >>> number(0.00001), number(25_000.0).split(), number(2.5e6).split()
    ('0.00001', ['25', '000'], ['2.5', 'M'])
    """
    if abs(value) < TINY:
        return "0"
    size = abs(value) / (MILLION if abs(value) >= MILLION else 1)
    text = f"{Decimal(f'{size:.10g}'):{',' if abs(value) >= GROUPED_FROM else ''}f}"
    text = text.replace(",", NO_BREAK) + (f"{NO_BREAK}M" if abs(value) >= MILLION else "")
    if value < 0:
        return MINUS + text
    return f"+{text}" if signed and value > 0 else text
