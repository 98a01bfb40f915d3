"""Assessments as a professional reads them: section by section, as words."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from speciosa.assessment.build import assess
from speciosa.assessment.schema import Assessment
from speciosa.diary.person import Use
from speciosa.report.audience import Audience
from speciosa.report.charts.svg import Drawing
from speciosa.report.section import View, all_sections
from tests.report import builder
from tests.safety.case_diaries import L1, L1_MEDICINES, L1_PERSON, S1, S1_MEDICINES
from tests.safety.diaries import diary

PROFESSIONAL: Audience = "professional"


@cache
def made(name: str) -> Assessment:
    """One of the builder's, or a published case of a liver or of too much serotonin."""
    if name == "liver":
        return assess(diary(L1, medicines=L1_MEDICINES, **L1_PERSON))
    if name == "serotonin":
        use = Use(first="2026-03-11")
        return assess(diary(S1, medicines=S1_MEDICINES, birth_year=2006, sex="male", use=use))
    return builder.VARIANTS[name]()


def parts(whole: Assessment, audience: Audience = PROFESSIONAL) -> dict[str, str]:
    """The words of each section by its key, pictures left out."""
    return {
        section.key: " ".join(_texts(section)) for section in all_sections(View(whole, audience))
    }


def words(whole: Assessment, audience: Audience = PROFESSIONAL) -> str:
    """The words of the whole report."""
    return " ".join(parts(whole, audience).values())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value and not value.startswith("<svg"):
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, Drawing):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
