"""The estimands, from a mixture of coefficients to the outcome's own points."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from speciosa.response.mixture import Contrasts, Mixture
from speciosa.response.result import Estimate
from speciosa.response.signal import WITHDRAWAL
from speciosa.sampling.quasirandom import Array

_TAIL: Final = 0.025
ALLOWANCE: Final = 0.1  # of each side of an interval
_DISAGREE: Final = 0.5  # posterior sds between readings that are told
_ONE_SIGN: Final = 0.95  # how sure the parts of a dose must be of one sign to share it out


@dataclass(frozen=True, slots=True)
class Effects:
    """Estimands of one question in the outcome's own points."""

    seen: Estimate
    dose: Estimate
    by_amount: tuple[Estimate, ...]
    net: Estimate | None  # None where no component adapts
    withdrawal_share: Estimate | None
    p_benefit: float
    p_worse: float
    adapt_half_life_h: float | None  # median, where a component adapts
    readings: tuple[float, ...] = ()  # mean seen effects, where two readings disagree


def widened(effects: Effects, readings: Sequence[Effects]) -> Effects:
    """The same effects with intervals that cover those of every reading, and a little more.

    The little more is for a world that is not the model: `ALLOWANCE` was chosen on simulated people
    whose dosing follows the symptom (see docs/decisions).
    """
    nets = [one.net for one in readings if one.net is not None]
    return replace(
        effects,
        readings=_apart(effects.seen, [one.seen for one in readings]),
        seen=_cover(effects.seen, [one.seen for one in readings]),
        dose=_cover(effects.dose, [one.dose for one in readings]),
        by_amount=tuple(
            _cover(one, [reading.by_amount[i] for reading in readings])
            for i, one in enumerate(effects.by_amount)
        ),
        net=None if effects.net is None else _cover(effects.net, nets),
    )


def _cover(estimate: Estimate, others: Sequence[Estimate]) -> Estimate:
    every = [estimate, *others]
    low, high = min(one.low for one in every), max(one.high for one in every)
    mean = estimate.mean
    return Estimate(
        mean=mean,
        sd=estimate.sd,
        low=low - ALLOWANCE * (mean - low),
        high=high + ALLOWANCE * (high - mean),
        learned=estimate.learned,
    )


def _apart(seen: Estimate, readings: Sequence[Estimate]) -> tuple[float, ...]:
    """Means of the readings, where they differ enough to be told."""
    means = tuple(one.mean for one in readings)
    return means if max(means) - min(means) > _DISAGREE * seen.sd else ()


def effects_of(
    mixture: Mixture, sign: float, important_pts: float, rng: np.random.Generator
) -> Effects:
    """All estimands; `sign` is +1 when lower is better, -1 otherwise.

    The net effect and the share of withdrawal are asked of the components that adapt: the others
    assume that there is no withdrawal, which is not for them to say.
    """
    contrasts = mixture.contrasts
    estimate = _Estimator(mixture, mixture.sample(rng), sign)
    adapting = mixture.only(mixture.adapts)
    adapted = None if adapting is None else _Estimator(adapting, adapting.sample(rng), sign)
    seen = estimate.along(contrasts.seen)
    return Effects(
        seen=estimate.of(contrasts.seen),
        dose=estimate.of(contrasts.dose),
        by_amount=tuple(estimate.of(one) for one in contrasts.by_amount),
        net=None if adapted is None else adapted.of(contrasts.net),
        withdrawal_share=None if adapted is None else _withdrawal_share(contrasts, adapted.drawn),
        # Inside, up is worse whatever the outcome's own direction.
        p_benefit=float(np.mean(seen <= -important_pts)),
        p_worse=float(np.mean(seen >= important_pts)),
        adapt_half_life_h=None if adapting is None else _median_half_life_h(adapting),
    )


class _Estimator:
    """Estimates of one mixture, from one set of draws."""

    def __init__(self, mixture: Mixture, drawn: tuple[Array, Array], sign: float) -> None:
        self.mixture, self.drawn, self.sign = mixture, drawn, sign
        self.with_effect = mixture.only(mixture.has_effect)

    def along(self, contrast: Array) -> Array:
        """The draws of one estimand."""
        place, coefficient = self.drawn
        return np.einsum("sk,sk->s", contrast[place], coefficient)

    def of(self, contrast: Array) -> Estimate:
        """Exact moments, quantiles of the draws, and what the ratings added."""
        centre, var = self.mixture.moments(contrast)
        low, high = np.quantile(self.sign * self.along(contrast), [_TAIL, 1.0 - _TAIL])
        return Estimate(
            mean=self.sign * centre,
            sd=var**0.5,
            low=float(low),
            high=float(high),
            learned=self._learned(contrast),
        )

    def _learned(self, contrast: Array) -> float | None:
        """1 - sd(posterior)/sd(prior), the prior under the posterior of sigma and theta."""
        if self.with_effect is None:
            return None
        prior_var = self.with_effect.prior_variance(contrast)
        if prior_var <= 0.0:
            return None
        return float(1.0 - (self.with_effect.moments(contrast)[1] / prior_var) ** 0.5)


def _withdrawal_share(contrasts: Contrasts, drawn: tuple[Array, Array]) -> Estimate | None:
    """The withdrawal part of one dose over the whole, each draw clipped to 0..1."""
    place, coefficient = drawn
    parts = contrasts.dose[place] * coefficient
    of_withdrawal, rest = parts[:, WITHDRAWAL], parts.sum(axis=1) - parts[:, WITHDRAWAL]
    both_up = np.mean((of_withdrawal > 0.0) & (rest > 0.0))
    both_down = np.mean((of_withdrawal < 0.0) & (rest < 0.0))
    if max(both_up, both_down) < _ONE_SIGN:
        return None
    share = np.clip(of_withdrawal / (of_withdrawal + rest), 0.0, 1.0)
    low, high = np.quantile(share, [_TAIL, 1.0 - _TAIL])
    return Estimate(
        mean=float(share.mean()),
        sd=float(share.std()),
        low=float(low),
        high=float(high),
        learned=None,
    )


def _median_half_life_h(adapting: Mixture) -> float:
    order = np.argsort(adapting.adapt_half_life_h)
    steps = np.cumsum(adapting.weight[order])
    return float(adapting.adapt_half_life_h[order][np.searchsorted(steps, 0.5 * steps[-1])])
