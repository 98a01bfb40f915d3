"""A made-up regular pattern of doses as a diary, so that its levels can be explained."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from speciosa.diary.amounts import KRATOM, read_amount
from speciosa.diary.diary import Diary
from speciosa.diary.doubts import too_heavy
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Person, Product
from speciosa.diary.text import listed, nearest
from speciosa.errors import InputError
from speciosa.exposure.forms import product_forms
from speciosa.exposure.library import substances

MOST_DAYS: Final = 366
MOST_TIMES: Final = 24
FIRST_DAY: Final = datetime(2026, 1, 1, tzinfo=UTC)  # never shown: the days are numbered
PRODUCT: Final = "pattern"
ONLY_LESS: Final = "only less is explored"
_CLOCK: Final = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One amount of one form at the same times every day."""

    product: Product
    amount: float
    unit: str
    minutes: tuple[int, ...]  # after midnight
    days: int

    @property
    def clock(self) -> tuple[str, ...]:
        """The times as HH:MM."""
        return tuple(f"{minute // 60:02}:{minute % 60:02}" for minute in self.minutes)


def read_pattern(substance: str, form: str, amount: str, times: str, days: str) -> Pattern:
    """The pattern that was typed; raises InputError with one clear sentence.

    Args:
        substance: a key of a kinetics file.
        form: of the product.
        amount: number and unit, e.g. `3g`.
        times: HH:MM with commas.
        days: a whole number.
    """
    product = Product(name=form or substance, form=_form(substance, form), substance=substance)
    if not amount.strip():
        raise InputError("the amount is missing", "--amount", "", "a number and a unit", "3g")
    number, unit = read_amount(amount, product, "--amount")
    if number == 0:
        raise InputError("nothing to explore", "--amount", amount, "more than zero", "3g")
    if heavy := too_heavy(number, unit, product, ONLY_LESS, "--amount"):
        raise heavy
    return Pattern(product, number, unit, _minutes(times), _days(days))


def _form(substance: str, form: str) -> str:
    known = substances()
    if substance not in known:
        expected = listed(known, 30)
        what = "a substance without a kinetics file"
        raise InputError(what, "--substance", substance, expected, nearest(substance, known))
    releases = (name for release in known[substance].release for name in release.forms)
    forms = tuple(product_forms()) if substance == KRATOM else tuple(releases)
    wanted = form.strip().lower()
    if not wanted and substance == KRATOM:
        raise InputError("the form is missing", "--form", "", listed(forms, 20), "leaf")
    if wanted and forms and wanted not in forms:
        what = "a form that is not known"
        raise InputError(what, "--form", form, listed(forms, 20), nearest(wanted, forms))
    return wanted


def _minutes(times: str) -> tuple[int, ...]:
    typed = [part.strip() for part in times.split(",") if part.strip()]
    found = [_CLOCK.fullmatch(part) for part in typed]
    if not typed or None in found or len(typed) > MOST_TIMES:
        expected = f"clock times HH:MM with commas, at most {MOST_TIMES}"
        raise InputError("not times of a day", "--times", times, expected, "08:00,14:00,20:00")
    minutes = [60 * int(clock.group(1)) + int(clock.group(2)) for clock in found if clock]
    if len(set(minutes)) < len(minutes):
        raise InputError("a time given twice", "--times", times, "each time once")
    return tuple(sorted(minutes))


def _days(days: str) -> int:
    if not days.strip().isdecimal() or not 1 <= int(days) <= MOST_DAYS:
        expected = f"a whole number from 1 to {MOST_DAYS}"
        raise InputError("not a number of days", "--days", days, expected, "14")
    return int(days)


def diary_of(pattern: Pattern) -> Diary:
    """The pattern as entries, with a note at its first and after its last midnight."""
    last = FIRST_DAY + timedelta(days=pattern.days)
    ends = (_entry(at, Kind.NOTE, "", None, "") for at in (FIRST_DAY, last))
    doses = (
        _entry(
            FIRST_DAY + timedelta(days=day, minutes=minute),
            Kind.DOSE,
            PRODUCT,
            pattern.amount,
            pattern.unit,
        )
        for day in range(pattern.days)
        for minute in pattern.minutes
    )
    return Diary(
        timezone="UTC",
        simulated=True,
        person=Person(id="pattern"),
        products={PRODUCT: pattern.product},
        entries=(*ends, *doses),
    )


def _entry(at: datetime, kind: Kind, what: str, value: float | None, unit: str) -> Entry:
    return Entry(at=at, kind=kind, what=what, value=value, unit=unit, id=f"{kind}-{at:%Y%m%d%H%M}")
