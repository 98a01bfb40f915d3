"""How full the first sheet of paper is, and what has to give way for it to fit on one.

The estimate follows the print rules of the style sheet, in CSS pixels. What gives way, in this
order: 1 second sentences of captions and the key line, 2 the height of the pictures, 3 the space
between lines, 4 the evidence's own line, 5 checks beyond the first two, 6 what else to do beside
the first sentence. Never the red flags, an interval or a grade.
"""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Final

from speciosa.report.blocks import (
    Block,
    Entries,
    Entry,
    Figure,
    Pairs,
    Paragraph,
    RedFlagList,
    Section,
)
from speciosa.report.charts.text import text_width
from speciosa.report.words import Span

SHEET: Final = 1052.0  # A4 less its margins, and a little to spare
COLUMN: Final = 672.0
HALF: Final = 320.0
CAPTIONS, PICTURES, SPACE, EVIDENCE, CHECKS, ACTIONS = LEVELS = range(1, 7)
TOP: Final = 46.0  # name, window, as of, and the rule under them
HEADING: Final = 27.0
AVERAGE: Final = 0.91  # the width table rounds up; running text is narrower
LINES: Final = {"lead": (14.0, 20.0), "second": (11.5, 16.0)}
LOW_LINES: Final = {"lead": (13.5, 18.0), "second": (11.0, 15.0)}
NOTE: Final = (10.5, 14.0)
KEY_LINE: Final = 28.0
PAPER_ROWS: Final = 6  # four lines of use, two checks


def tightness(sections: Iterable[Section]) -> int:
    """The lowest level at which the first page fits one sheet, 0 to 6; if none, the lowest page."""
    parts = [section for section in sections if section.place != "page"]
    heights = {level: _height(parts, level) for level in (0, *LEVELS)}
    fitting = (level for level, height in heights.items() if height <= SHEET)
    return next(fitting, min(heights, key=heights.__getitem__))


def _height(parts: Sequence[Section], level: int) -> float:
    main = sum(_section(s, COLUMN, level) for s in parts if s.place == "main")
    halves = max((_section(s, HALF, level) for s in parts if s.place == "half"), default=0)
    boxes = [s for s in parts if s.place == "rail"]
    flags = sum(_section(s, COLUMN, level) for s in boxes if _holds_flags(s))
    rail = max((_section(s, HALF, level) for s in boxes if not _holds_flags(s)), default=0)
    top = TOP - 15 if level >= SPACE else TOP
    return top + main + halves + rail + flags - _apart(level)


def _apart(level: int) -> float:
    """The space below a section."""
    return 6.0 if level >= SPACE else 8.0


def _holds_flags(section: Section) -> bool:
    return any(isinstance(block, RedFlagList) for block in section.blocks)


def _section(section: Section, width: float, level: int) -> float:
    heading = HEADING - 3 if level >= SPACE else HEADING
    heading = 0.0 if section.key == "plain" else heading
    shown = [block for block in section.blocks if level < CHECKS or not _left_out(section, block)]
    return heading + sum(_block(block, width, level) for block in shown) + _apart(level)


def _left_out(section: Section, block: Block) -> bool:
    """The line that names the rest of the checks goes with them."""
    return section.key == "use" and isinstance(block, Paragraph) and block.role == "note"


def _block(block: Block, width: float, level: int) -> float:
    if isinstance(block, Paragraph):
        return _paragraph(block, width, level)
    if isinstance(block, Entries):
        return sum(_entry(row, width, level) for row in block.rows)
    if isinstance(block, Figure):
        return _figure(block, width, level)
    if isinstance(block, Pairs):
        return _pairs(block, width, level)
    return _flags(block, width, level) if isinstance(block, RedFlagList) else 0.0


def _lines(text: str, width: float, size: float) -> int:
    """How many lines a text takes."""
    return max(1, ceil(text_width(text, size) * AVERAGE / width)) if text else 0


def _paragraph(block: Paragraph, width: float, level: int) -> float:
    lines = LOW_LINES if level >= SPACE else LINES
    size, line = lines.get(block.role, NOTE)
    text = "".join(part.text for part in block.parts if isinstance(part, Span))
    bold = 1.07 if block.role == "lead" else 1.0
    return _lines(text, width / bold, size) * line + 4


def _entry(row: Entry, width: float, level: int) -> float:
    together = level >= EVIDENCE
    widths = [text_width(text, 10) for text in row.aside]
    aside = sum(widths) + 4 if together else max(widths, default=0)
    beside = width - 18 - 20 - aside
    do = row.do if level >= ACTIONS else f"{row.do} {row.more}"
    text = 15 * _lines(row.what, beside, 12.6)
    text += 15 * _lines(do, width - 28 if together else beside, 11.5)
    padding = 5.0 if level >= SPACE else 9.0
    return padding + max(text, 0 if together else 14 * len(row.aside))


def _pairs(block: Pairs, width: float, level: int) -> float:
    rows = block.rows[:PAPER_ROWS] if level >= CHECKS else block.rows
    room = [width - text_width(row.value, 11, bold=True) - 8 for row in rows]
    lines = [_lines(row.key, left, 11) for row, left in zip(rows, room, strict=True)]
    return sum(14 * n + (3 if level >= SPACE else 5) for n in lines)


def _figure(block: Figure, width: float, level: int) -> float:
    low = block.paper if level >= PICTURES else None
    caption = block.caption if level >= CAPTIONS else f"{block.caption} {block.more}"
    key = KEY_LINE if block.key and level < CAPTIONS else 0.0
    return (low or block.narrow).height + 4 + 14 * _lines(caption, width, 10.5) + key


def _flags(block: RedFlagList, width: float, level: int) -> float:
    """Three columns of one length, and a line of numbers."""
    low = level >= SPACE
    column = (width - 19 - 32) / 3 - 15 if low else (width - 27 - 48) / 3 - 18
    texts = [f"{sign.signs}. {sign.do}" for sign in block.items]
    lines = sum(_lines(text, column, 10.4) for text in texts)
    return (
        (13 if low else 14) * ceil(lines / 3)
        + (12 if low else 14)
        + len(texts) / 3
        + (18 if block.numbers else 0)
    )
