"""The answer for one outcome and one substance, as the assessment publishes it."""

from typing import Literal

from speciosa.record import Number, Record

Grade = Literal["A", "B", "C", "D"]
Direction = Literal["better", "worse"]


class Estimate(Record):
    """A posterior in the outcome's own points; `low` and `high` are the 95 % interval."""

    mean: Number
    sd: Number
    low: Number
    high: Number
    learned: Number | None  # 1 - sd(posterior)/sd(prior), non-null variants


class Indication(Record):
    """Whether the doses followed the symptom."""

    log_bayes_factor: Number | None
    note: str


class Check(Record):
    """One posterior predictive check: the observed figure against what the model replicates."""

    name: str
    observed: Number
    low: Number  # 99 % of the replicates
    high: Number
    passed: bool


class Variant(Record):
    """A model variant and its posterior weight."""

    name: str
    weight: Number


class Fit(Record):
    """How the numbers were computed."""

    draws: int
    rounds: int
    ess: Number
    pareto_k: Number | None


class Scale(Record):
    """The outcome's range in its own points."""

    low: Number
    high: Number


class Response(Record):
    """Does it help this person's outcome? Grade D prints no effect: the estimates are None."""

    outcome: str
    label: str
    substance: str
    better: Literal["lower", "higher"]
    scale: Scale
    grade: Grade
    reasons: tuple[str, ...]  # why this grade, and what would raise it, in plain sentences
    n_ratings: int
    dose_effect: Estimate | None
    horizon_h: Number  # hours after a dose that `dose_effect` covers
    seen_effect: Estimate | None
    net_effect: None = None  # needs drug-free time; not answered yet
    withdrawal_share: None = None
    p_benefit: Number | None
    p_worse: Number | None
    declared: Direction | None  # interval excludes 0, grade A to C, learned >= 0.3
    smallest_important_change: Number
    indication: Indication
    dose_response: tuple[()] = ()
    missing_tipping_point: None = None
    checks: tuple[Check, ...]
    variants: tuple[Variant, ...]
    fit: Fit | None
    notes: tuple[str, ...]
