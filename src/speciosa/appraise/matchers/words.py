"""The matcher that needs no model: the word lists of the claim tables, and where they stand.

Precision comes first. A sentence is left alone when it asks, when the words of a claim are said of
something else, or when it turns round twice.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from speciosa.appraise.clauses import Parsed, parsed
from speciosa.appraise.matching import Match, Reading, matchers
from speciosa.appraise.phrases import Hit, Phrases
from speciosa.appraise.stance import stance_of
from speciosa.knowledge.claims import Claim, claim_words, claims

SUBJECTS: Final = ("kratom", "rival", "agent", "comparison", "pronoun", "no_pronoun")


@cache
def phrases() -> Phrases:
    """The words of all claims, ready to be found."""
    shared = claim_words()
    made = Phrases(shared.words)
    for name in SUBJECTS:
        made.add(("subject", name, 0), shared.words[name])
    for name in type(shared.stance).model_fields:
        made.add(("stance", name, 0), getattr(shared.stance, name))
    for claim in claims().values():
        _add(made, claim)
    return made


def _add(made: Phrases, claim: Claim) -> None:
    made.add((claim.id, "says", 0), claim.says)
    made.add((claim.id, "denied", 0), claim.denied_by)
    made.add((claim.id, "unless", 0), claim.unless)
    for number, group in enumerate(claim.about):
        made.add((claim.id, "about", number), group)
    for number, variant in enumerate(claim.variant):
        made.add((claim.id, "variant", number), variant.words)


@matchers.add("words")
def read(text: str, before: str) -> Reading:
    """All claims of one sentence.

    Args:
        text: the sentence.
        before: what the sentence before was about: "kratom", "other" or "".

    >>> [(m.claim, m.stance) for m in read("Kratom may cause dependence.", "").matches]
    [('CL-21', 'hedges')]
    """
    sentence = parsed(text, phrases(), before)
    if sentence.asks or not (sentence.on_kratom or before == "kratom"):
        return Reading((), sentence.about, sentence.on_kratom)
    found = (match for claim in claims().values() for match in _match(claim, sentence))
    return Reading(tuple(found), sentence.about, sentence.on_kratom)


def _match(claim: Claim, sentence: Parsed) -> Iterator[Match]:
    """At most one match: the first place where the claim's words stand together."""
    if _excluded(claim, sentence):
        return
    for hit in _said(claim, sentence):
        used = _together(claim, hit, sentence)
        if used is None or not _of_kratom(claim, hit, used, sentence):
            continue
        denials = sentence.hits.get((claim.id, "denied", 0), [])
        stance = stance_of(sentence, used, denials, whole=claim.whole)
        if stance is not None:
            yield Match(claim.id, stance, _variant(claim, sentence))
            return


def _excluded(claim: Claim, sentence: Parsed) -> bool:
    """Another claim, or only a reason to use it."""
    if sentence.hits.get((claim.id, "unless", 0)):
        return True
    passed_on = sentence.hits.get(("stance", "attribution", 0))
    motive = sentence.hits.get(("stance", "motive", 0))
    return bool(claim.studied and motive and not passed_on)


def _said(claim: Claim, sentence: Parsed) -> list[Hit]:
    """Places where the claim may be made; words that deny by themselves go first."""
    denied = sentence.hits.get((claim.id, "denied", 0), [])
    says = sentence.hits.get((claim.id, "says", 0), [])
    doubts = sentence.hits.get(("stance", "doubt", 0), []) if claim.studied else []
    return [*denied, *says, *doubts]


def _together(claim: Claim, hit: Hit, sentence: Parsed) -> tuple[Hit, ...] | None:
    """The hit with the nearest of each group in its clause; None where one is missing."""
    used = [hit]
    for number in range(len(claim.about)):
        near = [
            other
            for other in sentence.hits.get((claim.id, "about", number), [])
            if claim.whole or (sentence.same_clause(hit, other) and hit.apart(other) <= claim.near)
        ]
        if not near:
            return None
        used.append(min(near, key=lambda other: abs(other.start - hit.start)))
    return tuple(used)


def _of_kratom(claim: Claim, hit: Hit, used: tuple[Hit, ...], sentence: Parsed) -> bool:
    """Whether it is said of kratom."""
    if claim.rivals_ok and sentence.on_kratom:
        return True
    if claim.named != "clause" and not sentence.named("rival"):
        return sentence.on_kratom or (claim.named == "text" and sentence.before == "kratom")
    return sentence.subject(hit, used, compared=claim.rivals_compared) == "kratom"


def _variant(claim: Claim, sentence: Parsed) -> int | None:
    numbers = range(len(claim.variant))
    return next((n for n in numbers if sentence.hits.get((claim.id, "variant", n))), None)
