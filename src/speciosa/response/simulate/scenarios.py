"""Named situations in which the statements of a response are tried; the seeds are public.

Full effects are calibrated so that the average person's true seen effect is -1.2 points (see the
test); single people differ, because their kinetics and their curves do.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

import numpy as np

from speciosa.response.simulate.person import Simulated, simulate_person
from speciosa.response.simulate.plan import Blocks, Plan, Symptom

Truly = Literal["nothing", "relief", "relief of withdrawal", "better then worse"]
RELIEF_PTS: Final = -1.2  # mean true seen effect where there is one
_NULL_PEOPLE, _PEOPLE = 1000, 300


@dataclass(frozen=True, slots=True)
class Scenario:
    """One situation.

    Attributes:
        key: short name.
        title: what the person does, in words.
        truly: what the product does to the outcome asked.
        plan_of: the plan of the person with a seed.
        people: how many are simulated; their seeds are 1 to `people`.
        outcome: the outcome that is asked about.
    """

    key: str
    title: str
    truly: Truly
    plan_of: Callable[[int], Plan]
    people: int
    outcome: str = "pain"

    @property
    def seeds(self) -> range:
        """Seeds of its people."""
        return range(1, self.people + 1)

    def person(self, seed: int) -> Simulated:
        """The person with this seed."""
        rng = np.random.default_rng(seed)
        return simulate_person(self.plan_of(seed), rng, f"{self.key}-{seed}")


_BASE: Final = Plan(
    days=28,
    first_day=date(2026, 4, 6),
    dosing="by the clock",
    rated="by the clock",
    doses_per_day=2.0,
    answered_share=0.75,
    prompt_clock_h=(9.0, 13.0, 17.0, 21.0),
    transit_per_h=7.0,
    effect_lag_h=0.15,
)
_HURTS: Final = replace(_BASE, dosing="when it hurts")
_HURTS_BEFORE: Final = replace(_HURTS, rated="at the wish", prompt_clock_h=(9.5, 21.0))
_HURTS_AFTER: Final = replace(
    _HURTS, rated="at the wish and after", prompt_clock_h=(), doses_per_day=2.5
)
_DAYS: Final = replace(_HURTS_BEFORE, prompt_clock_h=(9.5, 15.0, 21.0), blocks=Blocks(1, 0.0))
_WAIT: Final = replace(_HURTS_AFTER, random_wait=True)
_LATE: Final = replace(_HURTS, transit_per_h=3.5, effect_lag_h=0.3)
_BATCHES: Final = replace(_HURTS_AFTER, batches=(1.0, 2.0))
_MISSING: Final = replace(
    _HURTS_AFTER, answered_share=1.0, unanswered_when_bad=True, prompt_clock_h=(10.0, 20.0)
)


def _blocks(seed: int) -> Plan:
    """Half the people get half amounts in their lower blocks, the others nothing."""
    return replace(_BASE, blocks=Blocks(2, 0.5 if seed % 2 else 0.0))


def _always(plan: Plan) -> Callable[[int], Plan]:
    return lambda _seed: plan


@dataclass(frozen=True, slots=True)
class _Kind:
    """A situation that is tried with and without a true relief."""

    title: str
    plan_of: Callable[[int], Plan]
    full_effect_pts: float  # gives a mean true seen effect of RELIEF_PTS
    null_people: int = _NULL_PEOPLE


_KINDS: Final = {
    "clock": _Kind("doses by the clock, fixed prompts", _always(_BASE), -2.1),
    "hurts": _Kind("doses when it hurts, fixed prompts", _always(_HURTS), -1.96),
    "hurts-before": _Kind("doses when it hurts, rating at the wish", _always(_HURTS_BEFORE), -1.97),
    "hurts-after": _Kind(
        "doses when it hurts, ratings at the wish and 1.5 h after", _always(_HURTS_AFTER), -2.0
    ),
    "blocks": _Kind("random 2-day blocks of usual and half amounts or none", _blocks, -2.11),
    "days": _Kind("random days without, doses when it hurts on the others", _always(_DAYS), -1.96),
    "wait": _Kind("random wait of 0 to 2 h after the wish", _always(_WAIT), -1.96),
    "batches": _Kind("doses when it hurts, then a batch twice as strong", _always(_BATCHES), -1.79),
    "late": _Kind(
        "doses when it hurts, fixed prompts, effect an hour later than published",
        _always(_LATE),
        -2.02,
    ),
    "missing": _Kind("ratings missing when it is bad", _always(_MISSING), -2.03),
}


def _with_effect(kind: _Kind, effect_pts: float) -> Callable[[int], Plan]:
    # Pain is higher to begin with where there is relief, so that zero stays rare.
    level_pts = 5.0 - 0.5 * effect_pts
    symptom = Symptom("pain", effect_pts, level_pts, curve="delayed sigmoid")
    return lambda seed: replace(kind.plan_of(seed), symptoms=(symptom,))


def _pair(key: str, kind: _Kind) -> tuple[Scenario, Scenario]:
    """The same situation without and with a true relief."""
    null = Scenario(f"{key}-null", kind.title, "nothing", _with_effect(kind, 0.0), kind.null_people)
    effect = _with_effect(kind, kind.full_effect_pts)
    return null, Scenario(f"{key}-relief", kind.title, "relief", effect, _PEOPLE)


# Use comes to half of what is planned or a little more: pain rises by 1 to 2 points after a stop.
_WITHDRAWAL: Final = replace(
    _HURTS_AFTER,
    symptoms=(Symptom("pain", level_pts=4.5, curve="delayed sigmoid", withdrawal_pts=3.8),),
    doses_per_day=4.0,
    before_d=28,
)


def _withdrawal(key: str, title: str, plan: Plan) -> Scenario:
    return Scenario(key, title, "relief of withdrawal", _always(plan), _PEOPLE)


_OTHERS: Final = (
    _withdrawal(
        "withdrawal-free",
        "regular use with 21 days free of it in the middle",
        replace(_WITHDRAWAL, days=49, free_d=((14, 35),), prompt_clock_h=(10.0, 15.0, 20.0)),
    ),
    _withdrawal(
        "withdrawal-before",
        "rated for 14 days before the first use ever",
        replace(
            _WITHDRAWAL, days=42, free_d=((0, 14),), before_d=0, prompt_clock_h=(10.0, 15.0, 20.0)
        ),
    ),
    _withdrawal("withdrawal-regular", "regular use only", _WITHDRAWAL),
    Scenario(
        "turn-over",
        "focus better at moderate and worse at high levels, amounts that vary",
        "better then worse",
        _always(
            replace(
                _BASE,
                symptoms=(Symptom("focus", 3.0, better="higher", curve="turns over"),),
                amount_cv=0.6,
            )
        ),
        _PEOPLE,
        outcome="focus",
    ),
)

SCENARIOS: Final = {
    scenario.key: scenario
    for scenario in (*(s for key, kind in _KINDS.items() for s in _pair(key, kind)), *_OTHERS)
}
