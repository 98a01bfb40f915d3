"""`speciosa undo`: the last entry no longer counts; nothing is deleted."""

from pathlib import Path
from typing import Annotated

import typer

from speciosa.cli.log import now


def undo(
    diary: Annotated[Path, typer.Argument(help="a diary folder")],
    entry: Annotated[
        str, typer.Option("--id", help="take back this entry; default: the last one written")
    ] = "",
) -> None:
    """Take back the last entry written: it stays in the diary and no longer counts."""
    from speciosa.cli.undo_entry import undo_entry  # noqa: PLC0415  (heavy floors: when it runs)

    print(undo_entry(diary, entry, now()), end="")
