"""When a dose was wanted, and when one was on its way, from the diary itself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose, doses_of
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Product
from speciosa.diary.view import current, hours_since, origin

_LONGEST_WAIT_H: Final = 4.0  # a dose later than this after a wish has its own wish
_SHARE: Final = "share"


@dataclass(frozen=True, slots=True)
class Wish:
    """One moment at which a dose was wanted: the wish where it was written, else the intake."""

    at: datetime
    time_h: float
    taken_h: float | None  # None: wanted, not taken


def wishes_of(diary: Diary, substance: str) -> tuple[Wish, ...]:
    """Every wish for a product of this substance that is taken as needed, in order of time.

    A dose belongs to the latest written wish of the same product in the hours before it that has
    no dose yet. Doses of 0 say that nothing was taken and are none.
    """
    products = _as_needed(diary, substance)
    start = origin(diary)
    open_wishes = [e for e in current(diary) if e.kind is Kind.WISH and e.what in products]
    found = []
    for dose in doses_of(diary):
        if dose.product in products and dose.amount > 0.0:
            wish = _wish_of(dose, open_wishes)
            if wish is not None:
                open_wishes.remove(wish)
            at = dose.taken_at if wish is None else wish.at
            found.append(Wish(at, hours_since(start, at), dose.time_h))
    unmet = [Wish(e.at, hours_since(start, e.at), None) for e in open_wishes]
    return tuple(sorted([*found, *unmet], key=lambda wish: wish.time_h))


def not_allowed(diary: Diary, substance: str) -> tuple[tuple[datetime, datetime], ...]:
    """Stretches in which the plan of a randomised test gives none of it."""
    products = _as_needed(diary, substance)
    blocks = [
        e
        for e in current(diary)
        if e.kind is Kind.ALLOCATION and e.unit == _SHARE and e.what in products
    ]
    ends = [*(block.at for block in blocks[1:]), current(diary)[-1].at]
    return tuple(
        (block.at, end)
        for block, end in zip(blocks, ends, strict=False)  # no block, no end
        if block.value == 0.0
    )


def _as_needed(diary: Diary, substance: str) -> dict[str, Product]:
    return {
        key: product
        for key, product in diary.products.items()
        if product.substance == substance and product.taken != "fixed"
    }


def _wish_of(dose: Dose, open_wishes: list[Entry]) -> Entry | None:
    before = [
        wish
        for wish in open_wishes
        if wish.what == dose.product
        and 0.0 <= (dose.taken_at - wish.at).total_seconds() <= 3600.0 * _LONGEST_WAIT_H
    ]
    return before[-1] if before else None
