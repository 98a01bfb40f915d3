"""First page: the red flags and the numbers to call, always."""

from collections.abc import Iterator

from speciosa.assessment.schema import RedFlags
from speciosa.report.blocks import RedFlagList, Section, Sign
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_sentence, clean, emergency_words, numbers_remark
from speciosa.texts import say


@section(70)
def flags(view: View) -> Iterator[Section]:
    """All signs in full; the emergency number stands in the heading."""
    red = view.assessment.red_flags
    signs = tuple(Sign(i.number, clean(i.signs).rstrip("."), as_sentence(i.do)) for i in red.items)
    number, remark = emergency_words(view.assessment), numbers_remark(view.assessment)
    emergency = say("flags.emergency", number=number)
    note = (Span(", ".join(part for part in (emergency, remark) if part)),)
    block = RedFlagList(signs, _numbers(red))
    yield Section("flags", say("flags.title"), (block,), place="rail", note=note)


def _numbers(red: RedFlags) -> tuple[str, ...]:
    """The other numbers that are known and that no sign names."""
    said = " ".join(item.do for item in red.items)
    named = (("crisis", red.crisis), ("poison", red.poison))
    left = [(name, clean(number)) for name, number in named if number not in said]
    return tuple(say(f"flags.line.{name}", number=number) for name, number in left if number)
