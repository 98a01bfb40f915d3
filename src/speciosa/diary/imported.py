"""Another program's file as entries for a diary, and what was left out of it and why."""

import codecs
import csv
import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from speciosa.diary.parse_csv import MOST_ROWS
from speciosa.diary.parse_head import Head
from speciosa.diary.source import HEAD_FILE, Row, decode, read_bytes
from speciosa.errors import InputError
from speciosa.registry import Registry

MOST_TABLE_BYTES: Final = 20_000_000
_UNREADABLE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip
Tell = Callable[[int, int], None]  # how much is done, of how much
_OWN_MARK: Final = b"speciosa.diary/"
_SAMPLE_BYTES: Final = 4096
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # a table, which decode() refuses
_NO_TABLE: Final = (b"<", b"{", b"[", b"%PDF")
_ENCRYPTED: Final = 0x1
_PACKINGS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MOST_RATIO: Final = 200  # a text of health records packs to a twentieth or less
_SMALL_BYTES: Final = 10_000_000  # below it any ratio is harmless


def nobody(_done: int, _total: int) -> None:
    """Told where nobody waits."""


@dataclass(slots=True)
class LeftOut:
    """How often something was left out for one reason, and where for the first time."""

    count: int
    first_line: int  # 0 where the file has no lines


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry as typed; `key` holds all that tells this record from others of its file."""

    row: Row
    key: str


@dataclass(slots=True)
class Harvest:
    """Everything one file gave. `source` stands for the kind of file and goes into the ids."""

    source: str
    name: str
    pieces: list[Piece] = field(default_factory=list)
    left: dict[str, LeftOut] = field(default_factory=dict)
    says: list[str] = field(default_factory=list)
    jumps: int = 0  # wall times at a clock change that the reader itself has resolved

    def add(
        self, line: int, key: str, at: str, kind: str, what: str = "", **more: str | float
    ) -> None:
        """Keep one entry; `more` may hold value, unit, note and id, all as typed."""
        if len(self.pieces) >= MOST_ROWS:
            expected = f"at most {MOST_ROWS} rows"
            raise InputError("more rows than a diary can have", "", MOST_ROWS, expected)
        cells = (more.get(name, "") for name in ("value", "unit", "note", "id"))
        self.pieces.append(Piece(Row(line, at, kind, what, *cells), key))

    def leave(self, reason: str, line: int = 0) -> None:
        """Count one thing that is not kept."""
        self.left.setdefault(reason, LeftOut(0, line)).count += 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the person said about an import.

    `products` says which product of the diary a name in the file means; `columns` is a file
    that says what the columns of a table mean.
    """

    head: Head
    products: Mapping[str, str] = field(default_factory=dict)
    columns: Path | None = None

    def product(self, *names: str) -> str:
        """The product that one of these names means, or an empty text; nothing is guessed."""
        told = {name.strip().lower(): key for name, key in self.products.items()}
        for name in (name.strip().lower() for name in names):
            if name in told:
                return told[name]
            for key, product in self.head.products.items():
                if name and name in {key.lower(), product.name.strip().lower()}:
                    return key
        return ""


@dataclass(frozen=True)
class Export:
    """A file from another program; nothing of it is trusted.

    `tell` hears, while a reader is at work, how much of the file has been read.
    """

    path: Path
    tell: Tell = nobody

    @cached_property
    def sample(self) -> bytes:
        """The first bytes; raises InputError for what is no file or cannot be opened."""
        expected = "a file that can be read"
        try:
            if not stat.S_ISREG(self.path.stat().st_mode):  # a pipe would wait for ever
                raise InputError("not a file", "", self.name, "one file, saved on this computer")
            with self.path.open("rb") as stream:
                return stream.read(_SAMPLE_BYTES)
        except FileNotFoundError:
            raise InputError("there is no such file", "", self.path, expected) from None
        except OSError as fault:
            raise InputError(
                "cannot be opened", "", fault.strerror, expected, "", self.name
            ) from None

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The names in a zip; empty for any other file."""
        if not self.sample.startswith(b"PK"):
            return ()
        try:
            with zipfile.ZipFile(self.path) as archive:
                return tuple(archive.namelist())
        except _UNREADABLE:
            raise self._torn_zip() from None

    def member_sample(self, member: str) -> bytes:
        """The first bytes of a file in the zip; raises InputError for one that cannot be read."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                self._check_member(archive.getinfo(member))
                with archive.open(member) as stream:
                    return stream.read(_SAMPLE_BYTES)
        except _UNREADABLE:
            raise self._torn_zip() from None

    def _check_member(self, member: zipfile.ZipInfo) -> None:
        if member.flag_bits & _ENCRYPTED:
            what, expected = "a zip with a password", "a zip without a password"
            raise InputError(what, "", self.name, expected)
        if member.compress_type not in _PACKINGS:
            raise self._torn_zip()
        if member.file_size > max(_SMALL_BYTES, _MOST_RATIO * member.compress_size):
            found = f"{member.file_size / 1e6:.0f} MB when unpacked"
            what, expected = "a zip that unpacks to far too much", f"at most {_MOST_RATIO} to 1"
            raise InputError(what, "", found, expected, "", self.name)

    def _torn_zip(self) -> InputError:
        expected = "the whole file as it was saved; save it again"
        return InputError("not a zip that can be read", "", self.name, expected)

    @property
    def is_diary(self) -> bool:
        """Whether this looks like a diary of speciosa, in any form."""
        if self.path.is_dir():
            return (self.path / HEAD_FILE).is_file()
        zipped = any(name.rsplit("/", 1)[-1] == HEAD_FILE for name in self.members)
        return zipped or (self.sample.lstrip().startswith(b"{") and _OWN_MARK in self.sample)

    @property
    def is_table(self) -> bool:
        """Whether the file could be a table of text."""
        start = self.sample.removeprefix(b"\xef\xbb\xbf").lstrip()
        binary = b"\0" in start and not start.startswith(_WIDE)
        return bool(start) and not binary and not start.startswith(_NO_TABLE) and not self.members

    @cached_property
    def text(self) -> str:
        """The whole text of a table; raises InputError when it is none or too large."""
        return decode(read_bytes(self.path, MOST_TABLE_BYTES), self.name)

    @cached_property
    def header(self) -> tuple[str, ...]:
        """The names of the columns in small letters, separated by commas; empty if no table."""
        if not self.is_table:
            return ()
        first = next(self.lines(","), (1, []))
        return tuple(name.strip().lower() for name in first[1])

    def lines(self, separator: str) -> Iterator[tuple[int, list[str]]]:
        """First line and cells of every row of a table; raises InputError where it is torn."""
        try:
            yield from _records(self.text, separator, self.tell)
        except csv.Error as fault:
            what, expected = "a table that is torn", "the whole file"
            raise InputError(what, "", fault, expected, "", self.name) from None

    def rows(self, harvest: Harvest) -> Iterator[tuple[int, dict[str, str]]]:
        """Line and cells by column of every row; a row with another number of cells is left out."""
        lines = self.lines(",")
        next(lines, None)
        for line, cells in lines:
            if len(cells) != len(self.header):
                harvest.leave("a row with too few or too many columns", line)
                continue
            yield line, dict(zip(self.header, (cell.strip() for cell in cells), strict=True))


def _records(text: str, separator: str, tell: Tell) -> Iterator[tuple[int, list[str]]]:
    """The first line and the cells of every row that is not empty."""
    stream = io.StringIO(text, newline="")
    reader = csv.reader(stream, delimiter=separator, strict=True)
    start = 1
    for cells in reader:
        tell(stream.tell(), len(text))
        if any(cell.strip() for cell in cells):
            yield start, cells
        start = reader.line_num + 1


# Key: the name of a format. None: the file is none of these.
importers: Registry[Callable[[Export, Wishes], Harvest | None]] = Registry("speciosa.diary.imports")
