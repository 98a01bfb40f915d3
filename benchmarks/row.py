"""One line of the table, and how a time is taken."""

import time
from collections.abc import Callable
from dataclasses import dataclass


def best(run: Callable[[], object], times: int = 3) -> float:
    """The shortest wall time of several runs, s."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured.

    Attributes:
        name: the task.
        ours_s: wall time of speciosa, s.
        peer: name of the other engine, or "".
        peer_s: its time for the same task, s; scaled where `note` says so.
        note: how it was measured, largest difference and the like.
    """

    name: str
    ours_s: float
    peer: str = ""
    peer_s: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times faster."""
        return None if self.peer_s is None else self.peer_s / self.ours_s
