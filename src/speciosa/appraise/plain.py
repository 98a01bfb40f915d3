"""Markdown or HTML as plain blocks: paragraphs, headings and bullet points."""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["paragraph", "heading", "bullet"]
_OPENING: Final = re.compile(r"<!--|```|<(script|style|head|nav|noscript|svg)\b", re.IGNORECASE)
_CLOSING: Final = {"<!--": "-->", "```": "```"}
_HTML: Final = re.compile(r"<(?:p|div|html|body|h[1-6]|li|br|span)\b[^<>]*>", re.IGNORECASE)
_HEAD: Final = re.compile(r"<h[1-6]\b[^<>]*>", re.IGNORECASE)
_ITEM: Final = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_BLOCK: Final = re.compile(
    r"</?(?:p|div|section|article|ul|ol|table|tr|blockquote|br|hr|h[1-6]|li|body|html)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_LINK: Final = re.compile(r"!?\[([^\]\[]*)\]\([^()]*\)")
_NOTE: Final = re.compile(r"\[\^?\d{1,3}\]")
_EMPHASIS: Final = re.compile(r"[*_`~]{1,3}(?=\S)|(?<=\S)[*_`~]{1,3}")
_BULLET: Final = re.compile(r"(?:[-*+•‣▪–]|\d{1,3}[.)])\s+")
_RULE: Final = re.compile(r"[-=*_|:\s]{3,}")
_INVISIBLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text that no sentence leaves."""

    text: str
    kind: Kind


def blocks(text: str) -> tuple[Block, ...]:
    r"""All blocks in order, without marks of Markdown or HTML.

    >>> blocks("# Kratom\n\n- it is *bitter*\n- it is a leaf")[1]
    Block(text='it is bitter', kind='bullet')
    """
    return tuple(_blocks(_marked(_seen(text))))


def _seen(text: str) -> str:
    """Without comments, scripts, code and what else no reader sees; in one pass."""
    small, parts, at = text.lower(), list[str](), 0
    while opening := _OPENING.search(text, at):
        name = opening.group(1)
        closing = f"</{name.lower()}" if name else _CLOSING[opening.group()]
        end = small.find(closing, opening.end())
        if end < 0:  # never closed: it is text
            return "\n\n".join([*parts, text[at:]])
        parts.append(text[at : opening.start()])
        at = end + len(closing)
    return "\n\n".join([*parts, text[at:]])


def _marked(text: str) -> str:
    """HTML blocks as lines of Markdown."""
    if not _HTML.search(text):
        return text
    one_line = re.sub(r"\s+", " ", text)
    lines = _ITEM.sub("\n\n- ", _HEAD.sub("\n\n# ", one_line))
    return html.unescape(_TAG.sub("", _BLOCK.sub("\n\n", lines)))


def _blocks(text: str) -> Iterator[Block]:
    kind: Kind = "paragraph"
    lines: list[str] = []
    for raw in [*text.splitlines(), ""]:
        line = raw.strip().lstrip("> ").strip()
        starts = _kind(line)
        if not line or _RULE.fullmatch(line) or starts != "paragraph" or kind == "heading":
            yield from _joined(lines, kind)
            lines, kind = [], starts
        if not _RULE.fullmatch(line):
            lines.append(_bare(line))
    yield from _joined(lines, kind)


def _kind(line: str) -> Kind:
    if line.startswith("#"):
        return "heading"
    return "bullet" if _BULLET.match(line) else "paragraph"


def _bare(line: str) -> str:
    line = _BULLET.sub("", line.lstrip("#").strip(), count=1) if _kind(line) == "bullet" else line
    line = _NOTE.sub("", _LINK.sub(r"\1", line.lstrip("#")))
    return _EMPHASIS.sub("", line.replace("|", ". ")).strip()


def _joined(lines: list[str], kind: Kind) -> Iterator[Block]:
    text = visible(" ".join(line for line in lines if line))
    if text:
        yield Block(text, kind)


def visible(text: str) -> str:
    r"""One line without control or other invisible characters.

    >>> visible("kratom\x1b\u202e  tea")
    'kratom tea'
    """
    shown = (
        " " if character.isspace() else character
        for character in html.unescape(text)
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join("".join(shown).split())
