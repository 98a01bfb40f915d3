"""The first questions for the visit in a terminal; the others are counted."""

from typing import Final

from speciosa.assessment.schema import Assessment
from speciosa.report.terminal_text import hanging
from speciosa.report.words import as_start, clean
from speciosa.report.words.visit import count_note, shown_questions

_MOST: Final = 3


def visit_note(assessment: Assessment) -> str:
    """How many questions are shown, and how many are not."""
    return count_note(assessment, len(shown_questions(assessment, _MOST)))


def visit_lines(assessment: Assessment, columns: int) -> list[str]:
    """Whom to ask what; nothing where there is no question."""
    shown = shown_questions(assessment, _MOST)
    texts = (f"{as_start(clean(one.ask))}: {clean(one.text)}" for one in shown)
    return [line for text in texts for line in hanging(" ?   ", text, columns)]
