"""Reading a diary: one file a format, found by itself; all of them are checked alike."""

from pathlib import Path

from speciosa.diary.diary import Diary
from speciosa.diary.inspection import Inspection, inspect_source, refused
from speciosa.diary.source import HEAD_FILE, readers
from speciosa.diary.text import nearest
from speciosa.errors import DiaryError, InputError

__all__ = ["Inspection", "inspect", "read_diary"]


def read_diary(path: str | Path) -> Diary:
    """The diary in a folder, a `.zip` or a `.json`.

    Raises:
        DiaryError: with every problem of the file, each an InputError.
    """
    found = inspect(path)
    if found.diary is None:
        count = len(found.problems)
        title = f"{path} cannot be used yet: {count} problem{'s' if count != 1 else ''}"
        raise DiaryError(title, found.problems)
    return found.diary


def inspect(path: str | Path) -> Inspection:
    """Everything wrong or odd with a diary; never raises for what the file holds."""
    path = Path(path)
    if not path.exists():
        expected = "a folder, a .zip or a .json"
        return refused(InputError("there is no such diary", "", str(path), expected, _beside(path)))
    by_ending = readers.load()
    ending = "/" if path.is_dir() else path.suffix.lower()
    if ending not in by_ending:
        expected = "a folder, a .zip or a .json"
        return refused(InputError("not a format of diaries", "", path.name, expected))
    return inspect_source(path, by_ending[ending])


def _beside(path: Path) -> str:
    """A diary in the same place whose name is nearly the one that was typed, or ""."""
    try:
        beside = [one for one in path.parent.iterdir() if (one / HEAD_FILE).is_file()]
        beside += [one for one in path.parent.iterdir() if one.suffix.lower() in {".zip", ".json"}]
    except OSError:
        return ""
    like = nearest(path.name, (one.name for one in beside))
    return str(path.parent / like) if like else ""
