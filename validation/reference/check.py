"""`python -m validation.reference.check [DIARIES]`: do the numpyro models find what was put in?

Diaries are drawn from the models themselves with NumPy and a dense covariance. The rank of each
true parameter among the posterior draws must be even; printed are the ranks' mean (0.5 wanted),
their spread (0.29 wanted) and the largest distance of their distribution from an even one, with
the value that chance exceeds in 1 of 100.
"""

import sys
from collections import defaultdict
from typing import Any, Final

import jax
import numpy as np
import numpyro
from numpyro.infer import MCMC

from validation.reference.run import data_of, kernel_of
from validation.reference.simulated import Truth, joint_arrays, plain_arrays

_DIARIES: Final = 20
_WARMUP, _DRAWS, _THIN = 300, 400, 8
_PER_DAY: Final = 3
_PLAIN_DAYS, _JOINT_DAYS = 14, 7
_LEAST_WISHES, _MOST_WISHES = 5, 60


def _truths(truth: Truth) -> dict[str, float]:
    return {
        "seen_pts": truth.sigma_pts * truth.seen_z,
        "variance_pts2": truth.sigma_pts**2,
        "nu_ratio": truth.nu_ratio,
        "rho_ratio": truth.rho_ratio,
        "fast_half_life_h": truth.fast_half_life_h,
        "level_z": truth.level_z,
        "urge": truth.urge,
    }


def _drawn(model: str, number: int) -> tuple[Truth, dict[str, Any]]:
    """One diary; of the joint model drawn again until it has wishes and is not full of them."""
    rng = np.random.default_rng([number, len(model)])
    while True:
        truth = Truth.of(rng)
        if model == "plain":
            return truth, plain_arrays(truth, _PLAIN_DAYS, _PER_DAY, rng)
        arrays = joint_arrays(truth, _JOINT_DAYS, _PER_DAY, float(model == "tied"), rng)
        if _LEAST_WISHES <= arrays["slot_wish"].sum() <= _MOST_WISHES:
            return truth, arrays


def ranks_of(model: str, diaries: int) -> dict[str, list[float]]:
    """Rank of each true parameter, 0 to 1, in every diary."""
    found = defaultdict[str, list[float]](list)
    sampler = None
    for number in range(diaries):
        truth, arrays = _drawn(model, number)
        data = data_of(arrays)
        if sampler is None:
            sampler = MCMC(
                kernel_of(data),
                num_warmup=_WARMUP,
                num_samples=_DRAWS,
                progress_bar=False,
                jit_model_args=True,
            )
        sampler.run(jax.random.PRNGKey(number), data)
        draws = sampler.get_samples()
        for name, value in _truths(truth).items():
            if name in draws:
                found[name].append(float(np.mean(np.asarray(draws[name])[::_THIN] < value)))
    return found


def main() -> None:
    """Print the table."""
    numpyro.enable_x64()
    diaries = int(sys.argv[1]) if len(sys.argv) > 1 else _DIARIES
    for model in ("plain", "free", "tied"):
        for name, ranks in ranks_of(model, diaries).items():
            ordered = np.sort(ranks)
            even = np.arange(len(ordered)) / len(ordered)
            apart = max(np.max(ordered - even), np.max(even + 1.0 / len(ordered) - ordered))
            limit = 1.63 / np.sqrt(len(ordered))
            print(
                f"{model:<6} {name:<17} mean {np.mean(ranks):.2f} spread {np.std(ranks):.2f} "
                f"distance {apart:.2f} (1 % limit {limit:.2f})"
            )


if __name__ == "__main__":
    main()
