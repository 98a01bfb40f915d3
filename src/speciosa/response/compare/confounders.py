"""What else differs between the two sides, in plain sentences, the weightiest first."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.medicines import medicine_spans
from speciosa.response.compare.arms import Arm, Arms

MOSTLY_APART_SHARE: Final = 0.25  # of the days of a side that lie within the other's time
FEW_D: Final = 14
DOSES_DIFFER_PER_DAY: Final = 0.5
AMOUNT_DIFFERS_RATIO: Final = 1.25
_CARRY_OVER: Final = timedelta(days=3)  # levels of kratom halve in one to three days
_MOST_NAMES: Final = 3
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def confounders_of(diary: Diary, arms: Arms) -> tuple[str, ...]:
    """All that can be told from the diary, and what no diary can tell."""
    if not (arms.a.days and arms.b.days):
        return ()
    return tuple(
        sentence
        for part in (
            _calendar(arms),
            _medicines(diary, arms),
            _use(diary, arms),
            _carried_over(arms),
            _choice(arms),
            _set_apart(arms),
            _few(arms),
        )
        for sentence in part
    )


def _calendar(arms: Arms) -> Iterator[str]:
    """Overlap and order."""
    earlier, later = sorted((arms.a, arms.b), key=lambda arm: min(arm.days))
    if max(earlier.days) < min(later.days):
        yield (
            f"They lie apart in the calendar, {later.named} after {earlier.named}. Season, "
            "illness, work, getting used to it and everything else that changed in between is "
            "part of the difference."
        )
    elif min(_share_within(arms.a, arms.b), _share_within(arms.b, arms.a)) < MOSTLY_APART_SHARE:
        yield "They hardly overlap in the calendar, so other changes over time are mixed in."


def _share_within(one: Arm, other: Arm) -> float:
    first, last = min(other.days), max(other.days)
    return sum(first <= day <= last for day in one.days) / len(one.days)


def _medicines(diary: Diary, arms: Arms) -> Iterator[str]:
    """Starts, changes and stops of medicines between the first and the last day."""
    days = arms.a.days | arms.b.days
    first, last = min(days), max(days)
    for span in medicine_spans(diary):
        what = f"{_clean(span.name)} {span.dose}".strip()
        if span.start is not None and first < span.start <= last:
            yield f"A medicine changed in between: {what} began on {_day_words(span.start)}."
        if span.end is not None and first < span.end <= last:
            yield f"A medicine changed in between: {what} ended on {_day_words(span.end)}."


def _day_words(day: date) -> str:
    """A day as the faces write it: "2 April 2026"; the language of the machine does not matter."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _use(diary: Diary, arms: Arms) -> Iterator[str]:
    """Doses, amounts and other products on the days of each side."""
    word = "in" if arms.kind == "periods" else "with"
    of_a, of_b = f"{word} {arms.a.named}", f"{word} {arms.b.named}"
    a, b = doses_per_day(arms.a) or 0.0, doses_per_day(arms.b) or 0.0
    if abs(a - b) >= DOSES_DIFFER_PER_DAY:
        yield f"Doses a day differ: {a:.1f} {of_a}, {b:.1f} {of_b}."
    a_g, b_g = _grams_per_day(arms.a), _grams_per_day(arms.b)
    if a_g and b_g and max(a_g, b_g) / min(a_g, b_g) >= AMOUNT_DIFFERS_RATIO:
        yield f"Amounts a day differ: {a_g:.1f} g {of_a}, {b_g:.1f} g {of_b}."
    if arms.kind == "periods":
        yield from _other_in_periods(diary, arms)
    else:
        yield from _others(diary, arms.a)
        yield from _others(diary, arms.b)


def doses_per_day(arm: Arm) -> float | None:
    """Doses of everything per recorded day of a side."""
    return len(arm.doses) / len(arm.days) if arm.days else None


def _grams_per_day(arm: Arm) -> float | None:
    grams = [dose.product_g for dose in arm.doses if dose.product_g is not None]
    return sum(grams) / len(arm.days) if grams and len(grams) == len(arm.doses) else None


def _others(diary: Diary, arm: Arm) -> Iterator[str]:
    """Products besides the ones that define a side."""
    besides = [dose for dose in arm.doses if dose.product not in arm.own]
    if besides:
        days = len({dose.taken_at.date() for dose in besides})
        names = _names(diary, [dose.product for dose in besides])
        of_days = f"{days} of {len(arm.days)} days of {arm.named}"
        yield f"Other products were taken on {of_days}: {names}."


def _other_in_periods(diary: Diary, arms: Arms) -> Iterator[str]:
    a, b = ({dose.product for dose in arm.doses} for arm in (arms.a, arms.b))
    if a != b:
        told = [_names(diary, sorted(products)) or "nothing" for products in (a, b)]
        yield f"The products differ: {told[0]} in {arms.a.named}, {told[1]} in {arms.b.named}."


def _names(diary: Diary, products: list[str]) -> str:
    """The commonest by name."""
    common = [key for key, _ in Counter(products).most_common(_MOST_NAMES)]
    return " and ".join(_quoted(diary, k) for k in common)


def _quoted(diary: Diary, key: str) -> str:
    product = diary.products.get(key)
    return f'"{_clean(product.name or key)}"' if product else key


def _carried_over(arms: Arms) -> Iterator[str]:
    if arms.kind != "periods" and _near(arms.a.days, arms.b.days):
        yield "Levels last for days: the first days of each still hold what was taken before."


def _near(a: frozenset[date], b: frozenset[date]) -> bool:
    steps = range(-_CARRY_OVER.days, _CARRY_OVER.days + 1)
    return any(day + timedelta(days=step) in b for day in a for step in steps)


def _choice(arms: Arms) -> Iterator[str]:
    if arms.kind == "periods":
        yield "How much was taken may have followed the symptom."
    else:
        yield "Which one was taken on a day, and how much, may have followed the symptom."
        yield "It was known which one it was: expectation is part of the difference."


def _set_apart(arms: Arms) -> Iterator[str]:
    count = len(arms.set_apart)
    if count:
        yield f"{count} day{'s' * (count != 1)} with both {arms.kind} belong to neither side."


def _few(arms: Arms) -> Iterator[str]:
    for arm in (arms.a, arms.b):
        if len(arm.days) < FEW_D:
            yield f"Only {len(arm.days)} days of {arm.named}: a few unusual days weigh much."


def _clean(text: str) -> str:
    return " ".join(text.split())
