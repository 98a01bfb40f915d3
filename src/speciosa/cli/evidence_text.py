"""What `evidence` prints: the kinds one after the other, each entry with its certainty first."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from speciosa.knowledge.evidence import Kind, Known, cited
from speciosa.knowledge.sources import Source

_WIDTH: Final = 88
_INDENT: Final = 6
_TITLES: Final[dict[Kind, str]] = {
    "statement": "What may be said",
    "study": "Studies of kratom in people",
    "claim": "What articles claim, and what is known of it",
    "regulation": "The law of a place, with the day it was checked; not legal advice",
    "term": "Words explained",
}
_LONG_LISTS: Final[dict[Kind, str]] = {
    "regulation": "entries on the law of places: speciosa evidence --kind regulation",
    "term": "words explained: speciosa evidence --kind term",
}
_LEVELS: Final = (
    "L1 controlled study, L2 people observed, L3 single cases, L4 laboratory, L5 class data. "
    "Certainty is about people in general, not about one person."
)


def found_lines(found: tuple[Known, ...]) -> Iterator[str]:
    """Every entry in full: certainty, text, what weakens it, sources."""
    for kind, group in groupby(found, key=lambda known: known.kind):
        yield _TITLES[kind]
        yield ""
        for known in group:
            yield from _whole(known)
            yield ""
    if any(known.kind in {"statement", "study", "claim"} for known in found):
        yield from textwrap.wrap(_LEVELS, _WIDTH)


def overview_lines(found: tuple[Known, ...]) -> Iterator[str]:
    """One line each of what is known about kratom; the law and words are counted only."""
    for kind, group in groupby(found, key=lambda known: known.kind):
        if kind not in _LONG_LISTS:
            yield _TITLES[kind]
            for known in group:
                yield from _wrapped(f"{known.id:{_INDENT}}", known.text)
            yield ""
    counts = Counter(known.kind for known in found)
    yield from (f"{counts[kind]} {text}" for kind, text in _LONG_LISTS.items())
    yield "Show one with its sources: speciosa evidence G3. A topic: speciosa evidence pain."


def _whole(known: Known) -> Iterator[str]:
    indent = " " * _INDENT
    start = known.id if len(known.id) < _INDENT else f"{known.id} "
    if known.kind == "term":
        yield from _wrapped("", known.text, hang=_INDENT)
    else:
        yield from _wrapped(f"{start:{_INDENT}}", known.text, hang=_INDENT)
        yield from _wrapped(indent, f"{_capital(known.certainty)}; {known.review}.")
    yield from _wrapped(indent, known.more) if known.more else ()
    for source in cited(known.sources):
        yield from _wrapped(f"{indent}- ", _citation(source))


def _citation(source: Source) -> str:
    ids = (f"doi {source.doi}" if source.doi else "", f"PMID {source.pmid}" if source.pmid else "")
    named = ", ".join((source.cite.rstrip("."), *(text for text in ids if text)))
    return f"{named}. Read: {source.read}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _wrapped(start: str, text: str, hang: int | None = None) -> list[str]:
    """Lines of a text after its start; later lines hang below it, or at a column of their own."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * (len(start) if hang is None else hang),
        break_on_hyphens=False,
    )
