"""Concentration curves: closed form against integrators (rtol 1e-6), memory and growth.

The integrators solve fewer people, and their time is scaled to all of them. numbalsoda is measured
where it is installed; it is no requirement of this project.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from scipy.integrate import solve_ivp

from benchmarks.growth_figure import growth_figure
from benchmarks.row import Row, best
from speciosa.exposure.draws import Normals, Values, figure_values
from speciosa.exposure.kinetics import Array
from speciosa.exposure.library import load_substance
from speciosa.exposure.model import one_mg_curve
from speciosa.exposure.superpose import History, concentration_ng_per_ml

PEOPLE, CHUNK, SAMPLED, SAMPLED_COMPILED = 10_000, 500, 4, 100
MANY_PEOPLE = 100_000
DAYS = 30
DOSE_MG = 25.4
GROWTH_DAYS = (30, 90, 365, 1_095, 3_650)
PAGE = Path(__file__).resolve().parents[1] / "docs/validation/exposure-scaling.md"
FIGURE = PAGE.with_suffix(".svg")
KRATOM = load_substance("substances/kratom")


def people(count: int) -> Values:
    """Population draws of the kratom model."""
    return figure_values(KRATOM, Normals(count, len(KRATOM.spread), np.random.default_rng(1)), None)


def some(values: Values, part: slice) -> Values:
    """A part of the people."""
    return {key: value[part] for key, value in values.items()}


def dose_times(days: int) -> Array:
    """Three doses a day, h."""
    return (24.0 * np.arange(days)[:, None] + np.array([8.0, 13.0, 18.0])).ravel()


def closed_form(values: Values, time_h: Array, at_h: Array) -> Array:
    """Both analytes of every person."""
    curve = one_mg_curve(KRATOM, KRATOM.release[0], values)
    dose_mg = np.full((time_h.size, len(values["volume"])), DOSE_MG)
    return concentration_ng_per_ml(curve, History(time_h, dose_mg), at_h)


def matrix(values: Values, person: int) -> Array:
    """The rate matrix of one person: absorption, two compartments, metabolite, 1/h."""
    v = {key: float(value[person]) for key, value in values.items()}
    ka, k10 = v["absorption"], v["clearance"] / v["volume"]
    k12, k21 = v["exchange"] / v["volume"], v["exchange"] / v["second_volume"]
    return np.array([
        [-ka, 0.0, 0.0, 0.0],
        [ka * 1000.0 / v["volume"], -k10 - k12, k21, 0.0],
        [0.0, k12, -k21, 0.0],
        [1000.0 * v["presystemic_yield"] * ka, v["formation_rate"], 0.0, -v["metabolite_rate"]],
    ])  # fmt: skip


# rate matrix, amount of each dose, times of doses and readings -> both analytes
Solver = Callable[[Array, float, Array, Array], Array]


def by_scipy(rates: Array, dose_mg: float, time_h: Array, at_h: Array) -> Array:
    """SciPy's LSODA, from dose to dose."""
    state, out = np.zeros(4), np.zeros((2, at_h.size))
    for start, stop in zip(time_h, np.append(time_h[1:], at_h[-1] + 1.0), strict=True):
        state[0] += dose_mg
        inside = (at_h > start) & (at_h <= stop)
        run = solve_ivp(
            lambda _, y: rates @ y, (start, stop), state, "LSODA",
            np.union1d(at_h[inside], stop), rtol=1e-6, atol=1e-9,
        )  # fmt: skip
        out[:, inside] = run.y[[1, 3], : int(inside.sum())]
        state = run.y[:, -1].copy()
    return out


def by_numbalsoda() -> Solver:
    """LSODA with everything around it compiled too: the equations and the loop over doses."""
    numba, numbalsoda = import_module("numba"), import_module("numbalsoda")
    lsoda = numbalsoda.lsoda

    @numba.cfunc(numbalsoda.lsoda_sig)
    def right_hand_side(_t, y, dy, p):  # noqa: ANN001, ANN202
        for i in range(4):
            row = 4 * i
            dy[i] = p[row] * y[0] + p[row + 1] * y[1] + p[row + 2] * y[2] + p[row + 3] * y[3]

    address = right_hand_side.address

    @numba.njit
    def solve(rates, dose_mg, time_h, at_h):  # noqa: ANN001, ANN202
        state, out = np.zeros(4), np.zeros((2, at_h.size))
        data, edges = rates.copy().ravel(), np.append(time_h, at_h[-1] + 1.0)
        for i in range(time_h.size):
            state[0] += dose_mg
            first = np.searchsorted(at_h, edges[i], side="right")
            last = np.searchsorted(at_h, edges[i + 1], side="right")
            ends = at_h[last - 1] < edges[i + 1] if last > first else True
            times = np.concatenate(
                (edges[i : i + 1], at_h[first:last], edges[i + 1 : i + 1 + ends])
            )
            found, _ = lsoda(address, state, times, data, 1e-6, 1e-9)
            out[0, first:last] = found[1 : 1 + last - first, 1]
            out[1, first:last] = found[1 : 1 + last - first, 3]
            state = found[-1].copy()
        return out

    return solve


def rows() -> list[Row]:
    """The table's lines."""
    return [*_many_people(), _one_person(), _memory(), *_growth()]


def _many_people() -> list[Row]:
    time_h, at_h = dose_times(DAYS), np.arange(24.0 * DAYS)
    values = people(PEOPLE)

    def everybody() -> None:
        for start in range(0, PEOPLE, CHUNK):
            closed_form(some(values, slice(start, start + CHUNK)), time_h, at_h)

    ours_s = best(everybody)
    peers: list[tuple[str, Solver | None, int]] = [("SciPy LSODA", by_scipy, SAMPLED)]
    installed = find_spec("numbalsoda") is not None
    peers.append(("numbalsoda", by_numbalsoda() if installed else None, SAMPLED_COMPILED))
    name = f"{PEOPLE:,} people, {DAYS} days, 3 doses a day, hourly"
    return [_against(name, ours_s, peer, values) for peer in peers]


def _against(name: str, ours_s: float, peer: tuple[str, Solver | None, int], values: Values) -> Row:
    """One line, the peer measured on fewer people and scaled."""
    label, solve, sampled = peer
    if solve is None:
        return Row(name, ours_s, label, note="not installed")
    time_h, at_h = dose_times(DAYS), np.arange(24.0 * DAYS)
    doses_mg = DOSE_MG * values["availability"]
    solve(matrix(values, 0), doses_mg[0], time_h[:1], at_h)  # compiles
    start = time.perf_counter()
    theirs = np.stack([solve(matrix(values, i), doses_mg[i], time_h, at_h) for i in range(sampled)])
    peer_s = (time.perf_counter() - start) * PEOPLE / sampled
    mine = closed_form(some(values, slice(sampled)), time_h, at_h)
    apart = np.abs(mine - theirs).max() / theirs.max()
    note = f"{label} on {sampled} people, scaled; largest difference {apart:.0e} of the peak"
    return Row(name, ours_s, label, peer_s, note)


def _one_person() -> Row:
    time_h = dose_times(90)
    at_h = np.sort(np.random.default_rng(2).uniform(0.0, 24.0 * 90, 800))
    values = people(512)
    ours_s = best(lambda: closed_form(values, time_h, at_h))
    return Row("one person, 90 days, 512 draws, 800 times", ours_s, note="goal 0.06 s")


def summarise_people(count: int) -> Array:
    """Peak and mean of both analytes of every person, chunk by chunk, (count, 2, 2)."""
    time_h, at_h = dose_times(DAYS), np.arange(24.0 * DAYS)
    values, found = people(count), np.empty((count, 2, 2))
    for start in range(0, count, CHUNK):
        part = slice(start, start + CHUNK)
        conc = closed_form(some(values, part), time_h, at_h)
        found[part] = np.stack([conc.max(axis=2), conc.mean(axis=2)], axis=2)
    return found


def _memory() -> Row:
    """Largest resident memory of a process of its own."""
    start = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.exposure"], capture_output=True, text=True, check=True
    )
    ours_s = time.perf_counter() - start
    note = f"largest memory {float(run.stdout):.0f} MiB, goal below 1024"
    return Row(f"{MANY_PEOPLE:,} people summarised in chunks", ours_s, note=note)


def _growth() -> list[Row]:
    """Longer diaries of one person, 64 draws, a reading a dose: the time a dose stays the same."""
    values = people(64)
    found = []
    for days in GROWTH_DAYS:
        time_h = dose_times(days)
        ours_s = best(lambda time_h=time_h: closed_form(values, time_h, time_h + 1.0))
        each = f"{1e6 * ours_s / time_h.size:.0f} µs a dose"
        found.append(Row(f"{time_h.size:,} doses and readings, 64 draws", ours_s, note=each))
    return found


def write_growth() -> None:
    """The table and the figure of growing diaries as a page."""
    rows = _growth()
    lines = [f"| {row.name} | {row.ours_s:.3f} s | {row.note} |" for row in rows]
    text = (
        "# Exposure: time grows linearly with entries\n\n"
        "One person, three doses a day, one reading after each, both analytes of kratom. Written\n"
        "by `python -m benchmarks.exposure --write`; shortest of three runs on one core.\n\n"
        f"![Time against doses]({FIGURE.name})\n\n"
        "| diary | time | each |\n|---|---|---|\n"
    )
    PAGE.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    points = [(3 * days, row.ours_s) for days, row in zip(GROWTH_DAYS, rows, strict=True)]
    FIGURE.write_text(growth_figure(points), encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write_growth()
    else:
        summarise_people(MANY_PEOPLE)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0)
