"""The person, their products and medicines, as `diary.toml` holds them."""

from datetime import date
from typing import Literal

from pydantic import Field

from speciosa.record import Record

Sex = Literal["female", "male", "other", "unknown"]
Taken = Literal["as needed", "fixed"]
Better = Literal["lower", "higher"]


class Person(Record):
    """Who the diary is about; a pseudonym is enough."""

    id: str
    birth_year: int | None = None
    sex: Sex = "unknown"
    weight_kg: float | None = None
    conditions: tuple[str, ...] = ()
    country: str = ""  # ISO 3166, such as DE or US-LA, or empty
    aims: tuple[str, ...] = ()  # outcomes, the most important first


class Use(Record):
    """How long it has been used, as far as it is remembered."""

    first: str = ""  # a year, a month or a day
    daily_since: str = ""


class Help(Record):
    """Local numbers that override the country's."""

    emergency: str = ""
    crisis: str = ""
    poison: str = ""


class Before(Record):
    """Regular use before the first entry, so that nobody starts at zero."""

    since: date
    doses_per_day: float = Field(gt=0)
    amount: str  # as typed, e.g. "3 g"


class Product(Record):
    """One product, one batch: strength is drawn once for it."""

    name: str
    form: str = "unknown"
    substance: str = "kratom"
    mitragynine_mg_per_g: float | None = Field(default=None, gt=0)  # from a certificate
    lead: float | None = Field(default=None, ge=0)  # from a certificate, in `lead_unit`
    lead_unit: str = ""  # ppm, ug/g, ppb ...; always said, a wrong guess is 1,000-fold
    taken: Taken | None = None  # None: as needed for kratom, fixed for other substances
    before: Before | None = None
    unit_g: dict[str, float] = Field(default_factory=dict)  # grams in one capsule, tablet, cup ...


class Medicine(Record):
    """A medicine taken besides."""

    dose: str = ""
    since: str = ""
    until: str = ""


class Outcome(Record):
    """A rated outcome or a scale: its range and which direction is good."""

    label: str = ""
    low: float = 0.0
    high: float = 10.0
    better: Better = "lower"
    important_change: float | None = Field(default=None, gt=0)
