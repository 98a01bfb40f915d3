"""Reading a large XML file piece by piece; nothing it declares is ever expanded or fetched."""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from speciosa.errors import InputError

Start = Callable[[str, Mapping[str, str], int], None]
End = Callable[[str], None]
Tell = Callable[[int, int], None]

_PART_BYTES: Final = 1_000_000
_MOST_BYTES: Final = 8_000_000_000  # of the text, also inside a zip
_MOST_ELEMENT_BYTES: Final = 16_000_000  # the parser holds one tag at a time
_DEEPEST: Final = 50


def read_xml(path: Path, member: str, root: str, start: Start, end: End, tell: Tell) -> None:
    """Call `start` with name, attributes and line, and `end` with the name, of every element.

    Args:
        path: the XML file, or a zip.
        member: the file's name inside the zip; empty for a plain file.
        root: the name of the outermost element.
        start: called where an element begins.
        end: called where it ends.
        tell: called with the bytes read so far, and all of them.

    Raises:
        InputError: for a torn file, a wrong one, or one that declares entities.
    """
    parser = expat.ParserCreate()
    elements = _Elements(parser, root, start, end)
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler = elements.begins
    parser.EndElementHandler = elements.ends
    try:
        with _opened(path, member) as (stream, size):
            _feed(parser, stream, root, path.name, lambda read: tell(read, size))
    except InputError as problem:
        raise problem.at(path.name, problem.row or parser.CurrentLineNumber) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        expected = "the whole file as it was saved; save it again"
        raise InputError("cannot be read to its end", "", "", expected, "", path.name) from None


@dataclass(slots=True)
class _Elements:
    """Passes elements on, as long as they are what a file of this kind can hold."""

    parser: expat.XMLParserType
    root: str
    start: Start
    end: End
    depth: int = 0

    def begins(self, name: str, found: dict[str, str]) -> None:
        self.depth += 1
        if self.depth == 1 and name != self.root:
            raise _another(self.root)
        if self.depth > _DEEPEST:
            raise InputError("nested too deeply", "", "", f"at most {_DEEPEST} levels")
        self.start(name, found, self.parser.CurrentLineNumber)

    def ends(self, name: str) -> None:
        self.depth -= 1
        self.end(name)


def _feed(
    parser: expat.XMLParserType,
    stream: IO[bytes],
    root: str,
    file: str,
    tell: Callable[[int], None],
) -> None:
    read = 0
    try:
        part = _without_doctype(stream.read(_PART_BYTES), root)
        while part:
            read += len(part)
            if read > _MOST_BYTES:
                expected = f"at most {_MOST_BYTES / 1e9:.0f} GB"
                raise InputError("too large", "", f"{read / 1e9:.0f} GB", expected, "", file)
            parser.Parse(part, False)
            if read - parser.CurrentByteIndex > _MOST_ELEMENT_BYTES:
                expected = f"at most {_MOST_ELEMENT_BYTES / 1e6:.0f} MB"
                raise InputError("one element that is too large", "", "", expected)
            tell(read)
            part = stream.read(_PART_BYTES)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        found = expat.ErrorString(fault.code)
        what, expected = "a file that is torn", "the whole file; save it again"
        raise InputError(what, "", found, expected, "", file, fault.lineno) from None


def _without_doctype(first: bytes, root: str) -> bytes:
    """The first part without its list of declarations, which some exports write wrongly.

    As many lines are left in its place, so that line numbers stay true.
    """
    begin = first.find(b"<!DOCTYPE")
    if begin < 0:
        return first
    end = first.find(f"<{root}".encode(), begin)
    if end < 0:
        raise _another(root)
    declared = first[begin:end]
    if b"<!ENTITY" in declared:
        _no_entities()
    return first[:begin] + b"\n" * declared.count(b"\n") + first[end:]


def _another(root: str) -> InputError:
    return InputError("another kind of XML", "", "", f"a file of <{root}>")


def _no_entities(*_declared: object) -> None:
    what, expected = "a file that defines its own signs", "an export as it was saved"
    raise InputError(what, "", "<!ENTITY", expected)


@contextmanager
def _opened(path: Path, member: str) -> Iterator[tuple[IO[bytes], int]]:
    """The XML file itself and its size; a zip is never unpacked to disk."""
    if not member:
        with path.open("rb") as stream:
            yield stream, path.stat().st_size
        return
    with zipfile.ZipFile(path) as archive, archive.open(member) as stream:
        yield stream, archive.getinfo(member).file_size
