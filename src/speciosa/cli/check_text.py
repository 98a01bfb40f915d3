"""What `check` prints: numbered problems, equal ones as one, then oddities."""

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterator
from typing import Any, Final

from speciosa.cli.phrases import counted
from speciosa.diary.inspection import Inspection
from speciosa.diary.oddities import Oddity
from speciosa.errors import InputError
from speciosa.texts import say

WIDTH: Final = 100
_INDENT: Final = " " * 4
_LABEL: Final = 10  # width of "found     "
_LONGEST: Final = 60
_BOLD: Final = "\x1b[1m"
_PLAIN: Final = "\x1b[0m"


def inspection_text(found: Inspection, path: str) -> str:
    """The whole answer, at most 100 columns."""
    groups = grouped(found.problems)
    lines = [_title(found, path, len(groups)), ""]
    if groups:
        lines += [_heading(say("cli.check.problems_heading"), say("cli.check.problems_mean")), ""]
    for number, group in enumerate(groups, start=1):
        lines += [*_problem(number, group), ""]
    if found.oddities:
        lines += [_heading(say("cli.check.oddities_heading"), say("cli.check.oddities_mean")), ""]
        lines += [*_oddities(found.oddities, len(groups) + 1), ""]
    if groups:
        lines.append(say("cli.check.for_programs", path=path))
    return "\n".join(lines).rstrip("\n") + "\n"


def _heading(text: str, means: str) -> str:
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return f"{_BOLD}{text}{_PLAIN}  {means}" if coloured else f"{text}  {means}"


def _title(found: Inspection, path: str, problems: int) -> str:
    counts = _counts(found, problems)
    if problems:
        title = say("cli.check.title_not_usable", path=path, counts=counts)
    else:
        title = say("cli.check.title_usable", path=path, counts=counts)
    return _spread(title, say("cli.check.nothing_written"))


def _counts(found: Inspection, problems: int) -> str:
    counts = counted(problems, "problem") if problems else say("cli.check.no_problem")
    if found.oddities:
        counts += f", {counted(len(found.oddities), 'oddity')}"
    if not found.rows:
        return counts
    return say("cli.check.in_rows", counts=counts, rows=counted(found.rows, "row"))


def _spread(left: str, right: str) -> str:
    """Left and right text on one line of the full width, or on two."""
    room = WIDTH - len(left) - len(right)
    return f"{left}{' ' * room}{right}" if room > 0 else f"{left}\n{right}"


def grouped(problems: tuple[InputError, ...]) -> list[list[InputError]]:
    """Problems that differ only in the digits of what was found, together; first ones first."""
    groups: dict[tuple[str, ...], list[InputError]] = {}
    for problem in problems:
        shape = re.sub(r"\d+", "0", str(problem.found))
        example = re.sub(r"\d+", "0", problem.example)
        key = (problem.file, problem.what, problem.field, problem.expected, shape, example)
        groups.setdefault(key, []).append(problem)
    return list(groups.values())


def _problem(number: int, group: list[InputError]) -> Iterator[str]:
    first = group[0]
    yield f"{number:2}  {_place(first)}"
    yield from textwrap.wrap(shown(first.what), WIDTH - 4, **_indents(_INDENT))
    parts = (
        (say("cli.check.found"), _quoted(first.found)),
        (say("cli.check.expected"), first.expected),
        (say("cli.check.try"), first.example),
    )
    for label, text in parts:
        if text:
            yield from _labelled(label, shown(text))
    if len(group) > 1:
        yield from _labelled(say("cli.check.also"), _more(group))


def _more(group: list[InputError]) -> str:
    others = [problem.row for problem in group[1:]]
    rows = textwrap.shorten(runs(others), 400, placeholder=" ...")
    if len(others) == 1:
        return say("cli.check.one_more", rows=rows)
    return say("cli.check.some_more", count=len(others), rows=rows)


def _labelled(label: str, text: str) -> list[str]:
    start = f"{_INDENT}{label:<{_LABEL}}"
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_on_hyphens=False,
    )


def _indents(indent: str) -> dict[str, Any]:
    return {"initial_indent": indent, "subsequent_indent": indent}


def _place(problem: InputError) -> str:
    """`entries.csv:14, column value` or `diary.toml:3, timezone`."""
    field = problem.field
    if field and problem.file.endswith(".csv"):
        field = say("cli.check.column", name=field)
    return shown(", ".join(part for part in (problem.place, field) if part)) or say(
        "cli.check.the_diary"
    )


def _quoted(found: object) -> str:
    return f'"{shown(str(found))}"' if found not in (None, "") else ""


def shown(text: str) -> str:
    """A text made harmless for the terminal: no control signs, not too long."""
    plain = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
    return plain if len(plain) <= _LONGEST * 4 else plain[: _LONGEST * 4] + "..."


def runs(numbers: list[int]) -> str:
    """Row numbers with runs drawn together.

    >>> runs([15, 17, 22, 23, 24])
    '15, 17, 22-24'
    """
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(_run(part) for part in parts)


def _run(part: list[int]) -> str:
    if len(part) > 2:  # noqa: PLR2004  (two rows are no run)
        return f"{part[0]}-{part[-1]}"
    return ", ".join(str(number) for number in part)


def _oddities(oddities: tuple[Oddity, ...], start: int) -> Iterator[str]:
    """Place, what, and at the right how it is read."""
    wide = min(max(len(oddity.place) for oddity in oddities), 24)
    for number, oddity in enumerate(oddities, start=start):
        left = f"{number:2}  {shown(oddity.place):<{wide}}  {shown(oddity.what)}"
        room = WIDTH - len(oddity.resolved) - 2
        lines = textwrap.wrap(left, room, subsequent_indent=" " * (wide + 6), drop_whitespace=True)
        yield f"{lines[0]:<{room}}  {oddity.resolved}"
        yield from lines[1:]


def inspection_json(found: Inspection, path: str) -> str:
    """The same for programs; every single problem, not grouped."""
    names = ("what", "field", "found", "expected", "example", "file", "row")
    data = {
        "diary": path,
        "usable": found.diary is not None,
        "rows": found.rows,
        "problems": [
            {name: _plain(getattr(problem, name)) for name in names} for problem in found.problems
        ],
        "oddities": [
            {"place": oddity.place, "what": oddity.what, "resolved": oddity.resolved}
            for oddity in found.oddities
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(value: object) -> object:
    return value if isinstance(value, str | int) else str(value)
