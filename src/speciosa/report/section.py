"""The registry of sections: one file in `sections` is one section, in the order of its number."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from speciosa.assessment.schema import Assessment
from speciosa.registry import Registry
from speciosa.report.audience import Audience
from speciosa.report.blocks import Section


@dataclass(frozen=True, slots=True)
class View:
    """What a section is built from: the assessment, and who reads it."""

    assessment: Assessment
    audience: Audience = "person"


Build = Callable[[View], Iterable[Section]]
_found: Registry[Build] = Registry("speciosa.report.sections")


def section(order: int) -> Callable[[Build], Build]:
    """Register a function as the section with this number; the first page is below 100."""
    return _found.add(f"{order:03d}")


def all_sections(view: View) -> list[Section]:
    """Every section of a report, in order."""
    return [part for build in _found.load().values() for part in build(view)]
