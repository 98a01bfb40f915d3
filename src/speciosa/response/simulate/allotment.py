"""What is allocated by chance to a simulated person: blocks of days, and waits."""

from dataclasses import dataclass, field

import numpy as np

from speciosa.response.simulate.plan import Blocks

_LONGEST_MIN = 120
_SHORT_MIN = 30  # the shorter wait of a pair is at most this
_GRAIN_MIN = 5


@dataclass(frozen=True, slots=True)
class Block:
    """One allocated block of days."""

    first_day: int
    length_d: int
    share: float
    pair: int


def blocks_of(blocks: Blocks, days: int, rng: np.random.Generator) -> tuple[Block, ...]:
    """Whole pairs of blocks that fit into the diary, each pair in the order of one coin."""
    found = list[Block]()
    for pair in range(1, days // (2 * blocks.length_d) + 1):
        shares = rng.permutation([1.0, blocks.low_share])
        start = 2 * blocks.length_d * (pair - 1)
        found.append(Block(start, blocks.length_d, float(shares[0]), pair))
        found.append(Block(start + blocks.length_d, blocks.length_d, float(shares[1]), pair))
    return tuple(found)


@dataclass(slots=True)
class Waits:
    """Waits in pairs that add up to 2 h, the order by one coin."""

    rng: np.random.Generator
    pair: int = 0
    left_min: list[int] = field(default_factory=list)

    def next_min(self) -> int:
        """The next wait; `pair` then is the number of its pair."""
        if not self.left_min:
            steps = _SHORT_MIN // _GRAIN_MIN + 1
            short_min = _GRAIN_MIN * int(self.rng.integers(steps))
            both_min = self.rng.permutation([short_min, _LONGEST_MIN - short_min])
            self.left_min = [int(minutes) for minutes in both_min]
            self.pair += 1
        return self.left_min.pop(0)
