"""First page: how much and how often, and which checks are due."""

from collections.abc import Iterator

from speciosa.assessment.schema import Assessment, Due
from speciosa.report.blocks import Block, Link, Pair, Pairs, Paragraph, Section
from speciosa.report.parts import is_hidden, why_empty
from speciosa.report.section import View, section
from speciosa.report.words import Span, as_start, clean, count_words, due_words, use_words
from speciosa.report.words.professional_exposure import professional_use
from speciosa.texts import say

SHOWN_CHECKS = 4
FIRST_CHECKS = 2  # a full sheet of paper shows only these


@section(60)
def use(view: View) -> Iterator[Section]:
    """Doses, then the checks; overdue ones are said in words and days."""
    assessment = view.assessment
    blocks: list[Block] = []
    if is_hidden(assessment) or not assessment.quality.doses:
        blocks.append(why_empty(assessment, say("use.nothing")))
    lines = [*_doses(view), *_checks(assessment)]
    if lines:
        blocks.append(Pairs(tuple(lines)))
    if len(assessment.schedule) > FIRST_CHECKS:
        text = say("use.all_and_why", checks=count_words(len(assessment.schedule), "check"))
        link = Link(say("schedule.title"), "schedule")
        blocks.append(Paragraph((Span(f"{text} "), link), "note"))
    yield Section("use", say("use.title"), tuple(blocks), place="rail")


def _doses(view: View) -> list[Pair]:
    assessment = view.assessment
    if is_hidden(assessment) or not assessment.quality.doses:
        return []
    lines = professional_use(assessment) if view.professional else use_words(assessment.use)
    return [Pair(key, value) for key, value in lines]


def _checks(assessment: Assessment) -> list[Pair]:
    year = assessment.window.end.year
    return [_check(due, year) for due in assessment.schedule[:SHOWN_CHECKS]]


def _check(due: Due, year: int) -> Pair:
    return Pair(as_start(clean(due.what)), due_words(due, year), late=due.overdue_days > 0)
