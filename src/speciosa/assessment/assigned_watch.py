"""Watching the pairs of a randomised test: one statement an outcome, fixed with its direction.

The family of statements is what was rated by the end of the first pair, so the threshold never
moves while somebody looks. The plan itself is not part of a diary; its pairs are those that were
allotted so far, and nothing is watched before they could be enough for an alert.
"""

from datetime import date, timedelta
from typing import Final

import numpy as np

from speciosa.assessment.personal_tests import outcomes_of_test
from speciosa.diary.diary import Diary
from speciosa.diary.instruments import outcome_of
from speciosa.diary.ratings import ratings_of
from speciosa.diary.view import current, until
from speciosa.response.design.assignments import Randomised, randomised_of
from speciosa.response.design.pairs import SCALE_SHARE, pairs_of
from speciosa.response.design.prompted import usable
from speciosa.response.monitor.alert import Evidence, Watch
from speciosa.response.monitor.pairs import evidence_of_pairs, watch_pairs
from speciosa.response.monitor.threshold import fewest_pairs

_NO_PAIR: Final = "No pair of the randomised test is complete yet."
_AT_WISHES: Final = "most ratings came at a wish, which the arms may bring about; not watched."
_LATE: Final = "first rated after the first pair of the test; not watched."
_ARMS: Final = {
    "wait": "after the shorter of two allotted waits",
    "blocks": "in the allotted blocks of the higher amount",
}


def assigned_watch_of(diary: Diary) -> Watch | None:
    """The statements of the latest test with their evidence so far; None without a test.

    Each says that its outcome is better in the higher arm: the shorter wait, the larger share, or
    the usual use alone. The diary's last day is not finished and therefore left out.
    """
    test = randomised_of(diary)
    if test is None or test.product not in diary.products:
        return None
    last = current(diary)[-1].at.date() - timedelta(days=1)
    family = _family(diary, last)
    if not family:
        return _nothing(_NO_PAIR)
    needed = fewest_pairs(len(family))
    if len(test.pairs) < needed:
        count = f"{len(test.pairs)} pair{'s' * (len(test.pairs) != 1)}"
        return _nothing(f"The randomised test has {count} so far; to be watched it needs {needed}.")
    caught = [key for key in family if not _is_free(diary, test, key)]
    evidence = [_evidence(diary, test, key, last, use=key not in caught) for key in family]
    found = watch_pairs(evidence, len(test.pairs), last)
    left = [f"{_label(diary, key)}: {_AT_WISHES}" for key in caught]
    left += [f"{_label(diary, k)}: {_LATE}" for k in outcomes_of_test(diary) if k not in family]
    watched = (w for w, key in zip(found.watched, family, strict=True) if key not in caught)
    return found.model_copy(update={"watched": tuple(watched), "not_watched": tuple(left)})


def _nothing(*reasons: str) -> Watch:
    return Watch(alerts=(), watched=(), not_watched=reasons)


def _family(diary: Diary, last: date) -> tuple[str, ...]:
    """Outcomes of the test that were rated by the end of its first complete pair."""
    ends = [
        pair.complete_at
        for key in outcomes_of_test(diary)
        for pair in pairs_of(diary, key)
        if pair.complete_at.date() <= last
    ]
    early = outcomes_of_test(until(diary, min(ends))) if ends else ()
    rated = ratings_of(diary)  # a rating of that time may have been cancelled since
    return tuple(key for key in early if key in rated)


def _is_free(diary: Diary, test: Randomised, outcome: str) -> bool:
    """Whether the ratings were made at moments that the coin did not move."""
    return usable(diary, test, ratings_of(diary)[outcome])[1]


def _evidence(diary: Diary, test: Randomised, key: str, last: date, *, use: bool) -> Evidence:
    """One statement; one that cannot be watched still counts for the threshold."""
    outcome = outcome_of(diary, key)
    told = [
        (pair.complete_at.date(), pair.difference_pts)
        for pair in (pairs_of(diary, key) if use else ())
        if pair.difference_pts is not None and pair.complete_at.date() <= last
    ]
    return evidence_of_pairs(
        f"test {key}",
        f"{_label(diary, key)} is {outcome.better} {_where(diary, test)}.",
        np.array([difference for _, difference in told], dtype=np.float64),
        SCALE_SHARE * (outcome.high - outcome.low),
        [day for day, _ in told],
        outcome.better,
    )


def _where(diary: Diary, test: Randomised) -> str:
    if test.kind != "versus":
        return _ARMS[test.kind]
    name = " ".join((diary.products[test.product].name or test.product).split())
    return f"with {name} as usual than with {test.other}"


def _label(diary: Diary, key: str) -> str:
    return outcome_of(diary, key).label or key
