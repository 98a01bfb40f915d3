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
    left = rows.left
    size = len(batch.hazard)
    shared = np.zeros((size, left, rows.width))
    effects = np.zeros((size, draws, terms, terms))
    log_det = np.zeros(size)
    state = _State(batch, rows.width)
    row_h = data.row_h()
    gap_h = np.diff(row_h, prepend=row_h[:1])
    every = np.empty((size, min(_BLOCK, len(gap_h)), rows.width))
    for start in range(0, len(gap_h), _BLOCK):
        gaps = gap_h[start : start + _BLOCK]
        white = every[:, : len(gaps)]
        log_var = np.empty((len(gaps) + 1, size))
        log_var[0] = log_det
        fades = _Fades(state, gaps)
        for i in range(len(gaps)):
            if gaps[i] > 0.0:
                state.fade(fades, i)
            state.whiten(rows.at(start + i), white[:, i], log_var[i + 1])
        np.log(log_var[1:], out=log_var[1:])
        log_det = log_var.sum(axis=0)
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
class _Row:
    """One row of columns for every member of the batch, or the same for all of them."""

    columns: Array  # (width,) or (batch, width)
    height: Array | None  # (batch,); None: 1
    noise_var: Array  # (batch,)


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
        self.slot = np.empty((len(hazards), self.width))

    def at(self, place: int) -> _Row:
        """Row number `place` in time; good until the next one is asked for."""
        row = self.order[place]
        if row < self.ratings:
            return _Row(self.rating[row], None, self.rating_var)
        slot = row - self.ratings
        np.multiply(self.follows, self.followed[slot], out=self.slot)
        self.slot[:, 1] = self.target[slot]
        self.slot[:, self.common : self.left] = self.habit[slot]
        return _Row(self.slot, self.slope, self.slot_var[slot])


class _State:
    """Means (2, batch, columns) and covariances of the fast and the slow process."""

    def __init__(self, batch: Batch, width: int) -> None:
        noise, size = batch.noises, len(batch.hazard)
        own_var, rho = 1.0 - noise.nu_ratio, noise.rho_ratio
        self.fast_rate_per_h = -np.log(2.0) / noise.fast_half_life_h
        self.own_var = np.stack([own_var * (1.0 - rho), own_var * rho])
        self.mean = np.zeros((2, size, width))
        self.var, self.both = self.own_var.copy(), np.zeros(size)
        self.step, self.row = np.empty_like(self.mean), np.empty((size, width))

    def fade(self, fades: "_Fades", place: int) -> None:
        """Let the time before a row pass."""
        self.mean[0] *= fades.kept[place, 0, :, None]
        self.mean[1] *= fades.slow[place]  # one number for the whole batch
        self.var += (self.own_var - self.var) * fades.lost[place]
        self.both *= fades.both[place]

    def whiten(self, seen: _Row, white: Array, variance: Array) -> None:
        """Take a row in, write it whitened and its variance, (batch, columns) and (batch,)."""
        mean, row, height = self.mean, self.row, seen.height
        gain = self.var + self.both
        np.add(mean[0], mean[1], out=row)
        if height is None:
            np.add(gain[0], gain[1], out=variance)
        else:
            gain *= height
            np.multiply(height, gain[0] + gain[1], out=variance)
            row *= height[:, None]
        variance += seen.noise_var
        np.subtract(seen.columns, row, out=row)
        mean += np.multiply((gain / variance)[:, :, None], row, out=self.step)
        self.both -= gain[0] * gain[1] / variance
        self.var -= gain * gain / variance
        np.multiply(row, (1.0 / np.sqrt(variance))[:, None], out=white)


class _Fades:
    """How far both processes fade before each of some rows.

    Attributes:
        kept: (rows, 2, batch), of the means.
        slow: (rows,), of the means of the slow process.
        lost: (rows, 2, batch), of the variances.
        both: (rows, batch), kept of the covariance.
    """

    def __init__(self, state: _State, gap_h: Array) -> None:
        self.kept = np.empty((len(gap_h), *state.var.shape))
        np.exp(gap_h[:, None] * state.fast_rate_per_h, out=self.kept[:, 0])
        self.slow = [2.0 ** (-gap / SLOW_HALF_LIFE_H) for gap in gap_h.tolist()]
        self.kept[:, 1] = np.array(self.slow)[:, None]
        self.lost = 1.0 - self.kept * self.kept
        self.both = self.kept[:, 0] * self.kept[:, 1]
