"""Every questionnaire of a diary: whole totals and single answers, one filling-in at a time."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.person import Sex
from speciosa.diary.view import current
from speciosa.errors import InputError
from speciosa.knowledge.instruments import instruments, reading
from speciosa.record import Record
from speciosa.safety.scales.meaning import Meant, meanings_of
from speciosa.safety.scales.score import score, score_total
from speciosa.safety.scales.scored import Scored

_OFTEN: Final = (
    "Entered again after {days}, but it asks about {recall}:"
    " entered so often it is another measure, and its published limits do not apply."
)


class Total(Record):
    """One filling-in: when, what it gave, and the entries it was read from."""

    at: AwareDatetime
    day: date
    scored: Scored
    because: tuple[str, ...]


class Unread(Record):
    """Entries of a questionnaire that could not be used, and one sentence why."""

    typed: str
    why: str
    because: tuple[str, ...]


class Totals(Record):
    """Everything a diary says in questionnaires, in order of name and time."""

    totals: tuple[Total, ...] = ()  # with a total, or with the level of a scale that has none
    incomplete: tuple[Total, ...] = ()
    unread: tuple[Unread, ...] = ()

    def of(self, key: str) -> tuple[Total, ...]:
        """The totals of one instrument, in order of time."""
        return tuple(total for total in self.totals if total.scored.key == key)


def totals_of(diary: Diary) -> Totals:
    """All questionnaires of a diary; nothing is guessed, what cannot be read is told."""
    zone, sex = ZoneInfo(diary.timezone), diary.person.sex
    meant, puzzles = meanings_of(diary, _entries(diary))
    unread = [Unread(typed=p.typed, why=p.why, because=p.because) for p in puzzles]
    totals = list[Total]()
    for filling in _fillings(meant):
        try:
            scored = _score(filling, sex)
        except InputError as fault:
            ids = tuple(one.entry.id for one in filling)
            unread.append(Unread(typed=filling[0].entry.what, why=str(fault), because=ids))
            continue
        at = filling[-1].entry.at
        ids = tuple(one.entry.id for one in filling)
        day = at.astimezone(zone).date()
        totals.append(Total(at=at, day=day, scored=scored, because=ids))
    complete = [total for total in totals if _usable(total.scored)]
    return Totals(
        totals=tuple(_not_too_often(complete)),
        incomplete=tuple(total for total in totals if not _usable(total.scored)),
        unread=tuple(unread),
    )


def _entries(diary: Diary) -> list[Entry]:
    kinds = (Kind.SCALE, Kind.RATING)
    found = [e for e in current(diary) if e.kind in kinds and isinstance(e.value, float)]
    return sorted(found, key=lambda entry: (entry.at, entry.id))


def _fillings(meant: Iterable[Meant]) -> list[list[Meant]]:
    """Answers close together and not given twice belong to one filling-in."""
    open_: dict[str, list[Meant]] = {}
    done = list[list[Meant]]()
    together = timedelta(minutes=reading().together_min)
    for one in meant:
        filling = open_.get(one.key)
        again = filling is not None and any(other.item == one.item for other in filling)
        if filling is None or again or one.entry.at - filling[0].entry.at > together:
            filling = open_[one.key] = []
            done.append(filling)
        filling.append(one)
    return sorted(done, key=lambda filling: (filling[0].key, filling[0].entry.at))


def _score(filling: list[Meant], sex: Sex) -> Scored:
    key = filling[0].key
    items = {one.item: one.value for one in filling if one.item is not None}
    whole = [one.value for one in filling if one.item is None]
    return score_total(key, whole[0], items, sex=sex) if whole else score(key, items, sex=sex)


def _usable(scored: Scored) -> bool:
    branching = instruments()[scored.key].scoring == "branches"
    return scored.total is not None or (branching and not scored.missing)


def _not_too_often(totals: list[Total]) -> list[Total]:
    """A scale about months that is entered every few weeks loses its bands."""
    far = [t for t in totals if instruments()[t.scored.key].far_apart]
    gaps = {id(total): gap for total in far if (gap := _gap_d(total, far)) is not None}
    close = {key for key, gap in gaps.items() if gap < reading().often_d}
    return [_withheld(t, gaps[id(t)]) if id(t) in close else t for t in totals]


def _gap_d(total: Total, all_: list[Total]) -> int | None:
    """Days to the nearest other total of the same instrument."""
    same = [other for other in all_ if other.scored.key == total.scored.key and other is not total]
    return min((abs((other.day - total.day).days) for other in same), default=None)


def _withheld(total: Total, gap_d: int) -> Total:
    recall = instruments()[total.scored.key].recall
    days = f"{gap_d} day{'' if gap_d == 1 else 's'}"
    why = _OFTEN.format(days=days, recall=f"the {recall}")
    changed = {"band": "", "band_source": "", "why_no_band": why}
    return total.model_copy(update={"scored": total.scored.model_copy(update=changed)})
