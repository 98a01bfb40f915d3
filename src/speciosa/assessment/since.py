"""What changed between two assessments of one person. Pure: nothing is computed again."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from speciosa.assessment.changes import (
    CheckChange,
    EarlierUse,
    EventMark,
    FindingChange,
    OutcomeChange,
    Since,
    TakenChange,
    Told,
)
from speciosa.assessment.schema import (
    Assessment,
    Due,
    EventReport,
    Finding,
    Response,
    hides_benefit,
)
from speciosa.errors import InputError
from speciosa.response.strength import LEARNED

_FIELD: Final = "since"


def with_since(now: Assessment, earlier: Assessment) -> Assessment:
    """The assessment with what changed since an earlier one.

    Args:
        now: the later assessment.
        earlier: one of the same person, made up to the same time or before.

    Raises:
        InputError: for another person's, or a later one.
    """
    if earlier.person.id != now.person.id:
        what, expected = "a report of another person", f'a report of "{now.person.id}"'
        raise InputError(what, _FIELD, earlier.person.id, expected)
    if earlier.made.at > now.made.at:
        found, expected = earlier.made.at.isoformat(), f"one up to {now.made.at.isoformat()}"
        raise InputError("a report that knows more than this one", _FIELD, found, expected)
    return now.model_copy(update={"since": _since(now, earlier)})


def _since(now: Assessment, earlier: Assessment) -> Since:
    was_hidden = hides_benefit(earlier.restrictions)
    shown = not (was_hidden or hides_benefit(now.restrictions))
    return Since(
        at=earlier.made.at,
        diary_digest=earlier.made.diary_digest,
        version=earlier.made.version,
        same_rules=_rules(earlier) == _rules(now),
        was_hidden=was_hidden,
        end=earlier.window.end,
        days_with_entries=earlier.quality.days_with_entries,
        findings=tuple(_findings(now, earlier)),
        outcomes=tuple(_outcomes(now, earlier)) if shown else (),
        events=_not_in(now.events, earlier.events),
        events_gone=_not_in(earlier.events, now.events),
        checks=tuple(_checks(now.schedule, earlier.schedule)),
        taken=(*_medicines(now, earlier), *(_products(now, earlier) if shown else ())),
        use=_use(earlier) if shown else None,
    )


def _rules(one: Assessment) -> tuple[str, str]:
    return one.made.version, one.made.knowledge_digest


def _findings(now: Assessment, earlier: Assessment) -> Iterator[FindingChange]:
    """New or changed, then gone; a finding that another row joined is still the same one."""
    before, same = list(earlier.findings), dict[int, Finding]()
    for is_same in (_same_words, _same_rows, _shared_row):
        for place, finding in enumerate(now.findings):
            old = None if place in same else next((o for o in before if is_same(o, finding)), None)
            if old is not None:
                before.remove(old)
                same[place] = old
    for place, finding in enumerate(now.findings):
        change = _change(finding, same.get(place))
        if change.severity != change.was or change.title_was:
            yield change
    for old in before:
        yield FindingChange(id=old.id, title=old.title, severity=None, was=old.severity)


def _change(finding: Finding, old: Finding | None) -> FindingChange:
    other = old is not None and _without_numbers(old.title) != _without_numbers(finding.title)
    return FindingChange(
        id=finding.id,
        title=finding.title,
        title_was=old.title if old is not None and other else "",
        severity=finding.severity,
        was=None if old is None else old.severity,
    )


def _without_numbers(title: str) -> str:
    """What a title is about: counts of days move with every entry.

    >>> _without_numbers("On the same day, 9 of 42 days") == _without_numbers(
    ...     "On the same day, 10 of 43 days"
    ... )
    True
    """
    return "".join(letter for letter in title if not letter.isdecimal())


def _same_words(one: Finding, other: Finding) -> bool:
    return (one.id, one.title) == (other.id, other.title)


def _same_rows(one: Finding, other: Finding) -> bool:
    return one.id == other.id


def _shared_row(one: Finding, other: Finding) -> bool:
    return not set(one.id.split("+")).isdisjoint(other.id.split("+"))


def _outcomes(now: Assessment, earlier: Assessment) -> Iterator[OutcomeChange]:
    """Answers in another word or of another grade, in the order of now."""
    before = {(one.outcome, one.substance): one for one in earlier.responses}
    after = {(one.outcome, one.substance): one for one in now.responses}
    for key in dict.fromkeys((*after, *before)):
        new, old = after.get(key), before.get(key)
        change = OutcomeChange(
            outcome=key[0],
            label=new.label if new else before[key].label,
            substance=key[1],
            grade=new.grade if new else None,
            grade_was=old.grade if old else None,
            told=_told(new) if new else None,
            told_was=_told(old) if old else None,
        )
        if (change.grade, change.told) != (change.grade_was, change.told_was):
            yield change


def _told(response: Response) -> Told:
    """The word that every face uses for the seen effect."""
    seen = response.seen_effect
    if response.grade == "D" or seen is None:
        return "cannot tell"
    if seen.learned is not None and seen.learned < LEARNED:
        return "cannot tell"
    return response.declared or "no clear difference"


def _not_in(events: Iterable[EventReport], others: Iterable[EventReport]) -> tuple[EventMark, ...]:
    known = {event.entry for event in others}
    return tuple(
        EventMark(entry=event.entry, at=event.at, term=event.term, grade=event.grade)
        for event in events
        if event.entry not in known
    )


def _checks(now: Iterable[Due], earlier: Iterable[Due]) -> Iterator[CheckChange]:
    """Done, newly listed or newly overdue, then listed no longer; by the name of the check."""
    after, before = list(now), list(earlier)
    done_was = {due.what: due.done for due in before if due.done is not None}
    listed = {due.what for due in before}
    overdue = {due.what for due in before if due.overdue_days > 0}
    for due in after:
        if due.done is not None:
            if due.done > done_was.get(due.what, date.min):
                yield CheckChange(change="done", check=due)
        elif due.what not in listed:
            yield CheckChange(change="new", check=due)
        elif due.overdue_days > 0 and due.what not in overdue:
            yield CheckChange(change="overdue", check=due)
    listed_now = {due.what for due in after}
    gone = {due.what: due for due in before if due.what not in listed_now}
    yield from (CheckChange(change="gone", check=due) for due in gone.values())


def _medicines(now: Assessment, earlier: Assessment) -> Iterator[TakenChange]:
    """Began after the earlier report, or entered since; ended, if it was still taken then."""
    then, before = earlier.window.end, earlier.timeline.medicines
    known = {bar.label for bar in before}
    going_on = {bar.label for bar in before if bar.end == then}
    for bar in now.timeline.medicines:
        is_new = bar.label not in known or bar.start > then
        if is_new:
            yield TakenChange(kind="medicine", change="began", what=bar.label, day=bar.start)
        was_going_on = bar.label in going_on and bar.end >= then
        if bar.end < now.window.end and (is_new or was_going_on):
            yield TakenChange(kind="medicine", change="ended", what=bar.label, day=bar.end)


def _products(now: Assessment, earlier: Assessment) -> Iterator[TakenChange]:
    known = {bar.label for bar in earlier.timeline.products}
    for bar in now.timeline.products:
        if bar.label not in known:
            yield TakenChange(kind="product", change="began", what=bar.label, day=bar.start)


def _use(earlier: Assessment) -> EarlierUse:
    use = earlier.use
    last = use.doses_per_day_last
    return EarlierUse(
        doses_per_day=use.doses_per_day if last is None else last,
        compared_days=0 if last is None else use.compared_days,
        amount_median=use.amount_median,
        amount_unit=use.amount_unit,
    )
