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
from speciosa.report.words.safety import period_words, severity_words
from speciosa.report.words.strength import grade_words
from speciosa.report.words.text import as_start, as_word, clean, listing
from speciosa.report.words.times import as_of_words, date_words, due_words, time_words

TITLE: Final = "Since the last report"
NOTHING: Final = "Nothing else that a report tells has changed."
GONE: Final = "The diary shows it no longer. That is not the same as no risk."
OTHER_RULES: Final = (
    "It was made by another version of this program or with other tables, so part of what is new "
    "here may come from that and not from the diary."
)
NOT_COMPARED: Final = (
    "The earlier report showed no effects and no amounts, so these are not compared."
)
_CHECKS: Final = {
    "done": "Check done",
    "new": "New check",
    "overdue": "Newly overdue",
    "gone": "No longer listed",
}
_TAKEN: Final = (
    ("medicine", "began", "Medicine began"),
    ("medicine", "ended", "Medicine ended"),
    ("product", "began", "New product"),
)
Line = tuple[str, ...]  # a key, then one text or more, each on a line of its own


def since_lede(assessment: Assessment, since: Since) -> str:
    """Which report is meant, and how much the diary has grown."""
    days = count_words(assessment.quality.days_with_entries, "day")
    was = count_words(since.days_with_entries, "day")
    parts = [
        f"Compared with the report {as_of_words(since.at)}.",
        f"That one held {was} with entries, this one {days}.",
        "" if since.same_rules else OTHER_RULES,
        NOT_COMPARED if since.was_hidden else "",
    ]
    return " ".join(part for part in parts if part)


def finding_words(change: FindingChange) -> str:
    """What happened to a finding.

    >>> finding_words(FindingChange(id="x", title="A", severity="S3", was="S2"))
    'Now severity 3 of 4, before severity 2 of 4.'
    """
    if change.was is None and change.severity is not None:
        return f"New: {severity_words(change.severity)}."
    if change.severity is None:
        return f"Before {severity_words(change.was or '')}. {GONE}"
    said = f"Before: {clean(change.title_was)}." if change.title_was else ""
    if change.severity == change.was:
        return said
    now, was = severity_words(change.severity), severity_words(change.was or "")
    return f"Now {now}, before {was}. {said}".rstrip()


def change_lines(since: Since, *, hidden: bool, year: int) -> Iterator[Line]:
    """Everything but the findings; each line a key, then one text or more.

    Args:
        since: what changed.
        hidden: whether effects and products must not be shown.
        year: that the page names already.
    """
    if not hidden:
        yield from ((as_start(as_word(one.label)), _answer(one)) for one in since.outcomes)
    yield from _line("New event", [_event(one) for one in since.events])
    yield from _line("Event cancelled", [_event(one) for one in since.events_gone])
    for change, key in _CHECKS.items():
        yield from _line(key, [_check(o, year) for o in since.checks if o.change == change])
    for kind, change, key in _TAKEN:
        taken = [one for one in since.taken if (one.kind, one.change) == (kind, change)]
        if not (hidden and kind == "product"):
            yield from _line(key, [f"{clean(t.what)}, {date_words(t.day)}" for t in taken])


def use_lines(assessment: Assessment, since: Since) -> Iterator[Line]:
    """Use now and then; nothing where it is hidden or neither report has doses."""
    now, was = assessment.use, since.use
    if was is None or (was.doses_per_day is None and now.doses_per_day is None):
        return
    last, last_d = now.doses_per_day_last, now.compared_days
    if last is None:
        last, last_d = now.doses_per_day, 0
    yield (
        "Doses a day",
        f"Now {_over(last, last_d)}; before {_over(was.doses_per_day, was.compared_days)}.",
    )
    amount = amount_words(now.amount_median, now.amount_unit)
    yield (
        "Amount a dose, median",
        f"Now {amount}; before {amount_words(was.amount_median, was.amount_unit)}.",
    )


def _over(doses_per_day: float | None, days: int) -> str:
    period = f" in the last {period_words(days)}" if days else " in all"
    return f"{number_words(doses_per_day)}{period}" if doses_per_day is not None else "no doses"


def _line(key: str, texts: Sequence[str]) -> Iterator[Line]:
    if texts:
        yield (key, *texts)


def _answer(one: OutcomeChange) -> str:
    """The word of every face and the grade, now and then."""
    now = _graded(one.told, one.grade)
    return f"Now {now}; before {_graded(one.told_was, one.grade_was)}."


def _graded(told: str | None, grade: str | None) -> str:
    return "not assessed" if told is None or grade is None else f"{told}, {grade_words(grade)}"


def _event(one: EventMark) -> str:
    grade = "grade not recorded" if one.grade is None else f"grade {one.grade} of 5"
    return f"{as_start(clean(one.term))}, {grade}, {time_words(one.at)}"


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
        (new, "finding", "new"),
        (gone, "finding", "gone"),
        (len(since.findings) - new - gone, "finding", "changed"),
        (len(since.events), "event", "new"),
        (len(since.checks), "check", "changed"),
    )
    told = listing(f"{count_words(count, what)} {how}" for count, what, how in counts if count)
    said = f"{told}; see the report" if told else "no finding, event or check has changed"
    return f"Since the report {as_of_words(since.at)}: {said}."
