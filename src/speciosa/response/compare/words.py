"""The one sentence of a comparison; it never calls the difference an effect."""

from typing import Final

from speciosa.response.compare.comparison import ComparedKind
from speciosa.response.result import Estimate

CANNOT_TELL: Final = "this diary cannot tell"


def sentence_of(label: str, kind: ComparedKind, a: str, b: str, found: Estimate | None) -> str:
    """What was found, as a difference between days or periods.

    Args:
        label: of the outcome.
        kind: of the sides.
        a: one side, as named in a sentence.
        b: the other.
        found: the difference, or None where this diary cannot tell.

    >>> sentence_of("Pain", "periods", "May", "June", None)
    'Pain, May against June: this diary cannot tell.'
    """
    sides = f"{a} against {b}" if kind == "periods" else f"days with {a} against days with {b}"
    if found is None:
        return f"{label}, {sides}: {CANNOT_TELL}."
    between = "periods" if kind == "periods" else "days"
    return (
        f"{label}, {sides}: {_size(found)}. "
        f"This is the difference between the {between}, not the effect of what was taken."
    )


def _size(found: Estimate) -> str:
    if found.low <= 0.0 <= found.high:
        return f"no clear difference ({_range(found)})"
    direction = "higher" if found.mean > 0.0 else "lower"
    return f"{_points(abs(found.mean))} points {direction} ({_range(found)})"


def _range(found: Estimate) -> str:
    """The 95 % interval with its directions in words."""
    if found.low > 0.0 or found.high < 0.0:
        near, far = sorted((abs(found.low), abs(found.high)))
        return f"{_points(near)} to {_points(far)}"
    return f"{_points(-found.low)} points lower to {_points(found.high)} higher"


def _points(value_pts: float) -> str:
    return f"{value_pts:.1f}" if round(value_pts, 1) else "0.0"
