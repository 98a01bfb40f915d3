"""Simulated people with allotted arms, shared by the tests of a randomised test."""

from functools import cache

import numpy as np

from speciosa.exposure.curve import expose
from speciosa.response.design.analyse import analyse
from speciosa.response.simulate import Blocks, Plan, Symptom, simulate, simulate_person


def wait_plan(effect_pts=0.0, days=14, **changes):
    return Plan(days=days, symptoms=(Symptom("pain", effect_pts),), random_wait=True, **changes)


def block_plan(effect_pts=0.0, days=28, length_d=2, low_share=0.0, **changes):
    return Plan(
        days=days,
        symptoms=(Symptom("pain", effect_pts),),
        blocks=Blocks(length_d, low_share),
        dosing="by the clock",
        **changes,
    )


@cache
def diary_of(plan, seed=1):
    return simulate(plan, np.random.default_rng(seed))


@cache
def person_of(plan, seed=1):
    return simulate_person(plan, np.random.default_rng(seed))


def result_of(diary, seed=1, draws=64, outcome="pain"):
    return analyse(diary, outcome, expose(diary, draws, np.random.default_rng(seed)), seed)


def without(diary, *kinds):
    return diary.model_copy(
        update={"entries": tuple(e for e in diary.entries if e.kind not in kinds)}
    )
