"""A professional's plan beside what was written down: day by day, withdrawal, pain, holds."""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import fmean
from typing import Final, Literal

from speciosa.diary.doses import Dose
from speciosa.diary.taper import Plan, Step
from speciosa.record import Number, Record
from speciosa.safety.facts import Facts
from speciosa.safety.finding import Finding
from speciosa.safety.merge import merge
from speciosa.safety.taper_holds import (
    Change,
    follow_rule,
    hold_drafts,
    pain_change,
    withdrawal_change,
)
from speciosa.safety.words import day_text, number_text

Kept = Literal["as planned", "more", "less", "not recorded", "cannot tell"]
_SAID: Final[dict[Kept, str]] = {
    "as planned": "as planned",
    "more": "more",
    "less": "less",
    "cannot tell": "cannot tell",
    "not recorded": "nothing recorded",
}


class PlanDay(Record):
    """One day: what was planned and what was taken; None: not planned, or not known."""

    day: date
    planned_g: Number | None
    planned_doses: Number | None
    taken_g: Number | None
    taken_doses: int | None  # None: a day without any entry is missing, not zero
    kept: Kept


class Followed(Record):
    """A plan so far. Amounts stand in `days` and `for_professional` only."""

    by: str
    entered: date | None
    product: str  # its name; empty: all kratom together
    begins: date
    step: int  # which step holds now, from 1; 0: not begun
    steps: int
    step_from: date | None
    next_step: date | None
    days: tuple[PlanDay, ...]
    withdrawal: Change | None
    pain: Change | None
    holds: tuple[Finding, ...]  # merged to one at most: they share their cause
    for_person: tuple[str, ...]
    for_professional: tuple[str, ...]


def follow(plan: Plan, facts: Facts) -> Followed | None:
    """Compare a plan with a diary up to its last entry; None for a diary without entries."""
    if facts.end is None:
        return None
    present, following = plan.step_on(facts.end), plan.next_after(facts.end)
    product = facts.diary.products.get(plan.product)
    days = tuple(_days(plan, facts, facts.end))
    withdrawal, pain = withdrawal_change(plan, facts), pain_change(plan, facts)
    changes = [_change_text(f"Withdrawal ({withdrawal.what})", withdrawal)] if withdrawal else []
    changes += [_change_text(pain.what, pain)] if pain else []
    lacking = [] if withdrawal or not days else ["No withdrawal scale in the last days."]
    return Followed(
        by=plan.by,
        entered=plan.entered,
        product=product.name if product else "",
        begins=plan.steps[0].start,
        step=sum(step.start <= facts.end for step in plan.steps),
        steps=len(plan.steps),
        step_from=present.start if present else None,
        next_step=following.start if following else None,
        days=days,
        withdrawal=withdrawal,
        pain=pain,
        holds=merge(hold_drafts(plan, facts)),
        for_person=(_person(plan, days), *changes, *lacking),
        for_professional=(*_professional(days), *changes, *lacking),
    )


def _days(plan: Plan, facts: Facts, end: date) -> Iterator[PlanDay]:
    doses: dict[date, list[Dose]] = {}
    for dose in facts.doses:
        if plan.product in {"", dose.product}:
            doses.setdefault(facts.day(dose), []).append(dose)
    first = max(plan.steps[0].start, facts.start or end)  # before the diary nothing is missing
    for number in range((end - first).days + 1):
        day = first + timedelta(days=number)
        step = plan.step_on(day)
        if step is not None:
            yield _day(day, step, doses.get(day, []), recorded=day in facts.recorded)


def _day(day: date, step: Step, doses: list[Dose], *, recorded: bool) -> PlanDay:
    grams = [dose.product_g for dose in doses if dose.product_g is not None]
    taken_g = sum(grams) if recorded and len(grams) == len(doses) else None
    return PlanDay(
        day=day,
        planned_g=step.grams_per_day,
        planned_doses=step.doses_per_day,
        taken_g=taken_g,
        taken_doses=len(doses) if recorded else None,
        kept=_kept(step, taken_g, len(doses)) if recorded else "not recorded",
    )


def _kept(step: Step, taken_g: float | None, taken_doses: int) -> Kept:
    """More where either grams or doses are more; otherwise as the grams say, if planned."""
    if step.grams_per_day is not None and taken_g is None:
        return "cannot tell"
    sides = list[Kept]()
    if step.grams_per_day is not None and taken_g is not None:
        sides.append(_side(step.grams_per_day, taken_g))
    if step.doses_per_day is not None:
        sides.append(_side(step.doses_per_day, taken_doses))
    return "more" if "more" in sides else sides[0]


def _side(planned: float, taken: float) -> Kept:
    room = follow_rule().tolerance * planned
    if taken > planned + room:
        return "more"
    return "less" if taken < planned - room else "as planned"


def _person(plan: Plan, days: tuple[PlanDay, ...]) -> str:
    if not days:
        return f"The plan of {plan.by} begins on {day_text(plan.steps[0].start)}."
    counts = {name: sum(day.kept == name for day in days) for name in _SAID}
    parts = [f"{said} on {_count(counts[name])}" for name, said in _SAID.items() if counts[name]]
    return f"Beside the plan of {plan.by}: {', '.join(parts)}."


def _count(number: int) -> str:
    return f"{number} day{'' if number == 1 else 's'}"


def _professional(days: tuple[PlanDay, ...]) -> Iterator[str]:
    """Mean planned and taken amounts of the last days that are known."""
    recent = days[-follow_rule().recent_d :]
    for unit, pairs in (
        ("g", [(day.planned_g, day.taken_g) for day in recent]),
        ("doses", [(day.planned_doses, day.taken_doses) for day in recent]),
    ):
        known = [(p, t) for p, t in pairs if p is not None and t is not None]
        if known:
            planned, taken = (number_text(fmean(side)) for side in zip(*known, strict=True))
            yield (
                f"Last {_count(len(known))} that are known: planned {planned} {unit} a day, "
                f"taken {taken}."
            )


def _change_text(name: str, change: Change) -> str:
    first, last = number_text(change.first), number_text(change.last)
    when = "at the first score in the plan" if change.from_plan else "before the plan"
    return f"{name}: {first} {when}, {last} now."
