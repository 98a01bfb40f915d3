"""Student's t distribution in plain NumPy (loading SciPy's takes longer than using it here)."""

from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array

_ANGLES: Final = 40_001  # keeps probabilities right to 1e-5 up to 10,000 degrees of freedom


class StudentT:
    """Its distribution function for one number of degrees of freedom.

    With t = sqrt(degrees) tan(angle) the density is a power of a cosine on a finite interval,
    which is summed once.
    """

    def __init__(self, degrees: float) -> None:
        angle = np.linspace(-0.5 * np.pi, 0.5 * np.pi, _ANGLES)
        density = np.cos(angle) ** (degrees - 1.0)
        below = np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
        self._degrees, self._angle, self._below = degrees, angle, below / below[-1]

    def cdf(self, t: Array) -> Array:
        """Probability of values up to t, the shape of t."""
        return np.interp(np.arctan(t / self._degrees**0.5), self._angle, self._below)
