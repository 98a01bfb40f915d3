"""Findings that somebody has seen: quiet for them, visible always, loud again when they change."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Final, Literal

from pydantic import AwareDatetime, Field

from speciosa.record import Record
from speciosa.safety.finding import Finding

UNDONE: Final = "undone"  # in place of a digest: what was marked as seen before no longer is

Sight = Literal["new", "seen", "changed"]


class Acknowledgement(Record):
    """One account has seen one finding as it was then, or takes that back."""

    finding: str = Field(min_length=1)  # its id
    digest: str = Field(pattern=rf"^([0-9a-f]{{64}}|{UNDONE})$")
    account: str = Field(min_length=1)
    at: AwareDatetime


def digest_of(finding: Finding) -> str:
    """SHA-256 (hex) of the severity and of what triggers a finding, in any order.

    Wording, sources and dates do not count: a corrected comma must not wake anybody.
    """
    content = [finding.severity, sorted(set(finding.because))]
    return sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()


def acknowledge(finding: Finding, account: str, at: AwareDatetime) -> Acknowledgement:
    """The record that an account has seen a finding as it is now."""
    return Acknowledgement(finding=finding.id, digest=digest_of(finding), account=account, at=at)


def take_back(finding_id: str, account: str, at: AwareDatetime) -> Acknowledgement:
    """The record that a finding no longer counts as seen by an account, in no form it had."""
    return Acknowledgement(finding=finding_id, digest=UNDONE, account=account, at=at)


def seen_digests(
    acknowledgements: Iterable[Acknowledgement], account: str
) -> dict[str, frozenset[str]]:
    """What one account has seen: the digests by finding id.

    Args:
        acknowledgements: of every account, in the order they were made.
        account: who looks; what others have seen is left out.
    """
    seen: dict[str, frozenset[str]] = {}
    for one in acknowledgements:
        if one.account != account:
            continue
        if one.digest == UNDONE:
            seen.pop(one.finding, None)
        else:
            seen[one.finding] = seen.get(one.finding, frozenset()) | {one.digest}
    return seen


def sight_of(finding: Finding, seen: Mapping[str, frozenset[str]]) -> Sight:
    """Whether a finding was seen as it is, was seen when it was different, or is new.

    Args:
        finding: as it is now.
        seen: of one account, from `seen_digests`.
    """
    digests = seen.get(finding.id, frozenset())
    if digest_of(finding) in digests:
        return "seen"
    return "changed" if digests else "new"


def acknowledged(
    findings: Iterable[Finding], acknowledgements: Iterable[Acknowledgement], account: str
) -> tuple[Finding, ...]:
    """The findings as one account sees them: same order, none left out, `quiet` set anew.

    Args:
        findings: of an assessment.
        acknowledgements: of every account, in the order they were made; those of other accounts
            change nothing.
        account: who looks, e.g. the person or their doctor.
    """
    seen = seen_digests(acknowledgements, account)
    return tuple(
        finding.model_copy(update={"quiet": sight_of(finding, seen) == "seen"})
        for finding in findings
    )
