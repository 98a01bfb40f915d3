"""What every family of models hands to the answer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from speciosa.response.mixture import Mixture
from speciosa.response.parameters import CurveParameters, Noise
from speciosa.response.result import Family, Fit, Variant
from speciosa.sampling.quasirandom import Array


@dataclass(frozen=True, slots=True)
class Typical:
    """One draw that stands for the posterior, where a small correction needs no more."""

    noise: Noise  # one draw
    curve: CurveParameters  # one draw
    point: int  # its kinetic draw


@dataclass(frozen=True, slots=True)
class Fitted:
    """One fitted question, whatever the model behind it.

    Attributes:
        family: which model.
        mixture: posterior of the effect coefficients.
        variants: its variants and their posterior weights.
        fit: how it was computed.
        trusted: whether the numbers are to be relied on.
        varies: whether the level differs between the ratings at all.
        log_bayes_indication: log evidence that doses follow the symptom; None when not asked.
        odds_per_point: a point worse multiplies the odds of a dose by this; None when not asked.
        replicate: ratings that the fitted model would give, (replicates, n), oriented and centred
            as those of the question.
        typical: one draw that stands for the posterior.
        readings: posteriors under each reading of the dose times; every interval covers them all.
        ignoring: posterior of a model that takes the dose times as given; None when that is what
            the family does anyway.
    """

    family: Family
    mixture: Mixture
    variants: tuple[Variant, ...]
    fit: Fit
    trusted: bool
    varies: bool
    log_bayes_indication: float | None
    odds_per_point: float | None
    replicate: Callable[[np.random.Generator], Array]
    typical: Typical
    readings: tuple[Mixture, ...] = ()
    ignoring: Callable[[], Mixture] | None = None
