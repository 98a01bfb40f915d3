"""A block cut into sentences: abbreviations, initials and decimals do not end one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from speciosa.appraise.plain import Kind, blocks

_END: Final = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_ABBREVIATIONS: Final = frozenset(
    {
        "e.g", "i.e", "etc", "dr", "mr", "mrs", "ms", "prof", "st", "vs", "approx", "al", "fig",
        "u.s", "u.k", "ph.d", "m.d", "jr", "inc", "ltd", "cf", "ca", "vol", "p", "pp", "spp", "var",
    }
)  # fmt: skip
_NEXT: Final = re.compile(r"\s*[\"'“‘(\[]*(\S)")
_LONGEST_WORD: Final = 40  # letters before a mark that are looked at
_ALWAYS_GO_ON: Final = frozenset({"e.g", "i.e", "dr", "mr", "mrs", "ms", "prof", "vs", "approx"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, and what stands before it."""

    text: str
    kind: Kind
    number: int  # in the article, from 1
    lead: str  # the line that introduces a bullet point, "" elsewhere


def sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences of an article in order.

    >>> [s.text for s in sentences("Dr. Lee gave 2.5 mg, i.e. little. It helped.")]
    ['Dr. Lee gave 2.5 mg, i.e. little.', 'It helped.']
    """
    found: list[Sentence] = []
    lead = ""
    for block in blocks(text):
        if block.kind != "bullet":
            lead = block.text
        for part in split(block.text):
            introduced = lead if block.kind == "bullet" else ""
            found.append(Sentence(part, block.kind, len(found) + 1, introduced))
    return tuple(found)


def split(text: str) -> Iterator[str]:
    """The sentences of one block."""
    start = 0
    for end in _END.finditer(text):
        if _ends(text, start, end):
            yield text[start : end.end()].strip()
            start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    """Whether a mark ends the sentence that begins at `start`."""
    before = text[max(start, mark.start() - _LONGEST_WORD) : mark.start()]
    follows = _NEXT.match(text, mark.end())
    if follows is None or not mark.group().startswith("."):
        return bool(before.strip())
    word = before.rsplit(" ", 1)[-1].lstrip("(\"'")
    if word.lower() in _ALWAYS_GO_ON:
        return False
    initial = len(word) == 1 and word.isupper()
    known = word.lower() in _ABBREVIATIONS or initial
    return bool(before.strip()) and not (known or follows.group(1).islower())
