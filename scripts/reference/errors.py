"""The page of exit codes and messages, from the classes of errors."""

from collections.abc import Iterator

from scripts.reference.fields import prose, table
from speciosa.cli.interactions import AVOID, MAJOR, NOT_UNDERSTOOD
from speciosa.errors import DiaryError, InputError, SpeciosaError

_HOW = InputError(
    "an amount that is not a number", "value", "2,5", "a number with a point, in g", "2.5"
).at("entries.csv", 14)


def errors_page() -> Iterator[str]:
    """The page, line by line."""
    yield "# Exit codes and messages"
    yield ""
    yield "Written by `make docs` from the code; do not edit."
    yield ""
    yield "## Exit codes"
    yield ""
    yield from table(("Code", "Means"), [(str(code), words) for code, words in _codes()])
    yield ""
    yield "## How a message reads"
    yield ""
    yield "One sentence a problem, on the error stream: where, what is wrong, what was found, what"
    yield "is expected, and one way out. All problems of a diary are told at once, and nothing is"
    yield "written."
    yield ""
    yield f"    speciosa: {_HOW}"
    yield ""
    yield "In Python the same problems are exceptions of `speciosa.errors`: `InputError` for one,"
    yield f"`{DiaryError.__name__}` for all of a diary, an `ExceptionGroup` of them. Both are a"
    yield f"`{SpeciosaError.__name__}` and know their `exit_code`."
    yield ""


def _codes() -> list[tuple[int, str]]:
    """Every code with its meaning; classes that share one stand in one row."""
    by_code: dict[int, list[str]] = {
        0: ["Done."],
        2: ["A command or option that does not exist, or a value of the wrong type."],
        NOT_UNDERSTOOD: [
            "`interactions` only: a name was not understood, and nothing is S3 or S4."
        ],
        MAJOR: ["`interactions` only: the most severe finding is S3."],
        AVOID: ["`interactions` only: the most severe finding is S4."],
    }
    for kind in _kinds(SpeciosaError):
        first = (kind.__doc__ or "").partition("\n")[0]
        by_code.setdefault(kind.exit_code, []).append(f"`{kind.__name__}`: {prose(first)}")
    return [(code, " ".join(words)) for code, words in sorted(by_code.items())]


def _kinds(kind: type[SpeciosaError]) -> Iterator[type[SpeciosaError]]:
    yield kind
    for sub in kind.__subclasses__():
        yield from _kinds(sub)
