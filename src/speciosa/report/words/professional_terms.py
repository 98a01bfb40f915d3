"""What the words of a report for a professional mean."""

from typing import Final

from speciosa.report.words.professional import Line
from speciosa.texts import say

_TERMS: Final = (
    "seen_effect", "intervals", "learned", "declared", "grades", "probabilities", "bayes_factor",
    "exposure", "middle_day", "findings", "review",
)  # fmt: skip


def terms() -> tuple[Line, ...]:
    """Every word with its meaning."""
    return tuple(
        (say(f"professional.term.{name}"), say(f"professional.meaning.{name}")) for name in _TERMS
    )
