"""The coins of a plan: drawn once, committed to by a fingerprint, revealed step by step."""

import json
from datetime import timedelta
from hashlib import sha256
from typing import Final

import numpy as np

from speciosa.record import Record
from speciosa.response.design.plan import Plan

_HEX: Final = 16


class AllottedArm(Record):
    """One `allocation` entry to come; `at` is empty for a wait: it begins with the next wish."""

    at: str
    what: str
    value: float
    unit: str
    note: str


class Allocation(Record):
    """All arms of a plan in their order."""

    arms: tuple[AllottedArm, ...]


class Commitment(Record):
    """What is fixed before the first arm: SHA-256 of the canonical JSON of allocation and salt."""

    sha256: str
    salt: str


def allot(plan: Plan, diary_digest: str, seed: int) -> Allocation:
    """Toss one fair coin a pair.

    Args:
        plan: what is compared.
        diary_digest: SHA-256 of the diary, so that nobody can choose the coins.
        seed: shown to the person; the same diary, plan and seed give the same coins.
    """
    text = f"{diary_digest}/{seed}/{plan.model_dump_json()}"
    rng = np.random.default_rng(int(sha256(text.encode()).hexdigest(), 16))
    higher_first = rng.random(plan.pairs) < 0.5  # noqa: PLR2004 - a fair coin
    arms = list[AllottedArm]()
    for pair, first in enumerate(higher_first.tolist(), start=1):
        order = (True, False) if first else (False, True)
        arms += [_arm(plan, pair, len(arms) + i, higher=h) for i, h in enumerate(order)]
    return Allocation(arms=tuple(arms))


def _arm(plan: Plan, pair: int, place: int, *, higher: bool) -> AllottedArm:
    note, at = f"pair {pair}", ""
    if plan.block_d:
        day = plan.start + timedelta(days=place * plan.block_d)
        at, note = f"{day.isoformat()}T00:00", f"{note}, {plan.block_d} d"
    if plan.other and not higher:
        note = f"{note}, with {plan.other}"
    value = plan.higher if higher else plan.lower
    return AllottedArm(at=at, what=plan.product, value=value, unit=plan.unit, note=note)


def commit(allocation: Allocation, diary_digest: str, seed: int) -> Commitment:
    """The fingerprint that the protocol stores before the test begins."""
    salt = sha256(f"salt/{diary_digest}/{seed}".encode()).hexdigest()[: 2 * _HEX]
    return Commitment(sha256=fingerprint(allocation, salt), salt=salt)


def fingerprint(allocation: Allocation, salt: str) -> str:
    """SHA-256 of the canonical JSON of all arms, in order, and the salt."""
    arms = [arm.model_dump() for arm in allocation.arms]
    text = json.dumps({"arms": arms, "salt": salt}, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def verify(commitment: Commitment, allocation: Allocation) -> bool:
    """Whether an allocation is the one that was committed to."""
    return fingerprint(allocation, commitment.salt) == commitment.sha256


def next_arm(allocation: Allocation, revealed: int) -> AllottedArm | None:
    """The arm after those that the diary holds already; None at the end."""
    return allocation.arms[revealed] if revealed < len(allocation.arms) else None
