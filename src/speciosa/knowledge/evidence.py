"""What is known, in one list: statements, studies, claims, the law, and words explained."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, Literal, get_args

from speciosa.knowledge.claims import claims
from speciosa.knowledge.jurisdictions import (
    JurisdictionRow,
    jurisdiction_rows,
    legal_facts,
    place_name,
)
from speciosa.knowledge.sources import Source, sources
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.knowledge.terms import terms
from speciosa.record import Record

Kind = Literal["statement", "study", "claim", "regulation", "term"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_NOT_ADVICE: Final = "Not legal advice."


class Known(Record):
    """One thing that is known, claimed, law, or a word explained.

    Attributes:
        kind: which list it stands in.
        id: G, E, CL or LF with a number, a place such as US-LA, or a word.
        topics: words it is filed under.
        text: what may be said.
        more: what weakens it, how the claim stands, or how fresh it is.
        certainty: of a graded statement or claim; of a study its evidence level.
        review: what was done to confirm it.
        sources: keys.
    """

    kind: Kind
    id: str
    topics: tuple[str, ...]
    text: str
    more: str
    certainty: str
    review: str
    sources: tuple[str, ...]


@cache
def everything() -> tuple[Known, ...]:
    """Statements first, then studies, claims, the law and words."""
    return (*_statements(), *_studies(), *_claims(), *_laws(), *_legal_facts(), *_terms())


def _statements() -> Iterator[Known]:
    for row in statements():
        yield Known(
            kind="statement",
            id=row.id,
            topics=row.topics,
            text=row.text,
            more="",
            certainty=f"{row.certainty} certainty, {row.evidence}",
            review=row.review,
            sources=row.sources,
        )


def _studies() -> Iterator[Known]:
    for row in studies().values():
        yield Known(
            kind="study",
            id=row.key,
            topics=(),
            text=f"{row.finding} ({row.people}; {row.exposure}; {row.design}.)",
            more=f"Weak point: {row.weakness}",
            certainty=row.evidence,
            review=row.review,
            sources=(row.source,),
        )


def _claims() -> Iterator[Known]:
    for row in claims().values():
        yield Known(
            kind="claim",
            id=row.id,
            topics=(row.scope,),
            text=f'"{row.title}": {row.verdict.asserts}.',
            more=row.known,
            certainty=f"{row.certainty}, {row.evidence}",
            review=row.review,
            sources=row.sources,
        )


def _laws() -> Iterator[Known]:
    for row in jurisdiction_rows():
        yield Known(
            kind="regulation",
            id=row.key,
            topics=(place_name(row.place), "law", row.status, *row.products),
            text=f"{place_name(row.place)}: {_status(row)}",
            more=f"As of {row.as_of}. {_NOT_ADVICE}",
            certainty=row.status,
            review=row.review,
            sources=row.sources,
        )


def _status(row: JurisdictionRow) -> str:
    """What the law says of a product; nothing about it where it was not confirmed."""
    about = f" ({' and '.join(row.products)} only)" if row.products else ""
    if row.status == "unknown" or row.review != "published":
        return f"not confirmed{about}. Ask there."
    until = f" What holds after {row.unknown_after} was not found." if row.unknown_after else ""
    return f"{row.status}{about}. {row.fact}{until}"


def _legal_facts() -> Iterator[Known]:
    for row in legal_facts():
        name = place_name(row.place)
        yield Known(
            kind="regulation",
            id=row.id,
            topics=(name, "law", row.place),
            text=f"{row.day}, {name}: {row.text}",
            more=f"As of {row.as_of}. {_NOT_ADVICE}",
            certainty="what happened",
            review=row.review,
            sources=row.sources,
        )


def _terms() -> Iterator[Known]:
    for row in terms().values():
        yield Known(
            kind="term",
            id=row.key,
            topics=(row.term, *row.names),
            text=f"{row.term}: {row.meaning}",
            more="" if row.read_sources else "In our own words.",
            certainty="a word explained",
            review=row.review,
            sources=row.read_sources,
        )


def about(words: Iterable[str], kind: str = "") -> tuple[Known, ...]:
    """What holds every word: as its id, a source's key, or the beginning of a word in it.

    Args:
        words: all must be held; a word with spaces is held as a whole.
        kind: only this kind; empty: all.

    >>> [known.id for known in about(["fibromyalgia"], "statement")]
    ['G3']
    >>> about(["G3"])[0].topics
    ('fibromyalgia',)
    >>> [known.id for known in about(["louisiana"], "regulation")]
    ['US-LA', 'LF-13']
    """
    wanted = [word.casefold() for word in words]
    return tuple(
        known
        for known in everything()
        if kind in {"", known.kind} and all(_holds(known, word) for word in wanted)
    )


def _holds(known: Known, word: str) -> bool:
    if word in {known.id.casefold(), *(key.casefold() for key in known.sources)}:
        return True
    begins = re.compile(rf"(?<!\w){re.escape(word)}")
    shown = (*known.topics, known.text, known.more)
    return any(begins.search(text.casefold()) for text in shown)


def cited(keys: Iterable[str]) -> tuple[Source, ...]:
    """The sources of some keys, each once."""
    return tuple(sources()[key] for key in dict.fromkeys(keys))
