"""Product forms of kratom: what a gram holds and how much of it reaches the blood."""

from functools import cache
from typing import Final, Literal

from pydantic import Field

from speciosa.exposure.substance import Cited, Source
from speciosa.knowledge.tables import load_table, read_toml, typed_row
from speciosa.record import Record

TABLE: Final = "forms"
UNKNOWN: Final = "unknown"


class Lognormal(Cited):
    """An uncertain positive number."""

    median: float = Field(gt=0)
    log_sd: float = Field(ge=0)
    unit: str


class CertificateError(Cited):
    """Log standard deviation of a content that a certificate states."""

    log_sd: float = Field(ge=0)


class ProductForm(Record):
    """One form; `content` is mg mitragynine per g, `availability` is relative to an extract."""

    key: str
    label: str
    class_: Literal["leaf", "extract", "7-oh", "unknown"] = Field(alias="class")
    modelled: Literal["yes", "labelled", "no"]
    reason: str = ""
    content: Lognormal | None = None
    availability: Lognormal | None = None


@cache
def product_forms() -> dict[str, ProductForm]:
    """All forms by key."""
    load_table(TABLE, "source", Source)
    return {form.key: form for form in load_table(TABLE, "form", ProductForm)}


def form_of(key: str) -> ProductForm:
    """The form of this key; a form that is not in the table is an unknown one."""
    forms = product_forms()
    return forms.get(key.strip().lower(), forms[UNKNOWN])


@cache
def certificate_error() -> CertificateError:
    """How far a stated content may be off."""
    return typed_row(TABLE, 0, CertificateError, read_toml(TABLE)["certificate"])


@cache
def per_use() -> Lognormal:
    """Mitragynine in one use when nothing is known about it, mg."""
    return typed_row(TABLE, 0, Lognormal, read_toml(TABLE)["per_use"])
