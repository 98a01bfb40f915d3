"""Transfer functions: what one mg becomes, as rational functions of the Laplace variable.

A model is a list of poles (the rates of all its compartments and absorption steps) and of terms:
the transform of an analyte after 1 mg is the sum of its terms, each
`gain * prod(s + zero) / prod(s + pole)`. A chain of n equal steps is the same pole n times.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Complex = NDArray[np.complex128]
Index = NDArray[np.intp]

_NOTHING = 1e-300  # keeps a division by no distance from being undefined


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of an analyte's transform.

    Attributes:
        analyte: position of the analyte.
        gain: per draw, shape (N,).
        zeros_per_h: per draw, each of shape (N,).
        poles: positions in the system's rates, each at most once.
    """

    analyte: int
    gain: Array
    zeros_per_h: tuple[Array, ...]
    poles: tuple[int, ...]

    def around(self, middle: Array, offset: Complex, rate_per_h: Array) -> Complex:
        """The transform at `offset - middle`, (N, nodes).

        A pole that lies close to a node is subtracted from the middle first: the small distance
        between them keeps all its digits.

        Args:
            middle: per draw, (N,), 1/h.
            offset: (N, nodes), 1/h.
            rate_per_h: (N, K).
        """
        value = np.repeat(self.gain[:, None].astype(np.complex128), offset.shape[1], axis=1)
        for zero in self.zeros_per_h:
            value *= offset + (zero - middle)[:, None]
        for pole in self.poles:
            value /= offset + (rate_per_h[:, pole] - middle)[:, None]
        return value

    def residue(self, rate_per_h: Array, pole: int) -> Array:
        """The coefficient of `exp(-rate t)` for one of the term's poles, all draws."""
        here = rate_per_h[:, pole]
        value = self.gain.copy()
        for zero in self.zeros_per_h:
            value *= zero - here
        for other in self.poles:
            if other != pole:
                value /= rate_per_h[:, other] - here
        return value

    def peak_ratio(self, rate_per_h: Array) -> Array:
        """A lower bound of the largest value of the curve of a unit gain, (N,).

        A curve that is never negative has `F(w) = integral of f(t) exp(-w t) <= peak / w` for
        every `w > 0`; the largest `w F(w)` near the poles comes within a few times of the peak.
        """
        poles = rate_per_h[:, self.poles]
        near = np.concatenate([poles, poles / 10.0], axis=1)
        value = near.copy()
        for zero in self.zeros_per_h:
            value *= near + zero[:, None]
        for pole in poles.T:
            value /= near + pole[:, None]
        return np.asarray(value.max(axis=1))

    def circle_ratio(self, rate_per_h: Array, middle: Array, radius: Array) -> Array:
        """An upper bound of radius times the transform of a unit gain on circles, (N, circles).

        Args:
            rate_per_h: (N, K).
            middle: distance of the middles from zero, (N, circles), 1/h.
            radius: (N, circles), 1/h.
        """
        value = radius.copy()
        for zero in self.zeros_per_h:
            value *= np.abs(zero[:, None] - middle) + radius
        for pole in self.poles:
            value /= np.abs(radius - np.abs(rate_per_h[:, pole, None] - middle)) + _NOTHING
        return value

    def take(self, index: Index) -> "Term":
        """The draws of `index`."""
        zeros = tuple(zero[index] for zero in self.zeros_per_h)
        return Term(self.analyte, self.gain[index], zeros, self.poles)
