"""Watch a diary: which statements there are, and what speaks for each.

The family of statements is settled by the first four weeks: substances taken as needed, and the
outcomes of the table `watch` that were rated by then. No alert is given before they are over. So
the threshold never moves while somebody looks, and the chance that any statement of this family
ever alarms falsely stays at most 5 %. What begins later is named as not watched.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.doses import doses_of
from speciosa.diary.instruments import ordered_outcomes, outcome_of
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.diary.view import current
from speciosa.exposure.curve import SubstanceExposure
from speciosa.knowledge.tables import load_table
from speciosa.record import Record
from speciosa.response.monitor.alert import Days, Evidence, Watch, watch_of
from speciosa.response.monitor.levels import Rated, worse_at_higher_levels
from speciosa.response.monitor.threshold import threshold
from speciosa.response.monitor.uses import rising_doses
from speciosa.sampling.quasirandom import Array

SETTLED_D: Final = 28  # four weeks: the family of statements is known, and alerts begin
_DRAWS: Final = 128  # for a median level; which of two days is higher needs no more
_NOTHING: Final = Watch(alerts=(), watched=(), not_watched=("Nothing is recorded yet.",))


class WatchRow(Record):
    """One row of the table `watch`: an outcome that may be an unwanted effect."""

    key: str
    why: str
    review: str


def watch(diary: Diary, exposures: Mapping[str, SubstanceExposure]) -> Watch:
    """Every observational statement of a diary with its evidence so far, and the alerts.

    Args:
        diary: the record; its last day is not finished and therefore left out.
        exposures: predicted concentrations by substance.
    """
    entries = current(diary)
    if not entries:
        return _NOTHING
    start, last = entries[0].at.date(), entries[-1].at.date() - timedelta(days=1)
    settled = start + timedelta(days=SETTLED_D - 1)
    evidence, late = [], []
    for substance in _as_needed(diary):
        taken = _dose_days(diary, substance)
        if taken and min(taken) <= settled:
            recorded = [entry.at.date() for entry in entries]
            evidence.append(rising_doses(substance, start, recorded, taken, last))
            if substance in exposures:
                evidence += _outcomes(diary, substance, exposures[substance], settled, last)
        elif taken:
            late.append(f"Use of {substance} began after the first four weeks: not watched.")
    late += _late_outcomes(diary, settled)
    return watch_of(evidence, threshold(len(evidence)), Days(settled, last), tuple(late))


def _as_needed(diary: Diary) -> list[str]:
    """Substances whose use may creep up: kratom unless it says fixed, others where they say so."""
    products = diary.products.values()
    usual = {p.substance: "as needed" if p.substance == "kratom" else "fixed" for p in products}
    return sorted({p.substance for p in products if (p.taken or usual[p.substance]) == "as needed"})


def _dose_days(diary: Diary, substance: str) -> list[date]:
    keys = {key for key, product in diary.products.items() if product.substance == substance}
    return [d.taken_at.date() for d in doses_of(diary) if d.amount > 0.0 and d.product in keys]


def _rated_outcomes(diary: Diary) -> list[Ratings]:
    """Ratings of the outcomes in the table, in the person's order."""
    rows = {row.key for row in load_table("watch", "outcome", WatchRow)}
    ratings = ratings_of(diary)
    return [ratings[key] for key in ordered_outcomes(diary) if key in rows]


def _late_outcomes(diary: Diary, settled: date) -> list[str]:
    return [
        f"{outcome_of(diary, r.outcome).label} was first rated after the first four weeks: "
        "not watched."
        for r in _rated_outcomes(diary)
        if r.rated_at[0].date() > settled
    ]


def _outcomes(
    diary: Diary, substance: str, exposure: SubstanceExposure, settled: date, last: date
) -> list[Evidence]:
    found = []
    few = exposure.subset(np.arange(min(_DRAWS, exposure.draws)))
    for ratings in _rated_outcomes(diary):
        if ratings.rated_at[0].date() > settled:
            continue
        outcome = outcome_of(diary, ratings.outcome)
        sign = 1.0 if outcome.better == "lower" else -1.0
        rated = Rated(ratings.rated_at, sign * ratings.value_pts, _level(few, ratings.time_h))
        scale_pts = outcome.important_change or 0.1 * (outcome.high - outcome.low)
        found.append(
            worse_at_higher_levels(
                substance, ratings.outcome, outcome.label, rated, scale_pts, last
            )
        )
    return found


def _level(exposure: SubstanceExposure, time_h: Array) -> Array:
    """Median effect signal at the ratings, each analyte at its middle weight."""
    weights = [exposure.substance.effect_weights[key] for key in exposure.analytes]
    middle = np.array([w.fixed if w.median is None else w.median for w in weights])
    signal = np.einsum("a,nat->nt", middle, exposure.conc_ng_per_ml(time_h))
    return np.asarray(np.median(signal, axis=0))
