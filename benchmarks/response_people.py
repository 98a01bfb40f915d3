"""Diaries of the sizes that the response is timed on."""

from dataclasses import dataclass

import numpy as np

from speciosa.assessment.build import DRAWS
from speciosa.diary.diary import Diary
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.exposure.curve import SubstanceExposure, expose
from speciosa.response.joint.fit import fit_joint
from speciosa.response.joint.slots import Slots, slots_of
from speciosa.response.plain import fit_plain
from speciosa.response.question import Question
from speciosa.response.questions import Asked, ask
from speciosa.response.simulate import Plan, Symptom, simulate

SUBSTANCE = "kratom"
_DOSES_A_DAY = 3.25  # asked of the simulator; about three come of it
OUTCOMES = ("pain", "sleep", "mood", "restlessness")
_PROMPTS = {3: (9.0, 14.5, 20.5), 4: (9.0, 13.0, 17.0, 21.0)}


def diary_of(days: int, outcomes: int = 1, ratings_a_day: int = 3) -> Diary:
    """Somebody who takes about three doses a day by the clock and answers every prompt."""
    symptoms = tuple(Symptom(key, -1.5) for key in OUTCOMES[:outcomes])
    plan = Plan(
        days=days,
        symptoms=symptoms,
        dosing="by the clock",
        doses_per_day=_DOSES_A_DAY,
        rated="by the clock",
        prompt_clock_h=_PROMPTS[ratings_a_day],
        answered_share=1.0,
        before_d=90,
    )
    return simulate(plan, np.random.default_rng(1))


@dataclass(frozen=True, slots=True)
class Fitting:
    """One question, ready to be fitted."""

    question: Question
    slots: Slots | None
    exposure: SubstanceExposure

    @classmethod
    def of(cls, diary: Diary, outcome: str = OUTCOMES[0]) -> "Fitting":
        """The question of one outcome."""
        asked = Asked.of(diary, SUBSTANCE, expose(diary, DRAWS, np.random.default_rng(1)))
        ratings: Ratings = ratings_of(diary)[outcome]
        question = ask(asked, ratings, diary.outcomes[outcome])
        return cls(question, slots_of(diary, SUBSTANCE), asked.exposure)

    @property
    def size(self) -> str:
        """Ratings and doses in words."""
        ratings, doses = len(self.question.time_h), len(self.question.dose_time_h)
        return f"{ratings} ratings, {doses} doses"

    def plain(self) -> None:
        """The plain family."""
        fit_plain(self.question, np.random.default_rng(1))

    def joint(self) -> None:
        """The joint model."""
        if self.slots is None:
            raise ValueError("too few wishes")
        fit_joint(self.question, self.slots, self.exposure, np.random.default_rng(1))
