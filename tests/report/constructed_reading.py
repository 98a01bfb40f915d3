"""What is wrong with a page or a terminal's text, as a list of sentences; empty when nothing is."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from speciosa.report.terminal_text import cells
from tests.report.drawings import outside, overlaps, svgs_of

HOLDS_TEXT = {*("h1", "h2", "h3", "p", "li", "dt", "dd", "th", "td", "caption", "figcaption")}
HOLDS_TEXT |= {"summary", "a", "b", "small", "title", "desc", "text", "aside", "footer", "span"}
SPOKEN = HOLDS_TEXT - {"a", "b", "small", "span"}  # a sentence of its own
LOADING = {"script", "link", "img", "iframe", "object", "form", "base", "image", "use", "embed"}
BANNED = {"style", "src", "srcset", "data", "action", "background"}
LEAK = re.compile(r"\b(?:None(?! (?:of|in) )|nan|inf|Undefined|True|False)\b|Span\(|[{}]|\(\)|\[\]")
ODD = re.compile(r"  |(?<!\.)\.\.(?!\.)|[,;:]{2}|\s[.,;](?!\d)|[,;:?!]\.|\.[,;]|\(\s|\s\)")
STOPS = re.compile(r"(?<!\.)\.\.(?!\.)|[,;?]\.|\s[.,;](?!\d)")
CUT = re.compile(r"^[.,;:)]|[,;]$")


def root_of_page(html: str) -> Element:
    """A page as a tree; it is well-formed but for what HTML leaves open."""
    closed = re.sub(r"<(meta|br)\b([^>]*)>", r"<\1\2/>", html.replace("<!doctype html>", "", 1))
    return fromstring(re.sub(r"<style>.*?</style>", "", closed, flags=re.DOTALL))  # noqa: S314


def problems_of_page(html: str) -> list[str]:
    """All that is wrong with an HTML page."""
    page = root_of_page(html)
    found = [*_attributes(page), *_texts(page), *_structure(page), *_figures(page)]
    outside_style = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    found += ["something is loaded"] * bool(re.search(r"url\(|@import", outside_style))
    return found + _drawings(html)


def _attributes(page: Element) -> Iterator[str]:
    """What loads, runs or styles in place."""
    for element in page.iter():
        if element.tag in LOADING:
            yield f"<{element.tag}> loads"
        for name in element.attrib:
            if name in BANNED or name.startswith("on"):
                yield f"<{element.tag}> has {name}"


def _texts(page: Element) -> Iterator[str]:
    """Elements without the text that they should hold, and texts that are odd."""
    for element in page.iter():
        if element.tag in HOLDS_TEXT:
            text = "".join(element.itertext()).replace("\n", " ").strip()
            if not text:
                yield f"empty <{element.tag} {element.attrib}>"
            if element.tag in SPOKEN:
                yield from problems_of_text(text)
            if element.tag in SPOKEN - {"text"} and CUT.search(text):
                yield f"<{element.tag}> begins or ends in a stop: {text!r}"


def problems_of_text(text: str) -> list[str]:
    """A value of the program, or odd spaces and stops, in one text."""
    hits = [*LEAK.finditer(text), *ODD.finditer(text)]
    return [f"{hit[0]!r} in {text[max(hit.start() - 40, 0) : hit.end() + 20]!r}" for hit in hits]


def _structure(page: Element) -> list[str]:
    ids = [found for e in page.iter() if (found := e.get("id"))]
    found = [f"id {key} is used twice" for key, count in Counter(ids).items() if count > 1]
    targets = [link for e in page.iter() if (link := e.get("href", "")).startswith("#")]
    for name in ("aria-labelledby", "aria-describedby"):
        targets += ["#" + key for e in page.iter() for key in e.get(name, "").split()]
    found += [f"{link} leads nowhere" for link in targets if link[1:] not in ids]
    links = [e.get("href") for e in page.iter("a")]
    found += [f"{link} is no link" for link in links if not re.match("#|https://", link or "")]
    levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", e.tag)]
    jumps = [(a, b) for a, b in pairwise([0, *levels]) if b - a > 1]
    found += [f"heading {b} follows {a}" for a, b in jumps]
    return found + ["not one first heading"] * (levels.count(1) != 1)


def _figures(page: Element) -> Iterator[str]:
    for figure in page.iter("figure"):
        if figure.find(".//td") is None:
            yield f"a figure without a table: {''.join(figure.itertext())[:80]!r}"
    for svg in page.iter("svg"):
        named = [svg.findtext("title"), svg.findtext("desc")]
        if svg.get("class") == "chart":
            if not all(named):
                yield "a drawing without title and description"
        elif not (named[0] or svg.get("aria-label") or svg.get("aria-hidden") == "true"):
            yield f"a sign without a name: {svg.attrib}"


def _drawings(html: str) -> list[str]:
    found = []
    for svg in svgs_of(html):
        name = f"{svg.get('aria-labelledby')} ({svg.get('viewBox')})"
        found += [f"{name}: {a!r} touches {b!r}" for a, b in overlaps(svg)]
        found += [f"{name}: {text!r} lies outside" for text in outside(svg)]
    return found


def problems_of_terminal(text: str, columns: int) -> list[str]:
    """All that is wrong with a page in a terminal."""
    lines = text.splitlines()
    found = [f"{cells(line)} columns: {line}" for line in lines if cells(line) > columns]
    found += [f"ends in blanks: {line!r}" for line in lines if line != line.rstrip()]
    found += [f"{hit[0]!r} in {line!r}" for line in lines for hit in LEAK.finditer(line)]
    if not text.isascii():  # there a curve is drawn in stops, and a letter can be a question mark
        found += [f"odd: {line!r}" for line in lines if STOPS.search(line)]
    return found + ["three empty lines"] * ("\n\n\n" in text)
