"""Runs the numpyro models in their own environment: arrays in, draws out.

This module needs NumPy only and is imported from the project's own environment.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
ROOT = Path(__file__).resolve().parents[2]
_NO_WEIGHT = {"rating_counts", "slot_weight", "slot_wish"}  # 0 in rows that only fill up
# Two processes on two cores: a second thread each would only be in the way.
_ONE_THREAD = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"


@dataclass(frozen=True, slots=True)
class Settings:
    """How long NUTS runs; `again` asks for a second run, which needs no compiling."""

    chains: int = 4
    warmup: int = 500
    draws: int = 500
    seed: int = 1
    again: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """Draws of numpyro, chains first."""

    found: dict[str, Array]

    def draws(self, name: str) -> Array:
        """All draws of a scalar parameter."""
        return self.found[name].ravel()

    def ess(self, name: str) -> float:
        """Effective sample size of the mean."""
        return float(np.min(self.found[f"ess.{name}"]))

    @property
    def least_ess(self) -> float:
        """Effective sample size of the worst parameter."""
        return min(float(np.min(v)) for k, v in self.found.items() if k.startswith("ess."))

    @property
    def worst_rhat(self) -> float:
        """Split R-hat of the worst parameter."""
        return max(float(np.max(v)) for k, v in self.found.items() if k.startswith("rhat."))

    def seconds(self, name: str) -> float:
        """Wall time of the run "first" (with compiling) or "again" (without)."""
        return float(self.found[f"{name}_s"])


def python() -> Path:
    """The interpreter that has numpyro."""
    usual = ROOT / ".venv-reference/bin/python"
    return Path(os.environ.get("SPECIOSA_REFERENCE_PYTHON", usual))


def installed() -> bool:
    """Whether there is one."""
    return python().exists()


def sampled(arrays: dict[str, Any], settings: Settings) -> Reference:
    """Sample the posterior that the arrays define; see `run` for what they are."""
    return next(sampled_each([arrays], settings))


def sampled_each(every: Sequence[dict[str, Any]], settings: Settings) -> Iterator[Reference]:
    """Sample one posterior after the other with one compiled sampler; yields each when it is done.

    Raises:
        RuntimeError: when the reference stops early.
    """
    if not every:
        return
    wanted = {key: getattr(settings, key) for key in type(settings).__slots__}
    with TemporaryDirectory() as folder:
        for number, arrays in enumerate(filled_up(every)):
            # One seed for all would give all of them the same Monte-Carlo error.
            wanted["seed"] = settings.seed + number
            np.savez(Path(folder, f"in-{number}.npz"), **arrays, **wanted)
        with subprocess.Popen(  # noqa: S603 - its own module
            [python(), "-m", "validation.reference.run", folder],
            cwd=ROOT,
            env={**os.environ, "XLA_FLAGS": _ONE_THREAD, "JAX_PLATFORMS": "cpu"},
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            for number in range(len(every)):
                if process.stdout is None or not process.stdout.readline():
                    raise RuntimeError("the reference stopped early")
                with np.load(Path(folder, f"out-{number}.npz")) as stored:
                    yield Reference(dict(stored))


def filled_up(every: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """All diaries as long as the longest one: the last rows repeated, without any weight."""
    most = {
        part: max(len(one.get(f"{part}_h", ())) for one in every) for part in ("rating", "slot")
    }
    out = []
    for one in every:
        counted = {**one, "rating_counts": np.ones(len(one["rating_h"]))}
        out.append({key: _longer(key, np.asarray(value), most) for key, value in counted.items()})
    return out


def _longer(key: str, value: Array, most: dict[str, int]) -> Array:
    part = key.partition("_")[0]
    if value.ndim == 0 or part not in most:
        return value
    missing = most[part] - len(value)
    last = value[-1:] * (key not in _NO_WEIGHT)
    return np.concatenate([value, np.repeat(last, missing, axis=0)])
