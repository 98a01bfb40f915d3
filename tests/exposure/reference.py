"""Any model of the family as a rate matrix, solved by the matrix exponential.

Written from the figures alone, state by state, so that nothing is shared with the closed form.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import expm

from speciosa.exposure.kinetics import Array, Exponentials
from speciosa.exposure.model import one_mg_curve
from speciosa.exposure.substance import Substance

CITED = {"source": "test", "place": "test"}


def substance_of(
    figures: dict[str, float], paths: list[dict[str, object]], *, metabolite: bool, effect: bool
) -> Substance:
    """A substance file with these figures."""
    keys = ["parent", "metabolite"] if metabolite else ["parent"]
    analytes = [{"key": key, "label": key, "weight": {"fixed": 1.0, **CITED}} for key in keys]
    if effect:
        analytes.append(analytes[-1] | {"key": "site", "effect_of": keys[-1], "rate": "ke0"})
    return Substance.model_validate({
        "key": "test",
        "name": "test",
        "taken": "fixed",
        "horizon": {"value": 4, "unit": "h", **CITED},
        "analyte": analytes,
        "figure": [{"key": k, "value": v, "unit": "1", **CITED} for k, v in figures.items()],
        "release": [{"key": "only", "label": "only", "path": paths}],
        "source": [{"key": "test", "cite": "test", "read": "test"}],
    })  # fmt: skip


@dataclass(frozen=True)
class Doses:
    """Doses of one history, with the duration of each (0 at once)."""

    time_h: Array
    dose_mg: Array
    over_h: Array


class Reference:
    """One model: `substance` for the closed form, `matrix` for everything else.

    States: the steps of every path, central, second and third compartment (mg), metabolite and
    effect site (ng/mL), then one constant input for every path (mg/h).
    """

    def __init__(
        self,
        figures: dict[str, float],
        paths: list[dict[str, object]],
        *,
        metabolite: bool,
        effect: bool,
    ) -> None:
        self.figures, self.paths = figures, paths
        self.substance = substance_of(figures, paths, metabolite=metabolite, effect=effect)
        self.steps = [self._steps(path) for path in paths]
        self.states = sum(map(len, self.steps)) + 3 + metabolite + effect
        self.central = sum(map(len, self.steps))
        self.seen = [self.central] + [self.central + 3 + i for i in range(metabolite + effect)]
        self.matrix = np.zeros((self.states + len(paths),) * 2)
        self._compartments()
        if metabolite:
            self._metabolite()
        if effect:
            self._move(self.seen[-1], None, figures["ke0"])
            scale = 1.0 if metabolite else 1000.0 / figures["volume"]
            self.matrix[self.seen[-1], self.seen[-2]] += figures["ke0"] * scale
        self.entry = self._entries(metabolite)

    def _steps(self, path: dict[str, object]) -> list[float]:
        stages = [self.figures[path["transit"]]] * path["stages"] if "transit" in path else []
        return stages + [self.figures[key] for key in path.get("rates", ())]

    def _move(self, source: int, target: int | None, rate: float) -> None:
        self.matrix[source, source] -= rate
        if target is not None:
            self.matrix[target, source] += rate

    def _compartments(self) -> None:
        f = self.figures
        self._move(self.central, None, f["clearance"] / f["volume"])
        for place, name in ((1, "exchange"), (2, "third_exchange")):
            if name in f:
                other = f[{"exchange": "second_volume", "third_exchange": "third_volume"}[name]]
                self._move(self.central, self.central + place, f[name] / f["volume"])
                self._move(self.central + place, self.central, f[name] / other)

    def _metabolite(self) -> None:
        f, place = self.figures, self.seen[1]
        self._move(place, None, f["metabolite_rate"])
        self.matrix[place, self.central] += 1000.0 / f["volume"] * f["formation_rate"]

    def _entries(self, metabolite: bool) -> list[Array]:
        """What 1 mg adds to the states, for every path; steps and inputs are wired here."""
        first, entries = 0, []
        rest = 1.0 - sum(self.figures[p["share"]] for p in self.paths if "share" in p)
        for number, (path, steps) in enumerate(zip(self.paths, self.steps, strict=True)):
            arrives = np.zeros(self.matrix.shape[0])
            arrives[self.central] = 1.0
            if metabolite:
                arrives[self.seen[1]] = 1000.0 * self.figures["presystemic_yield"]
            entry = arrives
            for place in reversed(range(first, first + len(steps))):
                self._move(place, None, steps[place - first])
                self.matrix[:, place] += steps[place - first] * entry
                entry = np.eye(self.matrix.shape[0])[place]
            first += len(steps)
            share = self.figures[path["share"]] if "share" in path else rest
            entry = entry * share * self.figures.get("availability", 1.0)
            self.matrix[:, self.states + number] = entry
            entries.append(entry)
        return entries

    def __repr__(self) -> str:
        return f"Reference({self.figures}, {self.paths}, seen={len(self.seen)})"

    @property
    def curve(self) -> Exponentials:
        values = {key: np.array([value]) for key, value in self.figures.items()}
        return one_mg_curve(self.substance, self.substance.release[0], values)

    def jumps(self, doses: Doses) -> list[tuple[float, Array]]:
        """What is added to the augmented state, and when, in rising order."""
        found = []
        for number, path in enumerate(self.paths):
            delay_h = self.figures[path["lag"]] if "lag" in path else 0.0
            release_h = self.figures[path["duration"]] if "duration" in path else 0.0
            flow = np.eye(self.matrix.shape[0])[self.states + number]
            for time_h, mg, over_h in zip(doses.time_h, doses.dose_mg, doses.over_h, strict=True):
                start_h, lasts_h = time_h + delay_h, release_h or over_h
                if lasts_h == 0.0:
                    found.append((start_h, mg * self.entry[number]))
                else:
                    found.append((start_h, mg / lasts_h * flow))
                    found.append((start_h + lasts_h, -mg / lasts_h * flow))
        return sorted(found, key=lambda jump: jump[0])

    def conc_ng_per_ml(self, doses: Doses, at_h: Array) -> Array:
        """(analytes, times); a reading at a dose is taken before it."""
        jumps = self.jumps(doses)
        times = np.unique([*at_h, *(time_h for time_h, _ in jumps)])
        steps, which = np.unique(np.diff(times), return_inverse=True)
        moves = expm(self.matrix * steps[:, None, None]) if steps.size else np.empty((0,))
        state, found, done = np.zeros(self.matrix.shape[0]), {}, 0
        for i, time_h in enumerate(times):
            found[time_h] = state[self.seen]
            while done < len(jumps) and jumps[done][0] <= time_h:
                state = state + jumps[done][1]
                done += 1
            if i < which.size:
                state = moves[which[i]] @ state
        values = np.array([found[t] for t in at_h]).T.reshape(len(self.seen), len(at_h))
        values[0] *= 1000.0 / self.figures["volume"]
        return values
