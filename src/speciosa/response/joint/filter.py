"""One whitening pass over ratings and slots together, for many hazards and noises at once.

As in `whiten`, a Kalman filter turns correlated rows into independent ones, but rows differ: a
rating sees the latent state with height 1 and noise nu, a slot with height g and the noise of its
site. Columns are

    rating   | y | 0 | X | 0     | F      |
    slot     | 0 | z | s X | habit | s F  |      s = g where wishes follow the whole level, else 0

so that the data vector is y / sigma + z and every sigma follows from one pass.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.joint.data import Hazard, JointData
from speciosa.response.joint.grid import Cells
from speciosa.response.joint.sites import Sites
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.sampling.quasirandom import Array

_BLOCK: Final = 48  # rows whitened before their products are summed
DATA: Final = 2  # columns of the data vector


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of a hazard and a noise that are filtered side by side."""

    hazards: tuple[Hazard, ...]
    sites: tuple[Sites, ...]
    cells: Cells
    hazard: Array  # (batch,), positions in hazards
    cell: Array  # (batch,), positions in cells

    @property
    def noises(self) -> Noise:
        """Noise of every pair."""
        return self.cells.noise.take(self.cell)

    @property
    def log_prior(self) -> Array:
        """Of every pair, (batch,)."""
        of_hazards = np.array([h.log_prior for h in self.hazards])
        return of_hazards[self.hazard] + self.cells.log_prior[self.cell]


@dataclass(frozen=True, slots=True)
class Products:
    """Sums of products of whitened columns for every member of the batch.

    Attributes:
        shared: (batch, 2 + c, 2 + c), of the two data columns and the c common ones.
        across: (batch, 2 + c, terms, draws), of those with the effect columns.
        effects: (batch, draws, terms, terms), of the effect columns of one draw.
        log_det: (batch,), log determinant of the rows' covariance.
    """

    shared: Array
    across: Array
    effects: Array
    log_det: Array


def products_of(data: JointData, batch: Batch) -> Products:
    """Filter all rows once."""
    terms, draws, _ = data.rating_terms.shape
    rows = _Rows(data, batch)
    left, size = rows.left, len(batch.hazard)
    shared = np.zeros((size, left, rows.width))
    effects = np.zeros((size, draws, terms, terms))
    log_det = np.zeros(size)
    spread, state = _Spread(batch), np.zeros((2, size, 3, rows.width))
    row_h = data.row_h()
    gap_h = np.diff(row_h, prepend=row_h[:1])
    every = np.empty((size, min(_BLOCK, len(gap_h)), rows.width))
    for start in range(0, len(gap_h), _BLOCK):
        gaps = gap_h[start : start + _BLOCK]
        white = every[:, : len(gaps)]
        steps, variance = spread.steps(gaps, rows.seen(range(start, start + len(gaps))))
        for i, step in enumerate(steps):
            now, after = state[i % 2], state[1 - i % 2]
            rows.put(start + i, now[:, 2])
            np.matmul(step, now, out=after)
            white[:, i] = after[:, 2]
        if len(gaps) % 2:
            state = state[::-1]
        log_det += np.log(variance).sum(axis=0)
        shared += white[:, :, :left].transpose(0, 2, 1) @ white
        _add_effects(effects, white[:, :, left:].reshape(size, len(gaps), terms, draws))
    return Products(
        shared=shared[:, :, :left],
        across=shared[:, :, left:].reshape(size, left, terms, draws),
        effects=effects,
        log_det=log_det,
    )


def _add_effects(effects: Array, white: Array) -> None:
    terms = effects.shape[2]
    for i in range(terms):
        for j in range(i, terms):
            total = np.einsum("brd,brd->bd", white[:, :, i], white[:, :, j])
            effects[:, :, i, j] += total
            if i != j:
                effects[:, :, j, i] += total


@dataclass(frozen=True, slots=True)
class _Seen:
    """How some rows see the state, for every member of the batch."""

    height: Array  # (rows, batch)
    noise_var: Array  # (rows, batch)


class _Rows:
    """Makes one row of columns at a time, for every member of the batch."""

    def __init__(self, data: JointData, batch: Batch) -> None:
        self.order = data.order().tolist()
        self.ratings = data.ratings
        zeros = np.zeros((data.ratings, data.habit.shape[1]))
        columns = data.rating_terms.shape[0] * data.rating_terms.shape[1]
        of_ratings = data.rating_terms.reshape(columns, data.ratings).T
        middle = [data.rating_pts[:, None], np.zeros((data.ratings, 1)), data.rating_columns]
        self.rating = np.hstack([*middle, zeros, of_ratings])
        of_slots = data.slot_terms.reshape(columns, data.slots).T
        none = np.zeros((data.slots, DATA))
        self.followed = np.hstack([none, data.slot_columns, np.zeros_like(data.habit), of_slots])
        self.habit = data.habit
        hazards = [batch.hazards[i] for i in batch.hazard.tolist()]
        self.slope = np.array([h.slope for h in hazards])
        self.follows = np.array([h.slope if h.tied else 0.0 for h in hazards])[:, None]
        offset = data.habit @ data.habit_mean
        target = np.stack([s.target - offset for s in batch.sites])
        noise_var = np.stack([1.0 / s.precision for s in batch.sites])
        self.target = np.ascontiguousarray(target[batch.hazard].T)
        self.slot_var = np.ascontiguousarray(noise_var[batch.hazard].T)
        self.rating_var = batch.noises.nu_ratio
        self.common = DATA + data.rating_columns.shape[1]
        self.left = self.common + data.habit.shape[1]
        self.width = self.rating.shape[1]

    def seen(self, places: range) -> _Seen:
        """Heights and noises of rows in order of time."""
        height = np.ones((len(places), len(self.slope)))
        noise_var = np.empty_like(height)
        for i, place in enumerate(places):
            slot = self.order[place] - self.ratings
            if slot < 0:
                noise_var[i] = self.rating_var
            else:
                height[i], noise_var[i] = self.slope, self.slot_var[slot]
        return _Seen(height, noise_var)

    def put(self, place: int, out: Array) -> None:
        """Write the columns of row number `place` in time, (batch, width)."""
        slot = self.order[place] - self.ratings
        if slot < 0:
            out[:] = self.rating[slot + self.ratings]
            return
        np.multiply(self.follows, self.followed[slot], out=out)
        out[:, 1] = self.target[slot]
        out[:, self.common : self.left] = self.habit[slot]


class _Spread:
    """Covariances of the fast and the slow process, which do not depend on any column."""

    def __init__(self, batch: Batch) -> None:
        noise = batch.noises
        own_var, rho = 1.0 - noise.nu_ratio, noise.rho_ratio
        self.fast_rate_per_h = -np.log(2.0) / noise.fast_half_life_h
        self.own_var = np.stack([own_var * (1.0 - rho), own_var * rho])
        self.var, self.both = self.own_var.copy(), np.zeros(len(batch.hazard))

    def steps(self, gap_h: Array, seen: _Seen) -> tuple[Array, Array]:
        """What some rows do to the means.

        Returns:
            (rows, batch, 3, 3), from fast mean, slow mean and the row's columns to both means
            after the row and the whitened columns; and (rows, batch), the rows' variances.
        """
        kept = self._kept(gap_h)
        gain, variance = self._gains(kept, seen)
        height, root = seen.height, 1.0 / np.sqrt(variance)
        steps = np.empty((*height.shape, 3, 3))
        passed = -height[:, None] * kept
        for to in range(2):
            steps[:, :, to, :2] = (passed * gain[:, to, None]).transpose(0, 2, 1)
            steps[:, :, to, to] += kept[:, to]
            steps[:, :, to, 2] = gain[:, to]
        steps[:, :, 2, :2] = (passed * root[:, None]).transpose(0, 2, 1)
        steps[:, :, 2, 2] = root
        return steps, variance

    def _kept(self, gap_h: Array) -> Array:
        """What is left of both processes after the time before each row, (rows, 2, batch)."""
        kept = np.empty((len(gap_h), *self.var.shape))
        np.exp(gap_h[:, None] * self.fast_rate_per_h, out=kept[:, 0])
        kept[:, 1] = (2.0 ** (-gap_h / SLOW_HALF_LIFE_H))[:, None]
        return kept

    def _gains(self, kept: Array, seen: _Seen) -> tuple[Array, Array]:
        """Kalman gains, (rows, 2, batch), and variances, (rows, batch)."""
        lost, both_kept = 1.0 - kept * kept, kept[:, 0] * kept[:, 1]
        gains, variances = np.empty_like(kept), np.empty_like(seen.height)
        for i in range(len(kept)):
            self.var += (self.own_var - self.var) * lost[i]
            self.both *= both_kept[i]
            gain = (self.var + self.both) * seen.height[i]
            variance = (gain[0] + gain[1]) * seen.height[i] + seen.noise_var[i]
            ratio = np.divide(gain, variance, out=gains[i])
            self.both -= ratio[0] * gain[1]
            self.var -= ratio * gain
            variances[i] = variance
        return gains, variances
