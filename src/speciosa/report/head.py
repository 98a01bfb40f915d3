"""What stands above and below every page: who, when, as of, and how it was made."""

from dataclasses import dataclass
from typing import Final

from speciosa.assessment.schema import Assessment
from speciosa.report.words import (
    as_of_words,
    as_start,
    as_word,
    clean,
    emergency_words,
    window_words,
)
from speciosa.texts import say

SHORT_DIGEST: Final = 12


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below every page."""

    name: str
    window: str
    made: str
    emergency: str
    simulated: str  # empty for a real diary
    footer: str


def head_of(assessment: Assessment) -> Head:
    """The head and the foot of an assessment's pages."""
    made = assessment.made
    digests = (
        say("head.diary", digest=clean(made.diary_digest)[:SHORT_DIGEST]),
        say("head.knowledge", digest=clean(made.knowledge_digest)[:SHORT_DIGEST]),
        say("head.seed", seed=made.seed),
    )
    version = f"speciosa {clean(made.version)}"
    return Head(
        name=as_start(as_word(assessment.person.id)) or say("head.one_person"),
        window=window_words(assessment.window),
        made=as_of_words(made.at),
        emergency=emergency_words(assessment),
        simulated=say("words.simulated") if made.simulated else "",
        footer=" · ".join((version, *digests, say("head.same_report"))),
    )
