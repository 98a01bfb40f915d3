"""Seriousness of a case by the six criteria of a report; it is not how bad it felt."""

from typing import Final

from speciosa.safety.cases.case import LiverCourse, Seriousness
from speciosa.safety.cases.episodes import Episode

CRITERIA: Final = (
    "death",
    "life-threatening",
    "hospital stay",
    "lasting disability",
    "birth defect",
    "medically important",
)
_ASKED: Final = {"hospital stay": "hospital", "lasting disability": "lasting"}
_LIFE_THREATENING: Final = 4
_DEATH: Final = 5


def seriousness_of(
    episode: Episode, course: LiverCourse | None, answers: dict[str, str]
) -> Seriousness:
    """What is met, and what a person still has to say."""
    grade = episode.grade or 0
    important = bool(episode.group and episode.group.important)
    in_liver = bool(episode.group and episode.group.rucam and course and course.hy_laboratory_on)
    shown = {
        "death": grade == _DEATH,
        "life-threatening": grade == _LIFE_THREATENING,
        "medically important": important or in_liver,
    }
    said = {criterion: answers.get(key) for criterion, key in _ASKED.items()}
    met = tuple(c for c in CRITERIA if shown.get(c) or said.get(c) == "yes")
    still_open = tuple(c for c in _ASKED if said[c] is None)
    return Seriousness(
        serious="yes" if met else ("unknown" if still_open else "no"), met=met, open=still_open
    )
