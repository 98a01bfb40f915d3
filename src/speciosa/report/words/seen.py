"""Findings that the reader has marked as seen, as words."""

from typing import Final

from speciosa.assessment.schema import Assessment, Finding
from speciosa.report.words.safety import first_findings
from speciosa.texts import say

HIGHEST: Final = "S4"


def is_quiet(finding: Finding) -> bool:
    """Whether a finding is shown with less weight: marked as seen, and no S4."""
    return finding.quiet and finding.severity != HIGHEST


def seen_mark(finding: Finding) -> str:
    """The mark beside a finding; empty for one that is not marked."""
    return say("seen.mark") if finding.quiet else ""


def seen_means(severity: str) -> str:
    """What being marked as seen means for a finding of a severity.

    >>> seen_means("S4")
    'It has the highest severity, so it stays on the first page. What it asks for still holds.'
    """
    return say("seen.stays") if severity == HIGHEST else say("seen.wakes")


def seen_rest(assessment: Assessment) -> str:
    """How many findings the first page leaves out because they are marked as seen; or empty."""
    seen = sum(is_quiet(finding) for finding in assessment.findings)
    return say("seen.rest", count=seen) if seen else ""


def all_seen_words(assessment: Assessment) -> str:
    """What stands on a first page that leaves out every finding, because all are seen; or empty."""
    many = len(assessment.findings)
    if not many or first_findings(assessment):
        return ""
    if many == 1:
        return say("seen.only_one")
    return say("seen.all", count=many)


def marked_by(assessment: Assessment, account: str) -> str:
    """Whose marks a page shows, and on how many findings."""
    marked = sum(finding.quiet for finding in assessment.findings)
    count = len(assessment.findings)
    return say("seen.marked_by", account=account, marked=marked, count=count)
