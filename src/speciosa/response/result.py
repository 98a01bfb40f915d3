"""The answer for one outcome and one substance, as the assessment publishes it."""

from typing import Literal

from speciosa.record import Number, Record

Grade = Literal["A", "B", "C", "D"]
Direction = Literal["better", "worse"]
Family = Literal["plain", "joint"]


class Estimate(Record):
    """A posterior in the outcome's own points; `low` and `high` are the 95 % interval."""

    mean: Number
    sd: Number
    low: Number
    high: Number
    learned: Number | None  # 1 - sd(posterior)/sd(prior), non-null variants


class DosePoint(Record):
    """What one dose of some amount does, inside the range taken."""

    amount: Number
    unit: str
    effect: Estimate


class TippingPoint(Record):
    """How much worse the unanswered prompts would have to be to overturn what is declared."""

    unanswered: int
    worse_by_pts: Number | None  # None: not even the worst of the scale would overturn it
    note: str


class NotAnswered(Record):
    """Why something is not answered, and what would make it answerable."""

    why: str
    needed: str


class Indication(Record):
    """Whether the doses followed the symptom."""

    log_bayes_factor: Number | None
    odds_per_point: Number | None = None  # a point worse multiplies the odds of a dose by this
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
    family: Family | None = None  # None where nothing was fitted
    n_ratings: int
    dose_effect: Estimate | None
    horizon_h: Number  # hours after a dose that `dose_effect` covers
    seen_effect: Estimate | None
    net_effect: Estimate | None = None
    net_not_answered: NotAnswered | None = None  # set where `net_effect` is None
    withdrawal_share: Estimate | None = None  # 0 to 1 of the relief by one dose
    withdrawal_not_answered: NotAnswered | None = None  # set where `withdrawal_share` is None
    p_benefit: Number | None
    p_worse: Number | None
    declared: Direction | None  # interval excludes 0, grade A to C, learned >= 0.3
    smallest_important_change: Number
    indication: Indication
    dose_response: tuple[DosePoint, ...] = ()
    missing_tipping_point: TippingPoint | None = None
    checks: tuple[Check, ...]
    variants: tuple[Variant, ...]
    fit: Fit | None
    notes: tuple[str, ...]
