"""What `today` tells: entries of the day, outcomes not rated, the last dose's ratings, checks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from speciosa.cli.log_text import taken_how
from speciosa.cli.log_time import moment_of
from speciosa.cli.report import parse_at
from speciosa.diary.diary import Diary
from speciosa.diary.entries import Entry, Kind
from speciosa.diary.instruments import known_outcomes
from speciosa.diary.parse_head import Head
from speciosa.diary.readers import inspect, read_diary
from speciosa.diary.view import current, until
from speciosa.safety.facts import build_facts
from speciosa.safety.restrictions import hiding, law_as_of, restrictions_of
from speciosa.safety.schedule import schedule_of

_SOON: Final = timedelta(days=7)
_KNOWN: Final = timedelta(days=14)  # an outcome rated in this time is one that is followed
AT_WISH: Final = timedelta(minutes=30)  # as in diary/quality.py: this much before a dose
_LONGEST_WAIT: Final = timedelta(hours=4)  # as in response/joint/wishes.py
_DAY_ONLY: Final = len("2026-03-01")

# A rating at the wish and one 1.5 h after tell most about one dose; half an hour either way.
AFTER: Final = timedelta(minutes=90)
AFTER_FROM: Final = timedelta(minutes=60)
AFTER_TO: Final = timedelta(minutes=120)


@dataclass(frozen=True, slots=True)
class LastDose:
    """The last dose of something taken as needed, and which outcomes were rated around it.

    A wish that no dose followed yet stands in the place of the dose.
    """

    dose: Entry
    at_wish: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DueCheck:
    """A check that is due on a day up to a week ahead, or since one."""

    what: str
    day: date


@dataclass(frozen=True, slots=True)
class Today:
    """Everything of one day up to a moment; with `hidden` no amounts and no ratings of a dose."""

    at: datetime
    diary: Diary
    head: Head
    entries: tuple[Entry, ...]
    not_rated: tuple[str, ...]
    last: LastDose | None
    checks: tuple[DueCheck, ...]
    never: int  # checks without a first value
    restrictions: tuple[str, ...]
    law_as_of: date | None

    @property
    def hidden(self) -> bool:
        """Whether amounts and effects must not be shown."""
        return hiding(self.restrictions) != ""


def today_of(path: Path, at: str, now: datetime) -> Today:
    """What a diary holds of one day.

    Args:
        path: a diary: folder, .zip or .json.
        at: as typed with `--at`, may be empty.
        now: this moment.
    """
    found = inspect(path)
    if found.diary is None or found.head is None:
        read_diary(path)  # raises with every problem
        raise AssertionError
    zone = found.head.zone
    if not at:
        moment = now.astimezone(zone)
    elif len(at) == _DAY_ONLY:
        moment = parse_at(at, found.diary.timezone) or now
    else:
        moment = moment_of(at, zone, now)
    return _day(until(found.diary, moment), found.head, moment)


def _day(diary: Diary, head: Head, at: datetime) -> Today:
    day, zone = at.astimezone(head.zone).date(), head.zone
    entries = current(diary)
    today = tuple(entry for entry in entries if entry.at.astimezone(zone).date() == day)
    facts = build_facts(diary)
    due = [one for one in schedule_of(facts) if one.done is None]
    checks = [DueCheck(one.what, one.due) for one in due if one.due and one.due <= day + _SOON]
    return Today(
        at=at.astimezone(zone),
        diary=diary,
        head=head,
        entries=today,
        not_rated=_not_rated(diary, today, at),
        last=_last_dose(diary, at),
        checks=tuple(sorted(checks, key=lambda one: (one.day, one.what))),
        never=sum(one.due is None for one in due),
        restrictions=restrictions_of(facts),
        law_as_of=law_as_of(facts),
    )


def _not_rated(diary: Diary, today: Iterable[Entry], at: datetime) -> tuple[str, ...]:
    """Aims, and outcomes rated in the last two weeks, without a rating today; no questionnaires."""
    lately = [e.what for e in current(diary) if e.kind is Kind.RATING and at - e.at <= _KNOWN]
    rated = {entry.what for entry in today if entry.kind in (Kind.RATING, Kind.SCALE)}
    followed = dict.fromkeys([*diary.person.aims, *sorted(lately)])
    return tuple(one for one in followed if one not in rated and not _questionnaire(one))


def _questionnaire(outcome: str) -> bool:
    row = known_outcomes().get(outcome)
    return row is not None and row.questionnaire


def _last_dose(diary: Diary, at: datetime) -> LastDose | None:
    as_needed = {key for key, one in diary.products.items() if taken_how(one) != "fixed"}
    entries = [e for e in current(diary) if e.what in {*as_needed, ""}]
    doses = [e for e in entries if e.kind is Kind.DOSE and e.value]
    open_wishes = [
        wish
        for wish in entries
        if wish.kind is Kind.WISH
        and at - wish.at <= _LONGEST_WAIT
        and not any(dose.at >= wish.at and wish.what in {"", dose.what} for dose in doses)
    ]
    latest = sorted([*doses[-1:], *open_wishes[-1:]], key=lambda entry: entry.at)
    if not latest or at - latest[-1].at > timedelta(days=1):
        return None
    last = latest[-1]
    wish_at = last.at if last.kind is Kind.WISH else _wish_of(last, doses, diary)
    at_wish_to = last.at + AT_WISH if last.kind is Kind.WISH else last.at
    return LastDose(
        dose=last,
        at_wish=_rated(diary, wish_at - AT_WISH, min(wish_at + AT_WISH, at_wish_to)),
        after=_rated(diary, last.at + AFTER_FROM, last.at + AFTER_TO),
    )


def _wish_of(dose: Entry, doses: list[Entry], diary: Diary) -> datetime:
    """When the dose was wanted: its written wish, else when it was taken."""
    before = [one.at for one in doses[:-1] if one.what == dose.what]
    since = max([dose.at - _LONGEST_WAIT, *before])
    wishes = [
        e.at
        for e in current(diary)
        if e.kind is Kind.WISH and e.what in ("", dose.what) and since <= e.at <= dose.at
    ]
    return wishes[-1] if wishes else dose.at


def _rated(diary: Diary, start: datetime, end: datetime) -> tuple[str, ...]:
    """Outcomes rated between two times, both included, aims first."""
    found = [e.what for e in current(diary) if e.kind is Kind.RATING and start <= e.at <= end]
    aims = [aim for aim in diary.person.aims if aim in found]
    return tuple(dict.fromkeys([*aims, *sorted(found)]))
