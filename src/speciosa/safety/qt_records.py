"""How many things lengthen the QT time, as the assessment publishes it."""

from typing import Literal

from speciosa.record import Record

State = Literal["present", "absent", "not known"]


class QtFactor(Record):
    """One factor, what it weighs and what says so."""

    name: str
    points: int
    state: State
    group: str = ""  # factors of one group count once
    because: tuple[str, ...] = ()


class QtFactors(Record):
    """The count as a range: what is not known counts from nothing to its points."""

    low: int
    high: int
    reached_at: int  # from here a row of the counts table speaks
    factors: tuple[QtFactor, ...]
    ask: tuple[str, ...]  # what would narrow the range
