"""What `evidence` prints: the kinds one after the other, each entry with its certainty first."""

import textwrap
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from speciosa.knowledge.evidence import Kind, Known, cited
from speciosa.knowledge.sources import Source
from speciosa.texts import say

_WIDTH: Final = 88
_INDENT: Final = 6
_LONG_LISTS: Final[tuple[Kind, ...]] = ("regulation", "term")


def found_lines(found: tuple[Known, ...]) -> Iterator[str]:
    """Every entry in full: certainty, text, what weakens it, sources."""
    for kind, group in groupby(found, key=lambda known: known.kind):
        yield _title(kind)
        yield ""
        for known in group:
            yield from _whole(known)
            yield ""
    if any(known.kind in {"statement", "study", "claim"} for known in found):
        yield from textwrap.wrap(say("cli.evidence.levels"), _WIDTH)


def overview_lines(found: tuple[Known, ...]) -> Iterator[str]:
    """One line each of what is known about kratom; the law and words are counted only."""
    for kind, group in groupby(found, key=lambda known: known.kind):
        if kind not in _LONG_LISTS:
            yield _title(kind)
            for known in group:
                yield from _wrapped(f"{known.id:{_INDENT}}", known.text)
            yield ""
    counts = Counter(known.kind for known in found)
    yield from (say(f"cli.evidence.many.{kind}", count=counts[kind]) for kind in _LONG_LISTS)
    yield say("cli.evidence.show_one")


def _title(kind: Kind) -> str:
    return say(f"cli.evidence.title.{kind}")


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
    return say("cli.evidence.citation", source=named, read=source.read)


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
