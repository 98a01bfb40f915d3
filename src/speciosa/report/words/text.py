"""The small change of writing: clean names, lists in a sentence, emphasised parts."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from speciosa.texts import say

ANSI = re.compile(
    r"\x9b[0-?]*[ -/]*[@-~]|\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])"
)
NAME_LENGTH = 48
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a sentence; `strong` parts are the numbers a hurried reader needs."""

    text: str
    strong: bool = False


def clean(text: str) -> str:
    r"""One line without terminal escapes, control, direction or other invisible characters.

    >>> clean("green\x1b[31m leaf,\n batch  7")
    'green leaf, batch 7'
    """
    visible = (
        " " if character.isspace() else character
        for character in ANSI.sub("", text)
        if character.isspace() or unicodedata.category(character) not in INVISIBLE
    )
    return " ".join("".join(visible).split())


def shorten(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where one ends near, marked by an ellipsis.

    >>> shorten("Restless legs at night", 14)
    'Restless legs…'
    """
    if len(text) <= length:
        return text
    room = text[: max(length - 1, 0)]
    whole_words = room.rsplit(" ", 1)[0] if text[len(room) : len(room) + 1] != " " else room
    cut = whole_words if len(whole_words) > length // 2 else room
    return cut.rstrip(" ,;:-") + "…"


def as_word(label: str) -> str:
    """A label inside a sentence: short, its first letter small unless it is an abbreviation.

    >>> as_word("Pain right now"), as_word("PEG total")
    ('pain right now', 'PEG total')
    """
    text = clean(label)
    if len(text) > NAME_LENGTH:  # what follows a colon explains the scale
        text = shorten(text.partition(": ")[0], NAME_LENGTH)
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def as_start(text: str) -> str:
    """The first letter large; nothing else changes.

    >>> as_start("pain, focus")
    'Pain, focus'
    """
    return text[:1].upper() + text[1:]


def is_or_are(label: str) -> str:
    """The verb that fits a label.

    >>> is_or_are("pain"), is_or_are("headaches"), is_or_are("focus"), is_or_are("restlessness")
    ('is', 'are', 'is', 'is')
    """
    return say("verb.are" if re.fullmatch(r"\S*[^suia]s", label) else "verb.is")


def listing(items: Iterable[str], last: Literal["and", "or"] = "and", most: int = 6) -> str:
    """Names in a sentence, at most `most` of them.

    >>> listing(["pain", "focus", "mood"]), listing(["a", "b", "c"], most=2)
    ('pain, focus and mood', 'a, b and 1 more')
    """
    names = list(items)
    if len(names) > most:
        names = [*names[:most], say("listing.more", count=len(names) - most)]
        last = "and"
    before, final = ", ".join(names[:-1]), "".join(names[-1:])
    return say(f"listing.{last}", names=before, last=final) if before and final else before + final


def plain_text(spans: Sequence[Span]) -> str:
    """The sentence without emphasis."""
    return "".join(span.text for span in spans)


def as_sentence(text: str) -> str:
    """A given note as a sentence: cleaned, large first letter, one full stop.

    >>> as_sentence("rate sleep each morning")
    'Rate sleep each morning.'
    """
    cleaned = as_start(clean(text)).rstrip(" .;,")
    return f"{cleaned}." if cleaned and cleaned[-1] not in "!?" else cleaned
