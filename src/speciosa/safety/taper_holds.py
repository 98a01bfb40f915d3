"""When to keep the present step of a plan: withdrawal, pain, a flare, another change."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from statistics import fmean
from typing import Final, Literal

from pydantic import Field

from speciosa.diary.entries import Entry, Kind
from speciosa.diary.taper import Plan
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Number, Record
from speciosa.safety.dependence.profile import withdrawal_totals
from speciosa.safety.draft import Draft, draft_of
from speciosa.safety.facts import Facts
from speciosa.safety.medicine_changes import dose_changes
from speciosa.safety.rows import Row, load_rows
from speciosa.safety.words import list_text, number_text

TABLE: Final = "taper"
PAIN: Final = ("peg", "pain")  # the first one with enough on both sides counts
HoldKind = Literal["withdrawal rise", "pain rise", "flare", "medicine change"]


class HoldRow(Row):
    """One reason to keep the present step; which numbers count depends on its kind."""

    kind: HoldKind
    title: str = Field(min_length=1)
    recent_d: int = Field(gt=0)
    points_at_least: float | None = None
    share_at_least: float | None = None
    events: tuple[str, ...] = ()
    medicines: tuple[str, ...] = ()
    action: str = Field(min_length=1)


class FollowRule(Record):
    """How a plan is compared with a diary."""

    baseline_d: int = Field(gt=0)
    recent_d: int = Field(gt=0)
    tolerance: float = Field(ge=0)
    least_ratings: int = Field(gt=0)
    review: str
    sources: tuple[str, ...]


class Change(Record):
    """Something before the plan and now; `because` are the entries of now."""

    what: str
    first: Number
    last: Number
    from_plan: bool  # nothing was known before the plan: the first value in it is taken instead
    because: tuple[str, ...]
    since: date


def follow_rule() -> FollowRule:
    """How a plan is compared with a diary."""
    rule = typed_row(TABLE, 1, FollowRule, read_toml(TABLE)["follow"])
    check_keys(rule.sources, TABLE, 1)
    return rule


def withdrawal_change(plan: Plan, facts: Facts) -> Change | None:
    """The newest total of the last days against the last one of that scale before the plan."""
    totals, begins = withdrawal_totals(facts), plan.steps[0].start
    now = [t for t in totals if t.day >= begins and facts.recent(t.day, follow_rule().recent_d)]
    if not now:
        return None
    last = now[-1]
    same = [t for t in totals if t.label == last.label]
    before = [t for t in same if t.day < begins]
    first = before[-1] if before else same[0]
    return Change(
        what=last.label,
        first=first.value,
        last=last.value,
        from_plan=not before,
        because=(last.entry,),
        since=last.day,
    )


def pain_change(plan: Plan, facts: Facts) -> Change | None:
    """Pain of the last days against the days before the plan; None where too few are rated."""
    rule, begins = follow_rule(), plan.steps[0].start
    usual_from = begins - timedelta(days=rule.baseline_d)
    for name in PAIN:
        entries = facts.answers(name)
        usual = [e for e in entries if usual_from <= facts.day(e) < begins]
        now = [
            entry
            for entry in entries
            if facts.day(entry) >= begins and facts.recent(facts.day(entry), rule.recent_d)
        ]
        least = 1 if name == "peg" else rule.least_ratings  # a questionnaire is a week's summary
        if min(len(usual), len(now)) >= least:
            return Change(
                what="PEG" if name == "peg" else "Pain",
                first=_mean(usual),
                last=_mean(now),
                from_plan=False,
                because=tuple(entry.id for entry in now),
                since=facts.day(now[0]),
            )
    return None


def _mean(entries: Iterable[Entry]) -> float:
    return fmean(entry.value for entry in entries if isinstance(entry.value, float))


def hold_drafts(plan: Plan, facts: Facts) -> list[Draft]:
    """One draft per reason to keep the present step; none before the plan begins."""
    if facts.end is None or facts.end < plan.steps[0].start:
        return []
    found = (_HOLDS[row.kind](row, plan, facts) for row in load_rows(TABLE, HoldRow))
    return [draft for draft in found if draft is not None]


def _withdrawal(row: HoldRow, plan: Plan, facts: Facts) -> Draft | None:
    change = withdrawal_change(plan, facts)
    least = row.points_at_least
    if change is None or least is None or change.last - change.first < least:
        return None
    return _changed(row, change)


def _pain(row: HoldRow, plan: Plan, facts: Facts) -> Draft | None:
    change = pain_change(plan, facts)
    if change is None or row.share_at_least is None or row.points_at_least is None:
        return None
    rise = change.last - change.first
    # a share of nothing is nothing: without pain before, a whole point must have come
    least = change.first * row.share_at_least if change.first else row.points_at_least
    return _changed(row, change) if rise > 0 and rise >= least else None


def _changed(row: HoldRow, change: Change) -> Draft:
    ends = {"first": number_text(change.first), "last": number_text(change.last)}
    return draft_of(
        row,
        title=row.title.format(**ends),
        action=row.action,
        because=change.because,
        since=change.since,
    )


def _flare(row: HoldRow, _: Plan, facts: Facts) -> Draft | None:
    events = [
        entry
        for entry in facts.of_kind(Kind.EVENT, Kind.CONDITION)
        if entry.what.casefold().strip() in row.events
        and facts.recent(facts.day(entry), row.recent_d)
    ]
    if not events:
        return None
    because = tuple(entry.id for entry in events)
    since = facts.day(events[0])
    return draft_of(row, title=row.title, action=row.action, because=because, since=since)


def _medicine(row: HoldRow, _: Plan, facts: Facts) -> Draft | None:
    wanted = set(row.medicines)
    changed = [m for m in facts.medicines if wanted & m.meaning.classes]
    labels = {medicine.label for medicine in changed}
    days = [(m.label, day, m.because) for m in changed for day in (m.start, m.end) if day]
    days += [(c.label, c.day, c.because) for c in dose_changes(facts, 0) if c.label in labels]
    end = facts.end or date.max
    late = [one for one in days if facts.recent(one[1], row.recent_d) and one[1] <= end]
    if not late:
        return None
    return draft_of(
        row,
        title=row.title.format(names=list_text([label for label, _, _ in late])),
        action=row.action,
        because=tuple(dict.fromkeys(why for _, _, because in late for why in because)),
        since=min(day for _, day, _ in late),
    )


_HOLDS: Final[dict[HoldKind, Callable[[HoldRow, Plan, Facts], Draft | None]]] = {
    "withdrawal rise": _withdrawal,
    "pain rise": _pain,
    "flare": _flare,
    "medicine change": _medicine,
}
