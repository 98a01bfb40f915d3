"""First page: the red flags and the numbers to call, always."""

from collections.abc import Iterator

from speciosa.assessment.schema import RedFlags
from speciosa.report.blocks import RedFlagList, Section, Sign
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, clean, emergency_words, numbers_remark


@section(70)
def flags(view: View) -> Iterator[Section]:
    """All signs in full; the emergency number stands in the heading."""
    red = view.assessment.red_flags
    signs = tuple(Sign(i.number, clean(i.signs).rstrip("."), as_sentence(i.do)) for i in red.items)
    number, remark = emergency_words(view.assessment), numbers_remark(view.assessment)
    note = (Span(", ".join(part for part in (f"Emergency: {number}", remark) if part)),)
    block = RedFlagList(signs, _numbers(red))
    yield Section("flags", "Red flags", (block,), place="rail", note=note)


def _numbers(red: RedFlags) -> tuple[str, ...]:
    """The other numbers that are known and that no sign names."""
    said = " ".join(item.do for item in red.items)
    named = (("Crisis line", red.crisis), ("Poison centre", red.poison))
    left = [(name, clean(number)) for name, number in named if number not in said]
    return tuple(f"{name}: {number}" for name, number in left if number)
