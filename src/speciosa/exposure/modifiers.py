"""What makes a curve less certain: it widens the band and never moves its middle."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import hypot
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import Field

from speciosa.diary.conditions import conditions_of
from speciosa.diary.diary import Diary
from speciosa.diary.medicines import medicine_spans
from speciosa.diary.view import current
from speciosa.exposure.forms import UNKNOWN, form_of
from speciosa.exposure.library import FOLDER, load_substance
from speciosa.exposure.product import KRATOM
from speciosa.exposure.substance import Cited, Source, Spread, Substance
from speciosa.exposure.use import uses_of
from speciosa.knowledge.medicines import Understood, understand_all
from speciosa.knowledge.tables import load_table, read_toml, typed_row

TABLE: Final = "modifiers"


class _Row(Cited):
    """What widens which substances by how much."""

    key: str
    substances: tuple[str, ...] = Field(min_length=1)
    widens: dict[str, float] = Field(min_length=1)
    why: str = Field(min_length=1)


class OfMedicine(_Row):
    """A row about medicines, named by their classes."""

    classes: tuple[str, ...] = Field(min_length=1)


class OfCondition(_Row):
    """A row about a condition; `key` is its name."""


class UnknownForm(Cited):
    """What is added to the relative bioavailability where the form is not known."""

    log_sd: float = Field(ge=0)
    why: str = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Modifier:
    """One reason why a substance is less certain in this diary.

    Attributes:
        substance: its key.
        widens: extra log sd by spread or figure of its file.
        reason: a sentence for the reader; it names no direction.
    """

    substance: str
    widens: Mapping[str, float]
    reason: str


@cache
def _rows() -> tuple[tuple[OfMedicine, ...], tuple[OfCondition, ...]]:
    load_table(TABLE, "source", Source)
    return load_table(TABLE, "medicine", OfMedicine), load_table(TABLE, "condition", OfCondition)


@cache
def unknown_form() -> UnknownForm:
    """The row about products whose form is not known."""
    return typed_row(TABLE, 0, UnknownForm, read_toml(TABLE)["unknown_form"])


def modifiers_of(diary: Diary, substance: str) -> tuple[Modifier, ...]:
    """Everything that widens one substance, medicines before conditions.

    Args:
        diary: its medicines in the recorded days, other products and conditions count.
        substance: key of the substance that the curve is of.
    """
    name = load_substance(f"{FOLDER}/{substance}").name.lower()
    of_medicine, of_condition = _rows()
    taken = [m for m in _medicines(diary) if substance not in m.ingredients]
    known = conditions_of(diary).known
    found = []
    for row in of_medicine:
        names = _names(m for m in taken if m.classes & set(row.classes))
        if names and substance in row.substances:
            reason = row.why.format(medicine=names, substance=name)
            found.append(Modifier(substance, row.widens, reason))
    found += [
        Modifier(substance, rule.widens, rule.why.format(substance=name))
        for rule in of_condition
        if rule.key in known and substance in rule.substances
    ]
    return tuple(found)


def modifier_notes(diary: Diary) -> tuple[str, ...]:
    """One sentence a modifier of the substances that have a curve, each once."""
    uses = [use for use in uses_of(diary) if not use.reason]
    keys = sorted({use.product.substance for use in uses})
    notes = [modifier.reason for key in keys for modifier in modifiers_of(diary, key)]
    notes += [
        unknown_form().why.format(product=use.product.name)
        for use in uses
        if use.product.substance == KRATOM and form_log_sd(use.product.form)
    ]
    return tuple(dict.fromkeys(notes))


def form_log_sd(form: str) -> float:
    """Extra log sd of the relative bioavailability of a product form: 0 for a known one."""
    return unknown_form().log_sd if form_of(form).key == UNKNOWN else 0.0


def widened(substance: Substance, modifiers: Iterable[Modifier]) -> Substance:
    """The substance with more spread between people; variances add, typical values stay.

    Args:
        substance: its file.
        modifiers: each names spreads, or figures that have none of their own yet.
    """
    extra: dict[str, float] = {}
    for modifier in modifiers:
        for key, log_sd in modifier.widens.items():
            extra[key] = hypot(extra.get(key, 0.0), log_sd)
    if not extra:
        return substance
    spread = [
        row.model_copy(update={"log_sd": hypot(row.log_sd, extra.get(row.key, 0.0))})
        for row in substance.spread
    ]
    bare = [key for key in extra if key in substance.figures and key not in _keys(spread)]
    spread += [_spread(key, extra[key], substance) for key in bare]
    figure = [
        row.model_copy(update={"spread": (*row.spread, row.key)}) if row.key in bare else row
        for row in substance.figure
    ]
    return substance.model_copy(update={"spread": tuple(spread), "figure": tuple(figure)})


def _keys(spread: Iterable[Spread]) -> set[str]:
    return {row.key for row in spread}


def _spread(key: str, log_sd: float, substance: Substance) -> Spread:
    of = substance.figures[key]
    return Spread(key=key, log_sd=log_sd, source=of.source, place=of.place, confidence="unverified")


def _medicines(diary: Diary) -> Iterator[Understood]:
    """Medicines of the recorded days, and other substances that are followed as products."""
    entries = current(diary)
    if not entries:
        return
    zone = ZoneInfo(diary.timezone)
    first, last = (entries[i].at.astimezone(zone).date() for i in (0, -1))
    for span in medicine_spans(diary):
        if (span.start is None or span.start <= last) and (span.end is None or span.end >= first):
            yield from understand_all(span.name)
    for use in uses_of(diary):
        if use.product.substance != KRATOM:
            yield from understand_all(use.product.substance)


def _names(medicines: Iterable[Understood]) -> str:
    """Ingredients in words, e.g. "Clarithromycin and ritonavir", or ""."""
    found = [key.replace("-", " ") for medicine in medicines for key in medicine.ingredients]
    text = " and ".join(dict.fromkeys(found))
    return text[:1].upper() + text[1:]
