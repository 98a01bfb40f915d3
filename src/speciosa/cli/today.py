"""`speciosa today`: what is logged today, what is not rated yet, and what is due."""

from pathlib import Path
from typing import Annotated

import typer

from speciosa.cli.log import now


def today(
    diary: Annotated[Path, typer.Argument(help="a diary: folder, .zip or .json")],
    at: Annotated[
        str, typer.Option(help="HH:MM of today, a day, or 2026-03-01T08:10; default: now")
    ] = "",
    *,
    plain: Annotated[bool, typer.Option(help="no colour, no special signs")] = False,
) -> None:
    """Print what is logged today, what is not rated yet, and which checks are due."""
    from speciosa.cli.screen import screen_of  # noqa: PLC0415  (only when it runs)
    from speciosa.cli.today_facts import today_of  # noqa: PLC0415
    from speciosa.cli.today_text import today_text  # noqa: PLC0415

    typed = str(diary)
    folder = typed.rstrip("/") + "/" if diary.is_dir() else typed
    screen = screen_of(plain=plain)
    text = today_text(today_of(diary, at, now()), folder, screen.columns, colour=screen.colour)
    if screen.ascii_only:
        from speciosa.report.terminal_text import to_ascii  # noqa: PLC0415  (rarely)

        text = to_ascii(text)
    print(text, end="")
