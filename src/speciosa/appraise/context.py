"""What stands around a sentence: titles that claim nothing, and points of a list."""

from typing import Final

from speciosa.appraise.phrases import tokens
from speciosa.appraise.sentences import Sentence, split

_VERBS: Final = frozenset(
    {
        "is", "are", "was", "were", "has", "have", "had", "may", "might", "could", "can", "will",
        "does", "do", "did", "not", "helps", "relieves", "eases", "causes", "improves", "boosts",
        "works", "treats", "reduces", "increases", "enhances", "makes", "shows", "binds",
        "interacts", "damages",
    }
)  # fmt: skip
_ASKING: Final = frozenset(
    {
        "how", "why", "what", "when", "where", "which", "who", "can", "does", "do", "is", "are",
        "will", "should",
    }
)  # fmt: skip
_LISTING: Final = frozenset(
    {
        "effect", "effects", "reactions", "risks", "dangers", "harms", "complications",
        "benefits", "cause", "causes", "changes",
    }
)  # fmt: skip
_NO_LIST: Final = frozenset(
    {
        "if", "who", "avoid", "should", "withdrawal", "overdose", "interact", "interactions",
        "before", "uses", "quit", "quitting", "stopping", "people", "factors", "reduce",
        "avoiding", "prevent", "treat", "manage",
    }
)  # fmt: skip
_POINT: Final = 6  # tokens of a point that is no sentence of its own


def only_a_title(part: Sentence) -> bool:
    r"""Whether a heading names a subject, or asks, and says nothing.

    >>> from speciosa.appraise.sentences import sentences
    >>> [only_a_title(part) for part in sentences("# Kratom for pain\n\n# Kratom is addictive")]
    [True, False]
    """
    if part.kind != "heading":
        return False
    words = tokens(part.text)
    return not words or words[0] in _ASKING or _VERBS.isdisjoint(words)


def with_lead(part: Sentence) -> str:
    r"""A short point with the line that introduces the list, where that line lists effects.

    >>> from speciosa.appraise.sentences import sentences
    >>> with_lead(sentences("Side effects of kratom:\n\n- Seizures")[1])
    'Side effects of kratom Seizures'
    """
    lead = list(split(part.lead))[-1:] if part.lead else []
    if not lead or len(tokens(part.text)) > _POINT:
        return ""
    words = set(tokens(lead[0]))
    if words.isdisjoint(_LISTING) or not words.isdisjoint(_NO_LIST):
        return ""
    return f"{lead[0].rstrip('?:.… ')} {part.text}"
