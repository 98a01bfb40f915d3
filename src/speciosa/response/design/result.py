"""What a randomised test of one person says, as the assessment publishes it."""

from typing import Literal

from pydantic import AwareDatetime

from speciosa.record import Number, Record
from speciosa.response.result import Estimate, Scale

TestKind = Literal["wait", "blocks", "versus"]


class AssignedPair(Record):
    """Two waits or blocks that one coin allotted.

    `difference_pts` is the arm with the shorter wait or the higher share (for a comparison: the
    usual use alone) minus the other arm, in the outcome's own points; its sign is decided by the
    coin when the test changes nothing. None where an arm has no rating.
    """

    pair: int
    kind: TestKind
    product: str
    assigned_at: AwareDatetime  # of the first arm
    complete_at: AwareDatetime  # end of the window of the second arm
    first_arm: Literal["higher", "lower"]
    difference_pts: Number | None
    scale_pts: Number  # 0.3 times the range of the outcome, fixed before any rating
    adherence: Number | None  # share of the pair that was followed; None: not recorded


class AssignedResult(Record):
    """One outcome of one randomised test, analysed by assignment.

    `estimate` is the seen effect: the outcome at the higher minus at the lower levels of this
    person's own range, in its own points; for a comparison it is the difference itself.
    An end of an interval that lies at the range of the scale is open: the test does not tell it.
    `difference` is the mean of the pairs, whether or not the allotted plan was followed.
    """

    outcome: str
    label: str
    better: Literal["lower", "higher"]
    scale: Scale
    kind: TestKind
    product: str
    substance: str
    other: str  # the other intervention of a comparison, else empty
    pairs: tuple[AssignedPair, ...]
    complete_pairs: int  # pairs with a rating in both arms
    n_ratings: int  # used in the analysis
    adherence: Number | None
    contrast: str  # what `estimate` compares, one sentence
    estimate: Estimate | None
    difference: Estimate | None
    reason: str  # why there is no estimate, else empty
    p_value: Number | None  # chance of a result as large when the test changes nothing
    coins: int  # ways the coins could have fallen that were looked at
    exact: bool  # all of them
    smallest_important_change: Number
    grade_a: bool
    reasons: tuple[str, ...]  # why grade A, or why not
    notes: tuple[str, ...]
