"""speciosa: from a diary of kratom use to one frozen, reproducible assessment."""

from typing import TYPE_CHECKING

from speciosa.version import __version__

if TYPE_CHECKING:
    from speciosa.assessment.build import assess as assess
    from speciosa.diary.readers import read_diary as read_diary
    from speciosa.report import write_report as write_report

# Looked up on first use, so that `speciosa --help` does not wait for NumPy.
_PUBLIC = {
    "assess": "speciosa.assessment.build",
    "read_diary": "speciosa.diary.readers",
    "write_report": "speciosa.report",
}

__all__ = ["__version__", "assess", "read_diary", "write_report"]


def __getattr__(name: str) -> object:
    if name not in _PUBLIC:
        msg = f"module 'speciosa' has no attribute '{name}'"
        raise AttributeError(msg)
    from importlib import import_module  # noqa: PLC0415  (only when something is used)

    return getattr(import_module(_PUBLIC[name]), name)
