"""Design columns of one question and their prior precisions, for every draw."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.quasirandom import Array
from speciosa.response.parameters import Theta
from speciosa.response.question import Question, Signal

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
    """Columns (n, draws, columns): rating, effect, indication, then what every variant holds."""

    columns: Array
    precision: Array  # (draws, columns); entry 0, the rating's, is not used
    common: tuple[int, ...]
    has_effect: bool
    has_indication: bool


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
    n, draws = len(question.time_h), len(theta.nu_ratio)
    common = _common_columns(question)
    width = _COMMON + common.shape[1]
    columns = np.zeros((n, draws, width))
    columns[:, :, RATING] = question.rating_pts[:, None]
    columns[:, :, EFFECT] = _centred(signal.at_ratings).T
    indication = np.zeros((draws, n))
    if len(question.dose_time_h):
        indication = indication_column(
            question.time_h, question.dose_time_h, theta.fast_half_life_h
        )
        columns[:, :, INDICATION] = _centred(indication).T
    columns[:, :, _COMMON:] = common[:, None, :]
    precision = np.empty((draws, width))
    precision[:, EFFECT] = (np.maximum(signal.contrast, _FLAT) / EFFECT_SD) ** 2
    low, high = np.quantile(indication, [0.1, 0.9], axis=1)
    precision[:, INDICATION] = (np.maximum(high - low, _FLAT) / INDICATION_SD) ** 2
    precision[:, _COMMON:] = _common_precision(common.shape[1])
    return DesignMatrix(
        columns,
        precision,
        tuple(range(_COMMON, width)),
        has_effect=bool(np.median(signal.contrast) > _FLAT),
        has_indication=bool(np.median(high - low) > _FLAT),
    )


def _centred(values: Array) -> Array:
    return values - values.mean(axis=1, keepdims=True)


def _common_columns(question: Question) -> Array:
    time_h = question.time_h
    span_h = max(float(time_h[-1] - time_h[0]), 1.0)
    angle = 2.0 * np.pi * question.clock_h / 24.0
    drift = (time_h - time_h.mean()) / span_h
    others = question.others - question.others.mean(axis=0)
    return np.column_stack([np.ones_like(time_h), drift, np.sin(angle), np.cos(angle), others])


def _common_precision(width: int) -> Array:
    # The level's prior is half the range in points; sigma's prior mode is a tenth of the range.
    sd = np.full(width, OTHER_SD)
    sd[:4] = [5.0, DRIFT_SD, DAILY_SD, DAILY_SD]
    return 1.0 / sd**2
