"""`speciosa report`: a diary in, the first page out, and the files written."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from speciosa.cli.progress import Progress
from speciosa.cli.screen import screen_of


def report(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    out: Annotated[Path, typer.Option("-o", "--out", help="where the files go")] = Path("out"),
    formats: Annotated[
        str, typer.Option("--format", help="html, json, text; several with commas")
    ] = "html,json",
    at: Annotated[str, typer.Option(help="as of this time; default: the last entry's time")] = "",
    *,
    quiet: Annotated[bool, typer.Option(help="print only the paths written")] = False,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Assess a diary, print the first page, write the report."""
    make_report(diary, out, formats, at, quiet=quiet, plain=plain)


def make_report(path: Path, out: Path, formats: str, at: str, *, quiet: bool, plain: bool) -> None:
    """What `report` and `demo` share."""
    from time import perf_counter  # noqa: PLC0415  (heavy floors only when the command runs)

    from speciosa.assessment.build import assess  # noqa: PLC0415
    from speciosa.diary.readers import read_diary  # noqa: PLC0415
    from speciosa.report import write_report  # noqa: PLC0415

    started = perf_counter()
    diary = read_diary(path)
    with Progress() as progress:
        assessment = assess(diary, parse_at(at, diary.timezone), progress)
    written = write_report(assessment, out, [f.strip() for f in formats.split(",")])
    if quiet:
        for file in written:
            print(file)
        return
    from speciosa.report.terminal import render_terminal  # noqa: PLC0415

    screen = screen_of(plain=plain)
    seconds = perf_counter() - started
    page = render_terminal(
        assessment,
        screen.columns,
        screen.colour,
        ascii_only=screen.ascii_only,
        written=written,
        seconds=seconds,
    )
    print(page, end="")


def parse_at(text: str, timezone: str) -> datetime | None:
    """A time typed with `--at`; without an offset it is local to the diary."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    from speciosa.errors import InputError  # noqa: PLC0415

    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(
            "not a time", "--at", text, "YYYY-MM-DD or YYYY-MM-DDThh:mm", "2026-03-01T20:00"
        ) from None
    if len(text) == len("2026-03-01"):
        at = at.replace(hour=23, minute=59)  # a day means the whole day
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(timezone))
