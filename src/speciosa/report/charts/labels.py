"""Placing labels so that no two of them touch."""

from collections.abc import Sequence
from dataclasses import dataclass, field


def spread(wanted: Sequence[float], gap: float, fixed: int) -> list[float]:
    """Positions at least `gap` apart, near the wanted ones; the one numbered `fixed` stays.

    Args:
        wanted: positions in ascending order.
        gap: smallest distance between neighbours.
        fixed: index of the position that is not moved.

    >>> spread([10, 14, 40], 12, 1)
    [2, 14, 40]
    """
    placed = list(wanted)
    for i in range(fixed + 1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + gap)
    for i in range(fixed - 1, -1, -1):
        placed[i] = min(placed[i], placed[i + 1] - gap)
    return placed


def within(places: Sequence[float], low: float, high: float) -> list[float]:
    """All positions moved together into a range; when it is too short, its start wins.

    >>> within([90, 102, 114], 0, 104)
    [80, 92, 104]
    """
    move = min(0, high - places[-1])
    move += max(0, low - (places[0] + move))
    return [place + move for place in places]


@dataclass
class Lanes:
    """Rows that fill from the top; an item goes into the first row where its extent is free."""

    most: int
    gap: float = 6.0
    _taken: list[list[tuple[float, float]]] = field(default_factory=list)

    @property
    def used(self) -> int:
        """How many rows hold something."""
        return len(self._taken)

    def place(self, start: float, end: float) -> int | None:
        """The row of an item from `start` to `end`, or None when all rows are full there."""
        for row, taken in enumerate(self._taken):
            if all(end + self.gap <= a or b + self.gap <= start for a, b in taken):
                taken.append((start, end))
                return row
        if len(self._taken) < self.most:
            self._taken.append([(start, end)])
            return len(self._taken) - 1
        return None
