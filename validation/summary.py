"""One scenario and one method in numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from validation.binomial import Rate
from validation.found import Found, PersonRow


@dataclass(frozen=True, slots=True)
class Summary:
    """How one method did in one scenario.

    `bias_pts` and `error_pts` (root mean square) are over people with an estimate, `covered` over
    those with an interval, the declared over everybody.
    """

    people: int
    answered: int
    bias_pts: float
    error_pts: float
    width_pts: float
    covered: Rate
    better: Rate
    worse: Rate


def summary_of(rows: Sequence[PersonRow], method: str) -> Summary | None:
    """The summary of one method, None where it was not run."""
    found = [(row, row.methods.get(method)) for row in rows]
    if not any(f is not None for _, f in found):
        return None
    return _summary([(f or Found(), row.truth["seen"]) for row, f in found])


def net_summary_of(rows: Sequence[PersonRow]) -> Summary:
    """The same for the net effect of the response."""
    return _summary([(row.net, row.truth["net"]) for row in rows])


def _summary(pairs: Sequence[tuple[Found, float | None]]) -> Summary:
    known = [(f, t) for f, t in pairs if f.has_interval and t is not None]
    misses = np.array([f.estimate - t for f, t in known if f.estimate is not None])
    widths = [f.high - f.low for f, _ in known if f.high is not None and f.low is not None]
    said = Counter(f.declared for f, _ in pairs)
    people = len(pairs)
    return Summary(
        people=people,
        answered=len(known),
        bias_pts=float(misses.mean()) if len(misses) else float("nan"),
        error_pts=float(np.sqrt(np.mean(misses**2))) if len(misses) else float("nan"),
        width_pts=float(np.mean(widths)) if widths else float("nan"),
        covered=Rate(sum(f.covers(t) for f, t in known), len(known)),
        better=Rate(said["better"], people),
        worse=Rate(said["worse"], people),
    )
