"""Word patterns of the claim tables, found in one pass over a sentence.

A pattern is words with spaces between; `depend*` stands for all words that begin so, `~` for up to
three words, `@pain` for any entry of the shared list `pain`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

Key = tuple[str, str, int]  # whose words (claim or list), which part, which group of it
Pattern = tuple["Element", ...]
_Entry = tuple[Key, str, Pattern]  # the pattern as it is written, and read
_GAP: Final = 3
_SHORTEST: Final = 2  # letters of a beginning that may be searched for
_WORD: Final = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[;:()–—,]")
_NOT: Final = (("can't", "can not"), ("won't", "will not"), ("n't", " not"), ("cannot", "can not"))
_IS: Final = re.compile(r"\b(it|that|there|this|what)'s\b")


@dataclass(frozen=True, slots=True)
class Element:
    """One word, the beginning of a word, a gap, or any of several patterns."""

    word: str = ""
    prefix: bool = False
    choices: tuple[Pattern, ...] = ()

    @property
    def gap(self) -> bool:
        """Whether it stands for up to three words."""
        return not self.word and not self.choices

    def fits(self, token: str) -> bool:
        """Whether it is this word."""
        return token.startswith(self.word) if self.prefix else token == self.word


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern was found: tokens `start` to `end`, the end left out."""

    key: Key
    start: int
    end: int
    pattern: str = ""  # as it is written

    def spells(self, word: str) -> bool:
        """Whether the pattern names this word itself, not by a gap."""
        return word in self.pattern.split()

    def apart(self, other: "Hit") -> int:
        """How many tokens lie between."""
        return max(self.start - other.end, other.start - self.end, 0)

    def overlaps(self, other: "Hit") -> bool:
        """Whether both share a token."""
        return self.start < other.end and other.start < self.end


def tokens(text: str) -> list[str]:
    """Small words and the marks that can part a sentence.

    >>> tokens("Kratom isn't non-addictive; it's a leaf.")
    ['kratom', 'is', 'not', 'non', 'addictive', ';', 'it', 'is', 'a', 'leaf']
    """
    small = text.lower().replace("’", "'").replace("`", "'")
    for short, long in _NOT:
        small = small.replace(short, long)
    small = _IS.sub(r"\1 is", small)
    return _WORD.findall(re.sub(r"'(?:s|re|ve|ll|d|m)\b", "", small).replace("'", ""))


class Phrases:
    """All patterns by their first word."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._texts = {name: tuple(patterns) for name, patterns in lists.items()}
        self._read: dict[str, Element] = {}
        self._exact: dict[str, list[_Entry]] = defaultdict(list)
        self._begins: dict[str, list[_Entry]] = defaultdict(list)

    def add(self, key: Key, patterns: Iterable[str]) -> None:
        """Search for these patterns under `key`."""
        for text in self._flat(patterns):
            pattern = tuple(map(self._element, text.split()))
            for first in _firsts(pattern):
                index = self._begins if first.prefix else self._exact
                index[first.word].append((key, text, pattern))

    def _flat(self, patterns: Iterable[str]) -> Iterator[str]:
        """Patterns that are a whole list as the entries of the list."""
        for text in patterns:
            yield from self._texts.get(text[1:], (text,)) if text.startswith("@") else (text,)

    def _element(self, word: str) -> Element:
        if word not in self._read:
            self._read[word] = self._new(word)
        return self._read[word]

    def _new(self, word: str) -> Element:
        if word == "~":
            return Element()
        if word.startswith("@"):
            return Element(
                choices=tuple(
                    tuple(map(self._element, text.split())) for text in self._texts[word[1:]]
                )
            )
        return Element(word.removesuffix("*"), prefix=word.endswith("*"))

    def find(self, words: list[str]) -> dict[Key, list[Hit]]:
        """All hits by key, in order; of one pattern at one place the shortest."""
        found: dict[Key, set[Hit]] = defaultdict(set)
        for at, word in enumerate(words):
            for key, text, pattern in self._candidates(word):
                end = next(_ends(pattern, words, at), None)
                if end is not None:
                    found[key].add(Hit(key, at, end, text))
        return {key: sorted(hits, key=_place) for key, hits in found.items()}

    def _candidates(self, word: str) -> Iterator["_Entry"]:
        yield from self._exact.get(word, ())
        for length in range(_SHORTEST, len(word) + 1):
            yield from self._begins.get(word[:length], ())


def _place(hit: Hit) -> tuple[int, int, str]:
    return hit.start, hit.end, hit.pattern


def _firsts(pattern: Pattern) -> Iterator[Element]:
    """The words a pattern can begin with."""
    if pattern[0].choices:
        yield from {first for choice in pattern[0].choices for first in _firsts(choice)}
    else:
        yield pattern[0]


def _ends(pattern: Pattern, words: list[str], at: int) -> Iterator[int]:
    """Where the pattern can end when it begins at `at`."""
    if not pattern:
        yield at
        return
    first, rest = pattern[0], pattern[1:]
    if first.gap:
        for skipped in range(_GAP + 1):
            yield from _ends(rest, words, at + skipped)
    elif first.choices:
        for choice in first.choices:
            for end in _ends(choice, words, at):
                yield from _ends(rest, words, end)
    elif at < len(words) and first.fits(words[at]):
        yield from _ends(rest, words, at + 1)
