"""Concentration curves: closed form against SciPy's integrator (LSODA, rtol 1e-6)."""

import time

import numpy as np
from scipy.integrate import solve_ivp

from benchmarks.row import Row, best
from speciosa.exposure.draws import Normals, Values, figure_values
from speciosa.exposure.kinetics import Array
from speciosa.exposure.library import load_substance
from speciosa.exposure.model import one_mg_curve
from speciosa.exposure.superpose import History, concentration_ng_per_ml

PEOPLE, CHUNK, SAMPLED = 10_000, 1_000, 4
DAYS = 30
DOSE_MG = 25.4
KRATOM = load_substance("substances/kratom")


def people(count: int) -> Values:
    """Population draws of the kratom model."""
    return figure_values(KRATOM, Normals(count, len(KRATOM.spread), np.random.default_rng(1)), None)


def dose_times(days: int) -> Array:
    """Three doses a day, h."""
    return (24.0 * np.arange(days)[:, None] + np.array([8.0, 13.0, 18.0])).ravel()


def closed_form(values: Values, time_h: Array, at_h: Array) -> Array:
    """Both analytes of every person."""
    curve = one_mg_curve(KRATOM, KRATOM.release[0], values)
    dose_mg = np.full((time_h.size, len(values["volume"])), DOSE_MG)
    return concentration_ng_per_ml(curve, History(time_h, dose_mg), at_h)


def integrated(values: Values, person: int, time_h: Array, at_h: Array) -> Array:
    """The same by SciPy, from dose to dose."""
    v = {key: float(value[person]) for key, value in values.items()}
    ka, k10 = v["absorption"], v["clearance"] / v["volume"]
    k12, k21 = v["exchange"] / v["volume"], v["exchange"] / v["second_volume"]
    matrix = np.array([
        [-ka, 0.0, 0.0, 0.0],
        [ka * 1000.0 / v["volume"], -k10 - k12, k21, 0.0],
        [0.0, k12, -k21, 0.0],
        [1000.0 * v["presystemic_yield"] * ka, v["formation_rate"], 0.0, -v["metabolite_rate"]],
    ])  # fmt: skip
    state, out = np.zeros(4), np.zeros((2, at_h.size))
    for start, stop in zip(time_h, np.append(time_h[1:], at_h[-1] + 1.0), strict=True):
        state[0] += DOSE_MG * v["availability"]
        inside = (at_h > start) & (at_h <= stop)
        run = solve_ivp(
            lambda _, y: matrix @ y, (start, stop), state, "LSODA",
            np.union1d(at_h[inside], stop), rtol=1e-6, atol=1e-9,
        )  # fmt: skip
        out[:, inside] = run.y[[1, 3], : int(inside.sum())]
        state = run.y[:, -1].copy()
    return out


def rows() -> list[Row]:
    """The table's lines."""
    return [_many_people(), _one_person()]


def _many_people() -> Row:
    time_h, at_h = dose_times(DAYS), np.arange(24.0 * DAYS)
    values = people(PEOPLE)
    chunks = [
        {key: value[i : i + CHUNK] for key, value in values.items()}
        for i in range(0, PEOPLE, CHUNK)
    ]

    def all_people() -> None:
        for chunk in chunks:
            closed_form(chunk, time_h, at_h)

    ours_s = best(all_people)
    start = time.perf_counter()
    theirs = np.stack([integrated(values, i, time_h, at_h) for i in range(SAMPLED)])
    peer_s = (time.perf_counter() - start) * PEOPLE / SAMPLED
    mine = closed_form({k: v[:SAMPLED] for k, v in values.items()}, time_h, at_h)
    apart = np.abs(mine - theirs).max() / theirs.max()
    name = f"{PEOPLE:,} people, {DAYS} days, 3 doses a day, hourly"
    note = f"SciPy on {SAMPLED} people, scaled; largest difference {apart:.0e} of the peak"
    return Row(name, ours_s, "SciPy LSODA", peer_s, note)


def _one_person() -> Row:
    time_h = dose_times(90)
    at_h = np.sort(np.random.default_rng(2).uniform(0.0, 24.0 * 90, 800))
    values = people(512)
    ours_s = best(lambda: closed_form(values, time_h, at_h))
    return Row("one person, 90 days, 512 draws, 800 times", ours_s, note="goal 0.06 s")
