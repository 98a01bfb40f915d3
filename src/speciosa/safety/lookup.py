"""What the rules say of some names alone, without a diary: a form, medicines, conditions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from speciosa.diary.conditions import conditions_of
from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Medicine, Person, Product, Use
from speciosa.knowledge.medicines import Status, understand_all
from speciosa.record import Record
from speciosa.safety.check import check_safety
from speciosa.safety.finding import Finding, RedFlags

Stage = Literal["new", "already"]
_PRODUCT: Final = "kratom"
_EARLIER: Final = Use(first="earlier")


class NamedMedicine(Record):
    """A medicine as it was typed, and what was understood."""

    typed: str
    ingredients: tuple[str, ...]
    status: Status
    suggestions: tuple[str, ...] = ()


class LookedUp(Record):
    """Everything the rules say, for somebody who uses kratom already and for somebody who does not.

    Attributes:
        forms: product forms as given.
        medicines: what was understood of each.
        unknown_conditions: names that no rule knows.
        findings: the most urgent first, with the action for people who use both already.
        new_actions: by finding id, the action for people who do not, where it differs.
        red_flags: emergency numbers and the signs that always stand on every face.
    """

    forms: tuple[str, ...]
    medicines: tuple[NamedMedicine, ...]
    unknown_conditions: tuple[str, ...]
    findings: tuple[Finding, ...]
    new_actions: dict[str, str]
    red_flags: RedFlags

    @property
    def all_understood(self) -> bool:
        """Whether every name was."""
        medicines = all(medicine.status == "understood" for medicine in self.medicines)
        return medicines and not self.unknown_conditions


@dataclass(frozen=True, slots=True)
class Named:
    """What is looked up, and when: an age depends on it."""

    at: datetime  # with its zone
    forms: tuple[str, ...]
    medicines: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    birth_year: int | None = None
    country: str = ""


def look_up(named: Named) -> LookedUp:
    """All findings about some names; a name that is not understood is said to be so."""
    already = check_safety(_diary(named, _EARLIER))
    new = {f.id: f.action for f in check_safety(_diary(named, Use())).findings}
    return LookedUp(
        forms=named.forms,
        medicines=tuple(part for typed in named.medicines for part in _medicines(typed)),
        unknown_conditions=conditions_of(_diary(named, Use())).not_understood,
        findings=already.findings,
        new_actions={
            f.id: new[f.id] for f in already.findings if new.get(f.id, f.action) != f.action
        },
        red_flags=already.red_flags,
    )


def _diary(named: Named, use: Use) -> Diary:
    return Diary(
        timezone="UTC",
        entries=(Entry(at=named.at, kind=Kind.NOTE, what="looked up", id="looked-up"),),
        person=Person(
            id="somebody",
            birth_year=named.birth_year,
            conditions=named.conditions,
            country=named.country,
        ),
        use=use,
        products={
            f"{_PRODUCT}-{number}": Product(name=form, form=form)
            for number, form in enumerate(named.forms, start=1)
        },
        medicines={typed: Medicine() for typed in named.medicines},
    )


def _medicines(typed: str) -> list[NamedMedicine]:
    return [
        NamedMedicine(
            typed=part.typed,
            ingredients=part.ingredients,
            status=part.status,
            suggestions=part.suggestions,
        )
        for part in understand_all(typed)
    ]
