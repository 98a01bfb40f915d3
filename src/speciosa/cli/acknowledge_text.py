"""What `acknowledge` prints: the findings and who has seen them, or what was written."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from speciosa.cli.screen import Screen
from speciosa.report.terminal_boxes import (
    ASCII_SIGNS,
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
from speciosa.texts import say

PERSON: Final = "person"  # the account taken without another
_MOST_COLUMNS: Final = 100
_INDENT: Final = " " * 7  # under what follows "Saved"


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
        yield from wrap(say("terminal.act_on.no_finding"), columns)
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
    told = {"folder": _shown(folder), "id": clean(findings[0].id), "option": who}
    yield say("cli.acknowledge.mark_one", **told)


def _title(folder: Path, account: str, sights: Sequence[Sight]) -> str:
    return say(
        "cli.acknowledge.title",
        folder=_shown(folder),
        findings=count_words(len(sights), "finding"),
        seen=sights.count("seen"),
        account=clean(account),
    )


def _option(account: str) -> str:
    """The account as it has to be typed; empty for the one that is taken without it."""
    return "" if account == PERSON else f" --account {shlex.quote(clean(account))}"


def _shown(folder: Path) -> str:
    return clean(str(folder).rstrip("/") + "/")


def _sight_words(
    finding: Finding, sight: Sight, acknowledgements: Sequence[Acknowledgement], account: str
) -> str:
    if sight == "new":
        return say("cli.acknowledge.not_seen")
    day = date_words(_last(finding, sight, acknowledgements, account).date(), year=True)
    if sight == "seen":
        return say("cli.acknowledge.seen", day=day)
    return say("cli.acknowledge.changed", day=day)


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
    id_, shown = clean(findings[0].id), _shown(folder)
    for finding in findings:
        yield from _marked(finding, clean(account), new=new)
    yield from wrap(seen_means(findings[0].severity), _MOST_COLUMNS, _INDENT)
    yield _INDENT + say("cli.acknowledge.counts_for", account=clean(account))
    told = {"folder": shown, "id": id_, "option": _option(account)}
    yield _INDENT + say("cli.acknowledge.undo", **told)
    who = shlex.quote(clean(account))
    yield _INDENT + say("cli.acknowledge.report", folder=shown, account=who)


def _marked(finding: Finding, account: str, *, new: bool) -> list[str]:
    told = {"id": clean(finding.id), "account": account, "title": clean(finding.title)}
    if new:
        start, text = say("cli.acknowledge.saved"), say("cli.acknowledge.is_seen", **told)
    else:
        start, text = say("cli.acknowledge.kept"), say("cli.acknowledge.was_seen", **told)
    return hanging(f"{start:<{len(_INDENT)}}", text, _MOST_COLUMNS)


def taken_back_lines(id_: str, account: str) -> Iterator[str]:
    """What no longer counts as seen."""
    yield say("cli.acknowledge.taken_back", id=clean(id_), account=clean(account))
