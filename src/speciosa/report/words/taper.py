"""A professional's plan for less kratom as words, in two kinds: with amounts and without any."""

from speciosa.assessment.schema import Followed
from speciosa.report.words.figures import count_words
from speciosa.report.words.text import as_sentence, clean
from speciosa.report.words.times import date_words
from speciosa.texts import say


def plan_words(found: Followed) -> tuple[tuple[str, str], ...]:
    """Who made the plan and where it stands as (what, value) lines, without amounts."""
    product = ((say("taper_words.product"), clean(found.product)),) if found.product else ()
    return (
        (say("taper_words.made_by"), _made_by(found)),
        *product,
        (say("taper_words.now"), _now(found)),
        (say("taper_words.next_step"), _next(found)),
    )


def _made_by(found: Followed) -> str:
    by = clean(found.by)
    if not found.entered:
        return by
    return say("taper_words.entered", by=by, date=date_words(found.entered, year=True))


def _now(found: Followed) -> str:
    if not found.step or found.step_from is None:
        return say("taper_words.not_begun", steps=count_words(found.steps, "step"))
    date = date_words(found.step_from, year=True)
    return say("taper_words.step_since", step=found.step, steps=found.steps, date=date)


def _next(found: Followed) -> str:
    if found.next_step is None:
        return say("taper_words.none_planned")
    return say("taper_words.planned_for", date=date_words(found.next_step, year=True))


def plan_lines_person(found: Followed) -> tuple[str, ...]:
    """How it went, without amounts."""
    return tuple(as_sentence(text) for text in found.for_person)


def plan_lines_professional(found: Followed) -> tuple[str, ...]:
    """How it went, with amounts planned and taken."""
    lines = dict.fromkeys((*found.for_person[:1], *found.for_professional))
    return tuple(as_sentence(text) for text in lines)
