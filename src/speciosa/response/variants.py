"""The variants of the plain family and their weights.

An effect and the indication column are two questions, so both are crossed (see docs/decisions):
half of the prior belongs to "no effect", half to an effect, which is with or without withdrawal
and, where the outcome may turn over, with or without that; or nothing but withdrawal and its
relief. Each half is shared equally.
"""

from dataclasses import dataclass
from itertools import product
from math import log
from typing import Final

import numpy as np

from speciosa.response.design_matrix import DesignMatrix
from speciosa.response.regression import Marginal, Scale, marginalise, without
from speciosa.response.signal import EFFECT, TURN_OVER, WITHDRAWAL
from speciosa.response.whiten import Whitened
from speciosa.sampling.quasirandom import Array

FOLLOWED: Final = log(10.0)  # evidence over 10 : 1 that doses follow the symptom
_NO_EFFECT: Final[tuple[int, ...]] = ()
_NAMES: Final = {TURN_OVER: "turning over", WITHDRAWAL: "withdrawal"}


@dataclass(frozen=True, slots=True)
class VariantSpec:
    """One member of the family: the effect terms it holds, and whether the indication column."""

    terms: tuple[int, ...]
    indication: bool

    @property
    def name(self) -> str:
        """In words, such as `effect, withdrawal, indication`."""
        parts = ["effect"] * (EFFECT in self.terms) or ["null"] * (not self.terms)
        parts += [_NAMES[term] for term in self.terms if term in _NAMES]
        return ", ".join([*parts, *["indication"] * self.indication])


@dataclass(frozen=True, slots=True)
class Family:
    """All variants of one set of draws."""

    specs: tuple[VariantSpec, ...]
    marginals: tuple[Marginal, ...]  # of effect and indication columns; the common ones are gone
    log_prior: Array  # (variants,)

    @property
    def log_evidence(self) -> Array:
        """Log prior weight plus log evidence, shape (variants, draws)."""
        return np.stack(
            [lp + m.log_evidence for lp, m in zip(self.log_prior, self.marginals, strict=True)]
        )


def specs_of(design: DesignMatrix) -> tuple[VariantSpec, ...]:
    """Every variant that the columns allow."""
    more = [term for term in design.terms if term != EFFECT]
    kept = product(*([(), (term,)] for term in more))
    effects = [(EFFECT, *(term for one in chosen for term in one)) for chosen in kept]
    effects.append((WITHDRAWAL,))
    asked = (False, True) if design.has_indication else (False,)
    return tuple(VariantSpec(terms, i) for i in asked for terms in (_NO_EFFECT, *effects))


def log_prior_of(specs: tuple[VariantSpec, ...]) -> Array:
    """Half of the prior to no effect, half to an effect, each shared equally."""
    with_effect = np.array([bool(spec.terms) for spec in specs])
    return np.log(0.5 / np.where(with_effect, with_effect.sum(), (~with_effect).sum()))


def fit_family(whitened: Whitened, design: DesignMatrix, n: int, scale: Scale) -> Family:
    """Marginalise every variant."""
    specs = specs_of(design)
    reduced = without(whitened, design.common, design.precision)
    marginals = tuple(
        marginalise(reduced, own_columns(spec, design), design.precision, n, scale)
        for spec in specs
    )
    return Family(specs, marginals, log_prior_of(specs))


def own_columns(spec: VariantSpec, design: DesignMatrix) -> tuple[int, ...]:
    """Design columns of one variant besides the common ones, the effect terms first."""
    columns = [design.column_of(term) for term in spec.terms]
    return (*columns, design.indication_at) if spec.indication else tuple(columns)
