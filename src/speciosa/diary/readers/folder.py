"""A diary as a folder: `diary.toml` and `entries.csv`."""

from pathlib import Path

from speciosa.diary.source import ENTRIES_FILE, HEAD_FILE, MOST_BYTES, Source, read_bytes, readers
from speciosa.diary.text_source import missing_files, source_of_texts


@readers.add("/")
def read_folder(path: Path) -> Source:
    """The two files of a folder."""
    present = {name for name in (HEAD_FILE, ENTRIES_FILE) if (path / name).exists()}
    missing_files(present, path.name or str(path))
    return source_of_texts(
        read_bytes(path / HEAD_FILE, MOST_BYTES[HEAD_FILE]),
        read_bytes(path / ENTRIES_FILE, MOST_BYTES[ENTRIES_FILE]),
    )
