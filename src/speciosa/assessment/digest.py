"""What identifies an input: the digest of a diary, and the seed that follows from it."""

from hashlib import sha256
from typing import Any

from speciosa.diary.diary import Diary


def diary_digest(diary: Diary) -> str:
    """SHA-256 of the diary's canonical JSON; the order of its entries does not matter."""
    ordered = diary.model_copy(
        update={"entries": tuple(sorted(diary.entries, key=lambda e: (e.at, e.id)))}
    )
    return sha256(ordered.model_dump_json(exclude=_absent(diary)).encode()).hexdigest()


def _absent(diary: Diary) -> dict[str, Any]:
    """Fields that came later, where a diary says nothing in them: its digest stays as it was."""
    without = {key for key, product in diary.products.items() if product.lead is None}
    plan = {"taper": True} if diary.taper is None else {}
    return plan | {"products": {key: {"lead", "lead_unit"} for key in without}}


def seed_of(digest: str) -> int:
    """A seed that fits into every JSON reader's numbers (below 2^53)."""
    return int(digest[:12], 16)
