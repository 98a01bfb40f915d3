"""One tree of errors; each class knows the exit code of the command line."""

from typing import Self


class SpeciosaError(Exception):
    """Anything speciosa says instead of a traceback."""

    exit_code = 1


class InputError(SpeciosaError):
    """One value the user gave that cannot be used.

    Plain positional arguments, so that it survives pickling in a process pool. The field knows
    what was expected; the reader adds the file and the row (see `at`).
    """

    exit_code = 10

    def __init__(
        self,
        what: str,
        field: str,
        found: object,
        expected: str,
        example: str = "",
        file: str = "",
        row: int = 0,
    ) -> None:
        super().__init__(what, field, found, expected, example, file, row)
        self.what = what
        self.field = field
        self.found = found
        self.expected = expected
        self.example = example
        self.file = file
        self.row = row

    def at(self, file: str, row: int = 0) -> Self:
        """The same error, told where it happened."""
        return type(self)(self.what, self.field, self.found, self.expected, self.example, file, row)

    @property
    def place(self) -> str:
        """File and line, as far as they are known, e.g. `entries.csv:14`."""
        return f"{self.file}:{self.row}" if self.row else self.file

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.place, self.field) if part)
        found = f' found "{self.found}",' if self.found not in (None, "") else ""
        example = f" Try {self.example}." if self.example else ""
        place = f"{where}: " if where else ""
        return f"{place}{self.what};{found} expected {self.expected}.{example}"


class TableError(InputError):
    """A data file shipped with speciosa breaks its own schema."""

    exit_code = 11


class DiaryError(ExceptionGroup[InputError], SpeciosaError):
    """All problems of one diary or file, together; nothing was written."""

    exit_code = 10


class FitError(SpeciosaError):
    """Every outcome of a diary failed to fit."""

    exit_code = 12


class StoreError(SpeciosaError):
    """A diary could not be kept or read back."""

    exit_code = 13
