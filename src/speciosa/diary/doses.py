"""Doses of every product, with what is known of their weight and content."""

from dataclasses import dataclass
from datetime import datetime

from speciosa.diary.amounts import content
from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Product
from speciosa.diary.view import current, hours_since, origin


@dataclass(frozen=True, slots=True)
class Dose:
    """One intake of one product; an amount of 0 says that nothing was taken.

    `product_g` is grams of product (kratom only), `active_mg` mg of the active substance (for
    kratom only where typed as `mg mitragynine`); both None where the weight is not known.
    `time_h` is hours since 00:00 UTC of the first entry's UTC day.
    """

    entry_id: str
    taken_at: datetime
    time_h: float
    product: str
    amount: float
    unit: str
    product_g: float | None
    active_mg: float | None


def doses_of(diary: Diary) -> tuple[Dose, ...]:
    """All doses by time, also those of 0."""
    start = origin(diary)
    return tuple(
        _dose(entry, diary.products.get(entry.what), start, entry.value)
        for entry in current(diary)
        if entry.kind is Kind.DOSE and isinstance(entry.value, float)
    )


def _dose(entry: Entry, product: Product | None, start: datetime, amount: float) -> Dose:
    product_g, active_mg = (None, None) if product is None else content(amount, entry.unit, product)
    return Dose(
        entry_id=entry.id,
        taken_at=entry.at,
        time_h=hours_since(start, entry.at),
        product=entry.what,
        amount=amount,
        unit=entry.unit,
        product_g=product_g,
        active_mg=active_mg,
    )
