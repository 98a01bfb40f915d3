"""`python -m validation.reference.run FOLDER`: sample posteriors with NUTS.

FOLDER holds in-0.npz, in-1.npz and so on, all of one size, each with the arrays of `PlainData`,
for the joint model also those of `JointData`, and the settings `chains`, `warmup`, `draws`, `seed`
and `again`. out-0.npz and so on get the draws of all scalar parameters, effective sample sizes,
split R-hat and seconds.
"""

import sys
import time
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
import numpyro
from numpyro.diagnostics import effective_sample_size, split_gelman_rubin
from numpyro.infer import MCMC, NUTS, init_to_median

from validation.reference.joint import LATENT, JointData, joint_data, joint_model
from validation.reference.plain import PlainData, plain_model

_ACCEPT = 0.8
# Half-lives of minutes, where other starts may be, take powers that no number can hold.
_START = init_to_median(num_samples=15)


def kernel_of(data: PlainData | JointData) -> NUTS:
    """NUTS with a dense mass matrix of everything but the latent path."""
    if isinstance(data, PlainData):
        return NUTS(plain_model, dense_mass=True, target_accept_prob=_ACCEPT, init_strategy=_START)
    together = [
        ("variance_pts2", "nu_ratio", "rho_ratio", "fast_half_life_h"),
        ("level_z", "shared_z", "seen_z", "habit_z", "urge"),
    ]
    return NUTS(joint_model, dense_mass=together, target_accept_prob=_ACCEPT, init_strategy=_START)


def data_of(arrays: dict[str, np.ndarray]) -> PlainData | JointData:
    """The joint model's data where slots are given, else the plain model's."""
    given = {key: jnp.asarray(value, dtype=float) for key, value in arrays.items()}
    plain = PlainData(**{key: given[key] for key in PlainData._fields})
    return joint_data(given, plain) if "slot_h" in given else plain


def sampler_of(arrays: dict[str, np.ndarray]) -> MCMC:
    """The sampler of all diaries of one size: it is compiled once."""
    return MCMC(
        kernel_of(data_of(arrays)),
        num_warmup=int(arrays["warmup"]),
        num_samples=int(arrays["draws"]),
        num_chains=int(arrays["chains"]),
        chain_method="vectorized",
        progress_bar=False,
        jit_model_args=True,
    )


def run(sampler: MCMC, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Sample; a second run with another seed tells the time without compiling."""
    data = data_of(arrays)
    key = jax.random.PRNGKey(int(arrays["seed"]))
    first_s = _seconds(sampler, key, data)
    again_s = _seconds(sampler, jax.random.fold_in(key, 1), data) if arrays["again"] else 0.0
    found = sampler.get_samples(group_by_chain=True)
    scalar = {name: np.asarray(value) for name, value in found.items() if name != LATENT}
    return {
        **scalar,
        **{f"ess.{name}": effective_sample_size(value) for name, value in scalar.items()},
        **{f"rhat.{name}": split_gelman_rubin(value) for name, value in scalar.items()},
        "divergent": np.asarray(sampler.get_extra_fields()["diverging"].sum()),
        "first_s": np.asarray(first_s),
        "again_s": np.asarray(again_s),
    }


def _seconds(sampler: MCMC, key: jax.Array, data: PlainData | JointData) -> float:
    start = time.perf_counter()
    sampler.run(key, data, extra_fields=("diverging",))
    jax.block_until_ready(sampler.get_samples())
    return time.perf_counter() - start


def main() -> None:
    """Read, sample, write, and say so after every diary."""
    numpyro.enable_x64()
    folder, sampler = Path(sys.argv[1]), None
    for number in range(len(list(folder.glob("in-*.npz")))):
        with np.load(folder / f"in-{number}.npz") as stored:
            arrays = dict(stored)
        sampler = sampler or sampler_of(arrays)
        np.savez(folder / f"out-{number}.npz", **run(sampler, arrays))
        print(number, flush=True)


if __name__ == "__main__":
    main()
