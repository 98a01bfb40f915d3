"""Response: its filter against dense factors, its sampling against NUTS, whole fits, growth.

`python -m benchmarks.response --write` writes the page and the figure of growing diaries;
without it the module prints the largest resident memory of four outcomes over 90 days.
"""

import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from benchmarks.response_people import OUTCOMES, SUBSTANCE, Fitting, diary_of
from benchmarks.row import Row, best
from benchmarks.scaling_figure import ScalingAxes, scaling_figure
from speciosa.assessment.build import DRAWS as KINETIC_DRAWS
from speciosa.diary.diary import Diary
from speciosa.exposure.curve import expose
from speciosa.response.model import respond
from speciosa.response.parameters import SLOW_HALF_LIFE_H, Noise
from speciosa.response.whiten import whiten
from speciosa.sampling.quasirandom import Array
from validation.agreement_cases import case_from, fit_plain
from validation.reference.call import Settings, installed, sampled

DRAWS, COLUMNS = 64, 7
DAYS, LONG_DAYS = 60, 90
GROWTH_DAYS = (30, 60, 120, 240, 365)
EFFECTIVE = 1000.0  # draws that times are scaled to
PAGE = Path(__file__).resolve().parents[1] / "docs/validation/response-scaling.md"
FIGURE = PAGE.with_suffix(".svg")
_NUTS = Settings(chains=2, warmup=500, draws=1000, again=True)


def dense(columns: Array, time_h: Array, noise: Noise) -> Array:
    """Gram matrices by a Cholesky factor of each draw's covariance."""
    apart_h = np.abs(time_h[:, None] - time_h)
    gram = np.empty((DRAWS, COLUMNS, COLUMNS))
    for i in range(DRAWS):
        own, rho = 1.0 - noise.nu_ratio[i], noise.rho_ratio[i]
        fast = 2.0 ** (-apart_h / noise.fast_half_life_h[i])
        slow = 2.0 ** (-apart_h / SLOW_HALF_LIFE_H)
        cov = own * ((1.0 - rho) * fast + rho * slow) + noise.nu_ratio[i] * np.eye(len(time_h))
        white = np.linalg.solve(np.linalg.cholesky(cov), columns[:, :, i])
        gram[i] = white.T @ white
    return gram


def rows() -> list[Row]:
    """The table's lines."""
    growth = [row for _, _, row in growing()]
    return [_whiten(180), _whiten(720), *_against_nuts(), *_one_outcome(), *_everything(), *growth]


def _whiten(ratings: int) -> Row:
    rng = np.random.default_rng(1)
    time_h = np.sort(rng.uniform(0.0, 24.0 * 60.0, ratings))
    columns = rng.standard_normal((ratings, COLUMNS, DRAWS))
    noise = Noise(
        nu_ratio=rng.uniform(0.1, 0.5, DRAWS),
        rho_ratio=rng.uniform(0.0, 0.5, DRAWS),
        fast_half_life_h=rng.uniform(2.0, 12.0, DRAWS),
    )
    ours_s = best(lambda: whiten(lambda rows: columns[rows].copy(), time_h, noise))
    peer_s = best(lambda: dense(columns, time_h, noise), times=1)
    name = f"whiten {ratings} ratings, {DRAWS} draws, {COLUMNS} columns"
    return Row(name, ours_s, "dense Cholesky", peer_s, "same Gram matrices to 1e-10")


def _against_nuts() -> list[Row]:
    """The same posterior, one kinetic draw, by both samplers; seconds for 1000 effective draws.

    Ours includes its adaptive rounds, so NUTS includes its warm-up; its effective sample size is
    that of its worst parameter.
    """
    case = case_from(diary_of(DAYS), OUTCOMES[0], ("bench", 1))
    found = fit_plain(case.data)
    ours_s = best(lambda: fit_plain(case.data)) * EFFECTIVE / found.sample.ess
    name = f"{EFFECTIVE:.0f} effective draws, plain model, {len(case.data.rating_h)} ratings"
    if not installed():
        return [Row(name, ours_s, "numpyro NUTS", note="not installed")]
    reference = sampled(case.plain_arrays(), _NUTS)
    scaled = EFFECTIVE / reference.least_ess
    nuts_s, first_s = (reference.seconds(run) * scaled for run in ("again", "first"))
    note = f"worst parameter: {reference.least_ess:.0f} effective of {2 * _NUTS.draws} draws"
    return [
        Row(name, ours_s, "numpyro NUTS", nuts_s, f"sampling alone; {note}"),
        Row(name, ours_s, "numpyro NUTS", first_s, "with its compiling"),
    ]


def _one_outcome() -> list[Row]:
    fitting = Fitting.of(diary_of(DAYS))
    plain_s, joint_s = best(fitting.plain), best(fitting.joint)
    size = f"{DAYS} days, {fitting.size}"
    return [
        Row(f"plain family, {size}", plain_s, note="goal 0.3 s"),
        Row(f"joint model, {size}", joint_s, note="goal 0.6 s"),
    ]


def everything() -> None:
    """Exposure and all responses of four outcomes over 90 days, rated four times a day."""
    diary = diary_of(LONG_DAYS, outcomes=len(OUTCOMES), ratings_a_day=4)
    _respond(diary)


def _respond(diary: Diary) -> float:
    start = time.perf_counter()
    exposures = expose(diary, KINETIC_DRAWS, np.random.default_rng(1))
    found = respond(diary, exposures, 1)
    if sum(one.fit is not None for one in found) != len(diary.outcomes):
        raise RuntimeError("not all outcomes were fitted")
    return time.perf_counter() - start


def _everything() -> list[Row]:
    diary = diary_of(LONG_DAYS, outcomes=len(OUTCOMES), ratings_a_day=4)
    ours_s = min(_respond(diary) for _ in range(2))
    run = subprocess.run(
        [sys.executable, "-m", "benchmarks.response"], capture_output=True, text=True, check=True
    )
    note = f"goal 4 s; largest memory {float(run.stdout):.0f} MiB, goal below 500"
    return [Row(f"four outcomes, {LONG_DAYS} days, 4 ratings a day", ours_s, note=note)]


def growing() -> list[tuple[str, int, Row]]:
    """Family, number of ratings and time of longer and longer diaries."""
    found = []
    for days in GROWTH_DAYS:
        fitting = Fitting.of(diary_of(days))
        ratings = len(fitting.question.time_h)
        for family, fit in (("plain", fitting.plain), ("joint", fitting.joint)):
            ours_s = best(fit, times=2)
            each = f"{1e3 * ours_s / ratings:.1f} ms a rating"
            row = Row(f"{family}, {days} days, {fitting.size}", ours_s, note=each)
            found.append((family, ratings, row))
    return found


def write_growth() -> None:
    """The table and the figure of growing diaries as a page."""
    found = growing()
    lines = [f"| {row.name} | {row.ours_s:.2f} s | {row.note} |" for _, _, row in found]
    text = (
        "# Response: time grows linearly with ratings\n\n"
        f"One outcome, three ratings and about three doses of {SUBSTANCE} a day.\n"
        "Written by `python -m benchmarks.response --write`; shorter of two runs.\n\n"
        f"![Time against ratings]({FIGURE.name})\n\n"
        "| diary | time | each |\n|---|---|---|\n"
    )
    PAGE.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")
    families = {
        name: [(ratings, row.ours_s) for family, ratings, row in found if family == name]
        for name in ("plain", "joint")
    }
    axes = ScalingAxes("Time for one outcome", "ratings", (1.7, 3.3), (-2, 1), (100, 300, 1_000))
    FIGURE.write_text(scaling_figure(axes, families), encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write_growth()
    else:
        everything()
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0)
