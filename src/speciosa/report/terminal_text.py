"""Text in columns of a terminal: cells, wrapping, styles, and the fallback to ASCII.

Styles are private-use characters of no width while a page is composed, so that columns can be
counted; `paint` turns them into ANSI codes or drops them at the very end. Text from outside passes
through `clean`, which removes private-use characters, so that nobody can style a page from a name.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from speciosa.report.words import Span

BOLD, GREY, WARN, DANGER, PLAIN = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
CODES = {BOLD: "\x1b[1m", GREY: "\x1b[90m", WARN: "\x1b[33m", DANGER: "\x1b[31m", PLAIN: "\x1b[0m"}
HYPHENS = str.maketrans("−–—", "---")
DRAWN_IN_ASCII = str.maketrans("━─╌├┤│┃╷░●○◆·…▁▂▃▄▅▆▇█’µμ×", "=-~|||#:#*oX.~12345678'uux")
LETTERS_IN_ASCII = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "ł": "l", "Æ": "AE", "Ø": "O"})


@lru_cache(maxsize=4096)
def _character_cells(character: str) -> int:
    if character in CODES or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def cells(text: str) -> int:
    """How many columns a text takes.

    >>> cells("abc"), cells("薬"), cells("e\u0301")
    (3, 2, 1)
    """
    return sum(map(_character_cells, text))


def styled(text: str, style: str) -> str:
    """The text in a style; an empty text stays empty."""
    return f"{style}{text}{PLAIN}" if text else ""


def spans_text(spans: Sequence[Span]) -> str:
    """Sentence parts as text, the strong ones bold."""
    return "".join(styled(span.text, BOLD) if span.strong else span.text for span in spans)


def head_of(text: str, columns: int) -> str:
    """The longest start of a text that fits, with the styles it closes."""
    used = 0
    for place, character in enumerate(text):
        used += _character_cells(character)
        if used > columns:
            return text[:place]
    return text


def fit(text: str, columns: int) -> str:
    """A text of exactly `columns` columns: padded, or cut with an ellipsis.

    >>> fit("pain", 6), fit("restlessness", 6)
    ('pain  ', 'restl…')
    """
    if cells(text) > columns:
        text = head_of(text, columns - 1).rstrip() + "…"
    return text + " " * (columns - cells(text))


def apart(left: str, right: str, columns: int) -> str:
    """Left and right at the two ends of a line; two columns stay free between them."""
    room = columns - cells(left) - cells(right)
    return f"{left}{' ' * max(room, 2)}{right}" if right else left


def right(text: str, columns: int) -> str:
    """A text at the right end of a line."""
    return " " * max(columns - cells(text), 0) + text


def fits_apart(left: str, right: str, columns: int) -> bool:
    """Whether both fit on one line."""
    return cells(left) + cells(right) + 2 <= columns


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """Lines of at most `columns` columns; a word longer than a line is cut.

    >>> wrap("pain is lower at higher levels", 12)
    ['pain is', 'lower at', 'higher', 'levels']
    """
    room = columns - cells(indent)
    lines, line = list[str](), ""
    for word in _pieces(text, room):
        joined = f"{line} {word}" if line else word
        if cells(joined) > room:
            lines.append(indent + line)
            joined = word
        line = joined
    return [*lines, indent + line] if line else lines


def hanging(start: str, text: str, columns: int) -> list[str]:
    """Wrapped lines behind a sign or number that stands before the first only.

    >>> hanging(" 1  ", "seizure or blackout", 14)
    [' 1  seizure or', '    blackout']
    """
    indent = " " * cells(start)
    first, *rest = wrap(text, columns, indent) or [indent]
    return [start + first.removeprefix(indent), *rest]


def _pieces(text: str, room: int) -> Iterable[str]:
    for word in text.split(" "):
        rest = word
        while cells(rest) > room:
            head = head_of(rest, room)
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def to_ascii(text: str) -> str:
    """The nearest ASCII text of the same page; styles are kept.

    >>> to_ascii("Grün ├──●──┤ 薬")
    'Grun |--*--| ?'
    """
    drawn = text.translate(DRAWN_IN_ASCII).translate(LETTERS_IN_ASCII)
    return "".join(map(_ascii_character, unicodedata.normalize("NFKD", drawn)))


def _ascii_character(character: str) -> str:
    if character.isascii() or character in CODES:
        return character
    return "" if unicodedata.combining(character) else "?"


def paint(text: str, colour: bool) -> str:
    """Styles as ANSI codes, or dropped."""
    for style, code in CODES.items():
        text = text.replace(style, code if colour else "")
    return text
