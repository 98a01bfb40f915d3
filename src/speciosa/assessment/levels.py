"""Only the exposure of a diary, as `assess` computes it, without the fits: quick."""

from dataclasses import dataclass

import numpy as np

from speciosa.assessment.build import DRAWS
from speciosa.assessment.compose import window_of
from speciosa.assessment.digest import diary_digest, seed_of
from speciosa.assessment.schema import ExposureSummary, Timeline, Window
from speciosa.assessment.timeline import timeline_of
from speciosa.diary.diary import Diary
from speciosa.diary.profile import projected
from speciosa.diary.quality import quality_of
from speciosa.exposure.curve import expose, not_modelled
from speciosa.exposure.population import summarise
from speciosa.safety.check import check_safety
from speciosa.safety.restrictions import hides_benefit


@dataclass(frozen=True, slots=True)
class Levels:
    """Predicted levels of a diary with its window and time line.

    Attributes:
        window: first and last day recorded.
        exposure: as in the assessment.
        timeline: doses and missing days.
        not_modelled: product -> reason.
    """

    window: Window
    exposure: ExposureSummary
    timeline: Timeline
    not_modelled: dict[str, str]


def levels_of(diary: Diary, *, made_up: bool = False) -> Levels | None:
    """The exposure of a diary; None where it must not be shown.

    Args:
        diary: the record.
        made_up: a pattern that nobody took; there is no person whose age could be asked for.

    Raises:
        InputError: when the diary holds no entry.
    """
    diary = projected(diary)
    window = window_of(diary)
    if not made_up and hides_benefit(check_safety(diary).restrictions):
        return None
    seed = seed_of(diary_digest(diary))
    exposures = expose(diary, DRAWS, np.random.default_rng(seed))
    return Levels(
        window=window,
        exposure=summarise(diary, exposures),
        timeline=timeline_of(diary, window, quality_of(diary)),
        not_modelled=not_modelled(diary),
    )
