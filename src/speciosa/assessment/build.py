"""`assess(diary)`: every floor once, into one frozen record. Pure: no files, no clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

import numpy as np

from speciosa.assessment.digest import diary_digest, seed_of
from speciosa.diary.diary import Diary
from speciosa.diary.profile import projected
from speciosa.diary.view import until
from speciosa.exposure.curve import expose
from speciosa.response.model import Tell, responding

if TYPE_CHECKING:
    from speciosa.assessment.schema import Assessment

DRAWS: Final = 1024


def assess(
    diary: Diary,
    at: datetime | None = None,
    tell: Tell | None = None,
    compare: str = "",
) -> "Assessment":
    """Assess a diary as of `at`, by default the time of its last entry.

    Args:
        diary: the record.
        at: later entries are left out.
        tell: called with (done, total, outcome) as the outcomes are fitted.
        compare: two periods to be set side by side, see `asked_periods`; by default none.

    Raises:
        InputError: when the diary holds no entry up to then, or not the periods to compare.
    """
    with assessing(diary, at, compare) as finish:
        return finish(tell)


@contextmanager
def assessing(
    diary: Diary, at: datetime | None = None, compare: str = ""
) -> Iterator[Callable[[Tell | None], "Assessment"]]:
    """As `assess`, but other cores begin to fit at once; call what is given for the assessment."""
    diary = projected(until(diary, at) if at is not None else diary)
    seed = seed_of(diary_digest(diary))
    exposures = expose(diary, DRAWS, np.random.default_rng(seed))
    with responding(diary, exposures, seed) as responses:
        from speciosa.assessment.compose import compose  # noqa: PLC0415  (loads beside the fits)

        yield partial(compose, diary, at, compare, exposures, responses)
