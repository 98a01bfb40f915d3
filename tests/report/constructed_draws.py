"""Seeded choices of values, numbers and texts for constructed assessments."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from speciosa.assessment.schema import Estimate, Interval, Scale, SourceRef

T = TypeVar("T")
Text = Literal["plain", "long", "one word", "right to left", "emoji", "markup"]
Size = Literal["usual", "small", "large"]
Edge = Literal["none", "crossing", "equal", "negative zero"]

LONG = "written out in full because somebody copied the whole text of a label into the field "
ARABIC = "\u0623\u0644\u0645 \u0641\u064a \u0627\u0644\u0638\u0647\u0631"
HEBREW = "\u05db\u05d0\u05d1"
POWERS = {"usual": (0, 0), "small": (-4, -1), "large": (2, 5)}  # of ten, from and to
REVIEWS = ("published", "expert proposal", "unverified")


@dataclass(frozen=True)
class Mix:
    """What one kind of constructed assessment is made of."""

    days: int = 28
    start: date = date(2026, 3, 2)
    zone: str = "Europe/Berlin"
    outcomes: int = 4
    substances: int = 1
    doses_a_day: int = 3
    ratings_a_day: int = 3  # 0: none at all, -1: one in the whole diary
    findings: int = 5
    events: int = 3
    cases: int = 0
    text: Text = "plain"
    size: Size = "usual"
    edge: Edge = "none"
    filled: float = 0.7  # chance that what may be missing is there
    restrictions: tuple[str, ...] = ()
    labs_at_limits: bool = False
    test: bool = False
    taper: bool = False
    watch: bool = False
    periods: bool = False
    scales: bool = False
    measured: bool = False
    hidden_questions: bool = False
    odd_scales: bool = False


class Draws:
    """Everything that is left to chance, the same for the same index everywhere."""

    def __init__(self, index: int, mix: Mix) -> None:
        self.index, self.mix = index, mix
        self.zone = ZoneInfo(mix.zone)
        self._random = Random(index)  # noqa: S311 - nothing secret

    def some(self) -> bool:
        """Whether something that may be missing is there."""
        return self._random.random() < self.mix.filled

    def maybe(self, made: Callable[[], T]) -> T | None:
        """A value, or None."""
        return made() if self.some() else None

    def few(self, made: Iterable[T]) -> tuple[T, ...]:
        """As many of these as chance leaves."""
        return tuple(one for one in made if self.some())

    def one(self, of: Sequence[T]) -> T:
        """One of these."""
        return self._random.choice(of)

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def share(self) -> float:
        """A number from 0 to 1, now and then exactly one of both."""
        return self.one((0.0, 1.0, *(self._random.random() for _ in range(8))))

    def number(self, low: float, high: float) -> float:
        """A positive amount of the mix's size."""
        first, last = POWERS[self.mix.size]
        return self._random.uniform(low, high) * 10.0 ** (first + self.index % (last - first + 1))

    def interval(self, middle: float) -> Interval:
        """Percentiles around a middle; all equal where the mix wants it."""
        if self.mix.edge == "equal":
            return Interval(p05=middle, p50=middle, p95=middle)
        if self.mix.edge == "negative zero":
            return Interval(p05=-0.0, p50=-0.0, p95=middle)
        return Interval(p05=0.4 * middle, p50=middle, p95=2.2 * middle)

    def estimate(self, scale: Scale | None = None) -> Estimate:
        """A difference in points with its interval, or a share of 0 to 1."""
        range_pts = 1.0 if scale is None else scale.high - scale.low
        middle = self._random.uniform(0 if scale is None else -0.3, 0.3) * range_pts
        half = self._random.uniform(0.02, 0.3) * range_pts
        if self.mix.size == "small":
            middle, half = middle * 1e-4, half * 1e-4
        low, high = {
            "none": (middle - half, middle + half),
            "crossing": (-half, half),
            "equal": (middle, middle),
            "negative zero": (-0.0, half),
        }[self.mix.edge]
        mean = {"crossing": 0.0, "negative zero": -0.0}.get(self.mix.edge, middle)
        learned = self.maybe(self.share)
        return Estimate(mean=mean, sd=(high - low) / 3.92, low=low, high=high, learned=learned)

    def day(self, number: int) -> date:
        """A day counted from the first of the window."""
        return self.mix.start + timedelta(days=number)

    def any_day(self) -> date:
        """A day of the window."""
        return self.day(self.whole(0, self.mix.days - 1))

    def moment(self, number: int, hour: float) -> datetime:
        """A local time on a day counted from the first of the window; it exists on the clock."""
        minutes = round(60 * hour) % 1440
        local = datetime.combine(self.day(number), time(minutes // 60, minutes % 60), self.zone)
        return datetime.fromtimestamp(local.timestamp(), self.zone)

    def later(self, at: datetime, hours: float) -> datetime:
        """The local time so many hours later, however the clocks were changed between."""
        return datetime.fromtimestamp(at.timestamp() + 3600 * hours, self.zone)

    def any_moment(self) -> datetime:
        """A local time in the window."""
        return self.moment(self.whole(0, self.mix.days - 1), self._random.uniform(0.0, 23.9))

    def typed(self, text: str) -> str:
        """A text as somebody typed it, in the manner of the mix."""
        return {
            "plain": text,
            "long": f"{text} {LONG * 3}"[:200].strip(),
            "one word": (text + "w" * 200)[:200],
            "right to left": f"{ARABIC} {text} {HEBREW}",
            "emoji": f"\U0001f343 {text} \U0001f469\u200d\U0001f52c",
            "markup": f"<b>{text}</b> & #*_$`@",
        }[self.mix.text]

    def sources(self) -> tuple[SourceRef, ...]:
        """Up to two sources, with and without a number and a place."""
        return self.few(
            SourceRef(
                key=f"paper-{i}",
                cite=f"Invented author {i}. Invented case series. J Example 2021",
                doi="10.0000/example.1" if self.some() else "",
                place="table 2" if self.some() else "",
            )
            for i in range(2)
        )

    def review(self) -> str:
        """A review mark."""
        return self.one(REVIEWS)
