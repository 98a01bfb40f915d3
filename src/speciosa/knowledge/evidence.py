"""What is known, in one list: graded statements, studies, claims, and the sources behind them."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from speciosa.knowledge.claims import claims
from speciosa.knowledge.sources import Source, sources
from speciosa.knowledge.statements import statements
from speciosa.knowledge.studies import studies
from speciosa.record import Record

Kind = Literal["statement", "study", "claim"]


class Known(Record):
    """One thing that is known or claimed.

    Attributes:
        kind: which list it stands in.
        id: G, E or CL with a number.
        topics: words it is filed under.
        text: what may be said.
        more: what weakens it, or how the claim stands.
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
    """Statements first, then studies, then claims."""
    return (*_statements(), *_studies(), *_claims())


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
            text=f"{row.design}; {row.people}; {row.exposure}. {row.finding}",
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


def about(words: Iterable[str], kind: str = "") -> tuple[Known, ...]:
    """What holds every word: as its id, a source's key, a topic, or in its text.

    Args:
        words: all must be held.
        kind: only this kind; empty: all.

    >>> [known.id for known in about(["fibromyalgia"], "statement")]
    ['G3']
    >>> about(["G3"])[0].topics
    ('fibromyalgia',)
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
    return any(word in text.casefold() for text in (*known.topics, known.text, known.more))


def cited(keys: Iterable[str]) -> tuple[Source, ...]:
    """The sources of some keys, each once."""
    return tuple(sources()[key] for key in dict.fromkeys(keys))
