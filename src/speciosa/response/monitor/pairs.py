"""Watching a randomised test: pairs whose order a coin decided.

If the product does nothing at all, and ratings are made at moments that the coin did not move,
every rating would have been the same whichever arm the coin gave, and the sign of each pair's
difference is that coin. So the bound needs no assumption about trends, carry-over or correlation
between pairs: only fair coins that nobody could know before, and a scale fixed in advance. (For
waits that means: rate so long after the wish, not after the dose. Symptoms that led to a wish fade
by themselves, so a later rating is a lower one.) Where the person knows which arm it is, then
expectation is part of what the pairs measure, and the alert says so. Reading at any time during an
N-of-1 trial is also the subject of Malenica and others (arXiv 2309.07353), who use confidence
sequences.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, Literal

import numpy as np

from speciosa.errors import InputError
from speciosa.response.monitor.alert import Days, Evidence, Watch, watch_of
from speciosa.response.monitor.betting import log_e_of_signs
from speciosa.response.monitor.threshold import refuse_too_short, threshold
from speciosa.sampling.quasirandom import Array

# A bet wins most at mean / variance of the differences. With 3 points as the unit that is 0.3 for
# half a point among differences that vary by 2, and above 4 for two points that vary by 1.
PAIR_BETS: Final = (0.3, 0.6, 1.2, 2.4, 4.8)
Lean = Literal["higher", "lower"]
_ASSUMPTION: Final = (
    "A fair coin, unknown beforehand, decided which arm of each pair came first, and ratings were "
    "made at moments that the coin did not move. Unless the arms were blinded, expectation is part "
    "of the difference."
)


def watch_pairs(pairs: Sequence[Evidence], planned: int, last: date) -> Watch:
    """Watch every statement of one plan.

    Args:
        pairs: one evidence for each statement of the plan, see `evidence_of_pairs`.
        planned: pairs in the plan.
        last: the last finished day.

    Raises:
        InputError: the plan is too short ever to reach an alert.
    """
    refuse_too_short(planned, len(pairs))
    days = Days(first=min((e.seen_on[0] for e in pairs if e.seen_on), default=last), last=last)
    return watch_of(pairs, threshold(len(pairs)), days)


def evidence_of_pairs(
    key: str,
    statement: str,
    difference_pts: Array,
    scale_pts: float,
    seen_on: Sequence[date],
    leans: Lean,
) -> Evidence:
    """Evidence that one arm has the higher (or lower) ratings.

    Args:
        key: of the statement.
        statement: what an alert says; fixed with its direction before the first pair.
        difference_pts: (n,) one arm minus the other, in order of time.
        scale_pts: fixed in advance, the unit of the bets: as a test's protocol says.
        seen_on: the day each pair was complete.
        leans: which sign the statement means.

    Raises:
        InputError: a scale that is not above zero.
    """
    if not scale_pts > 0.0:
        raise InputError("the scale of the pairs", "scale_pts", scale_pts, "a number above zero")
    sign = 1.0 if leans == "higher" else -1.0
    x = sign * np.asarray(difference_pts, dtype=np.float64) / scale_pts
    return Evidence(
        key=key,
        statement=statement,
        basis="assigned",
        counted="pairs",
        assumption=_ASSUMPTION,
        log_e=log_e_of_signs(x, PAIR_BETS),
        seen_on=tuple(seen_on),
    )
