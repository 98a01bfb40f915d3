"""How wide a text is in the system's sans-serif, so that labels can be placed without a browser.

The widths are rounded up from the widest of the usual system fonts: an estimate that is a little
too wide moves a label, one that is too narrow makes two labels overlap.
"""

from functools import lru_cache
from typing import Final

WIDTHS_PER_EM: Final = (  # share of the font size; characters not listed count as wide
    (0.29, "'ijlIí"),
    (0.34, ",.:;|· \N{NO-BREAK SPACE}’‘"),
    (0.41, "frt()/[\\]!"),
    (0.47, '"-'),
    (0.52, "°“”"),
    (0.56, "s*`czJL?_–"),
    (0.62, "aekvxyàáâäéèêëß"),
    (0.66, "0123456789bdghnopquF{}öüòóôùúûñ"),
    (0.70, "BEKPSTXYZ$"),
    (0.78, "ADRVCHNUÄÜ&"),
    (0.85, "wGOQÖ#+<=>~−×^"),
    (1.00, "mM%W…"),
)
WIDE_PER_EM: Final = 1.1
SEMIBOLD_FACTOR: Final = 1.12
ELLIPSIS: Final = "…"

_WIDTH: Final = {char: width for width, chars in WIDTHS_PER_EM for char in chars}


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = 11, *, bold: bool = False) -> float:
    """Estimated width of one line, in the drawing's units (1 unit = 1 px on screen).

    >>> text_width("") == 0
    True
    >>> text_width("pain") < text_width("pain", bold=True) < text_width("restlessness")
    True
    """
    share = sum(_WIDTH.get(char, WIDE_PER_EM) for char in text)
    return share * size * (SEMIBOLD_FACTOR if bold else 1.0)


def elide(text: str, width: float, size: float = 11, *, bold: bool = False) -> str:
    """The text, shortened with an ellipsis until it fits `width`.

    >>> elide("lisdexamfetamine", 48)
    'lisdex…'
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, bold=bold)
    kept = _fitting(text, room, size, bold=bold)
    return text[:kept].rstrip() + ELLIPSIS


def wrap(text: str, width: float, lines: int, size: float = 11, *, bold: bool = False) -> list[str]:
    """The text on at most `lines` lines of `width`; what does not fit ends in an ellipsis.

    Breaks between words, and inside a word that is longer than a line.

    >>> wrap("Chance of a pain flare tomorrow", 104, 2)
    ['Chance of a pain', 'flare tomorrow']
    """
    done: list[str] = []
    rest = " ".join(text.split())
    while rest and len(done) < lines - 1 and text_width(rest, size, bold=bold) > width:
        cut = _break(rest, width, size, bold=bold)
        done.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*done, elide(rest, width, size, bold=bold)] if rest else done


def _fitting(text: str, width: float, size: float, *, bold: bool) -> int:
    """How many characters from the start fit `width`, at least one."""
    room = width / (size * (SEMIBOLD_FACTOR if bold else 1.0))
    for count, char in enumerate(text):
        room -= _WIDTH.get(char, WIDE_PER_EM)
        if room < 0:
            return max(1, count)
    return len(text)


def _break(text: str, width: float, size: float, *, bold: bool) -> int:
    """Where to break the first line: after the last word that fits."""
    fits = _fitting(text, width, size, bold=bold)
    space = text.rfind(" ", 0, fits + 1)
    return space if space > 0 else fits
