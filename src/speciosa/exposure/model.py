"""From the figures of a substance to the transfer functions of every draw.

One family of linear models: every share of the dose passes through first-order steps and transit
stages, at once or released evenly over some hours, into one to three compartments; a metabolite is
formed on the way in and from plasma; an effect site follows an analyte. See `substance.py` for
the figures a file may hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from speciosa.exposure.kinetics import Array, Exponentials, Term, exponentials, join
from speciosa.exposure.substance import Path, Release, Substance

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


@dataclass(frozen=True, slots=True)
class _Input:
    """One share of the dose on its way into the blood.

    `gain` is the share that arrives times all step rates; the input begins `delay_h` after the
    dose and lasts `over_h`.
    """

    gain: Array
    steps_per_h: tuple[Array, ...]
    delay_h: float
    over_h: float


@dataclass(frozen=True, slots=True)
class _EffectSite:
    """Analyte number `analyte` follows number `of`: `ce' = rate (c - ce)`."""

    analyte: int
    of: int
    rate_per_h: Array


def one_mg_curve(substance: Substance, release: Release, values: Values) -> Exponentials:
    """Concentrations after 1 mg, all analytes, all draws.

    The lag of the whole release is left to the caller; lags of its paths are inside.

    Args:
        substance: its figures and analytes.
        release: how the product lets it into the blood.
        values: figures by key per draw, each of shape (N,), in the units of the file with L/kg
            already multiplied by the weight.
    """
    disposition, effects = _disposition(values), _effect_sites(substance, values)
    inputs = _inputs(release, values)
    analytes = len(substance.analyte)
    timings = dict.fromkeys((part.delay_h, part.over_h) for part in inputs)
    curves = []
    for timing in timings:
        alike = [part for part in inputs if (part.delay_h, part.over_h) == timing]
        curves.append(_curve(disposition, effects, alike, analytes).fed(*timing))
    return join(curves)


def _curve(
    disposition: Disposition, effects: list[_EffectSite], inputs: list[_Input], analytes: int
) -> Exponentials:
    """The exponentials of inputs that begin and end together."""
    steps = [rate for part in inputs for rate in part.steps_per_h]
    poles = [*steps, *disposition.poles_per_h]
    central = tuple(range(len(steps), len(poles)))
    if disposition.metabolite_per_h is not None:
        poles.append(disposition.metabolite_per_h)
    terms: list[Term] = []
    first = 0
    for part in inputs:
        own = tuple(range(first, first + len(part.steps_per_h)))
        terms += _terms(disposition, part.gain, own, central, len(poles) - 1)
        first += len(own)
    for site in effects:
        terms += list(_following(terms, site, len(poles)))
        poles.append(site.rate_per_h)
    return exponentials(np.stack(poles, axis=1), tuple(terms), analytes)


def _following(terms: Iterable[Term], site: _EffectSite, pole: int) -> Iterable[Term]:
    """The terms of an effect site, `ke0 / (s + ke0)` times those of its analyte."""
    for term in terms:
        if term.analyte == site.of:
            yield replace(
                term,
                analyte=site.analyte,
                gain=term.gain * site.rate_per_h,
                poles=(*term.poles, pole),
            )


def _effect_sites(substance: Substance, values: Values) -> list[_EffectSite]:
    place = {analyte.key: i for i, analyte in enumerate(substance.analyte)}
    return [
        _EffectSite(place[a.key], place[a.effect_of], values[a.rate])
        for a in substance.analyte
        if a.effect_of
    ]


def _inputs(release: Release, values: Values) -> list[_Input]:
    """Every path with its gain, its steps and its timing."""
    available = values.get("availability", np.ones_like(values["volume"]))
    named = [values[path.share] for path in release.path if path.share]
    rest = 1.0 - np.sum(named, axis=0) if named else np.ones_like(available)
    inputs = []
    for path in release.path:
        steps = _steps(path, values)
        share = values[path.share] if path.share else rest
        gain = available * share * np.prod(steps, axis=0) if steps else available * share
        inputs.append(_Input(gain, steps, _hours(path.lag, values), _hours(path.duration, values)))
    return inputs


def _steps(path: Path, values: Values) -> tuple[Array, ...]:
    """Rates of all steps; the transit stages share one."""
    stages = [values[path.transit]] * path.stages if path.transit else []
    return (*stages, *(values[key] for key in path.rates))


def _hours(key: str, values: Values) -> float:
    """A lag or duration, the same in all draws."""
    return float(values[key][0]) if key else 0.0


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
    if "third_exchange" in values:
        zeros, poles = _three_compartments(values, out_per_h)
    elif "exchange" in values:
        back_per_h = values["exchange"] / values["second_volume"]
        total = out_per_h + values["exchange"] / volume_l + back_per_h
        fast = (total + np.sqrt(total**2 - 4.0 * out_per_h * back_per_h)) / 2.0
        zeros, poles = (back_per_h,), (fast, out_per_h * back_per_h / fast)
    return Disposition(gain, zeros, poles, *_metabolite(values))


def _three_compartments(
    values: Values, out_per_h: Array
) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """Zeros and poles of a central compartment with two others beside it.

    The rate matrix is similar to a symmetric one, whose eigenvalues are real and found to the
    last digit of the largest; the smallest follows from the determinant, to its own last digit.
    """
    volume_l = values["volume"]
    over = np.stack([values["exchange"], values["third_exchange"]]) / volume_l
    back = np.stack([
        values["exchange"] / values["second_volume"],
        values["third_exchange"] / values["third_volume"],
    ])  # fmt: skip
    matrix = np.zeros((volume_l.size, 3, 3))
    matrix[:, 0, 0] = out_per_h + over.sum(axis=0)
    for place in (1, 2):
        matrix[:, place, place] = back[place - 1]
        matrix[:, 0, place] = matrix[:, place, 0] = -np.sqrt(over[place - 1] * back[place - 1])
    _, middle, fast = np.linalg.eigvalsh(matrix).T
    slow = out_per_h * back[0] * back[1] / (middle * fast)
    return (back[0], back[1]), (fast, middle, slow)


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
