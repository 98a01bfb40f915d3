"""Adverse events with what the diary shows of their cause, in sentences that every face prints."""

from collections.abc import Iterable, Iterator

from speciosa.assessment.schema import Case, CaseReport
from speciosa.safety.cases.sentences import case_sentences


def case_reports(cases: Iterable[Case]) -> Iterator[CaseReport]:
    """Each case with its sentences."""
    for case in cases:
        yield CaseReport(case=case, sentences=case_sentences(case))
