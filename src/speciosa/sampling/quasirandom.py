"""Sobol points and normal quantiles in plain NumPy (importing scipy.stats costs a second).

Direction numbers: S. Joe and F. Y. Kuo, SIAM J. Sci. Comput. 30 (2008) 2635-2654,
doi 10.1137/070709359, set new-joe-kuo-6.21201, the first 21 dimensions.
"""

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


def normal_points(n: int, dimensions: int, rng: np.random.Generator) -> Array:
    """Standard normal points, shape (n, dimensions): Sobol as far as known, then pseudorandom."""
    even = min(dimensions, MOST_DIMENSIONS)
    table = normal_quantile(sobol(n, even, rng)) if even else np.empty((n, 0))
    return np.concatenate([table, rng.standard_normal((n, dimensions - even))], axis=1)


# Rational functions of M. J. Wichura, Algorithm AS 241, PPND16, Appl. Statist. 37 (1988) 477-484,
# highest power first: the middle, the tails, and beyond exp(-25).
_MIDDLE_HALF_WIDTH: Final = 0.425
_FAR: Final = 5.0
_MIDDLE: Final = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457,
     13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867,
     5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_TAIL: Final = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177,
     1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055,
     4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966,
     0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494,
     2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR_TAIL: Final = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386,
     0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358,
     5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5,
     7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531,
     0.59983220655588793769, 1.0),
)  # fmt: skip


def normal_quantile(probability: Array) -> Array:
    """Standard normal quantiles of numbers strictly inside (0, 1), same shape."""
    q = probability - 0.5
    middle = np.abs(q) <= _MIDDLE_HALF_WIDTH
    value = np.empty_like(q)
    value[middle] = q[middle] * _ratio(_MIDDLE, _MIDDLE_HALF_WIDTH**2 - q[middle] ** 2)
    outside = ~middle
    tail = np.minimum(probability[outside], 1.0 - probability[outside])
    r = np.sqrt(-np.log(tail))
    size = np.where(r <= _FAR, _ratio(_TAIL, r - 1.6), _ratio(_FAR_TAIL, r - _FAR))
    value[outside] = np.copysign(size, q[outside])
    return value


def _ratio(powers: tuple[tuple[float, ...], tuple[float, ...]], x: Array) -> Array:
    above, below = powers
    return np.asarray(np.polyval(above, x) / np.polyval(below, x))
