"""How a sentence stands to a claim: it asserts, denies, hedges, passes on, or misses the proof."""

from speciosa.appraise.clauses import Parsed
from speciosa.appraise.phrases import Hit
from speciosa.knowledge.claims import Stance

_TWICE = 2
_REACH = 10  # tokens that a negation reaches over
_LABEL = 20  # tokens that a name reaches over
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
    if _around(sentence, used, "attribution", whole=True) or _labelled(sentence, used[0]):
        return "reports"
    return "hedges" if _around(sentence, used, "hedge", whole=whole) else "asserts"


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
    between = (sentence.words[hit.end : said.start] for hit in found if hit.start <= said.start)
    return any(len(words) <= _LABEL and _VERBS.isdisjoint(words) for words in between)


def _around(sentence: Parsed, used: tuple[Hit, ...], name: str, *, whole: bool) -> list[Hit]:
    """Hits of one list of stance words in the clause of what is said."""
    found = sentence.hits.get(("stance", name, 0), [])
    return found if whole else [hit for hit in found if sentence.same_clause(hit, used[0])]
