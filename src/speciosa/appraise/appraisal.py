"""An article appraised: its claims with verdict and evidence, and what could not be judged."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Literal, get_args

from speciosa.appraise.context import only_a_title, with_lead
from speciosa.appraise.matching import DEFAULT, Match, Matcher, Reading, matchers
from speciosa.appraise.sentences import Sentence, sentences
from speciosa.knowledge.claims import Certainty, Stance, VerdictWord
from speciosa.knowledge.digest import knowledge_digest
from speciosa.knowledge.sources import sources
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.record import Record

Reason = Literal["a question", "a heading", "about something else", "not a claim of the list"]
LEFT_OUT: Final = "[amount]"
_UNITS: Final = (
    r"(?:mg|g|grams?|milligrams?|ml|oz|ounces?|capsules?|tablets?|pills?|teaspoons?|tsp|"
    r"tablespoons?|tbsp|scoops?|spoonfuls?|cups?|shots?|gummies)"
)
_NUMBER: Final = (
    r"(?:\d+(?:[.,]\d+)*|half|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"twenty)"
)
_AMOUNT: Final = re.compile(
    rf"\b{_NUMBER}(?:\s*(?:-|–|—|to|or|and)\s*{_NUMBER})?"
    rf"(?:\s+(?:an?|full|level|heaped))?[\s-]*{_UNITS}\b",
    re.IGNORECASE,
)


class JudgedSentence(Record):
    """A sentence of the article that makes a claim; amounts are left out of the text."""

    number: int
    text: str
    stance: Stance


class Graded(Record):
    """A graded statement, as it may be said."""

    id: str
    text: str
    certainty: Certainty


class StudyFinding(Record):
    """A study behind an answer."""

    key: str
    design: str
    people: str
    finding: str
    weakness: str
    review: str
    source: str


class Answer(Record):
    """One claim of the article, its verdict, and what is known."""

    claim: str
    title: str
    scope: str
    verdict: VerdictWord
    sentences: tuple[JudgedSentence, ...]
    known: str
    certainty: Certainty
    evidence: str
    review: str
    statements: tuple[Graded, ...]
    studies: tuple[StudyFinding, ...]
    sources: tuple[str, ...]


class Unjudged(Record):
    """A sentence that was left alone, and why."""

    number: int
    text: str
    reason: Reason


class Cited(Record):
    """A source that an answer rests on."""

    key: str
    cite: str
    doi: str
    pmid: str
    read: str


class Appraisal(Record):
    """The whole result, worst verdicts first."""

    sentences: int
    answers: tuple[Answer, ...]
    unjudged: tuple[Unjudged, ...]
    sources: tuple[Cited, ...]
    matcher: str
    knowledge: str


def appraise(text: str, matcher: str = DEFAULT) -> Appraisal:
    """Find the claims of an article and judge each.

    Args:
        text: the article, as plain text, Markdown or HTML.
        matcher: the key of a registered matcher.

    >>> appraise("Kratom is not addictive.").answers[0].verdict
    'contradicted'
    """
    parts = sentences(text)
    read = _readings(parts, matcher)
    answers = _answers(parts, read)
    return Appraisal(
        sentences=len(parts),
        answers=answers,
        unjudged=tuple(_unjudged(parts, read)),
        sources=_cited(answers),
        matcher=matcher,
        knowledge=knowledge_digest(),
    )


def _readings(parts: tuple[Sentence, ...], matcher: str) -> list[Reading]:
    """Each sentence read with what the one before was about."""
    reader = matchers.load()[matcher]
    read: list[Reading] = []
    before = ""
    for part in parts:
        if part.lead:
            before = reader(part.lead, "").about or before
        read.append(_read(part, reader, before))
        before = read[-1].about
    return read


def _read(part: Sentence, reader: Matcher, before: str) -> Reading:
    """A title claims nothing; a point that is no sentence is read with the line that lists it."""
    alone = reader(part.text, before)
    if only_a_title(part):
        return replace(alone, matches=())
    whole = with_lead(part)
    if alone.matches or not whole:
        return alone
    said = {match.claim for match in reader(part.lead, before).matches}
    matches = tuple(it for it in reader(whole, before).matches if it.claim not in said)
    return replace(alone, matches=matches)


def _answers(parts: tuple[Sentence, ...], read: list[Reading]) -> tuple[Answer, ...]:
    groups: dict[tuple[int, str, str], list[tuple[Sentence, Match]]] = {}
    order = get_args(VerdictWord)
    for part, reading in zip(parts, read, strict=True):
        for match in reading.matches:
            key = (order.index(match.verdict), match.claim, match.title)
            groups.setdefault(key, []).append((part, match))
    return tuple(_answer(groups[key]) for key in sorted(groups))


def _answer(found: list[tuple[Sentence, Match]]) -> Answer:
    first = found[0][1]
    claim = first.of
    return Answer(
        claim=claim.id,
        title=first.title,
        scope=claim.scope,
        verdict=first.verdict,
        sentences=tuple(
            JudgedSentence(number=part.number, text=without_amounts(part.text), stance=match.stance)
            for part, match in found
        ),
        known=claim.known,
        certainty=claim.certainty,
        evidence=claim.evidence,
        review=claim.review,
        statements=tuple(
            Graded(id=row.id, text=row.text, certainty=row.certainty)
            for row in statements()
            if row.id in claim.statements
        ),
        studies=tuple(map(_study, claim.studies)),
        sources=claim.sources,
    )


def _study(key: str) -> StudyFinding:
    row = studies()[key]
    names = ("key", "design", "people", "finding", "weakness", "review", "source")
    return StudyFinding(**{name: getattr(row, name) for name in names})


def _unjudged(parts: tuple[Sentence, ...], read: list[Reading]) -> Iterable[Unjudged]:
    for part, reading in zip(parts, read, strict=True):
        if not reading.matches:
            text = without_amounts(part.text)
            yield Unjudged(number=part.number, text=text, reason=_reason(part, reading))


def _reason(part: Sentence, reading: Reading) -> Reason:
    if part.text.endswith("?"):
        return "a question"
    if part.kind == "heading":
        return "a heading"
    return "not a claim of the list" if reading.on_kratom else "about something else"


def _cited(answers: tuple[Answer, ...]) -> tuple[Cited, ...]:
    """Sources in the order in which the answers name them."""
    keys = dict.fromkeys(
        key
        for answer in answers
        for key in (*answer.sources, *(study.source for study in answer.studies))
    )
    rows = (sources()[key] for key in keys)
    return tuple(
        Cited(key=row.key, cite=row.cite, doi=row.doi, pmid=row.pmid, read=row.read) for row in rows
    )


def without_amounts(text: str) -> str:
    """A sentence that may be quoted: how much to take is left out.

    >>> without_amounts("Take 2-5 grams, or one teaspoon.")
    'Take [amount], or [amount].'
    """
    return _AMOUNT.sub(LEFT_OUT, text)
