"""How a sentence stands to a claim: it asserts, denies, hedges, passes on, or misses the proof."""

from speciosa.appraise.clauses import Parsed
from speciosa.appraise.phrases import Hit
from speciosa.knowledge.claims import Stance

_TWICE = 2
_REACH = 10  # tokens that a negation reaches over
_LABEL = 20  # tokens that a name reaches over
_NEAR = 4  # tokens in which a softening word may follow
_BREAKS = frozenset({",", "that", "which", "who", "and", "or"})
_TURNING = frozenset({"but", "however", "although", "though", ";"})
_VERBS = frozenset({"is", "are", "was", "were", "has", "have", "can", "may", "could"})


def stance_of(
    sentence: Parsed, used: tuple[Hit, ...], denials: list[Hit], *, whole: bool
) -> Stance | None:
    """The stance to the claim whose words are `used`; None where it can't be told.

    Args:
        sentence: the sentence.
        used: the words that make the claim, what is said first.
        denials: words of the claim that deny it by themselves.
        whole: the claim spans the whole sentence.
    """
    doubts = _around(sentence, used, "doubt", whole=whole)
    denied = used[0] in denials
    turns = _turns(sentence, used, [*doubts, *denials], whole=whole) + denied
    if turns >= _TWICE and not (denied and turns == _TWICE):
        return None
    if doubts:
        return None if turns else "doubts"
    if turns % 2:
        return "denies"
    if _passed_on(sentence, used) or _labelled(sentence, used[0]):
        return "reports"
    return "hedges" if _softened(sentence, used, whole=whole) else "asserts"


def _softened(sentence: Parsed, used: tuple[Hit, ...], *, whole: bool) -> bool:
    """Whether a hedge stands before the claim's last word, or close behind it."""
    ends = max(hit.end for hit in used)
    means = sentence.words[0] == "by"  # "by raising this, it may do that" softens both
    return any(
        (hit.start < ends or means or _follows(sentence, ends, hit))
        and not any(hit.overlaps(word) for word in used)
        for hit in _around(sentence, used, "hedge", whole=whole)
    )


def _follows(sentence: Parsed, ends: int, hit: Hit) -> bool:
    between = sentence.words[ends : hit.start]
    return len(between) <= _NEAR and _BREAKS.isdisjoint(between)


def _passed_on(sentence: Parsed, used: tuple[Hit, ...]) -> bool:
    """Whether others say it: they are named before its last word, or at the very end."""
    last, ends = len(sentence.words), max(hit.end for hit in used)
    return any(
        _TURNING.isdisjoint(sentence.words[hit.end : used[0].start])
        and not sentence.concedes(hit, used[0])
        if hit.start < ends
        else hit.end >= last or sentence.words[hit.start] == "according"
        for hit in sentence.hits.get(("stance", "attribution", 0), [])
    )


def _turns(sentence: Parsed, used: tuple[Hit, ...], spared: list[Hit], *, whole: bool) -> int:
    """How many words turn it round: before what is said, or between the claim's words."""
    ends = max(hit.end for hit in used)
    aside = [*used, *spared, *sentence.hits.get(("stance", "no_negation", 0), [])]
    return sum(
        hit.start < ends
        and (whole or _reaches(sentence, hit, used[0]))
        and not any(
            hit.overlaps(other) and other.spells(sentence.words[hit.start]) for other in aside
        )
        for hit in _around(sentence, used, "negation", whole=whole)
    )


def _reaches(sentence: Parsed, hit: Hit, said: Hit) -> bool:
    """Whether a negation is near enough to what is said, with no comma between."""
    between = sentence.words[hit.end : said.start]
    return len(between) <= _REACH and "," not in between


def _labelled(sentence: Parsed, said: Hit) -> bool:
    """Whether what is said is only a name that others give it: no verb stands between."""
    found = sentence.hits.get(("stance", "label", 0), [])
    between = (
        sentence.words[hit.end : said.start]
        for hit in found
        if hit.start <= said.start and sentence.same_clause(hit, said)
    )
    return any(len(words) <= _LABEL and _VERBS.isdisjoint(words) for words in between)


def _around(sentence: Parsed, used: tuple[Hit, ...], name: str, *, whole: bool) -> list[Hit]:
    """Hits of one list of stance words in the clause of what is said."""
    found = sentence.hits.get(("stance", name, 0), [])
    return found if whole else [hit for hit in found if sentence.same_clause(hit, used[0])]
