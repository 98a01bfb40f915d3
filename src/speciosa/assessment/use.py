"""How much and how often: the main substance's use over the diary."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from speciosa.assessment.schema import UseSummary, Window
from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.view import current, hours_since, origin

KRATOM = "kratom"
_COMPARED_DAYS = 28
_STEADY_PER_DAY = 0.25  # a smaller change is called "about the same"


def main_substance(diary: Diary) -> str:
    """Kratom when there is any, else the substance with the most doses; empty without doses."""
    counts = Counter(diary.products[d.product].substance for d in doses_of(diary))
    if KRATOM in counts or not counts:
        return KRATOM if counts or diary.products else ""
    return min(counts, key=lambda s: (-counts[s], s))


def use_of(diary: Diary, window: Window) -> UseSummary:
    """Use of the main substance; days without any entry are not counted as days without a dose."""
    substance = main_substance(diary)
    doses = [
        d
        for d in doses_of(diary)
        if d.amount > 0.0 and diary.products[d.product].substance == substance
    ]
    recorded = sorted({e.at.date() for e in current(diary)})
    compared = min(_COMPARED_DAYS, window.days // 2)
    first = _per_day(doses, recorded, window.start, window.start + timedelta(days=compared - 1))
    last = _per_day(doses, recorded, window.end - timedelta(days=compared - 1), window.end)
    unit, amounts = _amounts(doses)
    longest_h, open_h = _longest_break_h(doses), _since_last_h(doses, diary)
    return UseSummary(
        substance=substance,
        doses_per_day=_per_day(doses, recorded, window.start, window.end),
        doses_per_day_first=first,
        doses_per_day_last=last,
        compared_days=compared,
        amount_median=median(amounts) if amounts else None,
        amount_unit=unit,
        trend=_trend(first, last),
        longest_break_h=longest_h,
        open_break_h=open_h if open_h is not None and open_h > (longest_h or 0.0) else None,
        since=diary.use.daily_since or diary.use.first,
    )


def _per_day(doses: list[Dose], recorded: list[date], start: date, end: date) -> float | None:
    days = sum(start <= day <= end for day in recorded)
    taken = sum(start <= d.taken_at.date() <= end for d in doses)
    return taken / days if days and doses else None


def _amounts(doses: list[Dose]) -> tuple[str, list[float]]:
    """Amounts in grams when all are known in grams, else in the commonest unit typed."""
    grams = [d.product_g for d in doses if d.product_g is not None]
    if doses and len(grams) == len(doses):
        return "g", grams
    unit = Counter(d.unit for d in doses).most_common(1)
    return (unit[0][0], [d.amount for d in doses if d.unit == unit[0][0]]) if unit else ("", [])


def _trend(first: float | None, last: float | None) -> str:
    if first is None or last is None:
        return "No doses to compare."
    if abs(last - first) < _STEADY_PER_DAY:
        return f"Doses a day are about the same: {first:.1f} at first, {last:.1f} at last."
    verb = "risen" if last > first else "fallen"
    return f"Doses a day have {verb}: {first:.1f} at first, {last:.1f} at last."


def _longest_break_h(doses: list[Dose]) -> float | None:
    times = sorted(d.time_h for d in doses)
    return max((later - earlier for earlier, later in pairwise(times)), default=None)


def _since_last_h(doses: list[Dose], diary: Diary) -> float | None:
    """From the last dose to the last entry."""
    if not doses:
        return None
    return hours_since(origin(diary), current(diary)[-1].at) - max(d.time_h for d in doses)
