"""Exponentials where rates coincide, nearly or exactly.

Partial fractions lose all digits there. The inverse transform is taken over circles around the
close poles by the trapezoidal rule instead (L. N. Trefethen and J. A. C. Weideman, The
exponentially convergent trapezoidal rule, SIAM Review 56, 2014): its error falls geometrically
with the number of nodes, and the result is again a sum of exponentials, with complex rates. A
lone pole gets a circle so small that one node is exact.

Small circles need few nodes, but around a pole of high order their integrand is many times larger
than the curve, and the sum loses as many digits. So every group of poles takes the smallest circle
that loses few; where there is none, it is joined with its neighbour.
"""

from itertools import pairwise
from math import e, log
from typing import Final

import numpy as np

from speciosa.exposure.transfer import Array, Complex, Term

_MOST_LOST: Final = 5e3  # an integrand this many times larger than the curve is avoided
_RADIUS_RATIO: Final = (0.25, 0.4, 0.5, 0.6, 0.7, 0.8)  # of the distance to the next pole outside
_POINT_RATIO: Final = 1e-8  # the same around a lone pole
_SLOWEST: Final = 0.82  # error per node of a circle, avoided
_USELESS: Final = 0.9  # the same, refused
_TRADE: Final = 0.1  # one digit more lost is as bad as a quarter more error per node
_ACCURACY: Final = 1e-17
_STEP: Final = 4  # nodes of large circles come in multiples, so that many draws share one count

Edges = tuple[int, ...]  # where groups of the rates in rising order begin, and their end


def contour(rate_per_h: Array, terms: tuple[Term, ...], analytes: int) -> tuple[Complex, Complex]:
    """Complex rates (N, K') and coefficients (N, analytes, K'), padded to one length.

    Args:
        rate_per_h: poles of every draw, (N, K).
        terms: the transforms of the same draws.
        analytes: how many analytes the terms speak of.
    """
    plans = _plans(rate_per_h, terms)
    counts = [tuple(plan[:, 2].astype(int).tolist()) for plan in plans]
    longest = max((sum(count) for count in counts), default=0)
    rates = np.ones((len(plans), longest), dtype=np.complex128)
    weights = np.zeros((len(plans), analytes, longest), dtype=np.complex128)
    for count in sorted(set(counts)):
        rows = np.array([i for i, c in enumerate(counts) if c == count], dtype=np.intp)
        circles = np.array([plans[i] for i in rows])
        own = tuple(term.take(rows) for term in terms)
        width = sum(count)
        rates[rows, :width], weights[rows, :, :width] = _nodes(
            circles, count, rate_per_h[rows], own, analytes
        )
    return rates, weights


def _nodes(
    circles: Array,
    count: tuple[int, ...],
    rate_per_h: Array,
    terms: tuple[Term, ...],
    analytes: int,
) -> tuple[Complex, Complex]:
    """Rates and coefficients of draws whose circles have the same numbers of nodes.

    Only the upper half of each circle is summed; the lower half is its mirror, and the real part
    of the sum counts.
    """
    rates, weights = [], []
    for place, nodes in enumerate(count):
        middle, radius = circles[:, place, 0], circles[:, place, 1]
        offset = radius[:, None] * np.exp(1j * np.pi * (np.arange(nodes) + 0.5) / nodes)
        weight = np.zeros((len(middle), analytes, nodes), dtype=np.complex128)
        for term in terms:
            weight[:, term.analyte] += term.around(middle, offset, rate_per_h)
        rates.append(middle[:, None] - offset)
        weights.append(weight * (offset / nodes)[:, None, :])
    return np.concatenate(rates, axis=1), np.concatenate(weights, axis=2)


def _nodes_needed(error_per_node: Array, order: int) -> Array:
    """Nodes on the upper half of every circle.

    With `n` nodes on the whole circle, a pole of order `m` leaves an error in proportion to
    `binomial(n + m, m)` times the n-th power of the error per node.

    Args:
        error_per_node: nearest pole over radius or the like, below 1.
        order: the highest order of a pole.
    """
    each = -2.0 * np.log(np.minimum(error_per_node, _USELESS))
    plain = -log(_ACCURACY) / each
    needed = plain + order * np.log(e * (2.0 * plain + order) / order) / each
    return np.where(needed < _STEP, np.ceil(needed), _STEP * np.ceil(needed / _STEP))


def _plans(rate_per_h: Array, terms: tuple[Term, ...]) -> list[Array]:
    """For every draw the middle, radius and number of nodes of its circles, (groups, 3).

    Groups start as the distinct rates. Draws with the same groups are looked at together; the
    least bad grouping of each is kept.
    """
    draws, count = rate_per_h.shape
    ordered = np.sort(rate_per_h, axis=1)
    least, chosen = np.full(draws, np.inf), [np.empty((0, 3))] * draws
    waiting: dict[Edges, list[int]] = {}
    for draw, new in enumerate(np.diff(ordered, axis=1) > 0.0):
        edges = (0, *(int(i) + 1 for i in np.flatnonzero(new)), count)
        waiting.setdefault(edges, []).append(draw)
    while waiting:
        edges, found = waiting.popitem()
        rows = np.array(found, dtype=np.intp)
        own = tuple(term.take(rows) for term in terms)
        bad, circles = _best_circles(ordered[rows], rate_per_h[rows], own, edges)
        for i in np.flatnonzero(bad.max(axis=1) <= least[rows]):
            least[rows[i]], chosen[rows[i]] = bad[i].max(), circles[i]
        for i in np.flatnonzero((bad.max(axis=1) > 1.0) & (len(edges) > len((0, count)))):
            wider = _joined(ordered[rows[i]], edges, int(bad[i].argmax()))
            waiting.setdefault(wider, []).append(int(rows[i]))
    return chosen


def _joined(ordered: Array, edges: Edges, group: int) -> Edges:
    """The groups after one is joined with its nearer neighbour."""
    inner = [edge for edge in edges[group : group + 2] if 0 < edge < ordered.size]
    nearer = min(inner, key=lambda edge: float(ordered[edge] - ordered[edge - 1]))
    return tuple(edge for edge in edges if edge != nearer)


def _best_circles(
    ordered: Array, rate_per_h: Array, terms: tuple[Term, ...], edges: Edges
) -> tuple[Array, Array]:
    """How bad every group's least bad circle is, (N, groups), and the circles, (N, groups, 3)."""
    order = max(last - first for first, last in pairwise(edges))
    peaks = [term.peak_ratio(rate_per_h) for term in terms]
    bad, circles = [], []
    for first, last in pairwise(edges):
        middle, half, apart = _extent(ordered, first, last)
        radius = _radii(half, apart, lone=last - first == 1)
        slowest = np.maximum(half[:, None] / radius, radius / apart[:, None])
        middles = np.broadcast_to(middle[:, None], radius.shape)
        lost = np.zeros_like(radius)
        for term, peak in zip(terms, peaks, strict=True):
            size = term.circle_ratio(rate_per_h, middles, radius)
            lost = np.maximum(lost, size / peak[:, None])
        each = np.maximum((lost / _MOST_LOST) ** _TRADE, slowest / _SLOWEST)
        each[slowest >= _USELESS] = np.inf
        own, best = np.arange(len(each)), each.clip(1.0).argmin(axis=1)  # the first good one
        bad.append(each[own, best])
        nodes = _nodes_needed(slowest[own, best], order)
        circles.append(np.stack([middle, radius[own, best], nodes], axis=1))
    return np.stack(bad, axis=1), np.stack(circles, axis=1)


def _extent(ordered: Array, first: int, last: int) -> tuple[Array, Array, Array]:
    """Mean of a group, its farthest pole and the nearest pole outside, as distances from it.

    Zero counts as a pole: beyond it the nodes would grow.
    """
    middle = ordered[:, first:last].mean(axis=1)
    half = np.maximum(ordered[:, last - 1] - middle, middle - ordered[:, first]).clip(0.0)
    outside = np.concatenate([ordered[:, :first], ordered[:, last:]], axis=1)
    apart = np.abs(outside - middle[:, None]).min(axis=1, initial=np.inf)
    return middle, half, np.minimum(middle, apart).clip(np.finfo(float).tiny)


def _radii(half: Array, apart: Array, *, lone: bool) -> Array:
    """Candidates for the radius of one group, small ones first, (N, candidates)."""
    if lone:
        return apart[:, None] * _POINT_RATIO
    even = np.sqrt(half / apart).clip(0.0, _USELESS)[:, None]
    return np.asarray(apart[:, None] * np.maximum(even, _RADIUS_RATIO))
