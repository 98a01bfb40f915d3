"""What changed since an earlier report, as words."""

from collections.abc import Iterator, Sequence
from typing import Final

from speciosa.assessment.schema import (
    Assessment,
    CheckChange,
    EventMark,
    FindingChange,
    OutcomeChange,
    Since,
)
from speciosa.report.words.figures import amount_words, count_words, number_words
from speciosa.report.words.safety import event_grade_words, period_words, severity_words
from speciosa.report.words.strength import grade_words
from speciosa.report.words.text import as_start, as_word, clean, listing
from speciosa.report.words.times import as_of_words, date_words, due_words, time_words
from speciosa.texts import say

_CHECKS: Final = ("done", "new", "overdue", "gone")
_TAKEN: Final = (("medicine", "began"), ("medicine", "ended"), ("product", "began"))
Line = tuple[str, ...]  # a key, then one text or more, each on a line of its own


def since_lede(assessment: Assessment, since: Since) -> str:
    """Which report is meant, and how much the diary has grown."""
    days = count_words(assessment.quality.days_with_entries, "day")
    was = count_words(since.days_with_entries, "day")
    parts = [
        say("since_words.compared_with", as_of=as_of_words(since.at)),
        say("since_words.days_then_and_now", was=was, now=days),
        "" if since.same_rules else say("since_words.other_rules"),
        say("since_words.not_compared") if since.was_hidden else "",
    ]
    return " ".join(part for part in parts if part)


def finding_words(change: FindingChange) -> str:
    """What happened to a finding.

    >>> finding_words(FindingChange(id="x", title="A", severity="S3", was="S2"))
    'Now severity 3 of 4, before severity 2 of 4.'
    """
    if change.was is None and change.severity is not None:
        return say("since_words.finding_new", severity=severity_words(change.severity))
    if change.severity is None:
        return say("since_words.finding_gone", severity=severity_words(change.was or ""))
    title = clean(change.title_was or "")
    said = say("since_words.finding_before", title=title) if change.title_was else ""
    if change.severity == change.was:
        return said
    now, was = severity_words(change.severity), severity_words(change.was or "")
    return f"{say('since_words.finding_changed', now=now, was=was)} {said}".rstrip()


def change_lines(since: Since, *, hidden: bool, year: int) -> Iterator[Line]:
    """Everything but the findings; each line a key, then one text or more.

    Args:
        since: what changed.
        hidden: whether effects and products must not be shown.
        year: that the page names already.
    """
    if not hidden:
        yield from ((as_start(as_word(one.label)), _answer(one)) for one in since.outcomes)
    yield from _line(say("since_words.event_new"), [_event(one) for one in since.events])
    yield from _line(say("since_words.event_cancelled"), [_event(one) for one in since.events_gone])
    for change in _CHECKS:
        told = [_check(one, year) for one in since.checks if one.change == change]
        yield from _line(say(f"since_words.check_{change}"), told)
    for kind, change in _TAKEN:
        taken = [one for one in since.taken if (one.kind, one.change) == (kind, change)]
        if not (hidden and kind == "product"):
            key = say(f"since_words.{kind}_{change}")
            yield from _line(key, [f"{clean(t.what)}, {date_words(t.day)}" for t in taken])


def use_lines(assessment: Assessment, since: Since) -> Iterator[Line]:
    """Use now and then; nothing where it is hidden or neither report has doses."""
    now, was = assessment.use, since.use
    if was is None or (was.doses_per_day is None and now.doses_per_day is None):
        return
    last, last_d = now.doses_per_day_last, now.compared_days
    if last is None:
        last, last_d = now.doses_per_day, 0
    doses = _now_and_before(_over(last, last_d), _over(was.doses_per_day, was.compared_days))
    yield say("use_words.doses_a_day"), doses
    amounts = [amount_words(use.amount_median, use.amount_unit) for use in (now, was)]
    if amounts[0] != amounts[1]:
        yield say("use_words.amount_a_dose"), _now_and_before(*amounts)


def _now_and_before(now: str, was: str) -> str:
    return say("since_words.now_and_before", now=now, was=was)


def _over(doses_per_day: float | None, days: int) -> str:
    if doses_per_day is None:
        return say("data_words.no_doses")
    doses = number_words(doses_per_day)
    if not days:
        return say("since_words.doses_in_all", doses=doses)
    return say("since_words.doses_in_last", doses=doses, period=period_words(days))


def _line(key: str, texts: Sequence[str]) -> Iterator[Line]:
    if texts:
        yield (key, *texts)


def _answer(one: OutcomeChange) -> str:
    """The word of every face and the grade, now and then."""
    return _now_and_before(_graded(one.told, one.grade), _graded(one.told_was, one.grade_was))


def _graded(told: str | None, grade: str | None) -> str:
    if told is None or grade is None:
        return say("since_words.not_assessed")
    return f"{say(f'verdict.{told}')}, {grade_words(grade)}"


def _event(one: EventMark) -> str:
    return f"{as_start(clean(one.term))}, {event_grade_words(one.grade)}, {time_words(one.at)}"


def _check(one: CheckChange, year: int) -> str:
    what = clean(one.check.what)
    return what if one.change == "gone" else f"{what}: {due_words(one.check, year)}"


def since_line(assessment: Assessment) -> str:
    """What changed, counted, for a face of one page; empty without an earlier report."""
    since = assessment.since
    if since is None:
        return ""
    new = sum(one.was is None for one in since.findings)
    gone = sum(one.severity is None for one in since.findings)
    counts = (
        (new, "finding_new"),
        (gone, "finding_gone"),
        (len(since.findings) - new - gone, "finding_changed"),
        (len(since.events), "event_new"),
        (len(since.checks), "check_changed"),
    )
    changes = listing(count_words(count, what) for count, what in counts if count)
    as_of = as_of_words(since.at)
    if not changes:
        return say("since_words.line_nothing", as_of=as_of)
    return say("since_words.line_changed", as_of=as_of, changes=changes)
