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

SUBJECTS: Final = ("kratom", "rival", "agent", "comparison", "pronoun", "no_pronoun", "no_rival")


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
    made.add((claim.id, "denied", 0), claim.denied_by)
    made.add((claim.id, "unless", 0), claim.unless)
    made.add((claim.id, "unless anywhere", 0), claim.unless_anywhere)
    made.add((claim.id, "void", 0), claim.void)
    for number, way in enumerate(claim.ways):
        made.add((claim.id, "says", number), way.says)
        for group, words in enumerate(way.about):
            made.add((claim.id, f"about {number}", group), words)
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
    if _only_a_motive(claim, sentence) or sentence.hits.get((claim.id, "unless anywhere", 0)):
        return
    unless = sentence.hits.get((claim.id, "unless", 0), [])
    passed_on = sentence.hits.get(("stance", "attribution", 0))
    denials = sentence.hits.get((claim.id, "denied", 0), [])
    for used in _places(claim, sentence):
        if claim.studied and sentence.reason(used[0]) and not passed_on:
            continue
        other = any(claim.whole or sentence.same_clause(used[0], hit) for hit in unless)
        if other or sentence.advised(used[0]) or not _of_kratom(claim, used[0], used, sentence):
            continue
        stance = stance_of(sentence, used, denials, whole=claim.whole)
        if stance is not None:
            yield Match(claim.id, stance, _variant(claim, sentence))
            return


def _places(claim: Claim, sentence: Parsed) -> Iterator[tuple[Hit, ...]]:
    """The places where all words of one way to say it stand together."""
    void = sentence.hits.get((claim.id, "void", 0), [])
    for number in range(len(claim.ways)):
        for hit in _said(claim, number, sentence):
            used = _together(claim, number, hit, sentence, void)
            if used is not None:
                yield used


def _only_a_motive(claim: Claim, sentence: Parsed) -> bool:
    """Only a reason to use it."""
    passed_on = sentence.hits.get(("stance", "attribution", 0))
    motive = sentence.hits.get(("stance", "motive", 0))
    return bool(claim.studied and motive and not passed_on)


def _said(claim: Claim, number: int, sentence: Parsed) -> list[Hit]:
    """Places where the claim may be made; words that deny by themselves go first."""
    says = sentence.hits.get((claim.id, "says", number), [])
    if number:
        return says
    denied = sentence.hits.get((claim.id, "denied", 0), [])
    doubts = sentence.hits.get(("stance", "doubt", 0), []) if claim.studied else []
    return [*denied, *says, *doubts]


def _together(
    claim: Claim, number: int, hit: Hit, sentence: Parsed, void: list[Hit]
) -> tuple[Hit, ...] | None:
    """The hit with the nearest of each group in its clause; None where one is missing."""
    used = [hit]
    for group in range(len(claim.ways[number].about)):
        near = [
            other
            for other in sentence.hits.get((claim.id, f"about {number}", group), [])
            if not _emptied(other, void) and (claim.whole or _near(claim, hit, other, sentence))
        ]
        if not near:
            return None
        used.append(min(near, key=lambda other: abs(other.start - hit.start)))
    return None if _emptied(hit, void) else tuple(used)


def _emptied(hit: Hit, void: list[Hit]) -> bool:
    """Whether it lies in a phrase whose words do not count, and does not say more than that."""
    return any(
        hit.overlaps(empty) and not (hit.start <= empty.start and empty.end < hit.end)
        for empty in void
    )


def _near(claim: Claim, hit: Hit, other: Hit, sentence: Parsed) -> bool:
    return sentence.same_clause(hit, other) and sentence.apart(hit, other) <= claim.near


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
