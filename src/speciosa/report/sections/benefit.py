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
    LEVELS,
    Span,
    as_start,
    chance_words,
    clean,
    decimals_of,
    effect_words,
    fixed,
    grade_words,
    plain_text,
    plain_words,
)
from speciosa.report.words.professional import EFFECT_HEAD, SEEN, effect_row

TITLE = "Benefit and harm together"
EMPTY = "Nothing is rated yet, so nothing can be compared."
DASH = "–"
NOT_NET = f"{as_start(LEVELS)}, not use against no use."
BROKEN = "Broken line: observed only, so less certain."


@section(40)
def benefit(view: View) -> Iterator[Section]:
    """The forest, or why there is none."""
    if is_hidden(view.assessment) or not view.assessment.responses:
        yield Section("benefit", TITLE, (why_empty(view.assessment, EMPTY),), place="half")
        return
    figure = _figure(view.assessment)
    if view.professional:
        figure = _professional(figure, view.assessment.responses)
    note = (Span("95 % CrI" if view.professional else "95 % intervals"),)
    yield Section("benefit", TITLE, (figure,), place="half", note=note)


def _professional(figure: Figure, responses: tuple[Response, ...]) -> Figure:
    """The same picture with the estimand below it and signed numbers behind it."""
    broken = "; broken line: grade C" if any(one.grade == "C" for one in responses) else ""
    table = Table(TITLE, EFFECT_HEAD, tuple(map(effect_row, responses)))
    more = f"Not use vs no use. {figure.more}"
    return replace(figure, caption=f"{SEEN}{broken}.", more=more, tables=(table,))


def _figure(assessment: Assessment) -> Figure:
    responses = assessment.responses
    desc = plain_text(plain_words(assessment).lead)
    return Figure(
        wide=draw_forest(responses, WIDE, "benefit-w", TITLE, desc),
        narrow=draw_forest(responses, NARROW, "benefit-n", TITLE, desc),
        paper=draw_forest(responses, NARROW, "benefit-p", TITLE, desc, low=True),
        caption=_caption(responses),
        more=_more(responses),
        tables=(_table(responses),),
    )


def _caption(responses: tuple[Response, ...]) -> str:
    broken = any(response.grade == "C" for response in responses)
    return f"{NOT_NET} {BROKEN}" if broken else NOT_NET


def _more(responses: tuple[Response, ...]) -> str:
    several = len({r.smallest_important_change for r in responses}) > 1
    shaded = "Shaded: too small to matter, for each outcome. " if several else ""
    return f"{shaded}Grades: {', '.join(grade_words(grade) for grade in 'ABCD')}."


def _table(responses: tuple[Response, ...]) -> Table:
    difference = f"Difference, {LEVELS}"
    head = ("Outcome", "Substance", "Ratings", difference, "95 % interval", "Matters from")
    return Table(
        label=TITLE,
        head=(*head, "Chance better", "Chance worse", "Grade"),
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
