"""`python -m validation.agreement`: speciosa against numpyro on simulated diaries.

Both get the same kinetic draw and the same priors; numpyro runs NUTS on models of its own
(`validation.reference`). The reference's answers are kept as soon as they are there, so that a
stopped run goes on where it was, and stay true when our side changes; `--page` only writes the
page.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import numpy as np

from validation.agreement_cases import Case, Moments, case_of, fit_joint, fit_plain
from validation.reference.call import ROOT, Array, Reference, Settings, installed, sampled_each

CASES: Final = tuple(
    (scenario, seed)
    for seed in (1, 2)
    for scenario in (
        "clock-relief", "hurts-null", "hurts-relief", "hurts-before-relief",
        "hurts-after-null", "hurts-after-relief",
    )
)  # fmt: skip
STORE: Final = Path(__file__).parent / "reference/agreement.jsonl"
PAGE: Final = ROOT / "docs/validation/agreement.md"
TOLERANCE: Final = {"plain": (0.1, 0.1), "joint, free": (0.15, 0.15), "joint, tied": (0.15, 0.15)}
_RUNS: Final = (
    (("joint, free", "joint, tied"), Settings(chains=2, warmup=300, draws=1200, seed=1001)),
    (("plain",), Settings(chains=2, warmup=300, draws=700)),
)


@dataclass(frozen=True, slots=True)
class Sampled:
    """What the reference says of one model of one diary, in points.

    Attributes:
        model: which of the two.
        diary: scenario and seed.
        digest: of what it was given, so that an answer to an older question is not used.
        mean: of the seen effect.
        sd: likewise.
        ess: effective draws of it.
        rhat: the worst split R-hat of all parameters.
        divergent: transitions that failed.
        seconds: it took.
    """

    model: str
    diary: str
    digest: str
    mean: float
    sd: float
    ess: float
    rhat: float
    divergent: int
    seconds: float

    @property
    def key(self) -> tuple[str, str, str]:
        """What it answers."""
        return self.model, self.diary, self.digest


@dataclass(frozen=True, slots=True)
class Pair:
    """Ours and the reference's seen effect."""

    ours: Moments
    reference: Sampled

    @property
    def apart(self) -> float:
        """Difference of means in posterior standard deviations of the reference."""
        return (self.ours.mean - self.reference.mean) / self.reference.sd

    @property
    def apart_error(self) -> float:
        """Monte-Carlo standard error of `apart`, of both together."""
        return ((self.ours.error / self.reference.sd) ** 2 + 1.0 / self.reference.ess) ** 0.5

    @property
    def wider(self) -> float:
        """Ours over the reference's standard deviation."""
        return self.ours.sd / self.reference.sd

    @property
    def agrees(self) -> bool:
        """Within the tolerances of the model."""
        mean, sd = TOLERANCE[self.reference.model]
        return abs(self.apart) <= mean and abs(self.wider - 1.0) <= sd


@dataclass(frozen=True, slots=True)
class Asked:
    """One model of one diary: our answer, and what the reference is given."""

    model: str
    diary: str
    ours: Moments
    arrays: dict[str, Array]

    @property
    def key(self) -> tuple[str, str, str]:
        """What the reference's answer is stored under."""
        digest = hashlib.sha256()
        for name in sorted(self.arrays):
            # Other processors round the last digit of a simulated diary otherwise.
            values = np.round(np.asarray(self.arrays[name], dtype=float), 6) + 0.0
            digest.update(name.encode() + values.tobytes())
        return self.model, self.diary, digest.hexdigest()[:16]


def asked(models: Sequence[str]) -> list[Asked]:
    """Our answers to some models of every diary."""
    cases = [case_of(*case) for case in CASES]
    return [_asked(case, model) for case in cases for model in models]


def _asked(case: Case, model: str) -> Asked:
    if model == "plain":
        ours = fit_plain(case.data).moments(case.contrast)
        return Asked(model, case.name, ours, case.plain_arrays())
    tied, found = model.endswith("tied"), fit_joint(case.data)
    arrays = case.joint_arrays(tied=tied, side=found.side)
    return Asked(model, case.name, found.moments(case.contrast, tied=tied), arrays)


def stored(path: Path = STORE) -> dict[tuple[str, str, str], Sampled]:
    """What the reference said already; a line cut off by a stop is left out."""
    if not path.exists():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [Sampled(**json.loads(line)) for line in lines if line.endswith("}")]
    return {one.key: one for one in found}


def run() -> None:
    """Sample what is missing, and keep each answer."""
    for models, settings in _RUNS:
        missing = [one for one in asked(models) if one.key not in stored()]
        references = sampled_each([one.arrays for one in missing], settings)
        for one, reference in zip(missing, references, strict=True):
            with STORE.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(_sampled(one, reference))) + "\n")
            print(f"{one.model}, {one.diary}: {reference.seconds('first'):.0f} s", flush=True)


def _sampled(one: Asked, reference: Reference) -> Sampled:
    seen = reference.draws("seen_pts")
    return Sampled(
        *one.key,
        mean=float(seen.mean()),
        sd=float(seen.std()),
        ess=reference.ess("seen_pts"),
        rhat=reference.worst_rhat,
        divergent=int(reference.found["divergent"]),
        seconds=round(reference.seconds("first"), 1),
    )


def pairs() -> list[Pair]:
    """Every model of every diary that the reference has answered."""
    answers = stored()
    every = [one for models, _ in _RUNS for one in asked(models)]
    return [Pair(one.ours, answers[one.key]) for one in every if one.key in answers]


def page(every: list[Pair]) -> str:
    """The page of all comparisons."""
    parts = [_INTRODUCTION]
    for model, (mean, sd) in TOLERANCE.items():
        mine = [p for p in every if p.reference.model == model]
        good = sum(p.agrees for p in mine)
        parts += [
            f"\n## {model[0].upper() + model[1:]}\n",
            f"**{good} of {len(mine)}** diaries within {mean:g} sd, sds within {100 * sd:.0f} %.\n",
            "| Diary | Ours | Reference | Apart, sd | Ratio of sds | Reference draws | R-hat |",
            "|---|---|---|---|---|---|---|",
            *(_line(p) for p in mine),
        ]
    return "\n".join(parts) + "\n"


def _line(pair: Pair) -> str:
    mark = "" if pair.agrees else " (outside)"
    ours, other = pair.ours, pair.reference
    return (
        f"| {other.diary} | {ours.mean:+.3f} ({ours.sd:.3f}) "
        f"| {other.mean:+.3f} ({other.sd:.3f}) "
        f"| {pair.apart:+.3f} ± {pair.apart_error:.3f}{mark} "
        f"| {pair.wider:.3f} ± {(0.5 / other.ess) ** 0.5:.3f} "
        f"| {other.ess:.0f} | {other.rhat:.3f} |"
    )


_INTRODUCTION = """# Response: the same posterior from an independent sampler

Written by `python -m validation.agreement`. Both sides get the same simulated diary, the same
kinetic draw and the same priors. The reference is written in numpyro from the formulas alone: NUTS
samples every parameter, in the joint model also the person's own ups and downs at every rating and
slot with the exact Bernoulli likelihood, and a slope that is continuous where ours is a grid.
Numbers are the seen effect in points: mean (sd) of the posterior. "Apart" is the difference of the
means in posterior standard deviations; ± is one Monte-Carlo standard error. Reference draws are
effective ones. The grids of the joint model have no Monte-Carlo error.

One prior differs: the level's standard deviation is half the range in points in the
formulas and in the reference, 5 sigma in ours, which is the same where sigma is a tenth of the
range. The tables include what that does."""


def main() -> None:
    """Run what is missing and write the page."""
    if "--page" not in sys.argv:
        if not installed():
            sys.exit("The reference environment is missing: make reference")
        run()
    PAGE.write_text(page(pairs()), encoding="utf-8")


if __name__ == "__main__":
    main()
