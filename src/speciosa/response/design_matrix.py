"""Design columns of one question and their prior precisions, for every draw."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.response.parameters import Noise
from speciosa.response.question import Question
from speciosa.response.signal import EFFECT, FLAT, TERMS, TURN_OVER, Columns, middle_range
from speciosa.sampling.quasirandom import Array

LEVEL_SD: Final = 5.0  # all in units of sigma: half the range at sigma's prior mode
DRIFT_SD: Final = 0.7
DAILY_SD: Final = 0.5
OTHER_SD: Final = 0.7  # per usual spread of another column
INDICATION_SD: Final = 1.0  # per 10-90 % range of the indication column

RATING: Final = 0  # first column of every design; the effect terms follow
_FIRST_TERM: Final = 1


@dataclass(frozen=True, slots=True)
class DesignMatrix:
    """Columns rating, effect terms, indication, then what every variant holds, for every draw.

    They are put together block by block, because all of them at once would not fit into memory
    for a diary of years.

    Attributes:
        rating_pts: (n,).
        terms: which effect terms have a column, positions in `signal.TERMS`.
        effect: (n, terms with a column, draws), centred.
        indication: (n, draws), centred; None when it cannot be asked.
        shared: (n, columns that do not depend on the draw).
        precision: (draws, columns), relative to sigma^-2; entry 0, the rating's, is not used.
    """

    rating_pts: Array
    terms: tuple[int, ...]
    effect: Array
    indication: Array | None
    shared: Array
    precision: Array

    @property
    def has_indication(self) -> bool:
        """Whether there is an indication column at all."""
        return self.indication is not None

    @property
    def indication_at(self) -> int:
        """Where the indication column is, or would be."""
        return _FIRST_TERM + len(self.terms)

    @property
    def first_shared(self) -> int:
        """Number of columns before the shared ones."""
        return self.indication_at + int(self.has_indication)

    @property
    def width(self) -> int:
        """Number of columns, the rating included."""
        return self.first_shared + self.shared.shape[1]

    @property
    def common(self) -> tuple[int, ...]:
        """Columns that every variant holds."""
        return tuple(range(self.first_shared, self.width))

    def column_of(self, term: int) -> int:
        """The column of an effect term."""
        return _FIRST_TERM + self.terms.index(term)

    def block(self, rows: slice) -> Array:
        """The columns of some ratings, shape (ratings, columns, draws)."""
        effect = self.effect[rows]
        out = np.empty((len(effect), self.width, effect.shape[2]))
        out[:, RATING] = self.rating_pts[rows, None]
        out[:, _FIRST_TERM : self.indication_at] = effect
        if self.indication is not None:
            out[:, self.indication_at] = self.indication[rows]
        out[:, self.first_shared :] = self.shared[rows, :, None]
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


def design_matrix(question: Question, signal: Columns, noise: Noise) -> DesignMatrix:
    """All columns of all variants; a variant later uses a subset of them."""
    terms = terms_of(question)
    shared = shared_columns(question)
    precisions = [np.ones((noise.draws, 1)), signal.prior_sd[:, list(terms)] ** -2.0]
    indication = None
    if len(question.dose_time_h):
        column = indication_column(question.time_h, question.dose_time_h, noise.fast_half_life_h)
        low, high = middle_range(column)
        precisions.append((np.maximum(high - low, FLAT)[:, None] / INDICATION_SD) ** 2)
        indication = np.ascontiguousarray(_centred(column).T)
    precisions.append(np.tile(shared_sd(question) ** -2.0, (noise.draws, 1)))
    return DesignMatrix(
        rating_pts=question.rating_pts,
        terms=terms,
        effect=np.ascontiguousarray(_centred(signal.columns[list(terms)]).transpose(2, 0, 1)),
        indication=indication,
        shared=shared,
        precision=np.concatenate(precisions, axis=1),
    )


def terms_of(question: Question) -> tuple[int, ...]:
    """Effect terms that this outcome can have, positions in `signal.TERMS`."""
    left_out = set() if question.may_turn_over else {TURN_OVER}
    return tuple(term for term in range(len(TERMS)) if term not in left_out)


def varies(signal: Columns) -> bool:
    """Whether the level differs between the ratings at all."""
    return bool(np.median(np.abs(signal.seen[:, EFFECT])) > FLAT)


def _centred(values: Array) -> Array:
    return values - values.mean(axis=-1, keepdims=True)


def shared_columns(question: Question) -> Array:
    """Level, drift, daily rhythm and what else was recorded, (n, shared); the same in all draws."""
    others = question.others - question.others.mean(axis=0)
    timed = drift_and_daily(question.time_h, question.clock_h, question)
    return np.column_stack([np.ones_like(question.time_h), timed, others])


def shared_sd(question: Question) -> Array:
    """Prior standard deviation of each shared column in units of sigma, (shared,)."""
    others = np.full(question.others.shape[1], OTHER_SD)
    return np.concatenate([[LEVEL_SD, DRIFT_SD, DAILY_SD, DAILY_SD], others])


def drift_and_daily(time_h: Array, clock_h: Array, question: Question) -> Array:
    """Drift, daily sine and cosine at any times, (n, 3).

    The drift runs from -1/2 to 1/2 over the ratings of the question, whatever the times are.

    Args:
        time_h: (n,), hours since the diary's origin.
        clock_h: (n,), the local clock at those times.
        question: whose ratings say when the drift starts and ends.
    """
    rated_h = question.time_h
    span_h = max(float(rated_h[-1] - rated_h[0]), 1.0)
    angle = 2.0 * np.pi * clock_h / 24.0
    drift = (time_h - rated_h.mean()) / span_h
    return np.column_stack([drift, np.sin(angle), np.cos(angle)])
