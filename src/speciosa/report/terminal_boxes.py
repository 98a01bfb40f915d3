"""The boxes of the first page in a terminal: act on, data, use, red flags."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from speciosa.assessment.schema import Assessment, Due, Finding, hides_benefit
from speciosa.report.terminal_text import (
    BOLD,
    DANGER,
    GREY,
    WARN,
    apart,
    fit,
    fits_apart,
    hanging,
    right,
    styled,
    wrap,
)
from speciosa.report.words import (
    as_sentence,
    as_start,
    as_word,
    clean,
    count_words,
    data_words,
    due_words,
    emergency_words,
    evidence_words,
    first_findings,
    numbers_remark,
    red_flag_words,
    use_words,
)
from speciosa.report.words.professional_exposure import professional_use
from speciosa.report.words.professional_safety import finding_aside
from speciosa.report.words.seen import all_seen_words, seen_mark, seen_rest
from speciosa.report.words.watch import alerts_of, since_sentence
from speciosa.texts import say

SIGNS = {"S4": "■4", "S3": "▲3", "S2": "◇2", "S1": "○1", "P": "+", "no information": "?"}
ASCII_SIGNS = SIGNS | {"S4": "[4]", "S3": "[3]", "S2": "(2)", "S1": "(1)"}
SIGN_STYLE = {"S4": DANGER, "S3": WARN}
TEXT_START = "     "
BETWEEN = "    "
CHECKS_SHOWN = 4


def act_on_note(assessment: Assessment) -> str:
    """How many findings are shown of how many."""
    shown, all_of_them = len(first_findings(assessment)), len(assessment.findings)
    counts = say("terminal.act_on.shown_of_all", shown=shown, all=all_of_them)
    return ", ".join(filter(None, (counts if all_of_them else "", seen_rest(assessment))))


def act_on_lines(
    assessment: Assessment, columns: int, ascii_only: bool, *, professional: bool = False
) -> list[str]:
    """The most urgent findings: what, what to do, how sure."""
    shown, alerts = first_findings(assessment), _alert_lines(assessment, columns)
    if not shown:
        none = all_seen_words(assessment) or say("terminal.act_on.no_finding")
        return [*wrap(none, columns, " "), *alerts]
    signs = ASCII_SIGNS if ascii_only else SIGNS
    sure = finding_aside if professional else _how_sure
    lines = [
        line for finding in shown for line in _finding_lines(finding, columns, signs, sure(finding))
    ]
    return [*lines, *alerts]


def _alert_lines(assessment: Assessment, columns: int) -> list[str]:
    """Watched statements that raised an alert."""
    alerts = () if hides_benefit(assessment.restrictions) else alerts_of(assessment)
    texts = (f"{as_sentence(alert.statement)} {since_sentence(alert)}" for alert in alerts)
    watched = (say("terminal.act_on.watched", statement=text) for text in texts)
    return [line for text in watched for line in hanging(" W   ", text, columns)]


def _how_sure(finding: Finding) -> tuple[str, str]:
    level, review = evidence_words(finding)
    return level.replace(",", ""), review


def _finding_lines(
    finding: Finding, columns: int, signs: dict[str, str], sure: tuple[str, str]
) -> list[str]:
    sign = styled(signs[finding.severity], SIGN_STYLE.get(finding.severity, BOLD))
    evidence = styled(", ".join(filter(None, (*sure, seen_mark(finding)))), GREY)
    start = f"{fit(f' {sign}', len(TEXT_START))}"
    title, action = clean(finding.title), wrap(clean(finding.action), columns, TEXT_START)
    if fits_apart(TEXT_START + title, evidence, columns):
        return [apart(start + title, evidence, columns), *action]
    lines = [*hanging(start, title, columns), *action]
    if fits_apart(lines[-1], evidence, columns):
        return [*lines[:-1], apart(lines[-1], evidence, columns)]
    return [*lines, right(evidence, columns)]


def data_lines(assessment: Assessment, columns: int) -> list[str]:
    """How complete the diary is and what to record next."""
    lines = _pairs(data_words(assessment.quality, assessment.window.days), columns)
    learn = as_sentence(assessment.quality.learn_more)
    more = say("terminal.data.learn_more", what=f"{learn[:1].lower()}{learn[1:]}")
    return [*lines, *(wrap(more, columns) if learn else [])]


def use_lines(assessment: Assessment, columns: int, *, professional: bool = False) -> list[str]:
    """How much and how often, and which checks are due."""
    shown = assessment.schedule[:CHECKS_SHOWN]
    year = assessment.window.end.year
    said = professional_use(assessment) if professional else use_words(assessment.use)
    used = () if hides_benefit(assessment.restrictions) else said
    pairs = [*used, *((as_start(as_word(due.what)), _due(due, year)) for due in shown)]
    more = len(assessment.schedule) - len(shown)
    rest = say("terminal.use.more_checks", checks=count_words(more, "more_check"))
    return [*_pairs(pairs, columns), *([rest] if more else [])]


def _due(due: Due, year: int) -> str:
    if due.overdue_days <= 0:
        return due_words(due, year)
    overdue = styled(say("terminal.use.overdue"), DANGER)
    return f"{count_words(due.overdue_days, 'day')} {overdue}"


def _pairs(pairs: Sequence[tuple[str, str]], columns: int) -> list[str]:
    lines = list[str]()
    for what, value in pairs:
        strong = value if DANGER in value else styled(value, BOLD)
        if fits_apart(what, strong, columns):
            lines.append(apart(what, strong, columns))
        else:
            lines += [
                *wrap(what, columns),
                *(right(line, columns) for line in wrap(strong, columns)),
            ]
    return lines


def side_by_side(left: Sequence[str], right: Sequence[str], columns: int) -> list[str]:
    """Two columns of lines."""
    return [
        f"{fit(one, columns)}{BETWEEN}{other}".rstrip()
        for one, other in zip_longest(left, right, fillvalue="")
    ]


def red_flag_note(assessment: Assessment) -> str:
    """The numbers to call."""
    flags = assessment.red_flags
    emergency = say("terminal.red_flags.emergency", number=emergency_words(assessment))
    crisis, poison = clean(flags.crisis), clean(flags.poison)
    parts = (
        styled(emergency, DANGER),
        say("terminal.red_flags.crisis", number=crisis) if _is_number(crisis) else "",
        say("terminal.red_flags.poison", number=poison) if _is_number(poison) else "",
        numbers_remark(assessment),
    )
    return "   ".join(filter(None, parts))


def _is_number(text: str) -> bool:
    """Whether there is anything to dial."""
    return bool(re.search(r"\d", text))


def red_flag_lines(assessment: Assessment, columns: int) -> list[str]:
    """All red flags with their numbers, in full."""
    return [
        line
        for flag in assessment.red_flags.items
        for line in hanging(f"{flag.number:>3}  ", red_flag_words(flag), columns)
    ]
