"""Scales without a total, whose next question depends on the last answer."""

from typing import Final

from speciosa.knowledge.instruments import Instrument
from speciosa.safety.scales.answers import Answers
from speciosa.safety.scales.scored import Scored

_NO_TOTAL: Final = "This scale has no total."
_YES: Final = (
    "At least one question was answered with yes: talk to a doctor or a crisis line today."
)
_OPEN: Final = "Not every question was answered."
_UNREAD: Final = "Levels below the highest could not be confirmed at the source: none is printed."
_NONE: Final = "No question was answered with yes."


def level_of(instrument: Instrument, answers: Answers) -> Scored:
    """The highest level whose source was read, and always what to do after any yes."""
    reached = next((row for row in instrument.branch if _any(answers, row.any_yes)), None)
    missing = tuple(
        number for number in asked(instrument, answers.given) if number not in answers.given
    )
    level = reached.level if reached is not None and reached.printed else ""
    yes = any(answers.given.values())
    why = "" if level else (_OPEN if missing else (_UNREAD if yes else _NONE))
    return Scored(
        key=instrument.key,
        name=instrument.name,
        why_no_total=_NO_TOTAL,
        band=level,
        band_source=reached.source if reached is not None and level else "",
        why_no_band=why,
        missing=missing,
        warnings=(*((_YES,) if yes else ()), instrument.warning),
    )


def asked(instrument: Instrument, given: dict[int, float]) -> tuple[int, ...]:
    """The questions that belong to a filling-in, given the answers so far."""
    left_out = {
        number for row in instrument.follow if not given.get(row.after) for number in row.items
    }
    return tuple(n for n in range(1, instrument.items + 1) if n not in left_out)


def _any(answers: Answers, numbers: tuple[int, ...]) -> bool:
    return any(answers.given.get(number, 0) > 0 for number in numbers)
