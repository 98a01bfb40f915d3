"""How complete a diary is: what can and cannot be read from it."""

from bisect import bisect_left
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.entries import Kind
from speciosa.diary.instruments import ordered_outcomes
from speciosa.diary.person import Product
from speciosa.diary.rated import moments, rating_times
from speciosa.diary.readings import reading_kinds
from speciosa.diary.view import current
from speciosa.record import Number, Record
from speciosa.units import COUNTABLE

_BEFORE: Final = timedelta(minutes=30)
_ONE_DAY: Final = timedelta(days=1)
_STOPPED_DAYS: Final = 14
_ENOUGH_BEFORE: Final = 0.5  # share of doses rated before
_ENOUGH_NIGHTS: Final = 0.5  # share of days with a night rated
_FEW_DAYS: Final = 14
_FEW_RATINGS: Final = 15


class Gap(Record):
    """Days in a row without any entry."""

    start: date
    end: date
    days: int


class Quality(Record):
    """The data box of the first page."""

    days_with_entries: int
    doses: int
    ratings: dict[str, int]
    rating_moments: int
    share_of_doses_with_rating_before: Number | None  # in the 30 min before; None without doses
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    learn_more: str  # what to record next, one sentence


def quality_of(diary: Diary) -> Quality:
    """How complete the diary is."""
    taken = [dose for dose in doses_of(diary) if dose.amount > 0]
    times = rating_times(diary)
    days = sorted({entry.at.date() for entry in current(diary)})
    share = share_rated_before(diary, taken)
    return Quality(
        days_with_entries=len(days),
        doses=len(taken),
        ratings={name: len(times[name]) for name in ordered_outcomes(diary)},
        rating_moments=moments(diary),
        share_of_doses_with_rating_before=share,
        gaps=_gaps(days),
        notes=_notes(diary, taken),
        learn_more=_learn_more(diary, taken, days, share),
    )


def share_rated_before(diary: Diary, taken: list[Dose]) -> float | None:
    """Share of doses whose first aim (else any outcome) was rated in the 30 min up to the dose."""
    if not taken:
        return None
    times = rating_times(diary)
    aims = [aim for aim in diary.person.aims if aim in times]
    wanted = aims[:1] or list(times)
    rated = sorted(at for name in wanted for at in times[name])
    return sum(_rated_before(dose, rated) for dose in taken) / len(taken)


def _rated_before(dose: Dose, rated: list[datetime]) -> bool:
    place = bisect_left(rated, dose.taken_at - _BEFORE)
    return place < len(rated) and rated[place] <= dose.taken_at


def _gaps(days: list[date]) -> tuple[Gap, ...]:
    return tuple(
        Gap(start=first + _ONE_DAY, end=then - _ONE_DAY, days=(then - first).days - 1)
        for first, then in pairwise(days)
        if then - first > _ONE_DAY
    )


def _notes(diary: Diary, taken: list[Dose]) -> tuple[str, ...]:
    """What the reader of the report must know about the data."""
    entries = current(diary)
    voided = len({entry.id for entry in diary.entries if entry.kind is not Kind.VOID})
    voided -= len(entries)
    unanswered = sum(entry.kind is Kind.PROMPT for entry in entries)
    unknown = {e.what for e in entries if e.kind is Kind.READING} - reading_kinds().keys()
    notes = [
        (voided, f"{_count(voided, 'entry', 'entries')} cancelled by the person."),
        (unanswered, f"{_count(unanswered, 'prompt', 'prompts')} not answered."),
        (unknown, f"Readings that no rule knows: {', '.join(sorted(unknown))}."),
    ]
    weightless = _unknown_weight(taken)
    text = f"Amount in grams not known: {_count(weightless, 'dose', 'doses')}; "
    notes.append((weightless, text + "the usual content of one use is assumed."))
    return tuple(text for present, text in notes if present)


def _unknown_weight(taken: list[Dose]) -> int:
    unknown = (dose for dose in taken if dose.product_g is None and dose.active_mg is None)
    return sum(dose.unit in COUNTABLE or dose.unit == "ml" for dose in unknown)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _learn_more(diary: Diary, taken: list[Dose], days: list[date], share: float | None) -> str:
    """The first of these that this diary lacks."""
    times = rating_times(diary)
    lacking = [
        (not times, "rate pain or another aim several times a day"),
        (not taken, "record each dose, and a day without one as 0"),
        (
            share is not None and share < _ENOUGH_BEFORE and _takes(taken, days),
            f"rate {_first(diary)} before each dose",
        ),
        (_nights(diary) < _ENOUGH_NIGHTS * len(days), "rate sleep each morning"),
        (_days_without_dose(diary, taken, days), "record days without a dose as 0"),
        (_few(diary), f"rate {_few(diary)} more often"),
        (len(days) < _FEW_DAYS, "record on more days"),
        (_no_strength(diary.products), "ask for a certificate of your batch"),
    ]
    return next((text for lacks, text in lacking if lacks), "go on recording in the same way")


def _takes(taken: list[Dose], days: list[date]) -> bool:
    """Whether doses go on; who has stopped is not asked about the next one."""
    last = max((dose.taken_at.date() for dose in taken), default=None)
    return last is not None and (days[-1] - last).days <= _STOPPED_DAYS


def _first(diary: Diary) -> str:
    names = ordered_outcomes(diary)
    return names[0].replace("_", " ") if names else "each aim"


def _nights(diary: Diary) -> int:
    entries = current(diary)
    slept = {e.at.date() for e in entries if e.kind is Kind.SLEEP}
    rated = {e.at.date() for e in entries if e.kind is Kind.RATING and "sleep" in e.what}
    return len(slept | rated)


def _days_without_dose(diary: Diary, taken: list[Dose], days: list[date]) -> bool:
    """Days with other entries but neither a dose nor a 0, of a product taken on most days."""
    told = {dose.taken_at.date() for dose in doses_of(diary)}
    silent = len(set(days) - told)
    return bool(taken) and 0 < silent < len(told)


def _few(diary: Diary) -> str:
    counts = {name: len(times) for name, times in rating_times(diary).items()}
    few = [aim for aim in diary.person.aims if counts.get(aim, 0) < _FEW_RATINGS]
    return few[0].replace("_", " ") if few else ""


def _no_strength(products: dict[str, Product]) -> bool:
    kratom = [product for product in products.values() if product.substance == "kratom"]
    return any(product.mitragynine_mg_per_g is None for product in kratom)
