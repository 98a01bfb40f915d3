"""Simulated people through the whole response floor, shared by the tests."""

import numpy as np

from speciosa.exposure.curve import expose
from speciosa.response.model import respond
from speciosa.response.simulate import Plan, Symptom, simulate


def respond_to(diary, seed=1, draws=1024):
    return respond(diary, expose(diary, draws, np.random.default_rng(seed)), seed)


def one_response(plan, seed):
    (response,) = respond_to(simulate(plan, np.random.default_rng(seed)), seed)
    return response


def plan(effect_pts, dosing, days=28, **changes):
    return Plan(days=days, dosing=dosing, symptoms=(Symptom("pain", effect_pts),), **changes)
