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
    gap_h = np.diff(row_h, prepend=row_h[:1]).tolist()
    for start in range(0, len(gap_h), _BLOCK):
        gaps = gap_h[start : start + _BLOCK]
        white = np.empty((size, len(gaps), rows.width))
        for i, gap in enumerate(gaps):
            height, noise_var = rows.fill(white[:, i], start + i)
            log_det += state.whiten(gap, white[:, i], height, noise_var)
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


class _Rows:
    """Fills one row of columns at a time, for every member of the batch."""

    def __init__(self, data: JointData, batch: Batch) -> None:
        self.order = data.order().tolist()
        self.ratings = data.ratings
        zeros = np.zeros((data.ratings, data.habit.shape[1]))
        columns = data.rating_terms.shape[0] * data.rating_terms.shape[1]
        of_ratings = data.rating_terms.reshape(columns, data.ratings).T
        middle = [data.rating_pts[:, None], np.zeros((data.ratings, 1)), data.rating_columns]
        self.rating = np.hstack([*middle, zeros, of_ratings])
        self.level = data.slot_columns
        self.effects = data.slot_terms.reshape(columns, data.slots).T
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
        self.ones = np.ones(len(hazards))
        self.common = DATA + data.rating_columns.shape[1]
        self.left = self.common + data.habit.shape[1]
        self.width = self.rating.shape[1]

    def fill(self, out: Array, place: int) -> tuple[Array, Array]:
        """Write row number `place` in time; return its height and noise variance, (batch,)."""
        row = self.order[place]
        if row < self.ratings:
            out[:] = self.rating[row]
            return self.ones, self.rating_var
        slot = row - self.ratings
        out[:, 0] = 0.0
        out[:, 1] = self.target[slot]
        np.multiply(self.follows, self.level[slot], out=out[:, DATA : self.common])
        out[:, self.common : self.left] = self.habit[slot]
        np.multiply(self.follows, self.effects[slot], out=out[:, self.left :])
        return self.slope, self.slot_var[slot]


class _State:
    """Means (batch, columns) and covariances (batch,) of the fast and the slow process."""

    def __init__(self, batch: Batch, width: int) -> None:
        noise, size = batch.noises, len(batch.hazard)
        own_var, rho = 1.0 - noise.nu_ratio, noise.rho_ratio
        self.fast_rate_per_h = -np.log(2.0) / noise.fast_half_life_h
        self.fast_var, self.slow_var = own_var * (1.0 - rho), own_var * rho
        self.fast, self.slow = np.zeros((size, width)), np.zeros((size, width))
        self.spare = np.empty((size, width))
        self.p_fast, self.p_slow = self.fast_var.copy(), self.slow_var.copy()
        self.p_both = np.zeros(size)

    def whiten(self, gap_h: float, row: Array, height: Array, noise_var: Array) -> Array:
        """Advance by `gap_h`, whiten the row in place, return the log of its variance."""
        if gap_h > 0.0:
            self._decay(gap_h)
        gain_fast = height * (self.p_fast + self.p_both)
        gain_slow = height * (self.p_slow + self.p_both)
        variance = height * (gain_fast + gain_slow) + noise_var
        np.add(self.fast, self.slow, out=self.spare)
        self.spare *= height[:, None]
        row -= self.spare
        self.fast += np.multiply((gain_fast / variance)[:, None], row, out=self.spare)
        self.slow += np.multiply((gain_slow / variance)[:, None], row, out=self.spare)
        self.p_both -= gain_fast * gain_slow / variance
        self.p_fast -= gain_fast * gain_fast / variance
        self.p_slow -= gain_slow * gain_slow / variance
        row *= (1.0 / np.sqrt(variance))[:, None]
        return np.log(variance)

    def _decay(self, gap_h: float) -> None:
        fast = np.exp(self.fast_rate_per_h * gap_h)
        slow = 2.0 ** (-gap_h / SLOW_HALF_LIFE_H)
        self.fast *= fast[:, None]
        self.slow *= slow
        self.p_fast += (self.fast_var - self.p_fast) * (1.0 - fast * fast)
        self.p_slow += (self.slow_var - self.p_slow) * (1.0 - slow * slow)
        self.p_both *= fast * slow
