"""Exact mean concentrations over stretches of time, without sampling the curve.

What a dose adds to the area under the curve up to a time is the whole area that was taken in by
then minus the area still to come; the latter is again a sum of exponentials, with every
coefficient divided by its rate.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from speciosa.exposure.kinetics import Array, Exponentials, Feed
from speciosa.exposure.superpose import History, concentration_ng_per_ml

_AT_ONCE_H: Final = 1e-9  # a dose without a duration, as a ramp


def mean_ng_per_ml(curve: Exponentials, history: History, edge_h: Array) -> Array:
    """Mean concentration between neighbouring edges, (draws, analytes, edges - 1), ng/mL.

    Inputs of regular use before the history that still run at its start are not followed, which
    underestimates the first hours of products that release slowly.

    Args:
        curve: the model after 1 mg.
        history: the doses.
        edge_h: rising times, h.
    """
    to_come = concentration_ng_per_ml(_remaining(curve), history, edge_h)
    taken_in = np.zeros_like(to_come)
    for feed in curve.feeds:
        taken_in += _area_of(curve, feed)[:, :, None] * _input_mg(history, feed, edge_h)[:, None, :]
    area = np.diff(taken_in - to_come, axis=2)
    return np.asarray(np.maximum(area / np.diff(edge_h), 0.0))


def _remaining(curve: Exponentials) -> Exponentials:
    """The area still to come after 1 mg, as a curve."""
    return replace(
        curve,
        coefficient=curve.coefficient / curve.rate_per_h[:, None, :],
        guarded_coefficient=curve.guarded_coefficient / curve.guarded_rate_per_h[:, None, :],
    )


def _area_of(curve: Exponentials, feed: Feed) -> Array:
    """Area after 1 mg of what one feed carries, (draws, analytes)."""
    part = replace(
        curve,
        rate_per_h=curve.rate_per_h[:, feed.columns],
        coefficient=curve.coefficient[:, :, feed.columns],
        guarded_rate_per_h=curve.guarded_rate_per_h[:, feed.guarded_columns],
        guarded_coefficient=curve.guarded_coefficient[:, :, feed.guarded_columns],
    )
    return part.area_ng_h_per_ml()


def _input_mg(history: History, feed: Feed, at_h: Array) -> Array:
    """What was taken in up to each time, (draws, times); a dose at that very moment is not."""
    start_h = history.time_h + feed.delay_h
    over_h = np.full(len(start_h), feed.over_h)
    if history.over_h is not None:
        over_h = np.maximum(over_h, history.over_h)
    if over_h.max(initial=0.0) == 0.0:
        none = np.zeros((1, history.dose_mg.shape[1]))
        so_far = np.concatenate([none, history.dose_mg]).cumsum(axis=0)
        return np.asarray(so_far[np.searchsorted(start_h, at_h, side="left")].T)
    hours = np.maximum(over_h, _AT_ONCE_H)
    share = np.clip((at_h[:, None] - start_h) / hours, 0.0, 1.0)
    return np.asarray((share @ history.dose_mg).T)
