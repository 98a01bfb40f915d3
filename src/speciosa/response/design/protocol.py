"""The protocol of a test: everything that is fixed before its first arm."""

from collections.abc import Callable
from typing import Final, Literal

import numpy as np
from pydantic import Field

from speciosa.diary.diary import Diary
from speciosa.diary.ratings import Ratings, ratings_of
from speciosa.record import Number, Record
from speciosa.response.design.allocation import Allocation, Commitment, allot, commit
from speciosa.response.design.levels import Levels
from speciosa.response.design.noise import Noise, noise_of
from speciosa.response.design.pattern import lived_days
from speciosa.response.design.plan import Plan
from speciosa.response.design.power import Expected, expected_of

SCHEMA: Final = "speciosa.protocol/1"


class ProtocolMade(Record):
    """What is needed to make the same protocol again."""

    version: str
    diary_digest: str
    seed: int
    simulated: bool


class Subject(Record):
    """The one person of the test, as far as a reader needs it."""

    id: str
    birth_year: int | None
    sex: str
    conditions: tuple[str, ...]
    medicines: tuple[str, ...]
    country: str
    emergency: str


class Protocol(Record):
    """A plan with its coins committed to, and what to expect of it."""

    schema_: Literal["speciosa.protocol/1"] = Field(default=SCHEMA, alias="schema")
    made: ProtocolMade
    subject: Subject
    plan: Plan
    noise: Noise
    expected: tuple[Expected, ...]
    usual_ratings_per_day: Number
    commitment: Commitment

    def to_json(self) -> str:
        """The JSON text, one key order, ending in a newline."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"


def make_protocol(
    diary: Diary,
    plan: Plan,
    levels: Levels,
    made: ProtocolMade,
    subject: Subject,
    tell: Callable[[int, int, str], None] | None = None,
) -> tuple[Protocol, Allocation]:
    """The protocol and the allocation it commits to.

    Args:
        diary: the person's own record.
        plan: checked.
        levels: effect signal of the tested product.
        made: digest of the diary and the seed that the person sees.
        subject: who it is about.
        tell: called with (done, total, what) while the expectation is simulated.
    """
    allocation = allot(plan, made.diary_digest, made.seed)
    rng = np.random.default_rng([made.seed, plan.pairs])
    ratings = ratings_of(diary)[plan.outcome]
    noise = _noise(ratings, levels)
    days = lived_days(diary, plan)
    protocol = Protocol(
        made=made,
        subject=subject,
        plan=plan,
        noise=noise,
        expected=expected_of(plan, days, levels, noise, rng, tell),
        usual_ratings_per_day=float(np.mean([len(day.rating_h) for day in days])),
        commitment=commit(allocation, made.diary_digest, made.seed),
    )
    return protocol, allocation


def _noise(ratings: Ratings, levels: Levels) -> Noise:
    clock_h = np.array([at.hour + at.minute / 60.0 for at in ratings.rated_at])
    effect = levels.effect_at(ratings.time_h).mean(axis=0)
    return noise_of(ratings.value_pts, ratings.time_h, clock_h, effect)
