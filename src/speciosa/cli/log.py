"""`speciosa log`: one entry from what a person would type."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

# Ratings may be negative: "-1" must not be read as an option.
CONTEXT = {"ignore_unknown_options": True}


def log(
    diary: Annotated[Path, typer.Argument(help="a diary folder")],
    words: Annotated[
        list[str],
        typer.Argument(
            help='e.g. dose green 3g, rating pain 6 focus 4, event nausea 2, note "..."'
        ),
    ],
    at: Annotated[str, typer.Option(help="HH:MM of today, or 2026-03-01T08:10; default: now")] = "",
    note: Annotated[str, typer.Option(help="a few words kept with the entry")] = "",
) -> None:
    """Add one entry and say in one line what was understood."""
    from speciosa.cli.log_entry import log_entry  # noqa: PLC0415  (heavy floors only when it runs)

    print(log_entry(diary, words, at, note, now()), end="")


def now() -> datetime:
    """The only look at the clock."""
    return datetime.now(UTC)
