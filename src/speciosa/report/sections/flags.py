"""First page: the red flags and the numbers to call, always."""

from collections.abc import Iterator

from speciosa.assess.assessment import RedFlags
from speciosa.report.blocks import RedFlagList, Section, Sign
from speciosa.report.section import View, section
from speciosa.report.words import Span, clean, emergency_words


@section(70)
def flags(view: View) -> Iterator[Section]:
    """All signs in full; the emergency number stands in the heading."""
    red = view.assessment.red_flags
    signs = tuple(Sign(i.number, clean(i.signs).rstrip("."), clean(i.do)) for i in red.items)
    note = (Span(f"Emergency: {emergency_words(view.assessment)}"),)
    block = RedFlagList(signs, _numbers(red))
    yield Section("flags", "Red flags", (block,), place="rail", note=note)


def _numbers(red: RedFlags) -> tuple[str, ...]:
    """The other numbers, where they are known."""
    named = (("Crisis line", red.crisis), ("Poison centre", red.poison))
    return tuple(f"{name}: {clean(number)}" for name, number in named if clean(number))
