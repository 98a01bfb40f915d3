"""Sobol points and normal quantiles in plain NumPy (importing scipy.stats costs a second).

Direction numbers: S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008) 2635-2654,
doi 10.1137/070709359, set new-joe-kuo-6.21201, the first 21 dimensions.
"""

from statistics import NormalDist
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]  # numbers of any kind; NumPy's stubs cannot follow arithmetic closer

_BITS: Final = 32
# one row a dimension from the second on: degree s, coefficients a, initial numbers m
_DIRECTIONS: Final = (
    (1, 0, (1,)),
    (2, 1, (1, 3)),
    (3, 1, (1, 3, 1)),
    (3, 2, (1, 1, 1)),
    (4, 1, (1, 1, 3, 3)),
    (4, 4, (1, 3, 5, 13)),
    (5, 2, (1, 1, 5, 5, 17)),
    (5, 4, (1, 1, 5, 5, 5)),
    (5, 7, (1, 1, 7, 11, 19)),
    (5, 11, (1, 1, 5, 1, 1)),
    (5, 13, (1, 1, 1, 3, 11)),
    (5, 14, (1, 3, 5, 5, 31)),
    (6, 1, (1, 3, 3, 9, 7, 49)),
    (6, 13, (1, 1, 1, 15, 21, 21)),
    (6, 16, (1, 3, 1, 13, 27, 49)),
    (6, 19, (1, 1, 1, 15, 7, 5)),
    (6, 22, (1, 3, 1, 15, 13, 25)),
    (6, 25, (1, 1, 5, 5, 19, 61)),
    (7, 1, (1, 3, 7, 11, 23, 15, 103)),
    (7, 4, (1, 3, 7, 13, 13, 15, 69)),
)
MOST_DIMENSIONS: Final = len(_DIRECTIONS) + 1


def _direction_numbers(dimension: int) -> list[int]:
    if dimension == 0:
        return [1 << (_BITS - 1 - i) for i in range(_BITS)]
    degree, coefficients, start = _DIRECTIONS[dimension - 1]
    v = [m << (_BITS - 1 - i) for i, m in enumerate(start)]
    for i in range(degree, _BITS):
        new = v[i - degree] ^ (v[i - degree] >> degree)
        for k in range(1, degree):
            if (coefficients >> (degree - 1 - k)) & 1:
                new ^= v[i - k]
        v.append(new)
    return v


def sobol(n: int, dimensions: int, rng: np.random.Generator | None = None) -> Array:
    """The first `n` Sobol points, shape (n, dimensions), each strictly inside (0, 1).

    With `rng` each dimension gets its own random digital shift. Raises ValueError beyond
    `MOST_DIMENSIONS`.
    """
    if dimensions > MOST_DIMENSIONS:
        msg = f"{dimensions} dimensions asked for, {MOST_DIMENSIONS} known"
        raise ValueError(msg)
    index = np.arange(n, dtype=np.uint64)
    gray = index ^ (index >> np.uint64(1))
    points = np.zeros((n, dimensions), dtype=np.uint64)
    for d in range(dimensions):
        for bit, direction in enumerate(_direction_numbers(d)[: max(n - 1, 1).bit_length()]):
            on = (gray >> np.uint64(bit)) & np.uint64(1)
            points[:, d] ^= on * np.uint64(direction)
    if rng is not None:
        points ^= rng.integers(0, 1 << _BITS, size=dimensions, dtype=np.uint64)
    return (points.astype(np.float64) + 0.5) / float(1 << _BITS)


def normal_quantile(probability: Array) -> Array:
    """Standard normal quantiles, same shape; the standard library's own algorithm (AS 241)."""
    inverse = NormalDist().inv_cdf
    flat = np.array([inverse(float(p)) for p in probability.ravel()], dtype=np.float64)
    return flat.reshape(probability.shape)
