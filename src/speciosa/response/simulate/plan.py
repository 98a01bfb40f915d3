"""How a simulated person lives and records: plain data, no behaviour."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from speciosa.diary.person import Better

Curve = Literal["saturating", "delayed sigmoid", "turns over"]
Dosing = Literal["when it hurts", "by the clock"]
Rated = Literal["by the clock", "at the wish", "at the wish and after"]


@dataclass(frozen=True, slots=True)
class Symptom:
    """One outcome of a simulated person.

    Attributes:
        key: name of the outcome.
        effect_pts: what a full effect adds to it, in the outcome's own points.
        level_pts: where it would be on average without the product.
        better: which direction is good.
        drift_pts: change over the diary that has nothing to do with the product.
        daily_pts: half the range of the daily rhythm.
        noise_pts: standard deviation of the error of a single rating.
        curve: how the effect follows the level; other than "saturating" has a delay, a steepness
            and a half-effect level of the person's own.
        withdrawal_pts: how much worse it gets at worst when the level falls to nothing in somebody
            used to the mean level of the planned use; each person has between 2/3 and 4/3 of it.
    """

    key: str
    effect_pts: float = 0.0
    level_pts: float = 5.0
    better: Better = "lower"
    drift_pts: float = 0.0
    daily_pts: float = 0.4
    noise_pts: float = 0.6
    curve: Curve = "saturating"
    withdrawal_pts: float = 0.0


@dataclass(frozen=True, slots=True)
class Blocks:
    """Blocks of days with the usual or a lower amount; one coin orders the two blocks of a pair."""

    length_d: int
    low_share: float  # of the usual amount; 0 is a block without the product


@dataclass(frozen=True, slots=True)
class Plan:
    """How one simulated person lives and records.

    Attributes:
        days: length of the diary.
        first_day: its first day.
        symptoms: outcomes; doses that follow a symptom follow the first one.
        dosing: what a dose is taken for.
        rated: when ratings are asked for besides `prompt_clock_h`. "After" is 1.5 h after the wish.
        doses_per_day: on average, roughly.
        amount_g: usual amount.
        answered_share: of the prompts and of the ratings at a wish.
        prompt_clock_h: fixed prompts of a day, local time; each is moved by about 20 min.
        amount_cv: coefficient of variation of the amounts.
        unanswered_when_bad: prompts are left unanswered more often the worse it is.
        batches: strength of each batch over the first; every batch lasts equally long.
        blocks: amounts allocated by chance.
        random_wait: each wish is followed by a wait of 0 to 2 h allocated by chance, two waits
            that add up to 2 h in the order of one coin.
        free_d: stretches of days (first, one past the last) without the product.
        before_d: days of the same use before the first entry; 0 means never used before.
        transit_per_h: median rate of each of the three steps of absorption. With 7 per h and the
            lag below the effect peaks 1.2 to 2.3 h after a dose, median 1.7 h (published medians
            of 7-hydroxymitragynine: 1.2 to 1.8 h, Huestis et al. 2024, Molecules 29: 984,
            abstract); with 3.5 per h and 0.3 h it peaks 2.0 to 3.8 h after it, later than those.
        effect_lag_h: median half-life of the lag of a delayed effect.
    """

    days: int = 42
    first_day: date = date(2026, 3, 2)
    symptoms: tuple[Symptom, ...] = (Symptom("pain"),)
    dosing: Dosing = "when it hurts"
    rated: Rated = "at the wish and after"
    doses_per_day: float = 3.0
    amount_g: float = 3.0
    answered_share: float = 0.85
    prompt_clock_h: tuple[float, ...] = (9.5, 21.0)
    amount_cv: float = 0.2
    unanswered_when_bad: bool = False
    batches: tuple[float, ...] = (1.0,)
    blocks: Blocks | None = None
    random_wait: bool = False
    free_d: tuple[tuple[int, int], ...] = ()
    before_d: int = 0
    transit_per_h: float = 3.5
    effect_lag_h: float = 0.3

    def is_free(self, day: int) -> bool:
        """Whether the day belongs to a stretch without the product."""
        return any(first <= day < end for first, end in self.free_d)
