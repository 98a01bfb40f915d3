"""The words that things are filed under, and the nearest of them to one with a typing error."""

import re
from functools import cache
from typing import Final

from speciosa.knowledge.evidence import about, everything

_LIKE_ENOUGH: Final = 75.0  # of 100; "fibromialgia" reaches 92, words that only rhyme stay below
_SHORTEST: Final = 4  # letters of a word in a text that is worth proposing
_MOST: Final = 3


@cache
def filed_under() -> tuple[str, ...]:
    """Topics, ids, keys of sources, and the longer words of all texts, in alphabetical order."""
    found: set[str] = set()
    for known in everything():
        found |= {known.id, *known.sources, *known.topics}
        words = re.findall(r"[\w-]+", f"{known.text} {known.more}")
        found |= {word for word in words if len(word) >= _SHORTEST and not word.isdigit()}
    return tuple(sorted({word.casefold() for word in found}))


@cache
def _topics() -> frozenset[str]:
    return frozenset(topic.casefold() for known in everything() for topic in known.topics)


def nearest(word: str, kind: str = "") -> tuple[str, ...]:
    """At most three words that are alike and find something, the most alike first.

    Of words that are alike, a topic comes before a word of a text.

    Args:
        word: as it was typed.
        kind: only what finds something of this kind; empty: of any.

    >>> nearest("fibromialgia")[0], nearest("withdrawl")[0], nearest("Lousiana")[0]
    ('fibromyalgia', 'withdrawal', 'louisiana')
    >>> nearest("xyzzy")
    ()
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only after a typing error

    scored = process.extract(
        word.casefold(), filed_under(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=None
    )
    ranked = sorted(scored, key=lambda hit: (-round(hit[1]), hit[0] not in _topics(), hit[0]))
    return tuple(text for text, *_ in ranked if about([text], kind))[:_MOST]
