"""The registry of sections: one file in `sections` is one section, in the order of its number."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from speciosa.assessment.schema import Assessment
from speciosa.registry import Registry
from speciosa.report.audience import Audience
from speciosa.report.blocks import Section


@dataclass(frozen=True, slots=True)
class View:
    """What a section is built from: the assessment, and who reads it."""

    assessment: Assessment
    audience: Audience = "person"

    @property
    def professional(self) -> bool:
        """Whether units, intervals, codes and rule ids are wanted rather than plain words."""
        return self.audience == "professional"


Build = Callable[[View], Iterable[Section]]
_found: Registry[Build] = Registry("speciosa.report.sections")


def section(order: int) -> Callable[[Build], Build]:
    """Register a function as the section with this number; the first page is below 100."""
    return _found.add(f"{order:03d}")


def all_sections(view: View) -> list[Section]:
    """Every section of a report, in order; a title that comes again gets a number."""
    parts = [part for build in _found.load().values() for part in build(view)]
    seen: Counter[str] = Counter()
    for place, part in enumerate(parts):
        seen[part.title] += 1
        if seen[part.title] > 1:
            parts[place] = replace(part, title=f"{part.title} ({seen[part.title]})")
    return parts


def load_sections() -> None:
    """Import every section."""
    _found.load()
