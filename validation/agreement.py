"""`python -m validation.agreement`: speciosa against numpyro on simulated diaries.

Both get the same kinetic draw and the same priors; numpyro runs NUTS on models of its own
(`validation.reference`). Each diary is kept as soon as it is done, so that a stopped run goes on
where it was; `--page` only writes the page.
"""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

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
    (("joint, free", "joint, tied"), Settings(chains=2, warmup=200, draws=300, seed=1001)),
    (("plain",), Settings(chains=2, warmup=300, draws=700)),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One model of one diary: ours and the reference's seen effect, in points."""

    model: str
    diary: str
    mean: float
    sd: float
    error: float
    reference_mean: float
    reference_sd: float
    reference_error: float
    ess: float
    rhat: float
    divergent: int
    seconds: float

    @property
    def apart(self) -> float:
        """Difference of means in posterior standard deviations of the reference."""
        return (self.mean - self.reference_mean) / self.reference_sd

    @property
    def apart_error(self) -> float:
        """Monte-Carlo standard error of `apart`, of both together."""
        return (self.error**2 + self.reference_error**2) ** 0.5 / self.reference_sd

    @property
    def wider(self) -> float:
        """Ours over the reference's standard deviation."""
        return self.sd / self.reference_sd

    @property
    def agrees(self) -> bool:
        """Within the tolerances of the model."""
        mean, sd = TOLERANCE[self.model]
        return abs(self.apart) <= mean and abs(self.wider - 1.0) <= sd


def pair_of(case: Case, model: str, ours: Moments, reference: Reference) -> Pair:
    """Both answers of one diary side by side."""
    seen = reference.draws("seen_pts")
    ess = reference.ess("seen_pts")
    return Pair(
        model=model,
        diary=case.name,
        mean=ours.mean,
        sd=ours.sd,
        error=ours.error,
        reference_mean=float(seen.mean()),
        reference_sd=float(seen.std()),
        reference_error=float(seen.std() / ess**0.5),
        ess=ess,
        rhat=reference.worst_rhat,
        divergent=int(reference.found["divergent"]),
        seconds=round(reference.seconds("first"), 1),
    )


def _ours(case: Case, model: str) -> tuple[Moments, dict[str, Array]]:
    if model == "plain":
        return fit_plain(case.data).moments(case.contrast), case.plain_arrays()
    tied, found = model.endswith("tied"), fit_joint(case.data)
    arrays = case.joint_arrays(tied=tied, side=found.side)
    return found.moments(case.contrast, tied=tied), arrays


def stored(path: Path = STORE) -> list[Pair]:
    """What is done already; a line cut off by a stop is left out."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Pair(**json.loads(line)) for line in lines if line.endswith("}")]


def run() -> None:
    """Everything that is missing: all diaries, jointly and plain."""
    for models, settings in _RUNS:
        done = {(p.model, p.diary) for p in stored()}
        wanted = [(case, model) for case in CASES for model in models]
        missing = [(c, m) for c, m in wanted if (m, f"{c[0]} {c[1]}") not in done]
        _compare([(case_of(*case), model) for case, model in missing], settings)


def _compare(pairs: list[tuple[Case, str]], settings: Settings) -> None:
    both = [_ours(case, model) for case, model in pairs]
    references = sampled_each([arrays for _, arrays in both], settings)
    for (case, model), (ours, _), reference in zip(pairs, both, references, strict=True):
        pair = pair_of(case, model, ours, reference)
        with STORE.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(pair)) + "\n")
        print(f"{model}, {pair.diary}: {pair.apart:+.3f} sd, sds {pair.wider:.3f}", flush=True)


def page(pairs: list[Pair]) -> str:
    """The page of all comparisons."""
    parts = [_INTRODUCTION]
    for model, (mean, sd) in TOLERANCE.items():
        mine = [p for p in pairs if p.model == model]
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
    return (
        f"| {pair.diary} | {pair.mean:+.3f} ({pair.sd:.3f}) "
        f"| {pair.reference_mean:+.3f} ({pair.reference_sd:.3f}) "
        f"| {pair.apart:+.3f} ± {pair.apart_error:.3f}{mark} "
        f"| {pair.wider:.3f} ± {(0.5 / pair.ess) ** 0.5:.3f} "
        f"| {pair.ess:.0f} | {pair.rhat:.3f} |"
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
    PAGE.write_text(page(stored()), encoding="utf-8")


if __name__ == "__main__":
    main()
