"""Simulated people through the whole response floor, shared by the tests."""

import numpy as np

from speciosa.diary.entries import Kind
from speciosa.exposure.curve import expose
from speciosa.response.model import respond
from speciosa.response.simulate import Plan, Symptom, simulate


def respond_to(diary, seed=1, draws=512, **more):
    return respond(diary, expose(diary, draws, np.random.default_rng(seed)), seed, **more)


def mapped(diary, change, **outcome):
    """The diary with its ratings and the declaration of its outcomes changed."""
    entries = tuple(
        e.model_copy(update={"value": change(e.value)}) if e.kind is Kind.RATING else e
        for e in diary.entries
    )
    outcomes = {k: o.model_copy(update=outcome) for k, o in diary.outcomes.items()}
    return diary.model_copy(update={"entries": entries, "outcomes": outcomes})


def one_response(plan, seed):
    (response,) = respond_to(simulate(plan, np.random.default_rng(seed)), seed)
    return response


def plan(effect_pts, dosing, days=28, **changes):
    return Plan(days=days, dosing=dosing, symptoms=(Symptom("pain", effect_pts),), **changes)
