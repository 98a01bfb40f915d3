"""How complete a diary is: what can and cannot be read from it."""

from datetime import date

from speciosa.record import Number, Record


class Gap(Record):
    """Days in a row without any entry."""

    start: date
    end: date
    days: int


class Quality(Record):
    """The data box of the first page."""

    days_with_entries: int
    doses: int
    ratings: dict[str, int]
    rating_moments: int
    share_of_doses_with_rating_before: Number | None  # in the 30 min before; None without doses
    gaps: tuple[Gap, ...]
    notes: tuple[str, ...]
    learn_more: str  # what to record next, one sentence
