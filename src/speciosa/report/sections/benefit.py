"""First page: benefit and harm together, all outcomes in one picture."""

from collections.abc import Iterator
from dataclasses import replace

from speciosa.assessment.schema import Assessment, Response
from speciosa.report.blocks import Figure, Section, Table
from speciosa.report.charts.forest import draw_forest
from speciosa.report.charts.svg import NARROW, WIDE
from speciosa.report.parts import is_hidden, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import (
    CANNOT_TELL,
    Span,
    chance_words,
    clean,
    decimals_of,
    effect_words,
    fixed,
    grade_words,
    plain_text,
    plain_words,
)
from speciosa.report.words.professional import effect_head, effect_row
from speciosa.texts import say

DASH = "–"
HEAD = (
    "outcome", "substance", "ratings", "difference", "interval", "matters_from", "better", "worse",
    "grade",
)  # fmt: skip


@section(40)
def benefit(view: View) -> Iterator[Section]:
    """The forest, or why there is none."""
    title = say("benefit.title")
    if is_hidden(view.assessment) or not view.assessment.responses:
        empty = why_empty(view.assessment, say("benefit.empty"))
        yield Section("benefit", title, (empty,), place="half")
        return
    figure = _figure(view.assessment)
    if view.professional:
        figure = _professional(figure, view.assessment.responses)
    note = say("benefit.professional_note") if view.professional else say("benefit.note")
    yield Section("benefit", title, (figure,), place="half", note=(Span(note),))


def _professional(figure: Figure, responses: tuple[Response, ...]) -> Figure:
    """The same picture with the estimand below it and signed numbers behind it."""
    estimand = say("professional.effect.estimand")
    caption = say("benefit.seen", estimand=estimand)
    if _has_broken_line(responses):
        caption = say("benefit.seen_broken", estimand=estimand)
    table = Table(say("benefit.title"), effect_head(), tuple(map(effect_row, responses)))
    more = say("benefit.not_use", more=figure.more)
    return replace(figure, caption=caption, more=more, tables=(table,))


def _figure(assessment: Assessment) -> Figure:
    responses, title = assessment.responses, say("benefit.title")
    desc = plain_text(plain_words(assessment).lead)
    return Figure(
        wide=draw_forest(responses, WIDE, "benefit-w", title, desc),
        narrow=draw_forest(responses, NARROW, "benefit-n", title, desc),
        paper=draw_forest(responses, NARROW, "benefit-p", title, desc, low=True),
        caption=_caption(responses),
        more=_more(responses),
        tables=(_table(responses),),
    )


def _caption(responses: tuple[Response, ...]) -> str:
    broken = _has_broken_line(responses)
    return say("benefit.caption_broken") if broken else say("benefit.caption")


def _has_broken_line(responses: tuple[Response, ...]) -> bool:
    """Whether an answer is observed only."""
    return any(response.grade == "C" for response in responses)


def _more(responses: tuple[Response, ...]) -> str:
    several = len({r.smallest_important_change for r in responses}) > 1
    grades = ", ".join(grade_words(grade) for grade in "ABCD")
    if several:
        return say("benefit.shaded_and_grades", grades=grades)
    return say("benefit.grades", grades=grades)


def _table(responses: tuple[Response, ...]) -> Table:
    return Table(
        label=say("benefit.title"),
        head=tuple(say(f"benefit.head.{name}") for name in HEAD),
        rows=tuple(_row(response) for response in responses),
    )


def _row(response: Response) -> tuple[str, ...]:
    words = effect_words(response)
    told = words.verdict != CANNOT_TELL
    return (
        clean(response.label),
        clean(response.substance),
        str(response.n_ratings),
        words.short,
        words.interval or DASH,
        fixed(response.smallest_important_change, decimals_of(response.scale)),
        chance_words(response.p_benefit) if told else DASH,
        chance_words(response.p_worse) if told else DASH,
        response.grade,
    )
