"""Design columns of one question and their prior precisions, for every draw."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.parameters import Theta
from speciosa.response.question import Question, Signal
from speciosa.sampling.quasirandom import Array

DRIFT_SD: Final = 0.7  # all in units of sigma
DAILY_SD: Final = 0.5
OTHER_SD: Final = 0.7  # one typical level of another substance
EFFECT_SD: Final = 1.0  # of the seen effect
INDICATION_SD: Final = 1.0  # per 10-90 % range of the indication column
_FLAT: Final = 1e-6  # a column that hardly varies tells nothing

RATING: Final = 0
EFFECT: Final = 1
INDICATION: Final = 2
_COMMON: Final = 3  # first of level, drift, sine, cosine, other substances


@dataclass(frozen=True, slots=True)
class DesignMatrix:
    """Columns rating, effect, indication, then what every variant holds, for every draw.

    They are put together block by block, because all of them at once would not fit into memory
    for a diary of years.
    """

    rating_pts: Array  # (n,)
    effect: Array  # (n, draws)
    indication: Array  # (n, draws); no columns when it cannot be asked
    shared: Array  # (n, columns that do not depend on the draw)
    precision: Array  # (draws, columns); entry 0, the rating's, is not used
    has_effect: bool

    @property
    def width(self) -> int:
        """Number of columns, the rating included."""
        return _COMMON + self.shared.shape[1]

    @property
    def has_indication(self) -> bool:
        """Whether there is an indication column at all."""
        return self.indication.shape[1] > 0

    @property
    def common(self) -> tuple[int, ...]:
        """Columns that every variant holds."""
        return tuple(range(_COMMON, self.width))

    def block(self, rows: slice) -> Array:
        """The columns of some ratings, shape (ratings, draws, columns)."""
        effect = self.effect[rows]
        out = np.zeros((*effect.shape, self.width))
        out[:, :, RATING] = self.rating_pts[rows, None]
        out[:, :, EFFECT] = effect
        if self.has_indication:
            out[:, :, INDICATION] = self.indication[rows]
        out[:, :, _COMMON:] = self.shared[rows, None, :]
        return out


def indication_column(time_h: Array, dose_time_h: Array, half_life_h: Array) -> Array:
    """k_j = sum over doses of 2^(-|t_j - t_dose| / half-life), shape (draws, n).

    Symmetric in time: noise that triggered a dose is raised on both sides of it, a drug acts only
    afterwards. Two recursions over the sorted times instead of all pairs.
    """
    order = np.argsort(np.concatenate([dose_time_h, time_h]), kind="stable")
    at_h = np.concatenate([dose_time_h, time_h])[order]
    is_dose = order < len(dose_time_h)
    forward = _decaying_count(at_h, is_dose, half_life_h)
    backward = _decaying_count(-at_h[::-1], is_dose[::-1], half_life_h)[:, ::-1]
    both = np.empty_like(forward)
    # A dose at the very instant of a rating sorts before it and counts once, on the way forward.
    both[:, order] = forward + backward
    return both[:, len(dose_time_h) :]


def _decaying_count(at_h: Array, is_dose: Array, half_life_h: Array) -> Array:
    count = np.zeros((len(at_h), len(half_life_h)))
    running = np.zeros(len(half_life_h))
    gap_h = np.diff(at_h, prepend=at_h[:1])
    for i, (gap, dose) in enumerate(zip(gap_h, is_dose, strict=True)):
        running = running * 2.0 ** (-gap / half_life_h) + float(dose)
        count[i] = running
    return count.T


def design_matrix(question: Question, signal: Signal, theta: Theta) -> DesignMatrix:
    """All columns of all variants; a variant later uses a subset of them."""
    draws = len(theta.nu_ratio)
    shared = _shared_columns(question)
    precision = np.ones((draws, _COMMON + shared.shape[1]))
    precision[:, EFFECT] = (np.maximum(signal.contrast, _FLAT) / EFFECT_SD) ** 2
    precision[:, _COMMON:] = _shared_precision(shared.shape[1])
    indication = np.zeros((0, len(question.time_h)))
    if len(question.dose_time_h):
        indication = indication_column(
            question.time_h, question.dose_time_h, theta.fast_half_life_h
        )
        low, high = np.quantile(indication, [0.1, 0.9], axis=1)
        precision[:, INDICATION] = (np.maximum(high - low, _FLAT) / INDICATION_SD) ** 2
    return DesignMatrix(
        rating_pts=question.rating_pts,
        effect=np.ascontiguousarray(_centred(signal.at_ratings).T),
        indication=np.ascontiguousarray(_centred(indication).T),
        shared=shared,
        precision=precision,
        has_effect=bool(np.median(signal.contrast) > _FLAT),
    )


def _centred(values: Array) -> Array:
    return values - values.mean(axis=1, keepdims=True)


def _shared_columns(question: Question) -> Array:
    time_h = question.time_h
    span_h = max(float(time_h[-1] - time_h[0]), 1.0)
    angle = 2.0 * np.pi * question.clock_h / 24.0
    drift = (time_h - time_h.mean()) / span_h
    others = question.others - question.others.mean(axis=0)
    return np.column_stack([np.ones_like(time_h), drift, np.sin(angle), np.cos(angle), others])


def _shared_precision(width: int) -> Array:
    # The level's prior is half the range in points; sigma's prior mode is a tenth of the range.
    sd = np.full(width, OTHER_SD)
    sd[:4] = [5.0, DRIFT_SD, DAILY_SD, DAILY_SD]
    return 1.0 / sd**2
