"""The page of sources: each in full, what was read of it, and every entry that cites it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from scripts.knowledge.blocks import SOURCES, Entry, Line, Page, anchor, link, safe
from speciosa.knowledge.sources import Source, sources

_MOST_OF_A_PAGE: Final = 12  # more citing entries of one page are counted, not listed
_Citing = dict[str, list[tuple[str, Entry]]]  # by page: anchor and entry


def source_page(pages: Iterable[Page]) -> Page:
    """Every source with what cites it on the other pages."""
    by_source: dict[str, _Citing] = defaultdict(lambda: defaultdict(list))
    titles = dict[str, str]()
    for page in pages:
        titles[page.path] = page.title
        for name, entry in page.placed():
            for key in dict.fromkeys(entry.sources):
                by_source[key][page.path].append((name, entry))
    entries = tuple(
        Entry(key, "", tuple(_lines(source, by_source[key], titles)))
        for key, source in sorted(sources().items())
    )
    intro = "A source counts as read only as far as it was read."
    return Page(SOURCES, "Sources", intro, entries)


def _lines(source: Source, citing: _Citing, titles: Mapping[str, str]) -> Iterator[Line]:
    yield "Citation", safe(source.cite)
    yield "doi", _linked(source.doi, "https://doi.org/")
    yield "PMID", _linked(source.pmid, "https://pubmed.ncbi.nlm.nih.gov/")
    yield "Kind", source.kind + (f", {source.year}" if source.year else "")
    yield "Read", safe(source.read)
    told = "; ".join(_of_page(path, found, titles[path]) for path, found in citing.items())
    yield "Cited by", told or "code or tables that have no page here"


def _linked(text: str, before: str) -> str:
    return f"[{safe(text)}]({before}{text.replace('(', '%28').replace(')', '%29')})" if text else ""


def _of_page(path: str, found: list[tuple[str, Entry]], title: str) -> str:
    if len(found) > _MOST_OF_A_PAGE:
        return f"[{safe(title)}]({path}) ({len(found)} entries)"
    return ", ".join(_entry(path, name, entry) for name, entry in found)


def _entry(path: str, name: str, entry: Entry) -> str:
    """A link to an entry, with its number where several have one id, and its place."""
    number = name.removeprefix(anchor(entry.id)).replace("-", " ")
    place = f" ({safe(entry.place)})" if entry.place else ""
    return link(f"{entry.id}{number}", path, name, SOURCES) + place
