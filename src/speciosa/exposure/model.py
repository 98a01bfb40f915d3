"""From the figures of a substance to the transfer functions of every draw."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from speciosa.exposure.kinetics import Array, Exponentials, Term, exponentials
from speciosa.exposure.substance import Release, Substance

_NG_PER_ML_PER_MG_PER_L: Final = 1000.0

Values = dict[str, Array]


@dataclass(frozen=True, slots=True)
class Disposition:
    """What happens after absorption, per draw.

    The central compartment's transform of 1 mg is `gain * prod(s + zero) / prod(s + pole)`.
    `yield_per_l` (times 1000) forms the metabolite during absorption, `formation_per_h` from
    plasma; `metabolite_per_h` is None for a substance without one.
    """

    gain_ng_per_ml: Array
    zeros_per_h: tuple[Array, ...]
    poles_per_h: tuple[Array, ...]
    metabolite_per_h: Array | None = None
    formation_per_h: Array | None = None
    yield_per_l: Array | None = None


def one_mg_curve(substance: Substance, release: Release, values: Values) -> Exponentials:
    """Concentrations after 1 mg, all analytes, all draws.

    Args:
        substance: its figures and analytes.
        release: how the product lets it into the blood.
        values: figures by key per draw, each of shape (N,), in the units of the file with L/kg
            already multiplied by the weight.
    """
    disposition = _disposition(values)
    rates, inputs = _inputs(release, values)
    poles = [*rates, *disposition.poles_per_h]
    central = tuple(range(len(rates), len(poles)))
    if disposition.metabolite_per_h is not None:
        poles.append(disposition.metabolite_per_h)
    terms: list[Term] = []
    for gain, steps in inputs:
        terms += _terms(disposition, gain, steps, central, len(poles) - 1)
    return exponentials(np.stack(poles, axis=1), tuple(terms), len(substance.analyte))


def _inputs(
    release: Release, values: Values
) -> tuple[list[Array], list[tuple[Array, tuple[int, ...]]]]:
    """All step rates, and per path its gain and the positions of its steps."""
    available = values.get("availability", np.ones_like(values["volume"]))
    named = [values[path.share] for path in release.path if path.share]
    rest = 1.0 - np.sum(named, axis=0) if named else np.ones_like(available)
    rates: list[Array] = []
    inputs = []
    for path in release.path:
        steps = tuple(range(len(rates), len(rates) + len(path.rates)))
        rates += [values[key] for key in path.rates]
        share = values[path.share] if path.share else rest
        inputs.append((available * share * np.prod([rates[i] for i in steps], axis=0), steps))
    return rates, inputs


def _terms(
    disposition: Disposition,
    gain: Array,
    steps: tuple[int, ...],
    central: tuple[int, ...],
    metabolite: int,
) -> list[Term]:
    """Parent and metabolite of one path."""
    parent = gain * disposition.gain_ng_per_ml
    terms = [Term(0, parent, disposition.zeros_per_h, (*steps, *central))]
    if disposition.formation_per_h is None or disposition.yield_per_l is None:
        return terms
    presystemic = gain * disposition.yield_per_l * _NG_PER_ML_PER_MG_PER_L
    systemic = parent * disposition.formation_per_h
    return [
        *terms,
        Term(1, presystemic, (), (*steps, metabolite)),
        Term(1, systemic, disposition.zeros_per_h, (*steps, *central, metabolite)),
    ]


def _disposition(values: Values) -> Disposition:
    volume_l, clearance_l_per_h = values["volume"], values["clearance"]
    gain = _NG_PER_ML_PER_MG_PER_L / volume_l
    out_per_h = clearance_l_per_h / volume_l
    zeros: tuple[Array, ...] = ()
    poles: tuple[Array, ...] = (out_per_h,)
    if "exchange" in values:
        back_per_h = values["exchange"] / values["second_volume"]
        total = out_per_h + values["exchange"] / volume_l + back_per_h
        fast = (total + np.sqrt(total**2 - 4.0 * out_per_h * back_per_h)) / 2.0
        zeros, poles = (back_per_h,), (fast, out_per_h * back_per_h / fast)
    return Disposition(gain, zeros, poles, *_metabolite(values))


def _metabolite(values: Values) -> tuple[Array, Array, Array] | tuple[None, None, None]:
    """Elimination rate, formation from plasma and yield during absorption.

    Either given as such, or from the metabolite's apparent clearance and volume (mg of parent
    drug) and the share that is formed before the drug reaches the blood.
    """
    if "metabolite_rate" in values:
        return values["metabolite_rate"], values["formation_rate"], values["presystemic_yield"]
    if "metabolite_clearance" not in values:
        return None, None, None
    volume_l, share = values["metabolite_volume"], values["presystemic_share"]
    formed = values.get("metabolite_yield", np.ones_like(volume_l))
    return (
        values["metabolite_clearance"] / volume_l,
        (1.0 - share) * values["clearance"] / volume_l * formed,
        share / volume_l * formed,
    )
