"""`speciosa log`: one entry from what a person would type."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

# Ratings may be negative: "-1" must not be read as an option.
CONTEXT = {"ignore_unknown_options": True}


def _offered(ctx: typer.Context, incomplete: str) -> list[str]:
    """What the shell offers next; nothing where the diary cannot be read."""
    from speciosa.cli.log_complete import offered  # noqa: PLC0415  (heavy: when it is asked)

    return offered(Path(ctx.params["diary"] or ""), ctx.params["words"] or [], incomplete)


def log(
    diary: Annotated[Path, typer.Argument(help="a diary folder")],
    words: Annotated[
        list[str],
        typer.Argument(
            help="what happened and, if not now, when: dose green 3g at 14:05",
            autocompletion=_offered,
        ),
    ],
    at: Annotated[
        str, typer.Option(help="when: 14:05, yesterday 22:00, -2h or 2026-03-01T08:10")
    ] = "",
    note: Annotated[str, typer.Option(help="a few words kept with the entry")] = "",
    *,
    new: Annotated[
        bool, typer.Option("--new", help="a name that is not known is new and meant as typed")
    ] = False,
) -> None:
    """Add one entry and say in one line what was understood."""
    from speciosa.cli.log_entry import log_entry  # noqa: PLC0415  (heavy floors only when it runs)

    print(log_entry(diary, words, at, note, now(), new=new), end="", flush=True)


def now() -> datetime:
    """The only look at the clock."""
    return datetime.now(UTC)
