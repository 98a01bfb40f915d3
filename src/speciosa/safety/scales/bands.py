"""The name of a total, only where a source was really read; otherwise the reason for none."""

from dataclasses import dataclass
from typing import Final

from speciosa.diary.person import Sex
from speciosa.knowledge.instruments import Band, Instrument

_NONE: Final = "No published names exist for totals of this scale."
_UNREAD: Final = "Its limits could not be confirmed at the source and are not printed."
_BETWEEN: Final = "No name is published for this total."
_ANSWERS: Final = "The limit is read from the single answers, not from their sum."
_STRICTER: Final = "Sex is not given: the stricter limit was used."


@dataclass(frozen=True, slots=True)
class Placed:
    """A band, or why there is none, and what has to be said with it."""

    band: Band | None = None
    why: str = ""
    warning: str = ""


def place(instrument: Instrument, total: float | None, count: int | None, sex: Sex) -> Placed:
    """The band of a total, or of a count of positive answers."""
    printed = [band for band in instrument.band if band.printed]
    if not printed:
        return Placed(why=_UNREAD if instrument.band else _NONE)
    value = count if printed[0].on == "count" else total
    if value is None:
        return Placed(why=_ANSWERS if printed[0].on == "count" else "")
    fitting = [band for band in printed if band.sex in ("", sex)]
    warning = ""
    if not fitting:
        fitting, warning = printed, _STRICTER
    hits = [band for band in fitting if band.low <= value < band.high + 1]
    if not hits:
        return Placed(why=_BETWEEN)
    return Placed(max(hits, key=lambda band: band.low), warning=warning)


def other_window(instrument: Instrument, window_d: int | None) -> str:
    """Why no band applies when another period was asked about, or an empty text."""
    meant_d = instrument.recall_d
    if window_d is None or meant_d is None or window_d == meant_d:
        return ""
    days = f"{window_d} day{'' if window_d == 1 else 's'}"
    return (
        f"Asked about {days} instead of {instrument.recall}: that is another measure,"
        " and its published limits do not apply."
    )
