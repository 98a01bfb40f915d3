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

TITLE = "Getting used to it"
NO_SIGN = "No sign is seen in the entries. Not asked is not absent."
NOTHING = "Too little is recorded to see a pattern of use."


@section(500)
def dependence(view: View) -> Iterator[Section]:
    """Counts and signs from the diary; a diagnosis is not made."""
    if view.professional:
        yield _professional(view.assessment)
        return
    found = view.assessment.dependence
    rows = list[Pair]()
    if found.episodes_per_day is not None:
        rows.append(Pair("Doses a day", number_words(found.episodes_per_day)))
    if found.trend:
        rows.append(Pair("Trend", as_sentence(found.trend)))
    rows += _lines("Signs of getting used to it", found.criteria)
    rows += _lines("After breaks", found.withdrawal)
    rows += _lines("Notes", found.notes)
    blocks: tuple[Block, ...] = (Pairs(with_doses(rows, view.assessment), "list"),)
    if is_hidden(view.assessment) or not rows:
        blocks = (why_empty(view.assessment, NOTHING),)
    elif asked := tuple(_criteria(view.assessment)):
        blocks = (*blocks, Heading("Eleven criteria, as far as known"), Pairs(asked, "list"))
    elif view.assessment.criteria and not (found.criteria or found.withdrawal):
        blocks = (*blocks, paragraph(NO_SIGN, "note"))
    yield Section("dependence", TITLE, blocks, new_page=False)


def _professional(assessment: Assessment) -> Section:
    """The count of criteria as a range, each criterion with its answer and its signs."""
    title, count = "Dependence and withdrawal", assessment.criteria
    rows = pairs_of(dependence_lines(assessment.dependence, count))
    if is_hidden(assessment) or not rows:
        return Section("dependence", title, (why_empty(assessment, NOTHING),), new_page=False)
    blocks: list[Block] = [Pairs(with_doses(rows, assessment), "list")]
    if count is not None:
        each = pairs_of(criterion_line(one) for one in count.criteria)
        blocks += [Heading("Criteria, one by one"), Pairs(each, "list")]
    return Section("dependence", title, tuple(blocks), new_page=False)


def _criteria(assessment: Assessment) -> Iterator[Pair]:
    """The criteria that were answered, or of which the diary shows a sign."""
    for one in assessment.criteria.criteria if assessment.criteria else ():
        said = [] if one.answered is None else [_answered(one.answer, one.answered)]
        shown = [f"In the diary: {as_sentence(sign.text)}" for sign in one.signs]
        if said or shown:
            yield Pair(as_start(clean(one.name)), " ".join((*said, *shown)))


def _answered(answer: str, day: date) -> str:
    return f"Answered {answer} on {date_words(day, year=True)}."


def _lines(key: str, texts: tuple[str, ...]) -> list[Pair]:
    joined = " ".join(as_sentence(text) for text in texts)
    return [Pair(key, joined)] if joined else []
