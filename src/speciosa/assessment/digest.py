"""What identifies an input: the digest of a diary, and the seed that follows from it."""

from hashlib import sha256

from speciosa.diary.diary import Diary


def diary_digest(diary: Diary) -> str:
    """SHA-256 of the diary's canonical JSON; the order of its entries does not matter."""
    ordered = diary.model_copy(
        update={"entries": tuple(sorted(diary.entries, key=lambda e: (e.at, e.id)))}
    )
    return sha256(ordered.model_dump_json().encode()).hexdigest()


def seed_of(digest: str) -> int:
    """A seed that fits into every JSON reader's numbers (below 2^53)."""
    return int(digest[:12], 16)
