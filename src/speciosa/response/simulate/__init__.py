"""Simulated people, deliberately not the analysis model.

Transit absorption instead of first order, an effect that lags and has a steepness of its own,
withdrawal on one side only, flares with heavy tails, drift, ratings rounded and bounded, missed
prompts, and kinetics that the analyst does not know. The truth is the person's own curve; whatever
a model says about such a diary is judged against it.

    person = simulate_person(Plan(days=28), np.random.default_rng(1))
    person.truth["pain"].seen_effect_pts
"""

from speciosa.response.simulate.person import Simulated, simulate, simulate_person
from speciosa.response.simulate.plan import Blocks, Plan, Symptom
from speciosa.response.simulate.scenarios import RELIEF_PTS, SCENARIOS, Scenario
from speciosa.response.simulate.truth import Truth

__all__ = [
    "RELIEF_PTS",
    "SCENARIOS",
    "Blocks",
    "Plan",
    "Scenario",
    "Simulated",
    "Symptom",
    "Truth",
    "simulate",
    "simulate_person",
]
