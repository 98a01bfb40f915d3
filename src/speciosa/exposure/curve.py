"""From a diary to predicted concentrations: `expose`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.exposure.draws import Normals, figure_values
from speciosa.exposure.forms import form_of
from speciosa.exposure.kinetics import Array
from speciosa.exposure.library import substances
from speciosa.exposure.model import Values, one_mg_curve
from speciosa.exposure.predicted import Stream, SubstanceExposure
from speciosa.exposure.product import (
    KRATOM,
    Strength,
    availability,
    columns,
    content_mg,
    strength,
)
from speciosa.exposure.substance import Release, Substance
from speciosa.exposure.superpose import History, Regular
from speciosa.exposure.use import Habit, Use, uses_of

__all__ = ["SubstanceExposure", "expose", "not_modelled"]

_LAID_OUT_H: Final = 24.0  # use before the diary is laid out dose by dose this long before day one


def expose(diary: Diary, draws: int, rng: np.random.Generator) -> dict[str, SubstanceExposure]:
    """Predicted concentrations of every substance that has a kinetics file and was used.

    Args:
        diary: doses, products and the use before the first entry.
        draws: number of population draws.
        rng: source of all random numbers.

    Returns:
        Exposure by substance, in alphabetical order.
    """
    by_substance: dict[str, list[Use]] = {}
    for use in uses_of(diary):
        if not use.reason:
            by_substance.setdefault(use.product.substance, []).append(use)
    return {
        key: _exposure(_draw(substances()[key], uses, draws, rng, diary.person.weight_kg))
        for key, uses in sorted(by_substance.items())
    }


def not_modelled(diary: Diary) -> dict[str, str]:
    """Products that were used but have no curve, with the reason."""
    return {use.key: use.reason for use in uses_of(diary) if use.reason}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One substance with everything that was drawn for it."""

    substance: Substance
    uses: tuple[Use, ...]
    draws: int
    values: Values
    strengths: Mapping[str, Strength]

    def release(self, product: str) -> Release:
        forms = {use.key: use.product.form for use in self.uses}
        return self.substance.release_of(forms[product])

    def content_mg(self, dose: Dose) -> Array:
        of = self.strengths[dose.product]
        return content_mg(dose.amount, dose.unit, dose.product_g, dose.active_mg, of)

    def reaching_mg(self, dose: Dose) -> Array:
        return self.content_mg(dose) * self.strengths[dose.product].availability


def _draw(
    substance: Substance,
    uses: Sequence[Use],
    draws: int,
    rng: np.random.Generator,
    weight_kg: float | None,
) -> _Drawn:
    kratom = substance.key == KRATOM
    forms = sorted({form_of(use.product.form).key for use in uses}) if kratom else []
    count = len(substance.spread) + len(forms) + sum(columns(use.product) for use in uses)
    normals = Normals(draws, count, rng)
    values = figure_values(substance, normals, weight_kg)
    reaching = {key: availability(form_of(key), normals) for key in forms}
    whole = np.ones(draws)
    strengths = {}
    for use in uses:
        of_form = reaching.get(form_of(use.product.form).key, whole)
        strengths[use.key] = strength(use.product, use.amounts, normals, of_form)
    return _Drawn(substance, tuple(uses), draws, values, strengths)


def _exposure(drawn: _Drawn) -> SubstanceExposure:
    doses = sorted(
        (dose for use in drawn.uses for dose in use.doses), key=lambda d: (d.time_h, d.entry_id)
    )
    releases = {drawn.release(use.key).key: drawn.release(use.key) for use in drawn.uses}
    streams = [_stream(drawn, release, doses) for _, release in sorted(releases.items())]
    return SubstanceExposure(
        substance=drawn.substance,
        doses=tuple(doses),
        content_mg=_stack([drawn.content_mg(dose) for dose in doses], drawn.draws),
        reaching_mg=_stack([drawn.reaching_mg(dose) for dose in doses], drawn.draws),
        streams=tuple(streams),
    )


def _stream(drawn: _Drawn, release: Release, doses: Sequence[Dose]) -> Stream:
    """All doses, recorded and habitual, of the products with one release."""
    lag_h = float(drawn.values[release.lag][0]) if release.lag else 0.0
    place = tuple(i for i, dose in enumerate(doses) if drawn.release(dose.product) == release)
    rows = [(doses[i].time_h + lag_h, drawn.reaching_mg(doses[i])) for i in place]
    regular = []
    per_day_mg = np.zeros(drawn.draws)
    for use in drawn.uses:
        if use.habit and drawn.release(use.key) == release:
            dose_mg = drawn.reaching_mg(use.habit.dose)
            per_day_mg += dose_mg * 24.0 / use.habit.interval_h
            laid_out, rest = _habit_doses(use.habit, lag_h, dose_mg)
            rows += laid_out
            regular += rest
    rows.sort(key=lambda row: row[0])
    history = History(
        np.array([time_h for time_h, _ in rows]),
        _stack([mg for _, mg in rows], drawn.draws),
        tuple(regular),
    )
    curve = one_mg_curve(drawn.substance, release, drawn.values)
    return Stream(curve, lag_h, history, place, per_day_mg)


def _habit_doses(
    habit: Habit, lag_h: float, dose_mg: Array
) -> tuple[list[tuple[float, Array]], list[Regular]]:
    """The last doses before the diary one by one, the earlier ones as one regular series."""
    near = min(habit.count, floor((habit.end_h + _LAID_OUT_H) / habit.interval_h))
    times = [habit.end_h - k * habit.interval_h + lag_h for k in range(1, near + 1)]
    laid_out = [(time_h, dose_mg) for time_h in times]
    if habit.count == near:
        return laid_out, []
    end_h = habit.end_h - near * habit.interval_h + lag_h
    return laid_out, [Regular(end_h, habit.interval_h, habit.count - near, dose_mg)]


def _stack(rows: Sequence[Array], draws: int) -> Array:
    return np.stack(rows) if rows else np.empty((0, draws))
