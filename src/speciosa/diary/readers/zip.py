"""A diary as one `.zip`; the archive is not trusted."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import Final

from speciosa.diary.source import (
    ENTRIES_FILE,
    HEAD_FILE,
    MOST_BYTES,
    Source,
    read_bytes,
    readers,
    too_large,
)
from speciosa.diary.text_source import missing_files, source_of_texts
from speciosa.errors import InputError

_MOST_ZIP_BYTES: Final = 20_000_000
_MOST_MEMBERS: Final = 1000
_MOST_UNPACKED_BYTES: Final = 60_000_000
_MOST_RATIO: Final = 200
_SMALL_BYTES: Final = 1_000_000  # below it any ratio is harmless
_ENCRYPTED: Final = 0x1
_DEPTH: Final = 2  # the files lie on top or in one folder


@readers.add(".zip")
def read_zip(path: Path) -> Source:
    """The two files of an archive; nothing is ever unpacked to disk."""
    read_bytes(path, _MOST_ZIP_BYTES)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check(members, path.name)
            found = _ours(members)
            missing_files(found, path.name)
            head, entries = (_unpack(archive, found[n], n) for n in (HEAD_FILE, ENTRIES_FILE))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
        raise InputError(
            "not a zip that can be read", "", path.name, "a zip made by speciosa or by hand"
        ) from None
    return source_of_texts(head, entries)


def _check(members: list[zipfile.ZipInfo], file: str) -> None:
    """Raise InputError for a zip that could do harm, judged by its table of contents."""
    if len(members) > _MOST_MEMBERS:
        found = f"{len(members)} files"
        raise InputError("too many files in the zip", "", found, "two files", file=file)
    for member in members:
        _check_name(member.filename, file)
        if member.flag_bits & _ENCRYPTED:
            what, expected = "a zip with a password", "a zip without a password"
            raise InputError(what, "", member.filename, expected, file=file)
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > max(_SMALL_BYTES, _MOST_RATIO * packed):
            raise _bomb(member.file_size, file)
    if sum(member.file_size for member in members) > _MOST_UNPACKED_BYTES:
        raise _bomb(sum(member.file_size for member in members), file)


def _check_name(name: str, file: str) -> None:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    if ".." in parts or name.startswith(("/", "\\")) or ":" in name:
        what, expected = "a name that leaves its folder", "plain names such as diary.toml"
        raise InputError(what, "", name, expected, file=file)


def _bomb(size: int, file: str) -> InputError:
    found = f"{size / 1e6:.0f} MB when unpacked"
    expected = f"at most {_MOST_UNPACKED_BYTES / 1e6:.0f} MB, packed at most {_MOST_RATIO} to 1"
    return InputError("a zip that unpacks to far more than a diary", "", found, expected, "", file)


def _ours(members: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The two files, on top or in the only folder that holds them."""
    found: dict[str, zipfile.ZipInfo] = {}
    by_depth = sorted(members, key=lambda member: member.filename.count("/"))
    for member in by_depth:
        parts = PurePosixPath(member.filename).parts
        hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
        if 0 < len(parts) <= _DEPTH and not hidden and parts[-1] in MOST_BYTES:
            found.setdefault(parts[-1], member)
    return found


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """The bytes of one file, never more than a diary may have, whatever the zip declares."""
    with archive.open(member) as stream:
        data = stream.read(MOST_BYTES[name] + 1)
    if len(data) > MOST_BYTES[name]:
        raise too_large(name, max(member.file_size, len(data)), MOST_BYTES[name])
    return data
