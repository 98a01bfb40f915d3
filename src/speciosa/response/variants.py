"""The variants of the plain family and their weights.

An effect and the indication column are two questions, so both are crossed: half of the prior
belongs to "no effect", half to "effect", each shared equally by the variants with and without the
indication column (see docs/decisions).
"""

from dataclasses import dataclass
from math import log
from typing import Final

import numpy as np

from speciosa.response.design_matrix import EFFECT, INDICATION, DesignMatrix
from speciosa.response.regression import Marginal, Scale, marginalise
from speciosa.response.whiten import Whitened
from speciosa.sampling.quasirandom import Array

FOLLOWED: Final = log(10.0)  # evidence over 10 : 1 that doses follow the symptom


@dataclass(frozen=True, slots=True)
class VariantSpec:
    """One member of the family."""

    name: str
    effect: bool
    indication: bool


SPECS: Final = (
    VariantSpec("null", effect=False, indication=False),
    VariantSpec("plain", effect=True, indication=False),
    VariantSpec("null with indication", effect=False, indication=True),
    VariantSpec("indication", effect=True, indication=True),
)


@dataclass(frozen=True, slots=True)
class Family:
    """All variants of one set of draws."""

    specs: tuple[VariantSpec, ...]
    marginals: tuple[Marginal, ...]
    log_prior: Array  # (variants,)

    @property
    def log_evidence(self) -> Array:
        """Log prior weight plus log evidence, shape (variants, draws)."""
        return np.stack(
            [lp + m.log_evidence for lp, m in zip(self.log_prior, self.marginals, strict=True)]
        )


def fit_family(whitened: Whitened, design: DesignMatrix, n: int, scale: Scale) -> Family:
    """Marginalise every variant that the columns allow."""
    specs = tuple(s for s in SPECS if design.has_indication or not s.indication)
    marginals = tuple(
        marginalise(whitened, used_columns(spec, design), design.precision, n, scale)
        for spec in specs
    )
    return Family(specs, marginals, np.full(len(specs), -log(len(specs))))


def used_columns(spec: VariantSpec, design: DesignMatrix) -> tuple[int, ...]:
    """Design columns of one variant, the effect first."""
    chosen = [EFFECT] if spec.effect else []
    if spec.indication:
        chosen.append(INDICATION)
    return (*chosen, *design.common)
