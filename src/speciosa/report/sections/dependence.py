"""What the diary shows about getting used to it, and about breaks."""

from collections.abc import Iterator
from datetime import date

from speciosa.assessment.schema import Assessment
from speciosa.report.blocks import Block, Heading, Pair, Pairs, Section
from speciosa.report.parts import is_hidden, pairs_of, paragraph, why_empty
from speciosa.report.section import View, section
from speciosa.report.sparks import with_doses
from speciosa.report.words import as_sentence, as_start, clean, date_words, number_words
from speciosa.report.words.professional_safety import criterion_line, dependence_lines
from speciosa.texts import say


@section(500)
def dependence(view: View) -> Iterator[Section]:
    """Counts and signs from the diary; a diagnosis is not made."""
    if view.professional:
        yield _professional(view.assessment)
        return
    found = view.assessment.dependence
    rows = list[Pair]()
    if found.episodes_per_day is not None:
        rows.append(Pair(say("dependence.doses_a_day"), number_words(found.episodes_per_day)))
    if found.trend:
        rows.append(Pair(say("dependence.trend"), as_sentence(found.trend)))
    rows += _lines(say("dependence.signs"), found.criteria)
    rows += _lines(say("dependence.after_breaks"), found.withdrawal)
    rows += _lines(say("dependence.notes"), found.notes)
    blocks: tuple[Block, ...] = (Pairs(with_doses(rows, view.assessment), "list"),)
    if is_hidden(view.assessment) or not rows:
        blocks = (why_empty(view.assessment, say("dependence.nothing")),)
    elif asked := tuple(_criteria(view.assessment)):
        heading = Heading(say("dependence.eleven_criteria"))
        blocks = (*blocks, heading, Pairs(asked, "list"))
    elif view.assessment.criteria and not (found.criteria or found.withdrawal):
        blocks = (*blocks, paragraph(say("dependence.no_sign"), "note"))
    yield Section("dependence", say("dependence.title"), blocks, new_page=False)


def _professional(assessment: Assessment) -> Section:
    """The count of criteria as a range, each criterion with its answer and its signs."""
    title, count = say("dependence.professional_title"), assessment.criteria
    rows = pairs_of(dependence_lines(assessment.dependence, count))
    if is_hidden(assessment) or not rows:
        nothing = why_empty(assessment, say("dependence.nothing"))
        return Section("dependence", title, (nothing,), new_page=False)
    blocks: list[Block] = [Pairs(with_doses(rows, assessment), "list")]
    if count is not None:
        each = pairs_of(criterion_line(one) for one in count.criteria)
        blocks += [Heading(say("dependence.criteria")), Pairs(each, "list")]
    return Section("dependence", title, tuple(blocks), new_page=False)


def _criteria(assessment: Assessment) -> Iterator[Pair]:
    """The criteria that were answered, or of which the diary shows a sign."""
    for one in assessment.criteria.criteria if assessment.criteria else ():
        said = [] if one.answered is None else [_answered(one.answer, one.answered)]
        signs = (as_sentence(sign.text) for sign in one.signs)
        shown = [say("dependence.in_the_diary", sign=sign) for sign in signs]
        if said or shown:
            yield Pair(as_start(clean(one.name)), " ".join((*said, *shown)))


def _answered(answer: str, day: date) -> str:
    return say("dependence.answered", answer=answer, day=date_words(day, year=True))


def _lines(key: str, texts: tuple[str, ...]) -> list[Pair]:
    said = [sentence for sentence in map(as_sentence, texts) if sentence]
    return [Pair(key, said[0], more=tuple(said[1:]))] if said else []
