"""Simulation-based calibration of the plain family, for every estimand.

Talts, Betancourt, Simpson, Vehtari and Gelman (2018), arXiv 1804.06788: when truth and ratings come
from the prior of the model, the rank of the truth among posterior draws is uniform. Diaries have
irregular times, gaps, ratings at the instant of a dose and two products; ties (no effect at all)
are broken at random. Estimands that are asked of the variants with withdrawal only are ranked in
ratings drawn from those variants.

`python -m validation.calibration` writes the figure and the table of `docs/validation`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.instruments import outcome_of
from speciosa.diary.person import Person, Product
from speciosa.diary.ratings import ratings_of
from speciosa.exposure.curve import expose
from speciosa.report.charts.ink import fill, stroke
from speciosa.report.charts.svg import AXIS, WIDE, Canvas
from speciosa.response.design_matrix import design_matrix
from speciosa.response.mixture import Mixture
from speciosa.response.noise import noise_of
from speciosa.response.parameters import dimensions, theta_of
from speciosa.response.plain import fit_plain, used_columns
from speciosa.response.posterior import sigma_prior
from speciosa.response.question import Question
from speciosa.response.questions import Asked, ask
from speciosa.response.signal import WITHDRAWAL, Signal, effect_signal
from speciosa.response.variants import log_prior_of, specs_of
from speciosa.sampling.quasirandom import Array

FROM_ALL: Final = ("seen effect", "one usual dose", "one large dose")
FROM_ADAPTING: Final = ("net effect", "withdrawal part of a dose")
ESTIMANDS: Final = FROM_ALL + FROM_ADAPTING
DIARIES: Final = 320
DRAWS: Final = 512  # of the kinetics
FOLDER: Final = Path(__file__).parents[1] / "docs" / "validation"
_BINS: Final = 20
_HALF: Final = 0.5
_MOSTLY: Final = 0.7
_ZONE: Final = "Europe/Berlin"


@dataclass(frozen=True, slots=True)
class Ranked:
    """What was found for one estimand.

    Attributes:
        rank: (diaries,), share of the posterior below the truth, ties broken at random.
        covered: (diaries,), whether the 95 % interval holds the truth.
    """

    rank: Array
    covered: Array


def calibrate(diaries: int = DIARIES, first: int = 0) -> dict[str, Ranked]:
    """Ranks and coverage of every estimand, over diaries drawn from the prior.

    Args:
        diaries: how many; each has a seed of its own, from `first` on.
        first: the first seed.
    """
    found: dict[str, list[tuple[float, bool]]] = {name: [] for name in ESTIMANDS}
    for seed in range(first, first + diaries):
        for name, rank, covered in _ranks_of(seed):
            found[name].append((rank, covered))
    return {
        name: Ranked(np.array([r for r, _ in rows]), np.array([c for _, c in rows]))
        for name, rows in found.items()
    }


def _ranks_of(seed: int) -> Iterator[tuple[str, float, bool]]:
    """Twice the same diary: ratings from all variants, and from those with withdrawal."""
    rng = np.random.default_rng(seed)
    question = question_of(rng)
    for names, adapting in ((FROM_ALL, False), (FROM_ADAPTING, True)):
        asked, truth = _from_the_prior(question, rng, adapting=adapting)
        mixture: Mixture | None = fit_plain(asked, rng).mixture
        if adapting and mixture is not None:
            mixture = mixture.only(mixture.adapts)
        if mixture is None:
            continue
        place, coefficient = mixture.sample(rng)
        contrasts = mixture.contrasts
        along = _estimands(contrasts.seen, contrasts.dose, contrasts.by_amount, contrasts.net)
        for name in names:
            drawn = np.einsum("sk,sk->s", along[name][place], coefficient)
            tied = rng.random() * np.mean(drawn == truth[name])
            low, high = np.quantile(drawn, [0.025, 0.975])
            covered = bool(low <= truth[name] <= high)
            yield name, float(np.mean(drawn < truth[name]) + tied), covered


def _estimands(seen: Array, dose: Array, by_amount: Array, net: Array) -> dict[str, Array]:
    """Contrasts of every estimand, (draws, terms) each."""
    withdrawal = np.zeros_like(dose)
    withdrawal[:, WITHDRAWAL] = dose[:, WITHDRAWAL]
    return dict(zip(ESTIMANDS, (seen, dose, by_amount[-1], net, withdrawal), strict=True))


def question_of(rng: np.random.Generator) -> Question:
    """Dose and rating times of a made-up diary; every second outcome may turn over."""
    diary = _diary(rng)
    asked = Asked.of(diary, "kratom", expose(diary, DRAWS, rng))
    found = ask(asked, ratings_of(diary)["pain"], outcome_of(diary, "pain"))
    turns_over, fixed = rng.random(2) < _HALF
    dose_time_h = np.zeros(0) if fixed else found.dose_time_h
    return replace(found, may_turn_over=bool(turns_over), dose_time_h=dose_time_h)


def _diary(rng: np.random.Generator) -> Diary:
    """Two products, irregular doses and ratings, a gap, some ratings at the instant of a dose."""
    days = int(rng.integers(10, 36))
    gap = rng.uniform(0.2, 0.8) * days + np.array([0.0, 0.15 * days])
    dose_d = np.sort(rng.uniform(0.0, days, int(days * rng.uniform(1.0, 4.0))))
    dose_d = dose_d[(dose_d < gap[0]) | (dose_d > gap[1])]
    free_d = rng.uniform(0.0, days, int(days * rng.uniform(2.0, 5.0)))
    rated_d = np.sort(np.concatenate([free_d, dose_d[:: int(rng.integers(2, 6))]]))
    start, zone = datetime(2026, 3, 2, tzinfo=UTC), ZoneInfo(_ZONE)

    def entry(kind: Kind, day: float, number: int, what: str, value: float, unit: str) -> Entry:
        at = (start + timedelta(minutes=round(24.0 * 60.0 * day))).astimezone(zone)
        name = f"{kind}-{number:04d}"
        return Entry(at=at, kind=kind, what=what, value=value, unit=unit, id=name)

    amounts_g = np.round(2.0 * rng.uniform(1.0, 6.0, len(dose_d))) / 2.0
    batches = np.where(rng.random(len(dose_d)) < _MOSTLY, "leaf", "tea")
    doses = [
        entry(Kind.DOSE, d, i, str(b), float(g), "g")
        for i, (d, b, g) in enumerate(zip(dose_d, batches, amounts_g, strict=True))
    ]
    rated = [entry(Kind.RATING, d, i, "pain", float(i % 11), "") for i, d in enumerate(rated_d)]
    products = {form: Product(name=form, form=form) for form in ("leaf", "tea")}
    return Diary(
        timezone=_ZONE,
        simulated=True,
        person=Person(id="prior"),
        products=products,
        entries=(*doses, *rated),
    )


def _from_the_prior(
    question: Question, rng: np.random.Generator, *, adapting: bool
) -> tuple[Question, dict[str, float]]:
    """The question with ratings drawn from the prior, and the true estimands."""
    exposed = question.exposed.at(rng.integers(question.exposed.draws, size=1))
    theta = theta_of(rng.standard_normal((1, dimensions(exposed.uncertain_weights))))
    signal: Signal = effect_signal(
        exposed, theta.curve, question.time_h, turns_over=question.may_turn_over
    )
    design = design_matrix(question, signal, theta.noise)
    specs = specs_of(design)
    allowed = np.array([not adapting or WITHDRAWAL in spec.terms for spec in specs])
    share = np.exp(log_prior_of(specs)) * allowed
    spec = specs[int(rng.choice(len(specs), p=share / share.sum()))]
    used = list(used_columns(spec, design))
    prior = sigma_prior(question.range_pts)
    sigma_pts = (prior.rate / rng.gamma(prior.shape)) ** 0.5
    beta = sigma_pts * rng.standard_normal(len(used)) / np.sqrt(design.precision[0, used])
    mean_pts = design.block(slice(None))[:, used, 0] @ beta
    rating_pts = mean_pts + sigma_pts * noise_of(question.time_h, theta.noise, rng)[0]
    coefficient = np.zeros(signal.seen.shape[1])
    coefficient[list(spec.terms)] = beta[: len(spec.terms)]
    along = _estimands(signal.seen, signal.dose, signal.by_amount, signal.net)
    truth = {name: float(contrast[0] @ coefficient) for name, contrast in along.items()}
    return replace(question, rating_pts=rating_pts), truth


def p_values(found: dict[str, Ranked]) -> dict[str, float]:
    """Kolmogorov-Smirnov p-value of uniform ranks for each estimand, before Bonferroni."""
    from scipy.stats import kstest  # noqa: PLC0415  (slow to import)

    return {name: float(kstest(one.rank, "uniform").pvalue) for name, one in found.items()}


def figure(found: dict[str, Ranked]) -> str:
    """Histograms of the ranks, each with the band that holds 99 % of uniform bars."""
    from scipy.stats import binom  # noqa: PLC0415  (slow to import)

    canvas, wide, tall = Canvas(WIDE), 190.0, 90.0
    canvas.text(0, 16, "Rank of the truth among posterior draws", ink="ink", size=12, bold=True)
    for i, (name, one) in enumerate(found.items()):
        left, top = (i % 3) * (wide + 45.0), 40.0 + (i // 3) * (tall + 50.0)
        count = np.histogram(one.rank, bins=_BINS, range=(0.0, 1.0))[0]
        low, high = (float(v) for v in binom.ppf([0.005, 0.995], len(one.rank), 1.0 / _BINS))
        scale = tall / max(float(count.max()), 1.2 * high)
        base = top + tall
        canvas.rect(left, base - scale * high, wide, scale * (high - low), fill("band95"))
        for k, number in enumerate(count.tolist()):
            x = left + k * wide / _BINS
            canvas.rect(
                x + 1, base - scale * number, wide / _BINS - 2, scale * number, fill("accent")
            )
        canvas.line((left, base), (left + wide, base), AXIS)
        middle = base - scale * len(one.rank) / _BINS
        canvas.line((left, middle), (left + wide, middle), stroke("ink2"))
        canvas.text(left, base + 16, f"{name}, {len(one.rank)} diaries")
    desc = "Where posterior and truth agree, 99 of 100 bars stay inside the band."
    rows = (len(found) + 2) // 3
    drawing = canvas.finish("calibration", 40.0 + rows * (tall + 50.0), "Calibration", desc)
    namespace = quoteattr("http://www.w3.org/2000/svg")
    return drawing.svg.replace("<svg ", f"<svg xmlns={namespace} ", 1) + "\n"


def page(found: dict[str, Ranked]) -> str:
    """The table below the figure."""
    values = p_values(found)
    rows = [
        f"| {name} | {len(one.rank)} | {values[name]:.2g} | {100.0 * one.covered.mean():.1f} % |"
        for name, one in found.items()
    ]
    return "\n".join([
        "# Calibration of the plain family",
        "",
        "Written by `python -m validation.calibration`. Diaries with irregular times, a gap and",
        "two products; truth and ratings drawn from the prior of the model (seeds from 0 on).",
        "Ranks of the truth must be uniform: p by Kolmogorov and Smirnov, to be judged against",
        "0.01 divided by the number of estimands. Net effect and the part of withdrawal are asked",
        "of the variants with withdrawal only.",
        "",
        "![Ranks](calibration.svg)",
        "",
        "| estimand | diaries | p | 95 % intervals that hold the truth |",
        "|---|---|---|---|",
        *rows,
        "",
    ])  # fmt: skip


def main() -> None:
    """Run all diaries and write the figure and its page."""
    found = calibrate()
    (FOLDER / "calibration.svg").write_text(figure(found), encoding="utf-8")
    (FOLDER / "calibration.md").write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
