"""Typst with fonts of the packages alone, so that the same input gives the same PDF anywhere."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import typst

BOX: Final = "\N{WHITE SQUARE}"
# ASCII, Latin letters with their accents, and the signs that our own texts use
_HELD: Final = re.compile(r"[\x00-\x7e\xa1-\u017f–—‘’“”…·×−≤≥±°µ→□]*")
_MOST_MISSING: Final = 40  # beyond, every odd letter becomes a box: nobody types so many by chance
_NAMED: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
_LONG_WORD: Final = re.compile(r"\w{30,}")
_BREAK_AFTER: Final = re.compile(r"\w{6}(?=\w)")  # of the widest letter still fit a narrow column
_PROBE: Final = b"""#set document(title: "x")
#set text(lang: "en", font: ("Source Sans Pro", "DejaVu Sans Mono"))
#for letter in json(bytes(sys.inputs.data)) [#letter #h(1pt)]
"""


def typeset(source: bytes, data: Mapping[str, object], at_s: int) -> bytes:
    """A PDF/UA-1 file; the compiler refuses what a screen reader could not read.

    Args:
        source: Typst text, which reads `data` as `json(bytes(sys.inputs.data))`.
        data: anything JSON can hold; letters that no font has become boxes.
        at_s: time stamp of the file, s since 1970.
    """
    text = json.dumps(data, ensure_ascii=False)  # its keys are short: only what is said changes
    return _compiled(source, breakable(readable(text)), at_s)


def readable(text: str) -> str:
    """A text in which every letter can be drawn: a tagged PDF needs a glyph for each."""
    odd = _HELD.sub("", "".join(sorted(set(text))))
    missing = _missing(odd) if odd else frozenset()
    return text.translate({ord(letter): BOX for letter in missing}) if missing else text


def breakable(text: str) -> str:
    """A text whose longest words may be broken: nothing may leave the sheet."""
    return _LONG_WORD.sub(lambda word: _BREAK_AFTER.sub("\\g<0>\u200b", word[0]), text)


def _compiled(source: bytes, data: str, at_s: int) -> bytes:
    return typst.compile(
        source,
        sys_inputs={"data": data},
        font_paths=load_fonts(),
        pdf_standards="ua-1",
        timestamp=at_s,
    )


@cache
def load_fonts() -> typst.Fonts:
    """Those of the font package and those inside Typst; never the machine's."""
    folder = str(files("font_source_sans_pro") / "files")
    return typst.Fonts(include_system_fonts=False, font_paths=[folder])


@cache
def _missing(letters: str) -> frozenset[str]:
    """Those of the letters that no font holds; the compiler names one at a time."""
    left, missing = dict.fromkeys(letters), set[str]()
    while left and len(missing) < _MOST_MISSING:
        named = _first_missing(list(left))
        if not named:
            return frozenset(missing)
        missing.update(named)
        left = {letter: None for letter in left if letter not in named}
    return frozenset({*missing, *left})


def _first_missing(letters: list[str]) -> set[str]:
    try:
        _compiled(_PROBE, json.dumps(letters), 0)
    except typst.TypstError as fault:
        found = _NAMED.search(str(fault))
        named = set(found[1]) & set(letters) if found else set()
        return named or set(letters)  # not understood: none of them is shown
    return set()
