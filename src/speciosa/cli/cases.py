"""`speciosa cases`: adverse events with what bears on their cause, for a report to an authority."""

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from speciosa.assessment.schema import CaseReport

_WIDTH: Final = 88


def cases(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    *,
    csv: Annotated[bool, typer.Option("--csv", help="print a line list for reporting")] = False,
) -> None:
    """Show each adverse event: when, what happened without it, scores, open questions."""
    from speciosa.assessment.cases import case_reports  # noqa: PLC0415  (heavy: when it runs)
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.safety.cases.line_list import line_list  # noqa: PLC0415
    from speciosa.safety.check import check_safety  # noqa: PLC0415
    from speciosa.texts import say  # noqa: PLC0415

    read = read_diary(diary)
    found = check_safety(read).cases
    if csv:
        print(line_list(found, read), end="")
    elif not found:
        print(say("cli.cases.nothing"))
    else:
        print("\n".join(line for report in case_reports(found) for line in _lines(report)))


def _lines(report: "CaseReport") -> Iterator[str]:
    from speciosa.cli.phrases import when_words  # noqa: PLC0415
    from speciosa.report.words import as_start, clean  # noqa: PLC0415

    case = report.case
    yield f"{as_start(clean(case.term))}, {when_words('case', case.at)}"
    for text in report.sentences:
        yield from textwrap.wrap(clean(text), _WIDTH, initial_indent="  ", subsequent_indent="    ")
    for question in case.questions:
        yield from textwrap.wrap(
            clean(question.text), _WIDTH, initial_indent="  ? ", subsequent_indent="    "
        )
    yield ""
