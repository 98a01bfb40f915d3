"""One question: what one substance does to one outcome, as plain arrays.

Ratings are oriented so that up is worse and centred at the scale's midpoint; the answer is turned
back into the outcome's own points in `effects`.
"""

from dataclasses import dataclass, replace

import numpy as np

from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class Cells:
    """The diary cut into even pieces of time, for what follows the level slowly."""

    edge_h: Array  # (cells + 1,)
    mean_ng_per_ml: Array  # (draws, analytes, cells), exact mean of each piece
    before_ng_per_ml: Array  # (draws, analytes), mean level of regular use before the diary


@dataclass(frozen=True, slots=True)
class AfterDoses:
    """The hours after some of the doses."""

    time_h: Array  # (doses * steps,)
    conc_ng_per_ml: Array  # (draws, analytes, doses * steps), with all doses
    one_dose_ng_per_ml: Array  # the same times, what that one dose contributes
    step_h: float
    steps: int
    amount_ratio: Array  # (amounts, doses), each grid amount over the amount of that dose


@dataclass(frozen=True, slots=True)
class Exposed:
    """Concentrations of one substance for every kinetic draw, shared by all outcomes."""

    conc_ng_per_ml: Array  # (draws, analytes, ratings)
    typical_h: Array  # (grid,) times spread evenly over the diary and over the clock
    typical_ng_per_ml: Array  # (draws, analytes, grid)
    after: AfterDoses
    cells: Cells
    weight_median: Array  # (analytes,)
    weight_log_sd: Array  # (analytes,), 0 where the weight is fixed

    @property
    def draws(self) -> int:
        """Number of kinetic draws."""
        return len(self.conc_ng_per_ml)

    def at_ratings(self) -> "Exposed":
        """The same without the hours after doses, which no likelihood needs."""
        draws, analytes, _ = self.conc_ng_per_ml.shape
        none = np.zeros((draws, analytes, 0))
        empty = replace(
            self.after,
            time_h=np.zeros(0),
            conc_ng_per_ml=none,
            one_dose_ng_per_ml=none,
            amount_ratio=np.zeros((0, 0)),
        )
        return replace(self, after=empty)

    def at(self, point: Array) -> "Exposed":
        """The same for a choice of kinetic draws, repeated ones included."""
        return replace(
            self,
            conc_ng_per_ml=self.conc_ng_per_ml[point],
            typical_ng_per_ml=self.typical_ng_per_ml[point],
            after=replace(
                self.after,
                conc_ng_per_ml=self.after.conc_ng_per_ml[point],
                one_dose_ng_per_ml=self.after.one_dose_ng_per_ml[point],
            ),
            cells=replace(
                self.cells,
                mean_ng_per_ml=self.cells.mean_ng_per_ml[point],
                before_ng_per_ml=self.cells.before_ng_per_ml[point],
            ),
        )

    @property
    def uncertain_weights(self) -> int:
        """How many effect weights are not known."""
        return int((self.weight_log_sd > 0.0).sum())


@dataclass(frozen=True, slots=True)
class Question:
    """Ratings of one outcome beside the exposure to one substance."""

    rating_pts: Array  # (n,) up = worse, centred
    time_h: Array  # (n,)
    clock_h: Array  # (n,) local wall clock
    dose_time_h: Array  # (doses,) of doses above zero; empty when the schedule is fixed
    exposed: Exposed
    others: Array  # (n, covariates), each scaled to its usual spread
    range_pts: float
    may_turn_over: bool = False
