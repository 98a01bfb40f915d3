"""What `acknowledge` prints: the findings and who has seen them, or what was written."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from speciosa.cli.screen import Screen
from speciosa.report.terminal_boxes import (
    ASCII_SIGNS,
    NO_FINDING,
    SIGN_STYLE,
    SIGNS,
    TEXT_START,
)
from speciosa.report.terminal_text import BOLD, GREY, fit, hanging, styled, wrap
from speciosa.report.words import clean, count_words, severity_words
from speciosa.report.words.seen import seen_means
from speciosa.report.words.times import date_words
from speciosa.safety.acknowledge import (
    UNDONE,
    Acknowledgement,
    Sight,
    digest_of,
    seen_digests,
    sight_of,
)
from speciosa.safety.finding import Finding

PERSON: Final = "person"  # the account taken without another
_MOST_COLUMNS: Final = 100


def finding_lines(
    folder: Path,
    account: str,
    findings: Sequence[Finding],
    acknowledgements: Sequence[Acknowledgement],
    screen: Screen,
) -> Iterator[str]:
    """Every finding with its id, severity and title, and whether the account has seen it."""
    columns = min(screen.columns, _MOST_COLUMNS)
    if not findings:
        yield from wrap(NO_FINDING, columns)
        return
    seen = seen_digests(acknowledgements, account)
    sights = [sight_of(finding, seen) for finding in findings]
    yield _title(folder, account, sights)
    signs = ASCII_SIGNS if screen.ascii_only else SIGNS
    for finding, sight in zip(findings, sights, strict=True):
        sign = styled(signs[finding.severity], SIGN_STYLE.get(finding.severity, BOLD))
        title = styled(clean(finding.title), GREY if sight == "seen" else BOLD)
        yield ""
        yield from hanging(fit(f" {sign}", len(TEXT_START)), title, columns)
        words = _sight_words(finding, sight, acknowledgements, account)
        text = f"{clean(finding.id)}, {severity_words(finding.severity)}, {words}"
        yield from wrap(text, columns, TEXT_START)
    yield ""
    who = _option(account)
    yield f"Mark one as seen: speciosa acknowledge {_shown(folder)} {clean(findings[0].id)}{who}"


def _title(folder: Path, account: str, sights: Sequence[Sight]) -> str:
    many, seen = count_words(len(sights), "finding"), sights.count("seen")
    return f"{_shown(folder)}: {many}, {seen} marked as seen by {clean(account)}"


def _option(account: str) -> str:
    """The account as it has to be typed; empty for the one that is taken without it."""
    return "" if account == PERSON else f" --account {shlex.quote(clean(account))}"


def _shown(folder: Path) -> str:
    return clean(str(folder).rstrip("/") + "/")


def _sight_words(
    finding: Finding, sight: Sight, acknowledgements: Sequence[Acknowledgement], account: str
) -> str:
    if sight == "new":
        return "not marked as seen"
    day = date_words(_last(finding, sight, acknowledgements, account).date(), year=True)
    return f"seen {day}" if sight == "seen" else f"changed since you saw it on {day}"


def _last(
    finding: Finding, sight: Sight, acknowledgements: Iterable[Acknowledgement], account: str
) -> datetime:
    """When the account last marked it: as it is now, or as it was."""
    now = digest_of(finding)
    return [
        one.at
        for one in acknowledgements
        if one.finding == finding.id
        and one.account == account
        and one.digest != UNDONE
        and (one.digest == now or sight == "changed")
    ][-1]


def saved_lines(
    folder: Path, account: str, findings: Sequence[Finding], *, new: bool
) -> Iterator[str]:
    """What was marked, what that means, and how to take it back.

    Args:
        folder: of the diary.
        account: who has seen it.
        findings: all of one id, the most urgent first.
        new: whether anything was written.
    """
    id_ = clean(findings[0].id)
    start, already = ("Saved  ", "") if new else ("Kept   ", "already ")
    for finding in findings:
        text = f"{id_} is {already}marked as seen by {clean(account)}: {clean(finding.title)}"
        yield from hanging(start, text, _MOST_COLUMNS)
    yield from wrap(seen_means(findings[0].severity), _MOST_COLUMNS, "       ")
    yield f"       This counts for {clean(account)} only; for others nothing changes."
    yield f"       Undo: speciosa acknowledge {_shown(folder)} {id_}{_option(account)} --undo"
    who = shlex.quote(clean(account))
    yield f"       Report: speciosa report {_shown(folder)} --account {who}"


def taken_back_lines(id_: str, account: str) -> Iterator[str]:
    """What no longer counts as seen."""
    yield f"Saved  {clean(id_)} is no longer marked as seen by {clean(account)}."
