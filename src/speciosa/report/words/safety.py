"""Findings, checks, use and red flags as words."""

from speciosa.assessment.schema import (
    Assessment,
    Finding,
    Quality,
    RedFlag,
    UseSummary,
)
from speciosa.report.words.figures import amount_words, count_words, number_words, percent_words
from speciosa.report.words.text import clean
from speciosa.report.words.times import gap_words, hours_words
from speciosa.texts import say

FIRST_PAGE_FINDINGS = 5
WEEK_DAYS = 7


def severity_words(severity: str) -> str:
    """The name of a severity sign.

    >>> severity_words("S3")
    'severity 3 of 4'
    """
    return say(f"severity.{severity}")


def evidence_words(finding: Finding) -> tuple[str, str]:
    """How sure a finding is and who reviewed it: ("case reports, L3", "published")."""
    return say(f"evidence.{finding.evidence}"), finding.review


def first_findings(assessment: Assessment) -> tuple[Finding, ...]:
    """What the first page shows: the five most urgent, and every S4, acknowledged or not."""
    loud = [f for f in assessment.findings if not f.quiet or f.severity == "S4"]
    return tuple(
        finding
        for place, finding in enumerate(loud)
        if place < FIRST_PAGE_FINDINGS or finding.severity == "S4"
    )


def emergency_words(assessment: Assessment) -> str:
    """The emergency number, or that it is the local one."""
    return clean(assessment.red_flags.emergency) or say("emergency_words.your_local_number")


def numbers_remark(assessment: Assessment) -> str:
    """A remark on the numbers to call, empty when they were read at their source."""
    unverified = assessment.red_flags.numbers_review == "unverified"
    return say("emergency_words.number_not_verified") if unverified else ""


def red_flag_words(flag: RedFlag) -> str:
    """One red flag with what to do, without its number."""
    signs, do = clean(flag.signs).rstrip("."), clean(flag.do)
    ending = "." if ". " in do else ""
    return f"{signs}: {do[:1].lower()}{do[1:]}".rstrip(".") + ending if do else signs


def event_grade_words(grade: int | None) -> str:
    """How bad an event was, as the person graded it."""
    if grade is None:
        return say("event_grade.not_recorded")
    return say("event_grade.of_five", grade=grade)


def period_words(days: int) -> str:
    """A length of time in weeks where it is whole weeks.

    >>> period_words(28), period_words(10)
    ('4 weeks', '10 days')
    """
    weeks, rest = divmod(days, WEEK_DAYS)
    return count_words(days, "day") if rest or not weeks else count_words(weeks, "week")


def use_words(use: UseSummary) -> tuple[tuple[str, str], ...]:
    """The use box as (what, value) lines."""
    return (
        *_doses_a_day(use),
        (say("use_words.amount_a_dose"), amount_words(use.amount_median, use.amount_unit)),
        break_words(use),
    )


def break_words(use: UseSummary) -> tuple[str, str]:
    """The longest break; since the last dose, where that is longer."""
    if use.open_break_h is not None:
        return say("use_words.open_break"), hours_words(use.open_break_h)
    return say("use_words.longest_break"), hours_words(use.longest_break_h)


def _doses_a_day(use: UseSummary) -> tuple[tuple[str, str], ...]:
    if not use.compared_days or use.doses_per_day_last is None:
        return ((say("use_words.doses_a_day"), number_words(use.doses_per_day)),)
    period = period_words(use.compared_days)
    return (
        (say("use_words.doses_a_day_last", period=period), number_words(use.doses_per_day_last)),
        (say("use_words.doses_a_day_first", period=period), number_words(use.doses_per_day_first)),
    )


def data_words(quality: Quality, window_days: int) -> tuple[tuple[str, str], ...]:
    """The data box as (what, value) lines."""
    share = quality.share_of_doses_with_rating_before
    return (
        (
            say("data_words.days_with_entries"),
            say("data_words.days_of_all", days=quality.days_with_entries, all=window_days),
        ),
        (say("data_words.doses"), str(quality.doses)),
        (say("data_words.rating_moments"), str(quality.rating_moments)),
        (say("data_words.rated_before"), rated_share_words(share)),
        (say("data_words.longest_gap"), gap_words(quality.gaps)),
    )


def rated_share_words(share: float | None) -> str:
    """The share of doses that were rated before; None is a time without a dose."""
    return say("data_words.no_doses") if share is None else percent_words(share)
