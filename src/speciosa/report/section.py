"""The registry of sections: one file in `sections` is one section, in the order of its number."""

from collections.abc import Callable, Iterable

from speciosa.assess.assessment import Assessment
from speciosa.registry import Registry
from speciosa.report.blocks import Audience, Section

Build = Callable[[Assessment, Audience], Iterable[Section]]
_found: Registry[Build] = Registry("speciosa.report.sections")


def section(order: int) -> Callable[[Build], Build]:
    """Register a function as the section with this number; first page below 100."""
    return _found.add(f"{order:03d}")


def all_sections(assessment: Assessment, audience: Audience) -> list[Section]:
    """Every section of a report, in order."""
    return [part for build in _found.load().values() for part in build(assessment, audience)]
