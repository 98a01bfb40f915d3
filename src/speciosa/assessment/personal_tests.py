"""The randomised test that a diary holds, one result an outcome, beside the model's response."""

from typing import Final

from speciosa.diary.diary import Diary
from speciosa.diary.instruments import ordered_outcomes
from speciosa.exposure.curve import SubstanceExposure
from speciosa.response.design.analyse import analyse
from speciosa.response.design.assignments import randomised_of
from speciosa.response.design.result import AssignedResult

MOST_OTHERS: Final = 4  # outcomes that are no aim are told only among the first of all


def tests_of(
    diary: Diary, exposures: dict[str, SubstanceExposure], seed: int
) -> tuple[AssignedResult, ...]:
    """Each outcome of the latest test, analysed by assignment; empty without a test.

    Args:
        diary: the record.
        exposures: what the body got, by substance.
        seed: of the coins that are sampled.
    """
    if randomised_of(diary) is None:
        return ()
    found = (analyse(diary, key, exposures, seed) for key in outcomes_of_test(diary))
    return tuple(one for one in found if one is not None)


def outcomes_of_test(diary: Diary) -> tuple[str, ...]:
    """Rated aims, and what else is among the first four outcomes of the diary."""
    ordered, aims = ordered_outcomes(diary), diary.person.aims
    return tuple(k for place, k in enumerate(ordered) if place < MOST_OTHERS or k in aims)
