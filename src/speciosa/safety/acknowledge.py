"""Findings that somebody has seen: quiet for them, visible always, loud again when they change."""

import json
from collections.abc import Iterable
from hashlib import sha256

from pydantic import AwareDatetime, Field

from speciosa.record import Record
from speciosa.safety.finding import Finding


class Acknowledgement(Record):
    """One account has seen one finding as it was then."""

    finding: str = Field(min_length=1)  # its id
    digest: str = Field(pattern=r"^[0-9a-f]{64}$")
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


def acknowledged(
    findings: Iterable[Finding], acknowledgements: Iterable[Acknowledgement], account: str
) -> tuple[Finding, ...]:
    """The findings as one account sees them: same order, none left out, `quiet` set anew.

    Args:
        findings: of an assessment.
        acknowledgements: of every account; those of other accounts change nothing.
        account: who looks, e.g. the person or their doctor.
    """
    seen = {(one.finding, one.digest) for one in acknowledgements if one.account == account}
    return tuple(
        finding.model_copy(update={"quiet": (finding.id, digest_of(finding)) in seen})
        for finding in findings
    )
