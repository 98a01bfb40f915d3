"""Findings that the reader has marked as seen, as words."""

from typing import Final

from speciosa.assessment.schema import Assessment, Finding
from speciosa.report.words.safety import first_findings

SEEN: Final = "seen"
HIGHEST: Final = "S4"
_HOLDS: Final = "What it asks for still holds."
_WAKES: Final = (
    "It stays in the report with less weight. "
    "It stands out again when its severity or its reasons change."
)
_STAYS: Final = "It has the highest severity, so it stays on the first page."


def is_quiet(finding: Finding) -> bool:
    """Whether a finding is shown with less weight: marked as seen, and no S4."""
    return finding.quiet and finding.severity != HIGHEST


def seen_mark(finding: Finding) -> str:
    """The mark beside a finding; empty for one that is not marked."""
    return SEEN if finding.quiet else ""


def seen_means(severity: str) -> str:
    """What being marked as seen means for a finding of a severity.

    >>> seen_means("S4")
    'It has the highest severity, so it stays on the first page. What it asks for still holds.'
    """
    return f"{_STAYS if severity == HIGHEST else _WAKES} {_HOLDS}"


def seen_rest(assessment: Assessment) -> str:
    """How many findings the first page leaves out because they are marked as seen; or empty."""
    seen = sum(is_quiet(finding) for finding in assessment.findings)
    return f"{seen} marked as seen" if seen else ""


def all_seen_words(assessment: Assessment) -> str:
    """What stands on a first page that leaves out every finding, because all are seen; or empty."""
    many = len(assessment.findings)
    if not many or first_findings(assessment):
        return ""
    if many == 1:
        return f"The only finding is marked as seen. {_HOLDS}"
    return f"All {many} findings are marked as seen. What they ask for still holds."


def marked_by(assessment: Assessment, account: str) -> str:
    """Whose marks a page shows, and on how many findings."""
    marked = sum(finding.quiet for finding in assessment.findings)
    return f"Marked as seen by {account}: {marked} of {len(assessment.findings)} findings."
