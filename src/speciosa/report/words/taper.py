"""A professional's plan for less kratom as words, in two kinds: with amounts and without any."""

from typing import Final

from speciosa.assessment.schema import Followed
from speciosa.report.words.text import as_sentence, clean
from speciosa.report.words.times import date_words

PLAN_TITLE: Final = "Plan for less"
PLAN_LEDE: Final = (
    "A professional made this plan. Here it only stands beside what was written down: nothing in "
    "this report makes a plan or changes one."
)
HELD: Final = "There is a reason to keep the present step."


def plan_words(found: Followed) -> tuple[tuple[str, str], ...]:
    """Who made the plan and where it stands as (what, value) lines, without amounts."""
    entered = f", entered {date_words(found.entered, year=True)}" if found.entered else ""
    product = (("Product", clean(found.product)),) if found.product else ()
    return (
        ("Made by", clean(found.by) + entered),
        *product,
        ("Now", _now(found)),
        ("Next step", _next(found)),
    )


def _now(found: Followed) -> str:
    if not found.step or found.step_from is None:
        return f"not begun; {found.steps} step{'' if found.steps == 1 else 's'} planned"
    return f"step {found.step} of {found.steps}, since {date_words(found.step_from, year=True)}"


def _next(found: Followed) -> str:
    if found.next_step is None:
        return "none planned: this is the last one"
    return f"planned for {date_words(found.next_step, year=True)}"


def plan_lines_person(found: Followed) -> tuple[str, ...]:
    """How it went, without amounts."""
    return tuple(as_sentence(text) for text in found.for_person)


def plan_lines_professional(found: Followed) -> tuple[str, ...]:
    """How it went, with amounts planned and taken."""
    lines = dict.fromkeys((*found.for_person[:1], *found.for_professional))
    return tuple(as_sentence(text) for text in lines)
