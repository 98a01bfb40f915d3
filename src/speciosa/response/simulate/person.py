"""A simulated person: the diary they wrote, and what is true of them."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from speciosa.diary.diary import Diary
from speciosa.diary.person import Before, Outcome, Person, Product, Use
from speciosa.response.simulate.life import Life, product_of
from speciosa.response.simulate.log import ZONE
from speciosa.response.simulate.plan import Plan
from speciosa.response.simulate.truth import Truth, truth_of


@dataclass(frozen=True, slots=True)
class Simulated:
    """One simulated person.

    Attributes:
        diary: what they wrote, marked as simulated.
        truth: by outcome, what the product really does.
        level_pts: by id of a rating or an unanswered prompt, where the outcome really was.
        effect_pts: by id of the same, what the product did to it at that moment.
    """

    diary: Diary
    truth: dict[str, Truth]
    level_pts: dict[str, float]
    effect_pts: dict[str, float]


def simulate(plan: Plan, rng: np.random.Generator, name: str = "simulated") -> Diary:
    """One simulated person's diary, marked as such; the same generator gives the same diary."""
    life = Life(plan, rng)
    life.live()
    return _diary(life, name)


def simulate_person(plan: Plan, rng: np.random.Generator, name: str = "simulated") -> Simulated:
    """One simulated person's diary beside the truth; the diary is that of `simulate`."""
    life = Life(plan, rng)
    life.live()
    log = life.log
    return Simulated(_diary(life, name), truth_of(life), dict(log.level_pts), dict(log.effect_pts))


def _diary(life: Life, name: str) -> Diary:
    plan = life.plan
    outcomes = {s.key: Outcome(better=s.better) for s in plan.symptoms}
    return Diary(
        timezone=ZONE.key,
        simulated=True,
        person=Person(id=name, birth_year=1984, aims=tuple(outcomes)),
        use=_use(plan),
        products={product_of(plan, i): _product(life, i) for i in range(len(plan.batches))},
        outcomes=outcomes,
        entries=tuple(sorted(life.log.entries, key=lambda e: (e.at, e.id))),
    )


def _use(plan: Plan) -> Use:
    """When it was first used, if that is in the diary."""
    if plan.before_d or not plan.is_free(0):
        return Use()
    first = next(day for day in range(plan.days) if not plan.is_free(day))
    return Use(first=str(plan.first_day + timedelta(days=first)))


def _product(life: Life, batch: int) -> Product:
    plan = life.plan
    name = "leaf powder" if len(plan.batches) == 1 else f"leaf powder, batch {batch + 1}"
    if batch or not plan.before_d:
        return Product(name=name, form="leaf")
    earlier = sum(intake.step < 0 for intake in life.past.intakes)
    before = Before(
        since=plan.first_day - timedelta(days=plan.before_d),
        doses_per_day=max(round(2.0 * earlier / plan.before_d) / 2.0, 0.5),  # as remembered
        amount=f"{plan.amount_g:g} g",
    )
    return Product(name=name, form="leaf", before=before)
