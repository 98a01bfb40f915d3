"""What is unknown about a person and their products, drawn as numbers, and the curves it makes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import Dose
from speciosa.exposure.draws import Columns, figure_values
from speciosa.exposure.forms import form_of
from speciosa.exposure.kinetics import Array
from speciosa.exposure.library import FOLDER, load_substance
from speciosa.exposure.model import Values, one_mg_curve
from speciosa.exposure.modifiers import form_log_sd, modifiers_of, widened
from speciosa.exposure.predicted import Stream, SubstanceExposure
from speciosa.exposure.product import KRATOM, Strength, availability, columns, content_mg, strength
from speciosa.exposure.substance import Release, Substance
from speciosa.exposure.superpose import History, Regular
from speciosa.exposure.use import Habit, Use
from speciosa.exposure.weighing import weighing_factors

_LAID_OUT_H: Final = 24.0  # use before the diary is laid out dose by dose this long before day one


@dataclass(frozen=True)
class Prior:
    """One substance of one diary before anything is drawn.

    Attributes:
        substance: its file, widened by what makes it less certain here.
        uses: the products that hold it.
        weight_kg: the person's weight, or None.
    """

    substance: Substance
    uses: tuple[Use, ...]
    weight_kg: float | None = None

    @cached_property
    def doses(self) -> tuple[Dose, ...]:
        """All recorded doses in order of time."""
        found = (dose for use in self.uses for dose in use.doses)
        return tuple(sorted(found, key=lambda dose: (dose.time_h, dose.entry_id)))

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """Product forms with an uncertain bioavailability."""
        if self.substance.key != KRATOM:
            return ()
        return tuple(sorted({form_of(use.product.form).key for use in self.uses}))

    @property
    def columns(self) -> int:
        """How many standard normals one draw needs, besides the error of every dose."""
        of_products = sum(columns(use.product) for use in self.uses)
        return len(self.substance.spread) + len(self.forms) + of_products

    def weighing(self, draws: int, rng: np.random.Generator) -> Array:
        """Errors of measuring out each dose, (doses, draws); medicines carry none."""
        if self.substance.key != KRATOM:
            return np.ones((len(self.doses), draws))
        return weighing_factors(self.doses, draws, rng)

    def exposure(self, normal: Array, weighing: Array) -> SubstanceExposure:
        """The curves of standard normal draws.

        Args:
            normal: (draws, columns).
            weighing: what each dose was beside what was written, (doses, draws).
        """
        return _exposure(self, _draw(self, Columns(normal)), weighing)


def prior_of(diary: Diary, key: str, uses: Sequence[Use]) -> Prior:
    """The prior of one substance of a diary.

    Args:
        diary: medicines, conditions and weight of the person.
        key: the substance.
        uses: its products.
    """
    substance = widened(load_substance(f"{FOLDER}/{key}"), modifiers_of(diary, key))
    return Prior(substance, tuple(uses), diary.person.weight_kg)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One substance with everything that was drawn for it."""

    substance: Substance
    draws: int
    values: Values
    forms: Mapping[str, str]
    strengths: Mapping[str, Strength]

    def release(self, product: str) -> Release:
        return self.substance.release_of(self.forms[product])

    def content_mg(self, dose: Dose) -> Array:
        of = self.strengths[dose.product]
        return content_mg(dose.amount, dose.unit, dose.product_g, dose.active_mg, of)

    def availability(self, dose: Dose) -> Array:
        return self.strengths[dose.product].availability


def _draw(prior: Prior, normals: Columns) -> _Drawn:
    values = figure_values(prior.substance, normals, prior.weight_kg)
    reaching = {key: availability(form_of(key), normals, form_log_sd(key)) for key in prior.forms}
    whole = np.ones(normals.draws)
    strengths = {}
    for use in prior.uses:
        of_form = reaching.get(form_of(use.product.form).key, whole)
        strengths[use.key] = strength(use.product, use.amounts, normals, of_form)
    forms = {use.key: use.product.form for use in prior.uses}
    return _Drawn(prior.substance, normals.draws, values, forms, strengths)


def _exposure(prior: Prior, drawn: _Drawn, weighing: Array) -> SubstanceExposure:
    doses = prior.doses
    content = _stack([drawn.content_mg(dose) for dose in doses], drawn.draws) * weighing
    share = _stack([drawn.availability(dose) for dose in doses], drawn.draws)
    reaching_mg = content * share
    releases = {drawn.release(use.key).key: drawn.release(use.key) for use in prior.uses}
    streams = [
        _stream(prior, drawn, release, reaching_mg) for _, release in sorted(releases.items())
    ]
    return SubstanceExposure(
        substance=drawn.substance,
        doses=doses,
        content_mg=content,
        reaching_mg=reaching_mg,
        streams=tuple(streams),
    )


def _stream(prior: Prior, drawn: _Drawn, release: Release, reaching_mg: Array) -> Stream:
    """All doses, recorded and habitual, of the products with one release."""
    lag_h = float(drawn.values[release.lag][0]) if release.lag else 0.0
    place = tuple(i for i, dose in enumerate(prior.doses) if drawn.release(dose.product) == release)
    rows = [(prior.doses[i].time_h + lag_h, reaching_mg[i]) for i in place]
    regular = []
    per_day_mg = np.zeros(drawn.draws)
    for use in prior.uses:
        if use.habit and drawn.release(use.key) == release:
            dose = use.habit.dose
            dose_mg = drawn.content_mg(dose) * drawn.availability(dose)
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
