"""What every family hands on: the posterior of the effect coefficients as a mixture.

Each component is a Student-t (or, with infinite degrees of freedom, normal) distribution of the
coefficients of `signal.TERMS` in rating points, and names the curve draw whose contrasts belong to
it. A component without an effect has mean and covariance zero.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.sampling.quasirandom import Array

_DRAWS: Final = 8192  # for quantiles; their Monte-Carlo error is about 4 % of the sd


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Linear combinations of the coefficients for every curve draw, (draws, terms) each."""

    seen: Array
    dose: Array
    net: Array
    by_amount: Array  # (amounts, draws, terms)


@dataclass(frozen=True, slots=True)
class Mixture:
    """Posterior of the coefficients.

    Attributes:
        weight: (components,), sums to one.
        mean: (components, terms), rating points, up = worse.
        covariance: (components, terms, terms), of the distribution, not its scale matrix.
        degrees: degrees of freedom, infinity for normal components.
        prior_var: (components, terms), prior variance of each coefficient given sigma and the
            curve; all 0 for a component without an effect.
        draw: (components,), positions in the contrasts.
        adapts: (components,), whether the component has a withdrawal term.
        adapt_half_life_h: (components,).
        contrasts: by curve draw.
        root: (components, terms, terms), a square root of each covariance, see `root_of`.
    """

    weight: Array
    mean: Array
    covariance: Array
    degrees: float
    prior_var: Array
    draw: Array
    adapts: Array
    adapt_half_life_h: Array
    contrasts: Contrasts
    root: Array

    @property
    def has_effect(self) -> Array:
        """(components,), whether the component has any effect."""
        return self.prior_var.sum(axis=1) > 0.0

    def only(self, chosen: Array) -> "Mixture | None":
        """The components of a mask, reweighted; None where they hold no weight."""
        total = self.weight[chosen].sum()
        if total <= 0.0:
            return None
        return Mixture(
            weight=self.weight[chosen] / total,
            mean=self.mean[chosen],
            covariance=self.covariance[chosen],
            degrees=self.degrees,
            prior_var=self.prior_var[chosen],
            draw=self.draw[chosen],
            adapts=self.adapts[chosen],
            adapt_half_life_h=self.adapt_half_life_h[chosen],
            contrasts=self.contrasts,
            root=self.root[chosen],
        )

    def moments(self, contrast: Array) -> tuple[float, float]:
        """Exact mean and variance of an estimand; `contrast` is (draws, terms)."""
        along = contrast[self.draw]
        mean = np.einsum("mk,mk->m", along, self.mean)
        var = np.einsum("mk,mk->m", along, (self.covariance @ along[:, :, None])[:, :, 0])
        centre = float(self.weight @ mean)
        return centre, float(max(self.weight @ (var + mean**2) - centre**2, 0.0))

    def prior_variance(self, contrast: Array) -> float:
        """Variance of an estimand before the ratings, under the posterior of all but them."""
        return float(self.weight @ np.einsum("mk,mk->m", contrast[self.draw] ** 2, self.prior_var))

    def sample(self, rng: np.random.Generator, draws: int = _DRAWS) -> tuple[Array, Array]:
        """Equally weighted draws by systematic resampling.

        Returns:
            Positions in the contrasts, (draws,), and coefficients, (draws, terms).
        """
        at = (np.arange(draws) + rng.random()) / draws
        chosen = np.minimum(np.searchsorted(np.cumsum(self.weight), at), len(self.weight) - 1)
        normal = rng.standard_normal((draws, self.mean.shape[1]))
        if np.isfinite(self.degrees):
            # The covariance is that of the t distribution; its scale is smaller.
            stretch = np.sqrt((self.degrees - 2.0) / rng.chisquare(self.degrees, size=draws))
            normal *= stretch[:, None]
        noise = np.einsum("skl,sl->sk", self.root[chosen], normal)
        return self.draw[chosen], self.mean[chosen] + noise


def root_of(covariance: Array) -> Array:
    """Square roots of matrices that may be singular, by their eigenvalues."""
    values, vectors = np.linalg.eigh(covariance)
    return vectors * np.sqrt(np.maximum(values, 0.0))[:, None, :]
