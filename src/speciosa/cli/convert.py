"""`speciosa convert`: another program's file into a diary, a diary into another form."""

from pathlib import Path
from typing import Annotated

import typer

from speciosa.cli.progress import Progress


def convert(
    file: Annotated[
        Path,
        typer.Argument(help="a file of KratomTracker, Daylio, Apple Health, any table, or a diary"),
    ],
    diary: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            help="the diary folder to add to; a diary may also become a new .json, .zip or folder",
        ),
    ],
    product: Annotated[
        list[str] | None,
        typer.Option(help='which product a name in the file is: "Red Bali=green"'),
    ] = None,
    columns: Annotated[
        Path | None, typer.Option(help="a .toml that says what the columns of a table mean")
    ] = None,
    preview: Annotated[
        bool, typer.Option("--preview", help="show what would be added; write nothing")
    ] = False,
    *,
    quiet: Annotated[bool, typer.Option(help="no word on how far a long file is")] = False,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Add what another program recorded; entries that are there already are not added again."""
    from speciosa.cli.convert_text import converted_text  # noqa: PLC0415  (heavy floors)

    with Progress(quiet=quiet, plain=plain) as progress:
        text = converted_text(file, diary, product or [], columns, preview=preview, tell=progress)
    print(text, end="")
