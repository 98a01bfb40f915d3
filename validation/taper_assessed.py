"""A diary with a reduction, assessed and described."""

import time
from dataclasses import dataclass
from typing import Final

from speciosa.assessment.build import assess
from speciosa.assessment.schema import Response
from speciosa.diary.diary import Diary
from speciosa.diary.ratings import ratings_of
from validation.taper_course import (
    Course,
    Phase,
    Spread,
    course_of,
    day_amounts_mg,
    phases_of,
    spread_of,
)

LEADING: Final = ("restlessness", "low_mood", "irritation")


@dataclass(frozen=True, slots=True)
class Taper:
    """Everything that the page shows.

    Attributes:
        responses: what is said, the leading outcomes first.
        phases: before, during and after.
        amount_mg: of each phase, (first, last).
        courses: ratings by outcome.
        cpu_s: processor time to read and assess.
    """

    responses: tuple[Response, ...]
    phases: tuple[Phase, ...]
    amount_mg: tuple[tuple[float, float], ...]
    courses: dict[str, Course]
    cpu_s: float

    def by_phase(self, outcome: str) -> tuple[Spread, ...]:
        """Figures of an outcome in each phase."""
        course = self.courses[outcome]
        return tuple(spread_of(course.within(p.first_day, p.last_day)) for p in self.phases)


def taper_of(diary: Diary, started_s: float | None = None) -> Taper:
    """Assess a diary with a reduction and describe its course.

    Args:
        diary: with amounts that fall.
        started_s: processor time at which reading began.
    """
    started_s = time.process_time() if started_s is None else started_s
    responses = assess(diary).responses
    cpu_s = time.process_time() - started_s
    amounts = day_amounts_mg(diary)
    phases = phases_of(amounts)
    order = sorted(responses, key=lambda r: (_place(r.outcome), r.label))
    courses = {name: course_of(diary, one) for name, one in ratings_of(diary).items()}
    ends = tuple((float(amounts[p.first_day - 1]), float(amounts[p.last_day - 1])) for p in phases)
    return Taper(tuple(order), phases, ends, courses, cpu_s)


def _place(outcome: str) -> int:
    return LEADING.index(outcome) if outcome in LEADING else len(LEADING)
