"""Random models and histories of the whole family, hard cases on purpose."""

import numpy as np
from hypothesis import strategies as st

from tests.exposure.reference import Doses, Reference

rates = st.floats(-1.7, 1.0).map(lambda power: 10.0**power)
slow_rates = st.floats(-2.5, 0.3).map(lambda power: 10.0**power)
tiny = st.one_of(st.just(0.0), st.floats(-15.0, -1.0).map(lambda power: 10.0**power))
quarter_hours = st.integers(0, 4 * 24 * 30).map(lambda n: n / 4.0)
MG = st.sampled_from([0.0, 2.5, 40.0, 40.0])


@st.composite
def dispositions(draw) -> dict[str, float]:
    """One to three compartments."""
    figures = {"volume": draw(st.floats(5.0, 500.0)), "availability": draw(st.floats(0.1, 1.0))}
    figures["clearance"] = draw(slow_rates) * figures["volume"]
    for name, other in (("exchange", "second_volume"), ("third_exchange", "third_volume")):
        if not draw(st.booleans()):
            break
        figures[name] = draw(slow_rates) * figures["volume"]
        figures[other] = draw(st.floats(0.2, 10.0)) * figures["volume"]
    return figures


def exponents(figures: dict[str, float]) -> list[float]:
    """The rates of the compartments, from the matrix."""
    plain = Reference(figures, [{"rates": []}], metabolite=False, effect=False)
    found = -np.linalg.eigvals(plain.matrix[:3, :3]).real
    return [float(rate) for rate in found if rate > 0.0]


class Rates:
    """Rates of which every second one lies at or near one that is already there."""

    def __init__(self, draw, there: list[float]) -> None:
        self.draw, self.there = draw, there

    def next(self) -> float:
        chosen = self.draw(rates)
        if self.draw(st.booleans()):
            sign = self.draw(st.sampled_from([-1.0, 1.0]))
            chosen = self.draw(st.sampled_from(self.there)) * (1.0 + sign * self.draw(tiny))
        self.there.append(chosen)
        return chosen


@st.composite
def ways_in(draw, number: int, near: Rates) -> tuple[dict[str, object], dict[str, float]]:
    """One path and its figures."""
    path = {"rates": [f"step{number}{i}" for i in range(draw(st.integers(0, 2)))]}
    figures = {key: near.next() for key in path["rates"]}
    if stages := draw(st.sampled_from([0, 0, 1, 2, 3, 5, 10])):
        path |= {"transit": f"transit{number}", "stages": stages}
        figures[f"transit{number}"] = near.next()
    if draw(st.booleans()):
        path["lag"] = f"lag{number}"
        figures[f"lag{number}"] = draw(st.sampled_from([0.25, 1.0, 2.3]))
    if draw(st.integers(0, 2)) == 0:
        path["duration"] = f"duration{number}"
        figures[f"duration{number}"] = draw(st.sampled_from([0.25, 3.0, 11.7]))
    return path, figures


@st.composite
def models(draw) -> Reference:
    """Everything the files can say; often with two or three rates at or near each other."""
    figures = draw(dispositions())
    near = Rates(draw, exponents(figures))
    paths = []
    for number in range(draw(st.integers(1, 2))):
        path, own = draw(ways_in(number, near))
        paths.append(path | ({"share": "share"} if number else {}))
        figures |= own | ({"share": draw(st.floats(0.0, 1.0))} if number else {})
    metabolite, effect = draw(st.booleans()), draw(st.booleans())
    if metabolite:
        figures |= {
            "metabolite_rate": near.next(),
            "formation_rate": draw(slow_rates),
            "presystemic_yield": draw(st.floats(0.0, 1e-2)),
        }
    if effect:
        figures["ke0"] = near.next()
    return Reference(figures, paths, metabolite=metabolite, effect=effect)


@st.composite
def histories(draw, model: Reference) -> tuple[Doses, np.ndarray]:
    """Doses with duplicates, zeros and infusions, readings also at the very doses."""
    time_h = np.array(sorted(draw(st.lists(quarter_hours, min_size=1, max_size=8))))
    dose_mg = np.array(draw(st.lists(MG, min_size=time_h.size, max_size=time_h.size)))
    over_h = np.zeros(time_h.size)
    if not any("duration" in path for path in model.paths) and draw(st.booleans()):
        some = st.lists(
            st.sampled_from([0.0, 0.25, 8.0]), min_size=time_h.size, max_size=time_h.size
        )
        over_h = np.array(draw(some))
    readings = draw(st.lists(quarter_hours, min_size=1, max_size=8))
    return Doses(time_h, dose_mg, over_h), np.array([*readings, *time_h])
