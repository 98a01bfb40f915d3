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

SEVERITIES = {
    "S4": "severity 4 of 4",
    "S3": "severity 3 of 4",
    "S2": "severity 2 of 4",
    "S1": "severity 1 of 4",
    "P": "protects or treats",
    "no information": "no information",
}
EVIDENCE = {
    "L1": "controlled study, L1",
    "L2": "observed in people, L2",
    "L3": "case reports, L3",
    "L4": "laboratory, L4",
    "L5": "class data, L5",
    "diary": "your diary",
    "none": "no evidence",
}
FIRST_PAGE_FINDINGS = 5
YOUR_EMERGENCY_NUMBER = "your local emergency number"
NOT_VERIFIED = "number not verified"
WEEK_DAYS = 7


def severity_words(severity: str) -> str:
    """The name of a severity sign.

    >>> severity_words("S3")
    'severity 3 of 4'
    """
    return SEVERITIES[severity]


def evidence_words(finding: Finding) -> tuple[str, str]:
    """How sure a finding is and who reviewed it: ("case reports, L3", "published")."""
    return EVIDENCE[finding.evidence], finding.review


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
    return clean(assessment.red_flags.emergency) or YOUR_EMERGENCY_NUMBER


def numbers_remark(assessment: Assessment) -> str:
    """A remark on the numbers to call, empty when they were read at their source."""
    return NOT_VERIFIED if assessment.red_flags.numbers_review == "unverified" else ""


def red_flag_words(flag: RedFlag) -> str:
    """One red flag with what to do, without its number."""
    signs, do = clean(flag.signs).rstrip("."), clean(flag.do)
    ending = "." if ". " in do else ""
    return f"{signs}: {do[:1].lower()}{do[1:]}".rstrip(".") + ending if do else signs


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
        ("Amount a dose, median", amount_words(use.amount_median, use.amount_unit)),
        break_words(use),
    )


def break_words(use: UseSummary) -> tuple[str, str]:
    """The longest break; since the last dose, where that is longer."""
    if use.open_break_h is not None:
        return "Since the last dose, the longest break", hours_words(use.open_break_h)
    return "Longest break between doses", hours_words(use.longest_break_h)


def _doses_a_day(use: UseSummary) -> tuple[tuple[str, str], ...]:
    if not use.compared_days or use.doses_per_day_last is None:
        return (("Doses a day", number_words(use.doses_per_day)),)
    period = period_words(use.compared_days)
    return (
        (f"Doses a day, last {period}", number_words(use.doses_per_day_last)),
        (f"First {period}", number_words(use.doses_per_day_first)),
    )


def data_words(quality: Quality, window_days: int) -> tuple[tuple[str, str], ...]:
    """The data box as (what, value) lines."""
    share = quality.share_of_doses_with_rating_before
    return (
        ("Days with entries", f"{quality.days_with_entries} of {window_days}"),
        ("Doses", str(quality.doses)),
        ("Rating moments", str(quality.rating_moments)),
        ("Doses rated in the 30 min before", "no doses" if share is None else percent_words(share)),
        ("Longest gap", gap_words(quality.gaps)),
    )
