"""A chain of pairs: linear systems whose 2 x 2 blocks link neighbours only.

Every second block is eliminated at once, which leaves a chain of half the length (cyclic
reduction), so that n blocks take log2(n) rounds of array arithmetic. A banded solver of a library
is as fast, but loading it takes about as long as all the systems of a diary do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class _Round:
    """One elimination of every second block, the odd ones; each block has an even one before it.

    Attributes:
        inverse: (odd, 2, 2), of the odd blocks.
        before: (odd, 2, 2), how an odd pair falls with the even one before it.
        after: (odd with an even one after it, 2, 2), likewise.
    """

    inverse: Array
    before: Array
    after: Array

    def kept(self, odd: Array, even: Array) -> Array:
        """The right side that is left for the even pairs."""
        out = even.copy()
        out[: len(odd)] -= _across(self.before) @ odd
        out[1:] -= _across(self.after) @ odd[: len(self.after)]
        return out

    def filled(self, own: Array, even: Array) -> Array:
        """All pairs, from what the odd ones were alone and the solved even ones."""
        odd = own - self.before @ even[: len(own)]
        odd[: len(self.after)] -= self.after @ even[1:]
        return _woven(even, odd)


@dataclass(frozen=True, slots=True)
class Chain:
    """A symmetric positive definite matrix of such blocks, ready to be solved."""

    rounds: Sequence[_Round]
    last: Array  # (1, 2, 2), inverse of the block that is left

    @classmethod
    def of(cls, diagonal: Array, link: Array) -> Self:
        """Eliminate.

        Args:
            diagonal: (n, 2, 2), symmetric.
            link: (n, 2, 2), of every pair (rows) with the one before (columns); the first unused.
        """
        rounds = list[_Round]()
        while len(diagonal) > 1:
            inverse, back, onward = _inverse(diagonal[1::2]), link[1::2], link[2::2]
            before = inverse @ back
            after = inverse[: len(onward)] @ _across(onward)
            rounds.append(_Round(inverse, before, after))
            diagonal = diagonal[0::2].copy()
            diagonal[: len(back)] -= _across(back) @ before
            diagonal[1:] -= onward @ after
            link = np.zeros_like(diagonal)
            link[1:] = -(onward @ before[: len(onward)])
        return cls(rounds, _inverse(diagonal))

    def solve(self, right: Array) -> Array:
        """Solution of shape (n, 2, columns) for right sides of that shape."""
        alone = list[Array]()
        for each in self.rounds:
            odd = right[1::2]
            alone.append(each.inverse @ odd)
            right = each.kept(odd, right[0::2])
        found = self.last @ right
        for each, own in zip(reversed(self.rounds), reversed(alone), strict=True):
            found = each.filled(own, found)
        return found

    def inverse_blocks(self) -> Array:
        """Diagonal blocks of the inverse, (n, 2, 2)."""
        own, beside = self.last, np.zeros_like(self.last)
        for each in reversed(self.rounds):
            own, beside = _inverse_round(each, own, beside)
        return own


def _inverse_round(each: _Round, own: Array, beside: Array) -> tuple[Array, Array]:
    """Blocks of the inverse before one elimination: of every pair, and with the one before it.

    With x_odd = e - before x_left - after x_right, e of covariance `inverse`, covariances follow.
    """
    inner = len(each.after)
    left = -each.before @ own[: len(each.before)]
    left[:inner] -= each.after @ beside[1:]
    right = -each.before[:inner] @ _across(beside[1:]) - each.after @ own[1:]
    odd = each.inverse - left @ _across(each.before)
    odd[:inner] -= right @ _across(each.after)
    with_before = np.zeros((len(own) + len(odd), 2, 2))
    with_before[1::2], with_before[2::2] = left, _across(right)
    return _woven(own, odd), with_before


def _woven(even: Array, odd: Array) -> Array:
    out = np.empty((len(even) + len(odd), *even.shape[1:]))
    out[0::2], out[1::2] = even, odd
    return out


def _across(blocks: Array) -> Array:
    return blocks.transpose(0, 2, 1)


def _inverse(blocks: Array) -> Array:
    """Of symmetric 2 x 2 blocks."""
    a, b, c = blocks[:, 0, 0], blocks[:, 0, 1], blocks[:, 1, 1]
    out = np.empty_like(blocks)
    out[:, 0, 0], out[:, 1, 1], out[:, 0, 1] = c, a, -b
    out[:, 1, 0] = out[:, 0, 1]
    return out / (a * c - b * b)[:, None, None]
