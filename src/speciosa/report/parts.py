"""Small pieces that several sections use: plain text, why a part is empty, cited sources."""

from collections.abc import Iterable

from speciosa.assessment.schema import Assessment, SourceRef, hides_benefit
from speciosa.report.blocks import Block, Pair, Paragraph, Role, Section
from speciosa.report.words import Span, as_sentence, clean
from speciosa.report.words.hidden import hidden_words
from speciosa.texts import say


def paragraph(text: str, role: Role = "body") -> Paragraph:
    """Text without emphasis."""
    return Paragraph((Span(text),), role)


def pairs_of(lines: Iterable[tuple[str, ...]]) -> tuple[Pair, ...]:
    """Lines of words as keys and values: each a key, then one text or more."""
    return tuple(Pair(key, first, more=tuple(rest)) for key, first, *rest in lines)


def source_lines(sources: Iterable[SourceRef]) -> list[Pair]:
    """Each source on a line of its own, with the key under which the tables hold it."""
    texts = dict.fromkeys(f"{source_text(source)} [{clean(source.key)}]" for source in sources)
    return list(pairs_of([(_sources(len(texts)), *texts)] if texts else []))


def numbered(key: str, number: int, title: str, blocks: Iterable[Block]) -> Section:
    """One part of a document that is read from front to back."""
    return Section(key, f"{number} {title}", tuple(blocks), new_page=False)


def is_hidden(assessment: Assessment) -> bool:
    """Whether benefit and dosing must not be shown."""
    return hides_benefit(assessment.restrictions)


def why_empty(assessment: Assessment, otherwise: str) -> Paragraph:
    """An empty part says why: the restriction first, else what is missing."""
    return paragraph(hidden_words(assessment) or otherwise, "empty")


def source_text(source: SourceRef) -> str:
    """One source, enough to find it; never a link that leaves the report."""
    doi = f"doi {clean(source.doi)}" if source.doi else ""
    details = ", ".join(part for part in (clean(source.place), doi) if part)
    cite = as_sentence(source.cite)
    return f"{cite} {as_sentence(details)}".strip() if details else cite


def sources_pair(sources: Iterable[SourceRef]) -> list[Pair]:
    """The sources as one line of facts; nothing without any."""
    texts = list(dict.fromkeys(source_text(source) for source in sources))
    return [Pair(_sources(len(texts)), " ".join(texts))] if texts else []


def _sources(count: int) -> str:
    return say("parts.source") if count == 1 else say("parts.sources")
