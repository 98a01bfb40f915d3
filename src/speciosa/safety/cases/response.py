"""What happened when kratom was left out, and when it was taken again; never an invitation to."""

from datetime import date, timedelta
from typing import Final

from speciosa.safety.calculators.rucam import Table, table_of
from speciosa.safety.cases.case import Change, LiverCourse, State
from speciosa.safety.cases.episodes import Episode
from speciosa.safety.cases.groups import use_limits
from speciosa.safety.cases.labs import course_of, table_series
from speciosa.safety.cases.use import Break
from speciosa.safety.facts import Facts
from speciosa.safety.liver import LiverDay, liver_days
from speciosa.safety.words import day_text, number_text

_DOUBLED: Final = 2


def dechallenge_of(
    facts: Facts, episode: Episode, pause: Break | None, course: LiverCourse | None
) -> Change:
    """Whether the event got better after the last use."""
    if not facts.kratom_in_use:
        return Change(state="unknown", basis="No use of kratom is recorded.")
    if pause is None and _too_soon(facts, episode):
        return Change(state="unknown", basis="The diary ends too soon after it to tell.")
    if pause is None:
        return Change(state="not done", basis="The diary shows no break in use after it began.")
    if episode.group and episode.group.rucam and course and course.pattern:
        table = table_of(course.pattern)
        return _liver_change(facts, table, pause)
    return _event_change(facts, episode, pause)


def rechallenge_of(
    facts: Facts,
    episode: Episode,
    pause: Break | None,
    course: LiverCourse | None,
    better: Change,
) -> Change:
    """Whether it came back after kratom was taken again; what never went away did not come back.

    Args:
        facts: the diary.
        episode: the event.
        pause: the break in use.
        course: liver tests, for a liver injury.
        better: what happened in the break.
    """
    if pause is None or pause.resumed is None:
        return Change(state="not done", basis="The diary shows no use after a break.")
    since = pause.resumed
    back = [facts.day(entry) for entry in episode.events if facts.day(entry) >= since]
    if back and better.state != "negative":
        text = f"Entered again on {day_text(back[0])}, after use from {day_text(since)}."
        return Change(state="positive", since=since, certain=pause.certain, basis=text)
    if episode.group and episode.group.rucam and course and course.pattern:
        return _liver_again(facts, table_of(course.pattern), pause)
    return _nothing_back(facts, since, certain=pause.certain)


def break_values(facts: Facts, pause: Break) -> tuple[LiverDay, ...]:
    """Liver tests up to the day on which use began again."""
    return tuple(day for day in _days(facts) if pause.resumed is None or day.day <= pause.resumed)


def ratio_after_use(facts: Facts, table: Table, pause: Break) -> tuple[float, float] | None:
    """The last value before use began again and the highest after it; None: not measured."""
    if pause.resumed is None:
        return None
    values = next(iter(table_series(table, _days(facts))), [])
    before = [value.ratio for value in values if value.day <= pause.resumed]
    after = [value.ratio for value in values if value.day > pause.resumed]
    return (before[-1], max(after)) if before and after else None


def _days(facts: Facts) -> tuple[LiverDay, ...]:
    return liver_days((facts.day(reading), reading) for reading in facts.readings)


def _too_soon(facts: Facts, episode: Episode) -> bool:
    end = facts.end or episode.onset
    return (end - episode.onset).days < use_limits().gap_d


def _liver_change(facts: Facts, table: Table, pause: Break) -> Change:
    options = course_of(table, break_values(facts, pause), pause.stopped)
    test = "ALT" if table == "hepatocellular" else "ALP or bilirubin"
    last = f"after the last use on {day_text(pause.stopped)}"
    if all(option.startswith("half") for option in options):
        return _change("positive", pause, f"{test} fell by half or more {last}.")
    if "no information" in options or len(options) > 1:
        return _change("unknown", pause, f"The {test} values {last} do not decide.")
    return _change("negative", pause, f"{test} did not fall by half {last}.")


def _event_change(facts: Facts, episode: Episode, pause: Break) -> Change:
    """From the grades of the last entry before the break and of the last one in it."""
    until = pause.resumed or date.max
    later = [e for e in episode.events if pause.stopped < facts.day(e) < until]
    before = [e for e in episode.events if facts.day(e) <= pause.stopped] or later[:1]
    ends = [entry.value for entry in (*before[-1:], *later[-1:])]
    grades = [value for value in ends if isinstance(value, float)]
    if not later or before[-1] is later[-1] or len(grades) < len(ends):
        text = f"Use ended on {day_text(pause.stopped)}; no later entry says how it went."
        return _change("unknown", pause, text)
    first, last = grades
    day = day_text(facts.day(later[-1]))
    text = f"Grade {first:g} before the last use, grade {last:g} on {day}."
    return _change("positive" if last < first else "negative", pause, text)


def _change(state: State, pause: Break, text: str) -> Change:
    return Change(state=state, since=pause.stopped, certain=pause.certain, basis=text)


def _liver_again(facts: Facts, table: Table, pause: Break) -> Change:
    found, since = ratio_after_use(facts, table, pause), pause.resumed
    if found is None or since is None:
        text = "It was taken again, but no liver test shows what followed."
        return Change(state="unknown", since=since, certain=pause.certain, basis=text)
    before, after = found
    state: State = "positive" if after > 1 and after >= _DOUBLED * before else "negative"
    text = (
        f"{number_text(before)} times the limit before, {number_text(after)} times after use "
        f"from {day_text(since)}."
    )
    return Change(state=state, since=since, certain=pause.certain, basis=text)


def _nothing_back(facts: Facts, since: date, *, certain: bool) -> Change:
    follow_d = use_limits().follow_d
    recorded = sum(day in facts.recorded for day in _span(since, follow_d))
    if recorded >= use_limits().recorded_share * follow_d:
        text = f"Taken again from {day_text(since)}, and not entered again in {follow_d} days."
        return Change(state="negative", since=since, certain=certain, basis=text)
    text = f"Taken again from {day_text(since)}; too few days have entries to tell."
    return Change(state="unknown", since=since, certain=certain, basis=text)


def _span(since: date, length_d: int) -> list[date]:
    return [since + timedelta(days=n) for n in range(length_d)]
