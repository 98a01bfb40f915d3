"""`speciosa show`: the faces of a stored assessment again, without the diary."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from speciosa.assessment.schema import Assessment
    from speciosa.report.audience import Audience


def show(
    stored: Annotated[Path, typer.Argument(help="a report.json that `report` wrote")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="where the files go; default: out")
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", help="html, pdf, json, text; several with commas")
    ] = "",
    audience: Annotated[
        str, typer.Option("--for", help="who reads it: person or professional")
    ] = "person",
    lang: Annotated[
        str, typer.Option(help="language of what is said; only those with a file")
    ] = "en",
    *,
    quiet: Annotated[bool, typer.Option(help="print only the paths written")] = False,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Show a stored assessment again: the first page here, and files where they are asked for."""
    from speciosa.assessment.stored import read_assessment  # noqa: PLC0415  (when it runs)
    from speciosa.cli.report import print_page, reader_of  # noqa: PLC0415
    from speciosa.texts import speaking  # noqa: PLC0415

    reader = reader_of(audience)
    if out is not None and not formats:
        formats = "html"
    wanted = [face.strip() for face in formats.split(",") if face.strip()]
    assessment = read_assessment(stored)
    try:
        with speaking(lang):
            written = _write(assessment, out or Path("out"), wanted, reader)
            if quiet:
                for file in written:
                    print(file)
            else:
                print_page(assessment, written, plain=plain, audience=reader)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as fault:
        raise _no_fit(stored) from fault


def _write(
    assessment: "Assessment", out: Path, wanted: list[str], audience: "Audience"
) -> list[Path]:
    if not wanted:
        return []
    from speciosa.report import write_report  # noqa: PLC0415  (only when it runs)

    return write_report(assessment, out, wanted, audience)


def _no_fit(stored: Path) -> Exception:
    """Each field is as the schema wants it, but a hand changed one of two that belong together."""
    from speciosa.errors import InputError  # noqa: PLC0415

    expected = "a report.json as `report` wrote it, unchanged"
    return InputError("fields that do not fit together", "", "", expected, file=stored.name)
