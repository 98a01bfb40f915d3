"""The fibromyalgia criteria of 2016; those of 2011 had other limits and are not used."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from pydantic import Field

from speciosa.errors import InputError
from speciosa.knowledge.instruments import Review
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import load_table, read_toml, typed_row
from speciosa.record import Record
from speciosa.safety.scales.score import score

_KEY: Final = "fibro2016"
_TABLE: Final = "instruments/pain"
_MONTHS: Final = "Have these symptoms been there for at least {months} months?"
_NOT_DIAGNOSIS: Final = "Criteria describe; a diagnosis is made in a talk and an examination."


class Site(Record):
    """One of the nineteen places; jaw, chest and belly count as places but not for a region."""

    number: int = Field(ge=1)
    key: str
    label: str
    region: int = Field(ge=1)
    counts_for_region: bool


class Limits(Record):
    """The limits of 2016."""

    wpi_many: int
    sss_with_many: int
    wpi_some: int
    sss_with_some: int
    regions: int
    months: int
    source: str
    place: str
    review: Review


class Criteria(Record):
    """Counts, and whether the criteria are met; None while something has to be asked."""

    wpi: int  # places with pain
    sss: int  # severity of symptoms
    severity: int  # both together, 0 to 31
    regions: int
    met: bool | None
    questions: tuple[str, ...] = ()
    note: str = _NOT_DIAGNOSIS
    source: str


def sites() -> tuple[Site, ...]:
    """The places in the order of the questions."""
    return load_table(_TABLE, "site", Site)


@cache
def limits() -> Limits:
    """The limits, their source checked."""
    row = typed_row(_TABLE, 1, Limits, read_toml(_TABLE)["criteria2016"])
    check_keys((row.source,), _TABLE, 1)
    return row


def criteria_2016(
    painful: Iterable[str], symptoms: Mapping[int, float], months: float | None = None
) -> Criteria:
    """Whether the criteria of 2016 are met.

    Args:
        painful: keys of the places with pain in the last seven days.
        symptoms: answers 20 to 25 of `fibro2016`: fatigue, rest, thinking (0 to 3), headache,
            belly, depression (0 or 1).
        months: how long it has been so; None: not asked yet.

    Raises:
        InputError: for an unknown place, or when one of the six answers is missing.
    """
    by_key = {site.key: site for site in sites()}
    chosen = set(painful)
    for key in sorted(chosen - by_key.keys()):
        raise InputError("not a place of the list", "painful", key, ", ".join(by_key))
    items = {site.number: float(site.key in chosen) for site in sites()}
    scored = score(_KEY, items | dict(symptoms))
    if scored.total is None:
        listed = ", ".join(str(number) for number in scored.missing)
        what, expected = "answers are missing", "questions 20 to 25 of fibro2016"
        raise InputError(what, "symptoms", f"missing: {listed}", expected)
    counted = [by_key[key] for key in chosen if by_key[key].counts_for_region]
    wpi, sss = int(scored.parts["wpi"]), int(scored.parts["sss"])
    return _judged(wpi, sss, len({site.region for site in counted}), months)


def _judged(wpi: int, sss: int, regions: int, months: float | None) -> Criteria:
    rule = limits()
    many = wpi >= rule.wpi_many and sss >= rule.sss_with_many
    some = rule.wpi_some <= wpi < rule.wpi_many and sss >= rule.sss_with_some
    met: bool | None = (many or some) and regions >= rule.regions
    questions = tuple[str, ...]()
    if met and months is None:
        met, questions = None, (_MONTHS.format(months=rule.months),)
    elif met and months is not None:
        met = months >= rule.months
    return Criteria(
        wpi=wpi,
        sss=sss,
        severity=wpi + sss,
        regions=regions,
        met=met,
        questions=questions,
        source=rule.source,
    )
