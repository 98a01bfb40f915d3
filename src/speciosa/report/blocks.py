"""What a section is made of. A renderer knows how each kind of block looks; a section does not."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from speciosa.report.charts.svg import Drawing
from speciosa.report.words import Span

Place = Literal["main", "half", "rail", "page"]
Role = Literal["lead", "second", "lede", "body", "note", "empty"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A grade inside a sentence; with its name or alone."""

    grade: str
    text: str
    kind: ClassVar[str] = "chip"


@dataclass(frozen=True, slots=True)
class Link:
    """A place in this report."""

    text: str
    anchor: str
    kind: ClassVar[str] = "link"


Inline = Span | Chip | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]
    role: Role = "body"
    kind: ClassVar[str] = "paragraph"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: ClassVar[str] = "heading"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A short list."""

    items: tuple[str, ...]
    kind: ClassVar[str] = "bullets"


@dataclass(frozen=True, slots=True)
class Pair:
    """A key with its value; `late` when it is overdue, `lead` a strong start of the value."""

    key: str
    value: str
    late: bool = False
    lead: str = ""
    more: tuple[str, ...] = ()  # further values of the same key, a line each
    spark: Drawing | None = None  # how it went, a small line


@dataclass(frozen=True, slots=True)
class Pairs:
    """Keys and values: a box with numbers at the right, or a list with sentences."""

    rows: tuple[Pair, ...]
    style: Literal["box", "list"] = "box"
    kind: ClassVar[str] = "pairs"


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding or an event: sign, what, what to do, and how sure."""

    sign: str  # an SVG element
    what: str
    do: str
    more: str = ""  # what else to do; paper drops it last of all
    aside: tuple[str, ...] = ()
    facts: tuple[Pair, ...] = ()
    mark: str = ""  # beside what: a word such as "seen"
    quiet: bool = False  # with less weight


@dataclass(frozen=True, slots=True)
class Entries:
    """Rows of findings or events; `headed` when each row is a heading of its own."""

    rows: tuple[Entry, ...]
    headed: bool = False
    kind: ClassVar[str] = "entries"


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers; the first column names the row."""

    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    open: bool = False  # on a screen: shown at once, not behind "Numbers"
    kind: ClassVar[str] = "table"


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture in its two drawings, with the words and the numbers that stand for it."""

    wide: Drawing
    narrow: Drawing
    caption: str
    tables: tuple[Table, ...]
    more: str = ""  # second sentences of the caption; paper drops them first
    paper: Drawing | None = None  # a lower drawing, for a full first sheet
    key: bool = False  # show what the marks mean: under the first picture of a page only
    half: bool = False  # beside the half before or after it, where there is room
    kind: ClassVar[str] = "figure"


@dataclass(frozen=True, slots=True)
class Sign:
    """One red flag: what to look for and, in bold, what to do."""

    number: int
    signs: str
    do: str


@dataclass(frozen=True, slots=True)
class RedFlagList:
    """The signs that always stand on every face, with the numbers to call."""

    items: tuple[Sign, ...]
    numbers: tuple[str, ...]
    kind: ClassVar[str] = "flags"


Block = Paragraph | Heading | Bullets | Pairs | Entries | Table | Figure | RedFlagList


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report, at its place on the page."""

    key: str  # the anchor
    title: str
    blocks: tuple[Block, ...]
    place: Place = "page"
    note: tuple[Inline, ...] = ()  # small, at the right of the title
    strong_note: bool = False
    new_page: bool = True  # on paper
