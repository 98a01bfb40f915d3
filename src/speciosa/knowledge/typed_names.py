"""What is left of a typed medicine when strengths, forms and spellings are taken away."""

import re
import unicodedata
from functools import cache
from typing import Annotated, Final

from pydantic import BeforeValidator, Field

from speciosa.knowledge.ingredients import MATCHING, split_words
from speciosa.knowledge.sources import check_keys
from speciosa.knowledge.tables import read_toml, typed_row
from speciosa.record import Record

_SPACES: Final = re.compile(r"[\s_]+")
_GLUED: Final = re.compile(r"([a-z]{3})(\d)")
_UNIT: Final = r"(?:mg|g|µg|μg|mcg|ug|ml|l|iu|i\.?e\.?|ui|units?|%|h|d|x|er|st)"
_AMOUNT: Final = rf"\d+(?:[.,]\d+)*\s*{_UNIT}?(?:\s*/\s*(?:\d+\s*)?{_UNIT})?"
_MEASURED: Final = re.compile(
    rf"(?<![\w-])(?:\d+(?:\s*[-/x]\s*\d+)+\s*{_UNIT}?|\d+(?:[.,]\d+)*\s*{_UNIT})"
    rf"(?:\s*/\s*(?:\d+(?:[.,]\d+)*\s*)?{_UNIT})?(?![\w-])"
)
_NUMBER: Final = re.compile(rf"(?<![\w-])(?:[~<>]?\s*{_AMOUNT})(?![\w-])")
_MARKS: Final = re.compile(r"[()\[\]®™*•:!?\"½¼]|(?<!\w)[-–—.]|[-–—.](?!\w)|,(?!\d)")
_PARTS: Final = re.compile(
    r"\s*(?:[;&|\n]|\+|,(?!\d)|(?<!\d)/|/(?!\d)|\b(?:und|and|with|plus|mit|y|et|sowie)\b)\s*"
)


def _pairs(text: object) -> object:
    return tuple(tuple(p.split("=")) for p in text.split()) if isinstance(text, str) else text


def _one_by_one(text: object) -> object:
    return tuple(text.split()) if isinstance(text, str) else text


class Limits(Record):
    """How alike two names must be; what the fields mean stands beside them in the table."""

    letters_one_error: int = Field(gt=0)
    letters_two_errors: int = Field(gt=0)
    lead: int = Field(gt=0)
    letters_start: int = Field(gt=0)
    ask_score: float = Field(gt=0, le=100)
    suggestions: int = Field(gt=0)
    spelling_score: float = Field(gt=0, le=100)

    def errors(self, letters: int) -> int:
        """How many typing errors are forgiven in a name of so many letters."""
        return (letters >= self.letters_one_error) + (letters >= self.letters_two_errors)


class _Vocabulary(Record):
    strip: Annotated[frozenset[str], BeforeValidator(_one_by_one)]
    spelling: Annotated[tuple[tuple[str, str], ...], BeforeValidator(_pairs)]
    endings: Annotated[tuple[str, ...], BeforeValidator(_one_by_one)]


@cache
def limits() -> Limits:
    """The limits of the table."""
    return typed_row(MATCHING, 0, Limits, read_toml(MATCHING)["limits"])


@cache
def other_substances() -> tuple[str, ...]:
    """Names of other substances that resemble a medicine of the table, as `sounded`."""
    groups: dict[str, str] = read_toml(MATCHING)["others"]
    check_keys(groups, MATCHING, 0)
    return tuple(sounded(name) for group in groups.values() for name in split_words(group))


@cache
def _vocabulary() -> _Vocabulary:
    return typed_row(MATCHING, 0, _Vocabulary, read_toml(MATCHING)["words"])


@cache
def _sounds() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = dict(_vocabulary().spelling)
    longest_first = sorted(pairs, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), pairs


def tidy(typed: str) -> str:
    """Small letters without accents, single spaces.

    >>> tidy("  Sodium_Oxybate "), tidy("Paracétamol")
    ('sodium oxybate', 'paracetamol')
    """
    text = unicodedata.normalize("NFKD", typed.replace("\u2019", "'").casefold())
    plain = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _SPACES.sub(" ", plain).strip()


def parts(typed: str) -> tuple[str, ...]:
    """The names of one text, taken apart at commas, plus signs, slashes and words for "and".

    >>> parts("tramadol + ibu 400, venlafaxin 37,5 und L-Thyroxin")
    ('tramadol', 'ibu 400', 'venlafaxin 37,5', 'l-thyroxin')
    """
    lines = (tidy(line) for line in re.split(r"[\r\n]+", typed))
    return tuple(part for line in lines for part in _PARTS.split(line) if part)


def without_amounts(text: str) -> str:
    """A tidy text without strengths and schedules; a bare number stays, it can be of the name.

    >>> without_amounts("vitamin d3 1000 iu"), without_amounts("tilidin 50/4 mg 1-0-1")
    ('vitamin d3', 'tilidin')
    """
    return _tight(_MEASURED.sub(" ", text))


def bare(text: str) -> str:
    """A tidy text without numbers, forms, salts, makers and times of day.

    >>> bare("venlafaxine xr 75 mg daily"), bare("ibu400")
    ('venlafaxine', 'ibu')
    """
    numbers = _NUMBER.sub(" ", _MEASURED.sub(" ", _GLUED.sub(r"\1 \2", text)))
    strip = _vocabulary().strip
    return " ".join(word for word in _tight(numbers).split() if word not in strip)


def sounded(text: str) -> str:
    """A tidy text in one spelling for all languages.

    >>> sounded("sertralina") == sounded("sertralin") == sounded("sertraline")
    True
    """
    pattern, pairs = _sounds()
    return " ".join(_ending(pattern.sub(lambda m: pairs[m[0]], word)) for word in text.split())


def _ending(word: str) -> str:
    for ending in _vocabulary().endings:
        if word.endswith(ending) and len(word) - len(ending) >= limits().letters_start:
            return word.removesuffix(ending)
    return word


def _tight(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text).split())
