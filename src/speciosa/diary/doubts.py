"""Amounts that can hardly be meant: asked about, never silently used.

A person who means them writes `confirmed` in the note of the entry.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import Final

from speciosa.diary.amounts import KRATOM, MASS_UNITS
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.parse_entry import ReadEntry
from speciosa.diary.parse_head import Head
from speciosa.diary.person import Product
from speciosa.diary.view import standing, voided_ids
from speciosa.errors import InputError
from speciosa.units import convert

FAR_TIMES: Final = 100.0  # an amount this many times the usual one is asked about
_FEWEST_DOSES: Final = 3  # beside the one in question; fewer have no usual amount
_MOST_G: Final = 100.0  # of kratom at once
_MOST_OTHER_G: Final = 10.0  # of a medicine at once
_CONFIRMED: Final = re.compile(r"\bconfirmed\b", re.IGNORECASE)
_HOW: Final = "if it is right, write confirmed in the note"


def doubts_of(
    read: Sequence[ReadEntry], head: Head, file: str
) -> Iterator[tuple[ReadEntry, InputError]]:
    """Every dose that has to be mended or confirmed, with what to ask.

    Args:
        read: all entries of a diary; cancelled ones are not asked about.
        head: names the products.
        file: where the entries stand, for the message.
    """
    voided = voided_ids(item.entry for item in read)
    by_unit: defaultdict[tuple[str, str], list[ReadEntry]] = defaultdict(list)
    for item in read:
        if item.entry.kind is Kind.DOSE and item.entry.id not in voided:
            by_unit[item.entry.what, item.entry.unit].append(item)
    for items in by_unit.values():
        usual = _usual(item.entry for item in items)
        for item in items:
            if problem := _doubt(item.entry, usual, head):
                yield item, problem.at(file, item.row)


def doubt_about(entry: Entry, before: Iterable[Entry], head: Head) -> InputError | None:
    """What to ask about one new dose, or None.

    Args:
        entry: the new one.
        before: those already in the diary.
        head: names the products.
    """
    if entry.kind is not Kind.DOSE:
        return None
    like = [e for e in standing(before) if (e.kind, e.what, e.unit) == _same(entry)]
    return _doubt(entry, _usual([*like, entry]), head)


def _same(entry: Entry) -> tuple[Kind, str, str]:
    return entry.kind, entry.what, entry.unit


def _amount(entry: Entry) -> float:
    """The number of an entry, 0 where it is none."""
    return entry.value if isinstance(entry.value, float) else 0.0


def _usual(doses: Iterable[Entry]) -> float | None:
    """The median amount of a product in one unit, where it was taken often enough."""
    amounts = [amount for dose in doses if (amount := _amount(dose)) > 0]
    return median(amounts) if len(amounts) > _FEWEST_DOSES else None


def _doubt(dose: Entry, usual: float | None, head: Head) -> InputError | None:
    if _CONFIRMED.search(dose.note):
        return None
    return _too_heavy(dose, head) or _far(dose, usual)


def too_heavy(
    amount: float, unit: str, product: Product, way_out: str = _HOW, field: str = "value"
) -> InputError | None:
    """Why an amount is more than one dose can be, mostly mg typed as g; None where it is not.

    Args:
        amount: number of `unit`.
        unit: a unit of the product.
        product: kratom is taken by the gram, a medicine is not.
        way_out: what to do if it is right.
        field: the column or option for the message.
    """
    weight_g = (convert(amount, unit, "g") or 0.0) if unit in MASS_UNITS else 0.0
    most_g = _MOST_G if product.substance == KRATOM else _MOST_OTHER_G
    if weight_g < most_g:
        return None
    typed_g = unit in {"g", "kg"}
    what = "an amount that looks like mg typed as g" if typed_g else "more than one dose can be"
    meant = f"; did you mean {weight_g / 1000:g} g ({weight_g:g} mg)?" if typed_g else "."
    expected = f"less than {most_g:g} g at once{meant} {way_out[:1].upper()}{way_out[1:]}"
    return InputError(what, field, f"{amount:g} {unit}", expected)


def _too_heavy(dose: Entry, head: Head) -> InputError | None:
    product = head.products.get(dose.what)
    return too_heavy(_amount(dose), dose.unit, product) if product else None


def _far(dose: Entry, usual: float | None) -> InputError | None:
    amount = _amount(dose)
    if usual is None or amount < FAR_TIMES * usual:
        return None
    what = f"{amount / usual:.0f} times the usual amount of {dose.what}"
    expected = f"an amount near the usual {usual:g} {dose.unit}; {_HOW}"
    return InputError(what, "value", f"{amount:g} {dose.unit}", expected)
