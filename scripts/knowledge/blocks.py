"""Pieces of a page: entries with an anchor, short lines, links, and text made safe for Markdown."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

SOURCES: Final = "sources.md"
_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~$])")
_NOT_ANCHOR: Final = re.compile(r"[^a-z0-9]+")
Line = tuple[str, str]  # a label and its text, which is Markdown already


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a table, as a reader sees it.

    Attributes:
        id: its id or key; may stand twice on a page (variants of one finding).
        title: what stands beside it in the heading.
        lines: label and text; an empty text is left out.
        review: its review state; empty: the list has none.
        sources: keys.
        place: where in the source, as far as the row says it.
    """

    id: str
    title: str
    lines: tuple[Line, ...]
    review: str = ""
    sources: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its path below `docs/knowledge`, and its entries.

    Attributes:
        path: e.g. `interactions/heart.md`.
        title: heading of the page and its name in the contents.
        intro: a paragraph before the entries, in Markdown.
        entries: in the order of the page.
    """

    path: str
    title: str
    intro: str
    entries: tuple[Entry, ...]

    def placed(self) -> Iterator[tuple[str, Entry]]:
        """Every entry with its anchor; the second of one id is numbered."""
        seen: dict[str, int] = {}
        for entry in self.entries:
            name = anchor(entry.id)
            seen[name] = seen.get(name, 0) + 1
            yield name if seen[name] == 1 else f"{name}-{seen[name]}", entry


def rendered(page: Page) -> Iterator[str]:
    """The page, line by line."""
    yield f"# {page.title}"
    yield ""
    yield f"[All knowledge]({up(page.path)}). Written by `make docs`; do not edit."
    yield ""
    yield page.intro
    yield ""
    for name, entry in page.placed():
        yield from _entry(name, entry, page.path)


def _entry(name: str, entry: Entry, path: str) -> Iterator[str]:
    title = f": {entry.title}" if entry.title else ""
    yield f'<a id="{name}"></a>'
    yield ""
    yield f"### {safe(entry.id)}{title}"
    yield ""
    for label, text in (*entry.lines, *_origin(entry, path)):
        if text:
            yield f"- **{label}:** {text}"
    yield ""


def _origin(entry: Entry, path: str) -> Iterator[Line]:
    yield "Review", f"**{entry.review}**" if entry.review == "unverified" else entry.review
    yield "Sources", source_links(entry.sources, path)
    yield "Place", safe(entry.place)


def source_links(keys: Iterable[str], path: str) -> str:
    """Links from a page to sources."""
    return ", ".join(link(key, SOURCES, key, path) for key in dict.fromkeys(keys))


def link(text: str, target: str, target_id: str, path: str) -> str:
    """A link to an entry of another page, relative to the page at `path`."""
    to = posixpath.relpath(target, posixpath.dirname(path) or ".")
    return f"[{safe(text)}]({to}#{anchor(target_id)})"


def up(path: str) -> str:
    """The way from a page to the page that lists all of them."""
    return posixpath.relpath("../knowledge.md", posixpath.dirname(path) or ".")


def anchor(name: str) -> str:
    """The anchor of an id.

    >>> anchor("US-OH:7-oh")
    'us-oh-7-oh'
    """
    return _NOT_ANCHOR.sub("-", name.casefold()).strip("-")


def safe(text: str) -> str:
    r"""One line of plain text that Markdown shows as it is.

    >>> safe("a_b | <c>")
    'a\\_b \\| &lt;c&gt;'
    """
    one_line = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return _SPECIAL.sub(r"\\\1", one_line.replace(">", "&gt;"))


def listed(texts: Iterable[object]) -> str:
    """Several values as one safe text."""
    return safe(", ".join(str(text) for text in texts))


def subject_words(name: str) -> str:
    """The name of a file as words.

    >>> subject_words("adhd"), subject_words("narrow_range")
    ('ADHD', 'narrow range')
    """
    return "ADHD" if name == "adhd" else name.replace("_", " ")


def field_words(name: str) -> str:
    """The name of a field as words, with its unit.

    >>> field_words("recent_d"), field_words("at_least_medicines")
    ('recent (days)', 'at least medicines')
    """
    for ending, unit in _UNITS.items():
        if name.endswith(ending):
            return f"{name.removesuffix(ending).replace('_', ' ')} ({unit})"
    return name.replace("_", " ")


_UNITS: Final = {
    "_per_day": "a day", "_per_g": "per g", "_bpm": "beats a minute", "_min": "minutes",
    "_ms": "ms", "_ug": "micrograms", "_d": "days", "_h": "hours", "_y": "years",
}  # fmt: skip


def value_words(value: object) -> str:
    """A value of a table as safe words; nested ones are joined by semicolons.

    >>> value_words({"reading": "alt", "above": 3.0}), value_words(True)
    ('reading alt, above 3', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return ", ".join(f"{field_words(k)} {value_words(v)}" for k, v in value.items())
    if isinstance(value, list | tuple):
        plain = all(not isinstance(item, dict | list | tuple) for item in value)
        return (", " if plain else "; ").join(value_words(item) for item in value)
    return safe(str(value))
