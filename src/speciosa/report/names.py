"""Names as a picture or a heading shows them: short, with a large first letter."""

from speciosa.report.words import as_start, as_word
from speciosa.report.words.readings import reading_name

__all__ = ["outcome_name", "reading_name"]


def outcome_name(label: str) -> str:
    """An outcome without what explains its scale.

    >>> outcome_name("opioid withdrawal: 0 none, 1 mild, 2 moderate, 3 severe")
    'Opioid withdrawal'
    """
    return as_start(as_word(label))
