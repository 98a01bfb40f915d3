"""Statement: doses a day rise.

The diary is cut into blocks of four weeks from its first day; each finished block with enough
recorded days gives one number, doses per recorded day. Evidence bets on the rank of each block
among all blocks so far, so the person is compared with nothing but their own record. What was
told of the time before is not used: memory and record differ.

Why four weeks: whole weeks, so that weekends never count as a rise; and long enough that ups and
downs of some days do not carry over from one block to the next. With the null of exchangeable
blocks the 5 % are proven for any distribution of the counts, overdispersed ones included. Swings
with a half-life of a week keep to it as well (measured, see the validation page; blocks of two
weeks did not); a swell that lasts for months is reported as the rise it is. The price: no alert
before the sixth block. A rise over the first months is the subject of the rule on trends.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from speciosa.response.monitor.alert import Evidence
from speciosa.response.monitor.betting import log_e_of_ranks

BLOCK_D: Final = 28
LEAST_RECORDED_D: Final = 14  # half of the block; below that, what is missing decides
_ASSUMPTION: Final = (
    "While the habit is steady, no four weeks are more likely than others to be high ones. "
    "A swell of several months counts as a rise, and so do doses that were taken before, "
    "but not written down."
)


def rising_doses(
    substance: str, start: date, recorded: Sequence[date], taken: Sequence[date], last: date
) -> Evidence:
    """Evidence that doses a day rise.

    Args:
        substance: for the words.
        start: the first day of the diary.
        recorded: days with any entry; a day without one is not a day without a dose.
        taken: the day of each dose.
        last: the last finished day.
    """
    days = Counter((day - start).days // BLOCK_D for day in set(recorded))
    doses = Counter((day - start).days // BLOCK_D for day in taken)
    finished = range(((last - start).days + 1) // BLOCK_D)
    blocks = [block for block in finished if days[block] >= LEAST_RECORDED_D]
    return Evidence(
        key=f"{substance} doses_per_day",
        statement=f"Doses of {substance} a day are rising.",
        basis="observational",
        counted="blocks of four weeks",
        assumption=_ASSUMPTION,
        log_e=log_e_of_ranks(np.array([doses[block] / days[block] for block in blocks])),
        seen_on=tuple(start + timedelta(days=BLOCK_D * (block + 1) - 1) for block in blocks),
    )
