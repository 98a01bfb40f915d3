"""Questions for the visit as words: which are shown, and where each comes from."""

from collections.abc import Iterable
from typing import Final

from speciosa.assessment.schema import Assessment, VisitQuestion, hides_benefit
from speciosa.report.words.figures import count_words
from speciosa.report.words.text import as_sentence, clean, listing
from speciosa.texts import say

MOST_SHOWN: Final = 8
FILE: Final = "questions.toml"
_HIGHEST: Final = "S4"
_NAMED: Final = 3


def open_questions(assessment: Assessment) -> tuple[VisitQuestion, ...]:
    """All that are not hidden; none about effects where those are not shown."""
    without = hides_benefit(assessment.restrictions)
    asked = (one for one in assessment.questions if not one.hidden)
    return tuple(one for one in asked if not (without and one.about == "grade"))


def shown_questions(assessment: Assessment, most: int = MOST_SHOWN) -> tuple[VisitQuestion, ...]:
    """The first ones, and every one about an S4.

    Args:
        assessment: with its questions in order.
        most: how many without those about an S4 that come later.
    """
    found = enumerate(open_questions(assessment))
    return tuple(one for place, one in found if place < most or one.place == _HIGHEST)


def rest_words(assessment: Assessment, shown: int) -> str:
    """How many questions are not shown, and why; empty where all are."""
    hidden = sum(one.hidden for one in assessment.questions)
    more = len(open_questions(assessment)) - shown
    parts = [say("visit.more", count=more)] if more else []
    parts += [say("visit.hidden_by_you", count=hidden)] if hidden else []
    return ", ".join(parts)


def count_note(assessment: Assessment, shown: int) -> str:
    """The note beside the title: how many, and what is left out; empty without any."""
    if not assessment.questions:
        return ""
    rest = rest_words(assessment, shown)
    return ", ".join(part for part in (count_words(shown, "question"), rest) if part)


def change_words(assessment: Assessment) -> str:
    """How the list is changed, with one of its own questions as the example."""
    name = clean(assessment.questions[0].id) if assessment.questions else ""
    return say("visit.change", file=FILE, name=name) if name else ""


def from_words(question: VisitQuestion, assessment: Assessment) -> str:
    """Where a question comes from: the part of the report, and the ids there."""
    ids = listing(map(clean, question.because), most=_NAMED)
    if question.about in ("finding", "unknown"):
        titles = _titles(question.because, assessment)
        if titles:
            return as_sentence(say("visit.from_findings", titles=titles, ids=ids))
        return as_sentence(say("visit.from", ids=ids))
    if question.about == "check":
        return as_sentence(say("visit.from_schedule", ids=ids))
    if question.about == "event":
        return as_sentence(say("visit.from_events", ids=ids))
    if question.about == "age":
        return as_sentence(say("visit.from_head", ids=ids))
    learn = as_sentence(assessment.quality.learn_more) if question.place == "D" else ""
    source = as_sentence(say("visit.from_outcomes", grade=question.place, ids=ids))
    return f"{source} {learn}".strip()


def _titles(ids: Iterable[str], assessment: Assessment) -> str:
    titles = {finding.id: clean(finding.title) for finding in assessment.findings}
    named = list(dict.fromkeys(titles[one] for one in ids if one in titles))
    more = [say("visit.more", count=len(named) - _NAMED)] if len(named) > _NAMED else []
    return "; ".join([*named[:_NAMED], *more])
