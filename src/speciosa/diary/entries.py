"""One entry of the log: the CSV row, the database row and the phone's queue are this type."""

from enum import StrEnum

from pydantic import AwareDatetime

from speciosa.record import Record


class Kind(StrEnum):
    """What an entry tells."""

    DOSE = "dose"
    RATING = "rating"
    SCALE = "scale"
    READING = "reading"
    EVENT = "event"
    MEDICINE = "medicine"
    SLEEP = "sleep"
    CONDITION = "condition"
    WISH = "wish"
    ALLOCATION = "allocation"
    BLOOD = "blood"
    PROMPT = "prompt"
    NOTE = "note"
    PROFILE = "profile"
    VOID = "void"


class Entry(Record):
    """One thing that happened; never changed, only voided by a later entry.

    `value` is a number except for the kinds whose value is text (profile, note, condition and
    medicine, where a text such as `stop` is allowed). `what` of a void is the id it cancels.
    """

    at: AwareDatetime  # in the diary's zone
    kind: Kind
    what: str = ""
    value: float | str | None = None
    unit: str = ""
    note: str = ""
    id: str
