"""Whether a diary can tell using from not using, and relief from relief of withdrawal.

The body's adaptation to regular use hides in the level of a symptom. Only ratings long after the
last dose, or from before the first use, show the level without it.
"""

from datetime import date
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.view import current, hours_since, origin
from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.questions import Asked
from speciosa.response.result import NotAnswered
from speciosa.response.signal import typical_level
from speciosa.sampling.quasirandom import Array

FREE_SHARE: Final = 0.05  # of the typical signal; below it the time is free of the substance
HALF_LIVES: Final = 2.0  # of adaptation that must have passed
FEWEST_RATINGS: Final = 5
_BASELINE_H: Final = 48.0  # that ratings from before the first use reach back at least
_DRAWS: Final = 64  # enough for a median signal
_STEP_H: Final = 1.0
_KRATOM: Final = "kratom"

NO_FREE_TIME: Final = NotAnswered(
    why=(
        "All ratings come from a time of use. The body gets used to regular use, and that cannot "
        "be told apart from how the symptom would be without it."
    ),
    needed=(
        "Ratings from before the first use, or at least 5 ratings late in a stretch of two to "
        "three weeks without it. This is no advice to stop: stopping daily use suddenly can cause "
        "withdrawal, so any change belongs into a conversation with a professional."
    ),
)
NOT_SEPARATED: Final = NotAnswered(
    why="The ratings fit about as well without any withdrawal, so it cannot be measured.",
    needed="More ratings around doses and in the hours and days after the last one.",
)
NO_CLEAR_PARTS: Final = NotAnswered(
    why="It is not sure enough that one dose relieves at all, so there is nothing to share out.",
    needed="More ratings before and about 1.5 hours after doses.",
)


def free_ratings(diary: Diary, asked: Asked, time_h: Array, adapt_half_life_h: float) -> int:
    """How many ratings show the symptom without the substance and without adaptation to it.

    Args:
        diary: the record, for what is known of the use before it.
        asked: the substance.
        time_h: of the ratings.
        adapt_half_life_h: posterior median of the half-life of adaptation.
    """
    before = _before_first_use(diary, asked, time_h)
    wait_h = HALF_LIVES * adapt_half_life_h
    late = [
        int(np.sum((time_h >= start + wait_h) & (time_h <= end)))
        for start, end in _free_stretches(diary, asked, wait_h)
    ]
    return before + sum(late)


def is_identified(diary: Diary, asked: Asked, time_h: Array, adapt_half_life_h: float) -> bool:
    """Whether enough ratings show the symptom without the substance; arguments as above."""
    return free_ratings(diary, asked, time_h, adapt_half_life_h) >= FEWEST_RATINGS


def _before_first_use(diary: Diary, asked: Asked, time_h: Array) -> int:
    """Ratings before the first dose of somebody who had not used it before the diary."""
    if not asked.doses or _used_before(diary, asked):
        return 0
    early_h = time_h[time_h < asked.doses[0].time_h]
    reach_h = asked.doses[0].time_h - early_h.min(initial=asked.doses[0].time_h)
    return len(early_h) if reach_h >= _BASELINE_H else 0


def _used_before(diary: Diary, asked: Asked) -> bool:
    """Whether the diary tells of use before its first entry, or does not rule it out."""
    if any(p.before for p in diary.products.values() if p.substance == asked.substance):
        return True
    told = [diary.use.first, diary.use.daily_since] if asked.substance == _KRATOM else []
    first = current(diary)[0].at.date()
    return any(_may_be_earlier(text, first) for text in told if text)


def _may_be_earlier(text: str, day: date) -> bool:
    """Whether a year, month or day that is remembered may begin before a day.

    >>> day = date(2026, 3, 2)
    >>> _may_be_earlier("2026-03", day), _may_be_earlier("2026-03-02", day)
    (True, False)
    """
    return text < day.isoformat()


def _free_stretches(diary: Diary, asked: Asked, wait_h: float) -> list[tuple[float, float]]:
    """Stretches without the substance that last longer than `wait_h`: start and end, h.

    The time before the first dose counts from the first entry; whoever had used it before may
    have stopped that very day.
    """
    start_h = hours_since(origin(diary), current(diary)[0].at)
    end_h = max(hours_since(origin(diary), current(diary)[-1].at), start_h)
    taken_h = [d.time_h for d in asked.doses]
    begins, ends = [start_h, *taken_h], [*taken_h, end_h]
    long = [(a, b) for a, b in zip(begins, ends, strict=True) if b - a > wait_h]
    found = [(_gone_h(asked, begin, end), end) for begin, end in long]
    return [(gone, end) for gone, end in found if gone is not None and end - gone > wait_h]


def _gone_h(asked: Asked, begin_h: float, end_h: float) -> float | None:
    """When the signal has fallen below `FREE_SHARE` between two doses, or None."""
    exposure = asked.exposure
    some = exposure.subset(np.arange(min(_DRAWS, exposure.draws)))
    at_h = np.arange(begin_h + _STEP_H, end_h, _STEP_H)
    weight = _weights(exposure)
    typical = typical_level(np.einsum("a,nat->nt", weight, asked.typical_ng_per_ml[: some.draws]))
    signal = np.einsum("a,nat->nt", weight, some.conc_ng_per_ml(at_h)) / typical[:, None]
    low = np.median(signal, axis=0) < FREE_SHARE
    return float(at_h[np.argmax(low)]) if low.any() else None


def _weights(exposure: SubstanceExposure) -> Array:
    found = [exposure.substance.effect_weights[a] for a in exposure.analytes]
    return np.array([w.fixed if w.median is None else w.median for w in found])
